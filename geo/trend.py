"""Is a series going up or down? Mann-Kendall for many series at once, and Sen's slope."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FEWEST_STEPS = 5  # with 4 the smallest p-value there is, is 0.089
CAUTIOUS_STEPS = 10


@dataclass(frozen=True)
class Trend:
    """Mann-Kendall results, arrays ``[n]``, one value a series.

    Attributes
    ----------
    s
        Later values above earlier ones, less those below.
    variance
        Of `s` without a trend, corrected for ties.
    z
        Continuity-corrected score.
    p
        Two-sided.
    tau
        `s` over the number of pairs, -1 to 1.
    slope
        Sen's: the median change for one step over all pairs.
    """

    s: NDArray[np.float64]
    variance: NDArray[np.float64]
    z: NDArray[np.float64]
    p: NDArray[np.float64]
    tau: NDArray[np.float64]
    slope: NDArray[np.float64]

    def direction(self, *, limit: float = 0.05) -> NDArray[np.int8]:
        """Name each trend: 1 rising, -1 falling, 0 no trend that is clear.

        Parameters
        ----------
        limit
            The p-value must be below it.

        Returns
        -------
        int8[n]
        """
        return np.where(self.p < limit, np.sign(self.s), 0).astype(np.int8)


def mann_kendall(series: ArrayLike) -> Trend:
    """Test every series for a trend that goes one way, straight or not.

    ``S = sum of sign(x_j - x_i) over i < j``, with variance
    ``(T(T-1)(2T+5) - sum of t(t-1)(2t+5) over the ties of size t) / 18`` and
    ``z = (S - sign(S)) / sqrt(variance)``. It assumes that the steps are independent; a series
    that is carried over from step to step looks more certain than it is.

    Parameters
    ----------
    series
        ``[n, steps]``, or ``[steps]`` for one.

    Returns
    -------
    Trend

    Raises
    ------
    ValueError
        If a value is missing, or there are fewer than two steps.

    References
    ----------
    Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13, 245-259.
    Kendall, M. G. (1975). Rank Correlation Methods. Griffin, London.
    Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. Journal of
    the American Statistical Association 63, 1379-1389.
    """
    values = np.atleast_2d(np.asarray(series, dtype=np.float64))
    steps = values.shape[1]
    if not np.isfinite(values).all() or steps < 2:  # noqa: PLR2004  a pair is the least
        raise ValueError("A trend needs at least two steps and no missing value.")
    s = np.zeros(len(values))
    same = np.ones_like(values)  # how often each value occurs in its own series
    for lag in range(1, steps):
        later, earlier = values[:, lag:], values[:, :-lag]
        s += np.sign(later - earlier).sum(axis=1)
        same[:, lag:] += later == earlier
        same[:, :-lag] += later == earlier
    ties = ((same - 1) * (2 * same + 5)).sum(axis=1)  # each tie of t values is met t times
    variance = (steps * (steps - 1) * (2 * steps + 5) - ties) / 18
    scale = np.sqrt(np.where(variance > 0, variance, 1.0))
    z = np.where(variance > 0, (s - np.sign(s)) / scale, 0.0)
    p = special.erfc(np.abs(z) / np.sqrt(2))  # two-sided, exact far out
    return Trend(s, variance, z, p, s / (steps * (steps - 1) / 2), sens_slope(values))


def sens_slope(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find the median change for one step over all pairs of steps.

    Parameters
    ----------
    values
        ``[n, steps]``.

    Returns
    -------
    float64[n]
    """
    first, second = np.triu_indices(values.shape[1], k=1)
    slopes = (values[:, second] - values[:, first]) / (second - first)
    return np.asarray(np.median(slopes, axis=1), dtype=np.float64)


def why_no_trend(steps: int) -> str:
    """Say why a trend cannot be tested over so few steps, or nothing when it can.

    Parameters
    ----------
    steps
        Number of time bins.

    Returns
    -------
    str
        A sentence for the screen; empty from five steps on.
    """
    if steps >= FEWEST_STEPS:
        return ""
    return (
        f"A trend needs at least {FEWEST_STEPS} steps of time; the data give {steps}. With four or "
        "fewer no series can be clear at 5 %. Finer steps, or data over a longer time, give more."
    )


def trend_caution(steps: int) -> str:
    """Warn where a trend can be tested but rests on few steps.

    Parameters
    ----------
    steps
        Number of time bins.

    Returns
    -------
    str
        A sentence for the screen; empty below five steps and from ten on.
    """
    if not FEWEST_STEPS <= steps < CAUTIOUS_STEPS:
        return ""
    return (
        f"Only {steps} steps of time: just the strongest trends can show. "
        f"{CAUTIOUS_STEPS} or more are better."
    )
