"""A table as CSV for a spreadsheet, or as JSON and GeoJSON for programs."""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
import shapely.geometry

from dashboard.snapshots.table import DECIMALS, safe


def csv_text(table: pd.DataFrame) -> str:
    """Write a table as CSV: a header and one line for each row.

    Parameters
    ----------
    table
        Any table; a missing number stays empty, an endless one is written "inf".

    Returns
    -------
    str
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in _rows(table))
    return out.getvalue()


def json_text(table: pd.DataFrame, *, rows: str, about: Mapping[str, Any]) -> str:
    """Write a table as JSON, with what is to be said about it before the rows.

    Parameters
    ----------
    table
        Any table; what JSON has no number for (missing or endless) is null.
    rows
        Under which name the list of rows stands.
    about
        What is said about the table.

    Returns
    -------
    str
    """
    found = list(_objects(table))
    return json.dumps({**about, rows: found}, ensure_ascii=False, indent=1, allow_nan=False)


def geojson_text(table: pd.DataFrame, *, shapes: Iterable[Any], about: Mapping[str, Any]) -> str:
    """Write a table as a GeoJSON FeatureCollection.

    Parameters
    ----------
    table
        Any table.
    shapes
        A shapely geometry for each row, longitude and latitude.
    about
        What is said about the table, beside the features.

    Returns
    -------
    str
        RFC 7946.
    """
    turned = shapely.transform(
        shapely.orient_polygons(np.asarray(list(shapes), dtype=object)),
        lambda points: np.round(points, DECIMALS),
    )
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": row}
        for shape, row in zip(turned, _objects(table), strict=True)
    ]
    collection = {"type": "FeatureCollection", **about, "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False)


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    columns = [table[name].tolist() for name in table.columns]  # plain Python values
    return zip(*columns, strict=True)


def _objects(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in _rows(table):
        yield {
            str(name): None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in zip(table.columns, row, strict=True)
        }


def _cell(value: object) -> object:
    return "" if isinstance(value, float) and math.isnan(value) else safe(value)
