"""Reading the open figures and writing reference files, the same bytes each time."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

CLASSIFYING = 6  # decimals where points are told apart by a line: 0.1 m
DRAWING = 5  # decimals where something is only drawn: 1 m


def read_outlines(path: Path) -> gpd.GeoDataFrame:
    """Read a GeoJSON file whose first two properties are code and name, without GDAL."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return gpd.GeoDataFrame.from_features(document["features"], crs="EPSG:4326").pipe(_code_first)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV."""
    path.write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")


def write_features(table: gpd.GeoDataFrame, path: Path, *, decimals: int) -> None:
    """Write shapes as GeoJSON, a feature on each line; the columns become properties."""
    columns = [name for name in table.columns if name != "geometry"]
    properties = table[columns].to_dict("records")
    lines = (
        _feature(row, shape, decimals)
        for row, shape in zip(properties, table.geometry, strict=True)
    )
    write_lines(lines, path)


def write_lines(features: Iterable[str], path: Path) -> None:
    """Write a feature collection from features already written."""
    body = ",\n".join(features)
    text = '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _feature(properties: Mapping[Any, Any], shape: Any, decimals: int) -> str:  # noqa: ANN401
    rounded = shapely.transform(shape, lambda xy: np.round(xy, decimals) + 0.0)
    feature = {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": shapely.geometry.mapping(rounded),
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def _code_first(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return table[[name for name in table.columns if name != "geometry"] + ["geometry"]]
