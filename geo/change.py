"""What changed between two windows, unit by unit, with the words the numbers allow."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from geo.e_test import e_test
from geo.whole import whole_counts

RISE = "Likely a real rise"
FALL = "Likely a real fall"
NO_CLEAR_CHANGE = "No clear change"
TOO_FEW = "Too few to say"
LIMIT = 0.05  # the largest adjusted p-value that is called real
FEW = 12
"""Up to this many events in both windows together, a change that is not clear is too few to say."""


def compare(
    before: ArrayLike, after: ArrayLike, *, days_before: float, days_after: float
) -> pd.DataFrame:
    """Compare the counts of two windows in every unit (cell, ward or the borough).

    The ratio is one of rates per day, so the windows may differ in length. The p-value is that
    of the two-sided E-test (`geo.e_test`), corrected over all units given
    (Benjamini-Hochberg). A unit with `FEW` events or fewer whose change is not clear says "Too few
    to say".

    Parameters
    ----------
    before, after
        ``[n]`` whole events of each unit in the two windows. The windows must not overlap.
    days_before, days_after
        Lengths of the windows; above 0.

    Returns
    -------
    DataFrame
        One row a unit: ``before, after, ratio, low, high, p, p_adjusted, verdict``. `low` and
        `high` bound the ratio at 95 %. A ratio to 0 is infinite, 0 to 0 is missing.

    Raises
    ------
    ValueError
        If counts are not whole, lengths differ, or a window has no length.
    """
    first = whole_counts(before, what="Counts before")
    second = whole_counts(after, what="Counts after")
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError(
            f"Both windows need one count for each unit: {first.shape} and {second.shape}."
        )
    if not (0 < days_before < np.inf and 0 < days_after < np.inf):
        raise ValueError(f"Both windows need a length: {days_before} and {days_after} days.")
    days = (float(days_before), float(days_after))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (second / days[1]) / (first / days[0])
    low, high = ratio_interval(first, second, days_before=days[0], days_after=days[1])
    p = e_test(first, second, length_first=days[0], length_second=days[1])
    adjusted = stats.false_discovery_control(p) if len(p) else p
    return pd.DataFrame(
        {
            "before": first,
            "after": second,
            "ratio": ratio,
            "low": low,
            "high": high,
            "p": p,
            "p_adjusted": adjusted,
            "verdict": _verdicts(ratio, adjusted, few=first + second <= FEW),
        }
    )


def ratio_interval(
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    *,
    days_before: float,
    days_after: float,
    level: float = 0.95,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bound the ratio of two Poisson rates by inverting the score test.

    Given the total ``N`` of both windows, the later count is binomial; the interval is Wilson's
    for its share, turned into odds and scaled by the lengths. It exists at zero counts too.

    Parameters
    ----------
    before, after
        ``[n]`` counts.
    days_before, days_after
        Lengths of the windows.
    level
        Coverage.

    Returns
    -------
    low, high : float64[n]
        0 and infinity where both counts are 0.

    References
    ----------
    Gu, K., Ng, H. K. T., Tang, M. L. and Schucany, W. R. (2008). Testing the ratio of two
    Poisson rates. Biometrical Journal 50, 283-298.
    """
    z2 = float(stats.norm.ppf(0.5 + level / 2)) ** 2
    x, y = after.astype(np.float64), before.astype(np.float64)
    middle = 2 * x * y + z2 * (x + y)
    root = np.sqrt(z2 * (x + y) * (4 * x * y + z2 * (x + y)))
    with np.errstate(divide="ignore", invalid="ignore"):
        # The two roots multiply to (x / y)**2; the smaller is taken from the larger one, since
        # the difference `middle - root` would lose its digits.
        low = np.where(x > 0, 2 * x**2 / (middle + root), 0.0)
        high = np.where(y > 0, (middle + root) / (2 * y**2), np.inf)
    scale = days_before / days_after
    return low * scale, high * scale


def _verdicts(
    ratio: NDArray[np.float64], adjusted: NDArray[np.float64], *, few: NDArray[np.bool_]
) -> NDArray[np.str_]:
    clear = adjusted <= LIMIT
    return np.select(
        [clear & (ratio > 1), clear & (ratio < 1), few],
        [RISE, FALL, TOO_FEW],
        default=NO_CLEAR_CHANGE,
    )
