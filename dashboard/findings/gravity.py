"""Severity from the partnership's own table of weights, always beside the counts."""

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.board import in_place, in_window, of_layer
from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from geo.severity import severity

COLUMNS = ("category", "weight")


class Gravity(NamedTuple):
    """Severity of every ward.

    Parameters
    ----------
    table
        name, count, severity, mean_severity, largest_share; None where the weights do not fit.
    reason
        What is wrong with the weights, else "".
    """

    table: pd.DataFrame | None
    reason: str


def read_weights(path: Path) -> dict[str, float]:
    """Read a table of weights.

    Parameters
    ----------
    path
        A CSV with the columns category and weight.

    Returns
    -------
    dict
        Weight of each category.

    Raises
    ------
    ValueError
        When a column is missing or a weight is no number.
    OSError
        When the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise ValueError(f"{path.name} needs the columns category and weight.")
        try:
            return {row["category"].strip(): float(row["weight"]) for row in rows}
        except (TypeError, ValueError):
            raise ValueError(f"Every weight in {path.name} must be a number.") from None


def gravity(ground: Ground, selection: Selection, *, path: Path) -> Gravity:
    """Weigh the events of the selection's window, ward by ward.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; all wards are weighed.
    path
        The table of weights.

    Returns
    -------
    Gravity
    """
    board = ground.board.everything  # a ward is weighed, so what is known by its ward counts too
    keep = in_place(board, place="", categories=selection.categories)
    keep &= of_layer(board, layer=selection.focus)
    keep &= in_window(board, window=on.whole(ground, selection))
    names = np.asarray(board.categories, dtype=object)[board.category[keep]]
    try:
        weights = read_weights(path)
        table = severity(board.ward[keep], categories=names, weights=weights, size=len(board.wards))
    except (ValueError, OSError) as problem:
        return Gravity(None, str(problem))
    table.insert(0, "name", ground.wards["name"].to_numpy())
    return Gravity(table, "")
