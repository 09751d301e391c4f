"""What lies around and under the wards: land, water, districts, motorways, names."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.basemap import label_point
from geo import wards

FRAME = shapely.box(-2.95, 53.25, -2.45, 53.45)  # the published context is cut to it
CLOSING_M = 30.0  # gaps this wide between two sources' shorelines are no water
PUDDLE_M2 = 200_000.0
SMALLEST_INLET_M2 = 300.0
BETWEEN_BANKS = 0.6  # share of an inlet's edge that is the borough's own
FINE_M = 2.0  # how far a drawn line may stray from the published one
NEAR_M = 6_000.0  # a district's name stands on its part this near to the borough
METRES, DEGREES = "EPSG:27700", "EPSG:4326"

# Neighbourhoods have no open gazetteer here: each stands where the streets named after it are.
NEIGHBOURHOODS = {
    "Astmoor": "Astmoor Road",
    "Brookvale": "Brookvale Avenue",
    "Castlefields": "Castlefield",
    "Clifton": "Clifton Lane",
    "Daresbury": "Daresbury Lane",
    "Hale Bank": "Hale Bank Road",
    "Hallwood Park": "Hallwood Park",
    "Halton Brook": "Halton Brook",
    "Moore": "Moore Lane",
    "Murdishaw": "Murdishaw Avenue",
    "Palacefields": "Palace Fields",
    "Sandymoor": "Sandymoor Lane",
    "Upton Rocks": "Upton Rocks",
    "West Bank": "West Bank Street",
    "Weston Point": "Weston Point",
    "Windmill Hill": "Windmill Hill Avenue",
}
HALE = "Hale"  # a village with one ward to itself until 2020


def neighbours(districts: gpd.GeoDataFrame, borough: Any) -> gpd.GeoDataFrame:  # noqa: ANN401
    """Cut the borough out of the districts around it, creeks closed; columns name and geometry."""
    around = districts.loc[districts["LAD24NM"].ne("Halton")]
    cut = _closed(around.geometry.to_crs(METRES)).to_crs(DEGREES).difference(borough)
    table = gpd.GeoDataFrame({"name": list(around["LAD24NM"])}, geometry=list(cut), crs=DEGREES)
    return table.sort_values("name", ignore_index=True)


def land(around: gpd.GeoDataFrame, borough: Any) -> gpd.GeoDataFrame:  # noqa: ANN401
    """Join borough and districts to the land; the gap that remains is the estuary.

    The sources draw the same shoreline up to a few metres apart: thin gaps are closed, but never
    over the borough's own edge with the water.
    """
    whole = shapely.union_all([borough, *around.geometry])
    metres = gpd.GeoSeries([whole], crs=DEGREES).to_crs(METRES)
    parts = _closed(metres).simplify(FINE_M).explode(ignore_index=True)
    kept = parts[parts.area > CLOSING_M**2].to_crs(DEGREES).intersection(FRAME)
    return gpd.GeoDataFrame({"name": "land"}, geometry=kept, crs=DEGREES, index=kept.index)


def inlets(borough: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - shapely ships no types
    """Find creeks too narrow to draw: their two banks run together into one dark sliver."""
    metres = gpd.GeoSeries([borough], crs=DEGREES).to_crs(METRES)
    parts = _closed(metres).difference(metres).explode(ignore_index=True)
    banks = parts.boundary.intersection(metres.boundary[0].buffer(0.05)).length / parts.length
    kept = parts[(parts.area > SMALLEST_INLET_M2) & (banks > BETWEEN_BANKS)].to_crs(DEGREES)
    return gpd.GeoDataFrame({"kind": "inlet"}, geometry=kept, crs=DEGREES, index=kept.index)


def area_lines(output_areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join the lines between output areas, each once, to few long ones; the outer edge is left out.

    Lines are simplified between their ends only, so they still meet.
    """
    shapes = output_areas.geometry.to_numpy()
    edge = shapely.boundary(shapely.coverage_union_all(shapes))
    inner = shapely.difference(shapely.union_all(shapely.boundary(shapes)), edge)
    lines = gpd.GeoSeries(shapely.get_parts(shapely.line_merge(inner)), crs=DEGREES)
    fine = lines.to_crs(METRES).simplify(FINE_M).to_crs(DEGREES)
    return gpd.GeoDataFrame(
        {"kind": "output areas"},
        geometry=[shapely.MultiLineString(list(fine))],
        index=[0],
        crs=DEGREES,
    )


def landmarks(motorways: gpd.GeoDataFrame, marks: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """List motorways (one feature a road), bridges and stations; columns kind, name, geometry."""
    rows = [
        ("motorway", number, shapely.line_merge(shapely.union_all(pieces.geometry.to_numpy())))
        for number, pieces in motorways.groupby("road_classification_number")
    ]
    rows += [
        ("station" if mark.kind == "station" else "bridge", mark.name, mark.geometry)
        for mark in marks.itertuples(index=False)
    ]
    kinds, names, shapes = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"kind": kinds, "name": names}, geometry=list(shapes), crs=DEGREES)


def labels(
    *,
    streets: pd.DataFrame,
    residents: pd.DataFrame,
    former: gpd.GeoDataFrame,
    around: gpd.GeoDataFrame,
    ground: gpd.GeoDataFrame,
) -> pd.DataFrame:
    """Place the names of towns, neighbourhoods, districts and the river.

    Returns
    -------
    Columns name, kind, lng, lat.
    """
    borough = shapely.union_all(former.geometry.to_numpy())
    near = gpd.GeoSeries([borough], crs=DEGREES).to_crs(METRES).buffer(NEAR_M).to_crs(DEGREES)[0]
    water = shapely.box(*borough.bounds).difference(shapely.union_all(ground.geometry.to_numpy()))
    rows = [
        *_towns(residents, former),
        *_neighbourhoods(streets, former),
        *(
            ("district", row.name, *label_point(row.geometry & near))
            for row in around.itertuples(index=False)
            if row.geometry.intersects(near)
        ),
        ("water", "River Mersey", *label_point(water)),
    ]
    table = pd.DataFrame(rows, columns=["kind", "name", "lng", "lat"])
    return table.round(5)[["name", "kind", "lng", "lat"]]


def _closed(metres: gpd.GeoSeries) -> gpd.GeoSeries:
    """Fill what is narrower than twice the closing distance, and leave corners as they are."""
    style = {"join_style": "mitre", "mitre_limit": 2.0}
    filled = metres.buffer(CLOSING_M, **style).buffer(-CLOSING_M, **style)
    return gpd.GeoSeries([_without_puddles(shape) for shape in filled], crs=metres.crs)


def _without_puddles(shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
    parts = [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if _area(hole) > PUDDLE_M2])
        for part in shapely.get_parts(shape)
    ]
    return shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0]


def _area(ring: Any) -> float:  # noqa: ANN401 - shapely ships no types
    return float(shapely.area(shapely.polygons(ring)))


def _towns(residents: pd.DataFrame, former: gpd.GeoDataFrame) -> list[tuple[Any, ...]]:
    """Put each town's name in the middle of its residents (median both ways)."""
    held = wards.locate(residents["lng"], residents["lat"], outlines=list(former.geometry))
    town = former["town"].to_numpy()[held]
    return [
        ("town", name, *(_median(group[axis], group["residents"]) for axis in ("lng", "lat")))
        for name, group in residents.groupby(town)
    ]


def _neighbourhoods(streets: pd.DataFrame, former: gpd.GeoDataFrame) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for name, prefix in NEIGHBOURHOODS.items():
        own = streets.loc[streets["name"].str.startswith(prefix)]
        rows.append(("neighbourhood", name, own["lng"].median(), own["lat"].median()))
    hale = former.loc[former["name"].eq(HALE), "geometry"].iloc[0]
    own = streets.loc[shapely.intersects_xy(hale, streets["lng"], streets["lat"])]
    return sorted([*rows, ("neighbourhood", HALE, own["lng"].median(), own["lat"].median())])


def _median(values: pd.Series, weights: pd.Series) -> float:
    order = values.sort_values(kind="stable").index
    reached = np.asarray(weights.loc[order].cumsum())
    return float(values.loc[order].iloc[np.searchsorted(reached, reached[-1] / 2)])
