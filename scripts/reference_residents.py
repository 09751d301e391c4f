"""Estimated residents at points: census totals of small areas spread over postcodes.

Each 2021 LSOA's usual residents (Census 2021) are shared equally among the 2011 output areas in it,
which were drawn to hold about as many people each, and each output area's share equally among its
Code-Point Open postcodes. Hale has no postcodes in that file: its output areas use the map points
of police.uk streets instead, or the area's own middle where there is none.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo import cells, wards

BOXES = "WA88 "  # post-office boxes, where nobody lives
MINORS = ["age_0_11", "age_12_17"]


def at_points(
    output_areas: gpd.GeoDataFrame,
    *,
    lsoas: gpd.GeoDataFrame,
    census: pd.DataFrame,
    postcodes: pd.DataFrame,
    streets: pd.DataFrame,
) -> pd.DataFrame:
    """Spread the residents of each LSOA over points.

    Returns
    -------
    Columns lng, lat, lsoa, residents; the residents sum to the census total.
    """
    areas = output_areas.geometry.to_numpy()
    lived_in = postcodes.loc[~postcodes["postcode"].str.startswith(BOXES)]
    points = _points(areas, [lived_in, streets, _middles(areas)])
    points["lsoa"] = _lsoa_of(areas, lsoas)[points["output_area"].to_numpy()]
    per_area = census.set_index("LSOA21CD")["census2021_residents"]
    areas_of_lsoa = points.groupby("lsoa")["output_area"].nunique()
    share = per_area.reindex(areas_of_lsoa.index) / areas_of_lsoa
    in_area = points.groupby("output_area")["lng"].transform("size")
    points["residents"] = points["lsoa"].map(share) / in_area
    if not np.isclose(points["residents"].sum(), per_area.sum()):
        raise ValueError("Some LSOA holds no output area: its residents have no place.")
    return points[["lng", "lat", "lsoa", "residents"]]


def minors_share(ages: pd.DataFrame, lookup: pd.DataFrame) -> pd.Series:
    """Give the share of residents under 18 in each 2021 LSOA, from its 2011 LSOA's estimate."""
    share = (
        ages.set_index("lsoa11_code")[MINORS].sum(axis=1)
        / ages.set_index("lsoa11_code")["total_population"]
    )
    return lookup.set_index("lsoa21_code")["lsoa11_code"].map(share)


def by_cell(points: pd.DataFrame, column: str, *, study_cells: NDArray[Any]) -> pd.Series:
    """Sum a column of points into cells, to one decimal, the total kept."""
    resolution = cells.resolution_of(study_cells)
    found = cells.cells_of(points["lng"], points["lat"], resolution=resolution)
    held = points[column].groupby(found).sum().reindex(study_cells, fill_value=0.0)
    return _rounded(held, total=points[column].sum(), decimals=1)


def _rounded(values: pd.Series, *, total: float, decimals: int) -> pd.Series:
    """Round so that the sum is the total, rounded (the largest remainders are rounded up)."""
    unit = 10.0**-decimals
    floors = np.floor(values / unit)
    missing = round(total / unit) - int(floors.sum())
    order = (values / unit - floors).sort_values(ascending=False, kind="stable").index
    floors.loc[order[:missing]] += 1
    result: pd.Series = (floors * unit).round(decimals)
    return result


def _points(areas: NDArray[Any], sources: list[pd.DataFrame]) -> pd.DataFrame:
    """List for each output area the points of the first source that has any in it."""
    chosen: list[pd.DataFrame] = []
    served: set[int] = set()
    for source in sources:
        distinct = source[["lng", "lat"]].reset_index(drop=True)
        held = wards.locate(distinct["lng"], distinct["lat"], outlines=list(areas))
        table = distinct.assign(output_area=held)
        table = table.loc[(held >= 0) & ~table["output_area"].isin(served)]
        served |= set(table["output_area"])
        chosen.append(table)
    return pd.concat(chosen, ignore_index=True)


def _middles(areas: NDArray[Any]) -> pd.DataFrame:
    inside = shapely.point_on_surface(areas)
    return pd.DataFrame({"lng": shapely.get_x(inside), "lat": shapely.get_y(inside)})


def _lsoa_of(areas: NDArray[Any], lsoas: gpd.GeoDataFrame) -> NDArray[Any]:
    """Name the 2021 LSOA that holds most of each output area."""
    shares = wards.overlaps(areas, outlines=lsoas.geometry.to_numpy())
    return np.asarray(lsoas["LSOA21CD"].to_numpy()[shares.argmax(axis=1)])
