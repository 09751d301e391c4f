"""What the values of a column speak for: dates, coordinates, postcodes, references, categories."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import pandas as pd  # noqa: TC002  every module here imports it so
from numpy.typing import NDArray

from data import geography, pairs
from data.addresses import from_postcode
from data.date_orders import kind
from data.dates import NOT_A_DATE, read_moment
from data.grid import square_of
from data.missing import RISKS

Bools: TypeAlias = NDArray[np.bool_]
TextColumn: TypeAlias = "pd.Series[str]"
Test: TypeAlias = Callable[[TextColumn], Bools]

FEW = 0.5
"""A category has at most this share of distinct values."""
LONG = 60
"""Characters of a text that is no category any more."""


def _are_dates(cells: TextColumn) -> Bools:
    read = [bool(kind(text)) or read_moment(text) != NOT_A_DATE for text in cells]
    return np.array(read)


def _within(low: float, high: float) -> Test:
    def fits(cells: TextColumn) -> Bools:
        found = pairs.numbers(cells)
        return np.asarray((low <= found) & (found <= high))

    return fits


def _are_kinds(cells: TextColumn) -> Bools:
    """Words that come again and again, and are no dates, numbers or postcodes."""
    again = cells.nunique() <= max(1, FEW * len(cells)) and cells.str.len().max() <= LONG
    others = _are_dates(cells) | ~np.isnan(pairs.numbers(cells)) | (from_postcode(cells).rule == "")
    return again & ~np.asarray(others)


def _are_references(
    cells: TextColumn,
) -> Bools:
    return np.asarray(~cells.duplicated(keep=False) & ~_are_dates(cells))


VALUES: dict[str, Test] = {
    **dict.fromkeys(("start", "reported", "missing from", "end", "closed", "returned"), _are_dates),
    "longitude": _within(*pairs.GREAT_BRITAIN[0]),
    "latitude": _within(*pairs.GREAT_BRITAIN[1]),
    "easting": _within(*pairs.NATIONAL_GRID[0]),
    "northing": _within(*pairs.NATIONAL_GRID[1]),
    "grid reference": lambda cells: np.array([square_of(text) is not None for text in cells]),
    "uprn": lambda cells: cells.str.fullmatch(r"\d{6,12}(\.0)?").to_numpy(dtype=bool),
    "postcode": lambda cells: from_postcode(cells).rule != "postcode-partial",
    "ward": lambda cells: cells.map(geography.match_wards(cells.unique())).ne("").to_numpy(),
    "risk": lambda cells: cells.str.casefold().isin(RISKS).to_numpy(),
    "category": _are_kinds,
    "reference": _are_references,
    "cuckooing reference": _are_references,
}
"""For columns of our forms: which of some cells, none of them blank, can be one of it."""
