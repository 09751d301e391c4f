"""The range that a month usually lies in, as the twelve months before it tell."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from geo.whole import whole_counts

BEFORE = 12
"""Steps that tell what is usual: a whole year of months, so that every season is among them."""

FEWEST = 12
"""Fewer events than this in those months tell no range: one more event would lie outside it."""

LIMIT = 2.201  # 95 in 100 of Student's distribution, with the 11 degrees of freedom of 12 months


def usual_range(counts: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the range that each month lies in at least 95 times in 100 if nothing changes.

    ``mean ± 2.201 sqrt(max(variance, mean) (1 + 1/12))`` of the twelve months before, not below 0.
    The variance is never taken as less than that of chance alone (a Poisson count's, its mean);
    where the seasons or unrest make it larger, the range is wider. One twelfth of it more is the
    doubt about the mean.

    Parameters
    ----------
    counts
        ``[steps]`` whole events, oldest first.

    Returns
    -------
    low, high : float64[steps]
        Missing for the first twelve steps, and where the twelve before hold too few events.

    Raises
    ------
    ValueError
        If the counts are not whole.
    """
    whole = whole_counts(counts)
    low, high = np.full(len(whole), np.nan), np.full(len(whole), np.nan)
    if len(whole) <= BEFORE:
        return low, high
    past = sliding_window_view(whole, BEFORE)[:-1]
    mean = np.where(past.sum(axis=1) < FEWEST, np.nan, past.mean(axis=1))
    spread = np.sqrt(np.maximum(past.var(axis=1, ddof=1), mean) * (1 + 1 / BEFORE))
    low[BEFORE:] = np.maximum(mean - LIMIT * spread, 0)
    high[BEFORE:] = mean + LIMIT * spread
    return low, high
