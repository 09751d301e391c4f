"""How counts become classes: the breaks, their labels and the sizes of symbols.

`dashboard/hexmap/static/classes.js` holds the same rule for the map; a test in a browser keeps
the two equal.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

QUANTILES = (0.50, 0.75, 0.90, 0.97)
FIXED_BREAKS = (2, 5, 9, 14)
"""Rare layers keep their classes, so that two windows can be compared at a glance."""

SYMBOL_BREAKS = (2, 5)
"""Symbols have three sizes: 1 to 2, 3 to 5, 6 and more."""


def breaks(layer: str, counts: ArrayLike) -> tuple[int, ...]:
    """Find the highest count of each class but the last.

    Incidents: the quantiles 50, 75, 90 and 97 of the cells with a count, where quantile q of n
    sorted counts is the one at position ceil(q n) (so always a count that exists). A break that
    would not rise above the one before moves to the next higher count there is, and none reaches
    the highest count: no class is empty, and few distinct counts give few classes. Other layers
    always have the same breaks.

    Parameters
    ----------
    layer
        The layer counted.
    counts
        Whole counts of the cells; zeros are left out.

    Returns
    -------
    tuple of int
        Up to four rising breaks.
    """
    if layer != "incidents":
        return FIXED_BREAKS
    ranked = np.sort(np.asarray(counts, dtype=np.int64))
    ranked = ranked[ranked > 0]
    found: list[int] = []
    for quantile in QUANTILES if ranked.size else ():
        least = found[-1] + 1 if found else 1
        candidates = ranked[ranked >= max(_lower_quantile(ranked, quantile), least)]
        if candidates.size and candidates[0] < ranked[-1]:
            found.append(int(candidates[0]))
    return tuple(found)


def labels(ends: Sequence[int]) -> tuple[str, ...]:
    """Name the classes between breaks, few to many.

    Parameters
    ----------
    ends
        The result of `breaks`.

    Returns
    -------
    tuple of str
        One more than there are breaks: for breaks 2, 3, 7 these are 1 to 2, 3, 4 to 7 and "8+",
        ranges with an en dash.
    """
    starts = [1, *(end + 1 for end in ends)]
    spans = [
        f"{low}" if low == high else f"{low}\N{EN DASH}{high}"
        for low, high in zip(starts, ends, strict=False)
    ]
    return (*spans, f"{starts[-1]}+")


def class_of(counts: ArrayLike, ends: Sequence[int]) -> NDArray[np.int64]:
    """Put counts in their classes.

    Parameters
    ----------
    counts
        Whole counts, any shape.
    ends
        The result of `breaks`.

    Returns
    -------
    int64 array
        The class of each count, 0 for the fewest; -1 for a count of zero.
    """
    values = np.asarray(counts, dtype=np.int64)
    return np.where(values > 0, np.searchsorted(np.asarray(ends, dtype=np.int64), values), -1)


def symbol_least(layer: str, counts: ArrayLike) -> int:
    """Find the smallest count that gets a symbol when the layer is not in focus.

    Parameters
    ----------
    layer
        The layer counted.
    counts
        Whole counts of the cells; zeros are left out.

    Returns
    -------
    int
        1; for incidents the smallest count in the busiest tenth of the cells with a count, and
        never 1: as symbols everywhere they would be noise.
    """
    ranked = np.sort(np.asarray(counts, dtype=np.int64))
    ranked = ranked[ranked > 0]
    if layer != "incidents":
        return 1
    return max(2, int(ranked[9 * ranked.size // 10])) if ranked.size else 2


def _lower_quantile(ranked: NDArray[np.int64], quantile: float) -> int:
    """Return the count at position ceil(q n) of n sorted counts, in exact whole numbers."""
    hundredths = round(quantile * 100)
    return int(ranked[math.ceil(hundredths * ranked.size / 100) - 1])
