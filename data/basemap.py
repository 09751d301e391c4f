"""The quiet ground under the cells, as plain lists of coordinates ready to be sent to the map."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.outlines import REFERENCE, VINTAGES, in_force, shipped, wards

DECIMALS = 5  # 1 m, enough to draw
DRAWN_TO = 2e-5  # degrees, 2 m: official outlines at full resolution are drawn a little simpler
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right. "
    "Contains Royal Mail data © Royal Mail copyright and database right. "
    "Contains National Statistics data © Crown copyright and database right. "
    "Contains public sector information from data.police.uk. "
    "Licensed under the Open Government Licence v3.0."
)
CREDIT = "© Crown copyright and Royal Mail: OS, ONS and police.uk data, OGL v3"
"""The attribution in a few words, where the full one is a click away."""

Point = list[float]
Line = list[Point]


def basemap(vintage: str = VINTAGES[0], *, store_dir: Path | None = None) -> dict[str, Any]:
    """Give everything that is drawn under and around the cells.

    Parameters
    ----------
    vintage, store_dir
        As for `data.outlines.wards`.

    Returns
    -------
    Ready for JSON, points as [longitude, latitude] of 5 decimals. `land`: rings. `neighbours`:
    name and rings. `wards`: code, name, town, label (a point well inside), rings. `lines`: lines
    between output areas. `motorways`: name and line. `bridges`: name and line. `stations`: name,
    lng, lat. `postcodes`: points. `labels`: name, kind (town, neighbourhood, district, water), lng,
    lat. `attribution`: to be shown with the map; `credit`: the same in a few words. A ring that is
    a hole follows its outer ring and runs the other way, so that both fill rules leave it open.
    """
    marks = _features("landmarks")
    return {
        "land": [ring for shape in _features("land").geometry for ring in _rings(shape)],
        "neighbours": [
            {"name": row.name, "rings": _rings(row.geometry)}
            for row in _features("neighbours").itertuples(index=False)
        ],
        "wards": _wards(vintage, store_dir),
        "lines": [
            line for shape in _features("output-area-lines").geometry for line in _lines(shape)
        ],
        "motorways": _named_lines(marks, kind="motorway"),
        "bridges": _named_lines(marks, kind="bridge"),
        "stations": _stations(marks),
        "postcodes": _points(_table("postcodes")),
        "labels": labels().to_dict("records"),
        "credit": CREDIT,
        "attribution": ATTRIBUTION,
    }


def drawn_wards(vintage: str = VINTAGES[0], *, store_dir: Path | None = None) -> gpd.GeoDataFrame:
    """Give the wards with the outlines that a map shows; points are placed by those of `wards`.

    The narrowest creeks are closed, or their two banks would look like one dark sliver; outlines
    of the user's own are simplified to 2 m.

    Parameters
    ----------
    vintage, store_dir
        As for `data.outlines.wards`, and so are the columns.
    """
    table = wards(vintage, store_dir=store_dir)
    outlines = table.geometry.to_numpy()
    own = in_force(vintage, store_dir=store_dir) != shipped(vintage)
    drawn = shapely.coverage_simplify(outlines, DRAWN_TO) if own else _without_inlets(outlines)
    return table.set_geometry(gpd.GeoSeries(drawn, crs=table.crs))


def labels() -> pd.DataFrame:
    """Give the names of places on the map: columns name, kind, lng, lat."""
    return _table("labels").copy()


def label_point(shape: Any) -> Point:  # noqa: ANN401 - shapely ships no types
    """Find the point of an outline that is farthest from its edge, where a label fits best.

    Parameters
    ----------
    shape
        A shapely polygon or multipolygon (longitude, latitude); its largest part counts.

    Returns
    -------
    Longitude and latitude, always inside.
    """
    largest = max(shapely.get_parts(shape), key=lambda part: float(part.area))
    squeeze = np.cos(np.radians(largest.centroid.y))
    flat = shapely.transform(largest, lambda points: points * (squeeze, 1))
    centre = shapely.maximum_inscribed_circle(flat, tolerance=1e-5).coords[0]
    return [round(float(centre[0] / squeeze), DECIMALS), round(float(centre[1]), DECIMALS)]


def _wards(vintage: str, store_dir: Path | None) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "name": row.name,
            "town": row.town,
            "label": label_point(row.geometry),
            "rings": _rings(row.geometry),
        }
        for row in drawn_wards(vintage, store_dir=store_dir).itertuples(index=False)
    ]


def _without_inlets(outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Give each narrow creek to the ward that has most of its banks."""
    drawn = outlines.copy()
    for inlet in _features("inlets").geometry:
        banks = shapely.length(shapely.intersection(outlines, shapely.boundary(inlet)))
        drawn[banks.argmax()] = shapely.union(drawn[banks.argmax()], inlet, grid_size=1e-6)
    return drawn


def _named_lines(marks: gpd.GeoDataFrame, *, kind: str) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "line": line}
        for row in marks.loc[marks["kind"].eq(kind)].itertuples(index=False)
        for line in _lines(row.geometry)
    ]


def _stations(marks: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "lng": row.geometry.x, "lat": row.geometry.y}
        for row in marks.loc[marks["kind"].eq("station")].itertuples(index=False)
    ]


def _rings(shape: Any) -> list[Line]:  # noqa: ANN401 - shapely ships no types
    oriented = shapely.orient_polygons(shape)
    return [
        _line(ring)
        for part in shapely.get_parts(oriented)
        for ring in (part.exterior, *part.interiors)
    ]


def _lines(shape: Any) -> list[Line]:  # noqa: ANN401 - shapely ships no types
    return [_line(part) for part in shapely.get_parts(shape)]


def _line(line: Any) -> Line:  # noqa: ANN401 - shapely ships no types
    points: Line = shapely.get_coordinates(line).round(DECIMALS).tolist()
    return points


def _points(table: pd.DataFrame) -> Line:
    points: Line = table[["lng", "lat"]].round(DECIMALS).to_numpy().tolist()
    return points


@cache
def _features(name: str) -> gpd.GeoDataFrame:
    document = json.loads((REFERENCE / f"{name}.geojson").read_text(encoding="utf-8"))
    return gpd.GeoDataFrame.from_features(document["features"], crs="EPSG:4326")


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", encoding="utf-8", keep_default_na=False)
