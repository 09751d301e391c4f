"""Street names from published police data, and a name for each cell."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo import cells

PREFIX = "On or near "
SAME_PLACE_M = 300  # a "street" named like a station this near is the station
STREETS_SHOWN = 2

# What police.uk writes where the nearest thing is not a street
GENERIC = {
    "Bus/Coach Station": "a bus or coach station",
    "Conference/Exhibition Centre": "a conference centre",
    "Further/Higher Educational Building": "a college",
    "Hospital": "a hospital",
    "Nightclub": "a nightclub",
    "Park/Open Space": "a park",
    "Parking Area": "a parking area",
    "Pedestrian Subway": "a pedestrian subway",
    "Petrol Station": "a petrol station",
    "Police Station": "a police station",
    "Prison": "a prison",
    "Shopping Area": "a shopping area",
    "Sports/Recreation Area": "a sports or recreation area",
    "Supermarket": "a supermarket",
    "Theatre/Concert Hall": "a theatre",
}
METRES_PER_DEGREE = 111_200.0


def streets(police: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """List every published map point with its name and how many incidents were put there.

    Returns
    -------
    Columns name, lng, lat, incidents, generic; ordered by name and position.
    """
    named = pd.DataFrame(
        {
            "name": street_names(police["Location"]),
            "lng": police["Longitude"],
            "lat": police["Latitude"],
        }
    )
    table = named.value_counts(sort=False).rename("incidents").reset_index()
    table["generic"] = table["name"].isin(list(GENERIC))
    for name, lng, lat in zip(stations["name"], stations["lng"], stations["lat"], strict=True):
        near = _metres(table["lng"] - float(lng), table["lat"] - float(lat)) < SAME_PLACE_M
        table["name"] = table["name"].mask(near & table["name"].eq(str(name)), f"{name} station")
    return table.sort_values(["name", "lng", "lat"], ignore_index=True)


def street_names(locations: pd.Series) -> pd.Series:
    """Take the bare name out of "On or near St John'S Brow"."""
    return locations.str.removeprefix(PREFIX).str.replace("'S ", "'s ")


def name_cells(
    found: NDArray[np.uint64], *, points: pd.DataFrame, wards: pd.Series, resolution: int
) -> pd.Series:
    """Give each cell the name a resident would give it.

    The one or two streets with most incidents among those in the cell; else its most frequent
    unnamed spot "near" the next street; else "near" the next street when that is within the
    cell's own width; else its ward's name.
    """
    inside = points.assign(cell=cells.cells_of(points["lng"], points["lat"], resolution=resolution))
    proper, generic = inside.loc[~inside["generic"]], inside.loc[inside["generic"]]
    near, metres = _nearest(found, proper)
    width = np.sqrt(cells.areas_of(found) * 2 / np.sqrt(3)) * 1_000
    names = pd.Series(np.where(metres <= width, "near " + near, wards.to_numpy()), index=found)
    spots = _leading(generic, shown=1).map(GENERIC)
    names.update(spots + " near " + pd.Series(near, index=found).reindex(spots.index))
    names.update(_leading(proper, shown=STREETS_SHOWN))
    return names


def _leading(points: pd.DataFrame, *, shown: int) -> pd.Series:
    """Name the busiest streets of each cell, busiest first."""
    total = points.groupby(["cell", "name"])["incidents"].sum().reset_index()
    total = total.sort_values(["cell", "incidents", "name"], ascending=[True, False, True])
    names: pd.Series = total.groupby("cell")["name"].apply(lambda each: ", ".join(each.head(shown)))
    return names


def _nearest(
    found: NDArray[np.uint64], points: pd.DataFrame
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Find for each cell's centre the nearest street and how far it is, metres."""
    squeeze = np.cos(np.radians(points["lat"].mean()))
    tree = shapely.STRtree(shapely.points(points["lng"] * squeeze, points["lat"]))
    lng, lat = cells.centres_of(found)
    centres = shapely.points(lng * squeeze, lat)
    (_, index), degrees = tree.query_nearest(centres, all_matches=False, return_distance=True)
    return points["name"].to_numpy(dtype=object)[index], degrees * METRES_PER_DEGREE


def _metres(east: pd.Series, north: pd.Series) -> pd.Series:
    squeeze = np.cos(np.radians(53.35))
    distance: pd.Series = ((east * squeeze) ** 2 + north**2) ** 0.5 * METRES_PER_DEGREE
    return distance
