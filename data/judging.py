"""From cells to events: what a reader makes of them, and what is wrong or unusual with each row."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import words
from data.checks import Checks
from data.columns import AS_IT_IS, Reader, widened
from data.given import Given

ERRORS = ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
"""What a spreadsheet shows where a formula failed; #N/A says that there is nothing."""


class Judged(NamedTuple):
    """The sound rows as events, and what is wrong with the others."""

    events: pd.DataFrame
    rejections: pd.DataFrame


def judge(reader: Reader, cells: pd.DataFrame, *, given: Given) -> Judged:
    """Let a reader turn cells into events; those that broke no rule are kept, with their flags.

    Parameters
    ----------
    reader
        The kind of file.
    cells
        The cells of the columns that it knows, as text; the row numbers as index.
    given
        What was given beside the file.

    Returns
    -------
    Judged

    Raises
    ------
    ValueError
        If a column of dates is in no clear order.
    """
    known = words.blanked(widened(cells, reader.columns))
    checks = Checks(known.index)
    secrets = {column.name for column in reader.columns if column.keeps != AS_IT_IS}
    for name in known.columns:
        # what is found is kept: not of a cell that is not
        found = known[name].mask(known[name].ne(""), name) if name in secrets else known[name]
        hidden = known[name].str.contains("\0", regex=False).to_numpy(dtype=bool)
        checks.reject(hidden, rule="unreadable", found=found)
        checks.reject(_are_errors(known[name]), rule="cell-error", found=found)
    events = reader.convert(known, checks, given).assign(flags=checks.flags())
    return Judged(events.loc[checks.sound].reset_index(drop=True), checks.rejections())


def _are_errors(texts: "pd.Series[str]") -> NDArray[np.bool_]:
    """Tell the errors of a spreadsheet; hardly any cell begins as they do."""
    marked = texts.str.startswith("#").to_numpy(dtype=bool, copy=True)
    if marked.any():
        marked[marked] = texts[marked].isin(ERRORS).to_numpy()
    return marked
