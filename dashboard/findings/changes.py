"""What changed between two windows, by cell, ward or for the borough as a whole."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo import change
from geo.windows import Window

UNITS = ("cell", "ward", "borough")
COLUMNS = (
    "unit", "name", "before", "after", "ratio", "low", "high", "p", "p_adjusted", "verdict",
)  # fmt: skip
BOROUGH = "Halton"


class Pair(NamedTuple):
    """Counts of the same units in two windows, both int64[n]."""

    before: NDArray[np.int64]
    after: NDArray[np.int64]


def check_windows(window: Window, *, against: Window) -> None:
    """Refuse to compare a window with one that is not over when it begins.

    Parameters
    ----------
    window
        The later window.
    against
        The earlier one.

    Raises
    ------
    ValueError
        When the earlier window does not end before the later one starts.
    """
    if against.end > window.start:
        raise ValueError(
            f"A window is compared with an earlier one; {against.label()} is not over before "
            f"{window.label()} begins. Let the window compared with end by {window.start}."
        )


def compared(
    pair: Pair, *, units: ArrayLike, names: ArrayLike, windows: tuple[Window, Window]
) -> pd.DataFrame:
    """Compare two windows in every unit.

    Parameters
    ----------
    pair
        The counts.
    units, names
        ``[n]`` code and name of each unit.
    windows
        The earlier window and the later one.

    Returns
    -------
    pd.DataFrame
        `COLUMNS`, in the order of the units. The p-values are corrected over all of them.

    Raises
    ------
    ValueError
        When the earlier window does not end before the later one starts.
    """
    earlier, later = windows
    check_windows(later, against=earlier)
    found = change.compare(pair.before, pair.after, days_before=earlier.days, days_after=later.days)
    return found.assign(unit=np.asarray(units), name=np.asarray(names))[list(COLUMNS)]


def borough_pair(pair: Pair) -> Pair:
    """Sum the counts of all units.

    Parameters
    ----------
    pair
        Counts of units that together make up the borough.

    Returns
    -------
    Pair
        Of one unit.
    """
    return Pair(*(np.array([counts.sum()], dtype=np.int64) for counts in pair))
