"""The sheets in which an analyst corrects rows: three columns of ours, then those of the file."""

import json

import pandas as pd

from data.headings import OWN_COLUMNS
from data.risky import guarded

_SHEET = ["layer", "source", "header", "settled"]
"""Rows that agree in these can be read together, and share a sheet."""


def sheets_of(rows: pd.DataFrame) -> dict[str, list[list[str]]]:
    """Lay waiting rows out as they are downloaded.

    Parameters
    ----------
    rows
        As `quarantine.waiting` gives them.

    Returns
    -------
    dict of str to list of list of str
        For each sheet's name its rows, the header first.

    Raises
    ------
    LookupError
        If there are none, or an older release has not kept their cells.
    """
    if rows.empty:
        raise LookupError("No row waits in quarantine.")
    known = rows.loc[rows["header"].ne("[]")]
    if known.empty:
        raise LookupError(
            "The rows that wait were brought in by an older release, which did not keep their "
            "cells. Correct them in the files they came from."
        )
    sheets = dict[str, list[list[str]]]()
    for _, alike in known.groupby(_SHEET, sort=False):
        sheets[_name(alike, taken=sheets)] = _lines(alike)
    return sheets


def _lines(alike: pd.DataFrame) -> list[list[str]]:
    heading: list[str] = json.loads(alike["header"].iloc[0])
    lines = [[*OWN_COLUMNS, *map(guarded, heading)]]
    for origin, reason, remedy, cells in zip(
        *(alike[name] for name in ("origin", "reason", "remedy", "cells")), strict=True
    ):
        lines.append([origin, reason, remedy, *map(guarded, json.loads(cells))])
    return lines


def _name(alike: pd.DataFrame, *, taken: dict[str, list[list[str]]]) -> str:
    """Name a sheet by its file, or by its source if it is of several."""
    first = alike.iloc[0]
    several = len(set(alike["batch_id"])) > 1
    name = str(first["source"] if several else first["sheet"] or first["file"])
    number, wanted = 1, name
    while wanted in taken:
        number += 1
        wanted = f"{name} {number}"
    return wanted
