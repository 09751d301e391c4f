"""The counts of a snapshot as a table: CSV for a spreadsheet, JSON and GeoJSON for programs."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely

from dashboard.snapshots.sheet import Sheet
from geo import cells

HEADER = ("cell", "layer", "count", "ward_code", "ward")
LABEL_COLUMN = "label"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")
"""A spreadsheet takes a text that starts with one of these for a formula, or worse."""

DECIMALS = 6
"""Of a degree: 0.1 m."""


def csv_text(sheet: Sheet, *, labelled: bool) -> str:
    """Write the counts as CSV.

    Parameters
    ----------
    sheet
        The snapshot's content.
    labelled
        Whether invented events add a last column that says so. A file can be passed on without a
        word, so it carries its label; recorded events never have that column.

    Returns
    -------
    str
        A header and one line for each cell and layer with a count, and nothing else.
    """
    extra = [sheet.label] if labelled and sheet.label else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADER, *([LABEL_COLUMN] if extra else [])])
    for row in rows(sheet):
        writer.writerow([*(safe(row[name]) for name in HEADER), *extra])
    return out.getvalue()


def json_text(sheet: Sheet) -> str:
    """Write the counts as JSON: what the sheet says about itself, and a list of cells."""
    return json.dumps({**about(sheet), "cells": list(rows(sheet))}, ensure_ascii=False, indent=1)


def geojson_text(sheet: Sheet) -> str:
    """Write the counts as a GeoJSON FeatureCollection of hexagons.

    Parameters
    ----------
    sheet
        The snapshot's content.

    Returns
    -------
    str
        RFC 7946: longitude and latitude, rings anticlockwise and closed; what the sheet says
        about itself stands beside the features.
    """
    shapes = shapely.orient_polygons(cells.outlines_of(sheet.counts["cell"].to_numpy()))
    features = [
        {
            "type": "Feature",
            "id": f"{row['cell']}-{row['layer']}",
            "geometry": {"type": "Polygon", "coordinates": [_ring(shape)]},
            "properties": row,
        }
        for shape, row in zip(shapes, rows(sheet), strict=True)
    ]
    collection = {"type": "FeatureCollection", **about(sheet), "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False)


def rows(sheet: Sheet) -> Iterable[dict[str, Any]]:
    """Yield the counts as plain values, cells as hex strings, sorted by cell and layer."""
    table = sheet.counts.assign(cell=cells.hex_of(sheet.counts["cell"].to_numpy()))
    for row in table[list(HEADER)].to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def about(sheet: Sheet) -> dict[str, Any]:
    """Return what a sheet says about itself, for a program."""
    return {
        "title": sheet.title,
        "label": sheet.label,
        "marking": sheet.marking,
        "selection": sheet.selection.to_query(),
        "provenance": {name.lower(): value for name, value in sheet.provenance},
        "notes": dict(sheet.notes),
        "source": sheet.source,
        "attribution": sheet.attribution,
    }


def safe(value: object) -> object:
    """Keep a spreadsheet from reading a text as a formula.

    Parameters
    ----------
    value
        A cell's value.

    Returns
    -------
    object
        A text that would start a formula gets a leading apostrophe; numbers stay numbers.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def _ring(shape: Any) -> list[list[float]]:  # noqa: ANN401 - shapely ships no types
    return [list(map(float, point)) for point in np.round(shapely.get_coordinates(shape), DECIMALS)]
