"""An alarm when a ward or the borough has more events than its own past explains."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

from geo.whole import whole_counts

YEARS_NEEDED = 2
FEWEST_IN_ALARM = 3  # two events in a week are no wave, however quiet the ward
_ROUNDS = 50
_CLOSE = 1e-9
_SEASON_PRIOR = np.diag([0.0, 1.0, 1.0])  # holds the season of a ward with few events near flat


@dataclass(frozen=True)
class Expectation:
    """What the past leads one to expect of the last step, arrays ``[units]``.

    Attributes
    ----------
    mean
        Events expected.
    variance
        Of a new count: chance, unrest beyond chance, and the doubt about the mean.
    """

    mean: NDArray[np.float64]
    variance: NDArray[np.float64]


def surveil(
    counts: ArrayLike, *, steps_a_year: int = 52, false_alarms_a_year: float = 1.0
) -> pd.DataFrame:
    """Ask of every unit whether its last step is out of the ordinary.

    A log-linear model with a yearly wave is fitted to each unit's own past, without the last
    month before the step (a wave that builds up must not raise its own bar). The count is
    compared with a negative binomial of the model's mean and variance (a simple Farrington rule).
    All units together give `false_alarms_a_year` alarms in a year without any wave, so each one
    is tested at ``false_alarms_a_year / (units * steps_a_year)``. Simulation confirms the rate for
    counts whose variance is up to twice their mean; at three times it reaches 1.4 times the rate.

    Parameters
    ----------
    counts
        ``[units, steps]`` whole events, oldest first; the last step is the one asked about.
    steps_a_year
        52 for weeks, 12 for months.
    false_alarms_a_year
        Over all units together.

    Returns
    -------
    DataFrame
        One row a unit: ``observed, expected, alarm_from, p, alarm``. `alarm_from` is the smallest
        count that would give an alarm.

    Raises
    ------
    ValueError
        If the counts are not whole or there are less than two years of them.

    References
    ----------
    Farrington, C. P., Andrews, N. J., Beale, A. D. and Catchpole, M. A. (1996). A statistical
    algorithm for the early detection of outbreaks of infectious disease. Journal of the Royal
    Statistical Society A 159, 547-563.
    Noufaily, A. et al. (2013). An improved algorithm for outbreak detection in multiple
    surveillance systems. Statistics in Medicine 32, 1206-1222.
    """
    whole = np.atleast_2d(whole_counts(counts))
    reason = why_no_alarm(whole.shape[1], steps_a_year=steps_a_year)
    if reason:
        raise ValueError(reason)
    limit = false_alarms_a_year / (len(whole) * steps_a_year)
    expected = expect(whole[:, :-1], steps_a_year=steps_a_year)
    observed = whole[:, -1]
    size = expected.mean**2 / (expected.variance - expected.mean)
    chance = size / (size + expected.mean)
    # P(X >= x) of a negative binomial is an incomplete beta function, exact far out.
    p = np.where(observed > 0, special.betainc(np.maximum(observed, 1), size, 1 - chance), 1.0)
    alarm_from = np.maximum(stats.nbinom.isf(limit, size, chance) + 1, FEWEST_IN_ALARM)
    return pd.DataFrame(
        {
            "observed": observed,
            "expected": expected.mean,
            "alarm_from": alarm_from.astype(np.int64),
            "p": p,
            "alarm": observed >= alarm_from,
        }
    )


def why_no_alarm(steps: int, *, steps_a_year: int) -> str:
    """Say why the rule cannot be used, or nothing when it can.

    Parameters
    ----------
    steps
        Steps of data, the last one included.
    steps_a_year
        52 for weeks, 12 for months.

    Returns
    -------
    str
        A sentence for the screen; empty from two years before the last step on.
    """
    if steps > YEARS_NEEDED * steps_a_year:
        return ""
    return (
        f"An alarm needs {YEARS_NEEDED} years of events before the week or month asked about, to "
        f"know the season: {YEARS_NEEDED * steps_a_year} steps; there are {max(steps - 1, 0)}."
    )


def expect(past: NDArray[np.int64], *, steps_a_year: int) -> Expectation:
    """Fit each unit's level, yearly wave and unrest, and carry them one step on.

    Quasi-Poisson regression by iteratively reweighted least squares, all units at once.

    Parameters
    ----------
    past
        ``[units, steps]``, ending just before the step to be expected.
    steps_a_year
        52 for weeks, 12 for months.

    Returns
    -------
    Expectation
    """
    steps = past.shape[1]
    used = past[:, : steps - steps_a_year // 12]
    phase = 2 * np.pi * np.arange(steps + 1) / steps_a_year
    design = np.column_stack([np.ones(steps + 1), np.cos(phase), np.sin(phase)])
    fitted, last = design[: used.shape[1]], design[-1]
    # Half an event spread over the past gives a unit without any event a mean above 0.
    mean, beta, curve = _fit(used + 0.5 / used.shape[1], fitted)
    freedom = used.shape[1] - design.shape[1]
    unrest = ((used - mean) ** 2 / mean).sum(axis=1) / freedom
    # A ward with few events cannot show how restless it is: it gets at least what all show.
    unrest = np.maximum(unrest, max(1.0, float(unrest.mean())))
    ahead = np.exp(beta @ last)
    doubt = np.einsum("i,uij,j->u", last, np.linalg.inv(curve), last)
    return Expectation(ahead, unrest * (ahead + ahead**2 * doubt))


def _fit(
    counts: NDArray[np.float64], design: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    beta = np.zeros((len(counts), design.shape[1]))
    beta[:, 0] = np.log(counts.mean(axis=1))
    for _ in range(_ROUNDS):
        mean = np.exp(beta @ design.T)
        curve = np.einsum("us,si,sj->uij", mean, design, design, optimize=True) + _SEASON_PRIOR
        slope = (counts - mean) @ design - beta @ _SEASON_PRIOR
        step = np.linalg.solve(curve, slope[..., np.newaxis])[..., 0]
        beta += np.clip(step, -1, 1)  # short steps keep a sparse unit from running away
        if np.abs(step).max() < _CLOSE:
            break
    return mean, beta, curve
