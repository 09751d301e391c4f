"""Rates of small places, pulled towards the borough's as far as their size asks for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from geo.exposure import checked_exposure
from geo.whole import whole_counts


@dataclass(frozen=True)
class SmoothedRates:
    """Marshall's empirical Bayes rates; arrays ``[n]``, events per unit of exposure.

    Attributes
    ----------
    raw
        Events over exposure; missing where the exposure is 0.
    smoothed
        The raw rate drawn towards `mean`; missing where the exposure is 0.
    weight
        How much of the raw rate is kept, 0 to 1.
    mean
        The rate of all places with an exposure together.
    variance
        Of the true rates between places; 0 when the places differ no more than chance.
    """

    raw: NDArray[np.float64]
    smoothed: NDArray[np.float64]
    weight: NDArray[np.float64]
    mean: float
    variance: float


@dataclass(frozen=True)
class RelativeRisks:
    """Gamma-Poisson relative risks; arrays ``[n]``, 1 is the borough's risk.

    Attributes
    ----------
    raw
        Observed over expected; missing where nothing is expected.
    mean
        Posterior mean.
    low, high
        Central 95 % of the posterior.
    p_above
        Probability that the risk is above the threshold.
    """

    raw: NDArray[np.float64]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p_above: NDArray[np.float64]


def empirical_bayes(counts: ArrayLike, *, exposure: ArrayLike) -> SmoothedRates:
    """Smooth the rates of all places towards their common rate.

    With ``m`` the common rate and ``A`` the variance between places by the method of moments::

        smoothed = m + A / (A + m / exposure) * (raw - m)

    A place with few residents has a large chance variance ``m / exposure`` and keeps little of
    its raw rate. Residents are the wrong denominator for a town centre, where the people are
    visitors: show the count beside the rate.

    Parameters
    ----------
    counts
        ``[n]`` whole events.
    exposure
        ``[n]`` residents, homes or km²; 0 or more.

    Returns
    -------
    SmoothedRates

    Raises
    ------
    ValueError
        If counts are not whole, or the exposure is negative, not finite or 0 everywhere.

    References
    ----------
    Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators.
    Journal of the Royal Statistical Society C 40, 283-294.
    """
    events = whole_counts(counts)
    people = checked_exposure(exposure, cells=len(events))
    known = people > 0
    mean = float(events[known].sum() / people.sum())
    raw = _ratio(events, people)
    spread = (people[known] * (raw[known] - mean) ** 2).sum() / people.sum()
    variance = max(0.0, float(spread - mean / people[known].mean()))
    chance = np.divide(mean, people, out=np.full(len(people), np.inf), where=known)
    scale = variance + chance
    weight = np.divide(variance, scale, out=np.zeros_like(scale), where=scale > 0)
    smoothed = np.where(known, mean + weight * (np.where(known, raw, mean) - mean), np.nan)
    return SmoothedRates(raw, smoothed, weight, mean, variance)


def relative_risks(
    counts: ArrayLike,
    *,
    exposure: ArrayLike,
    threshold: float = 1.5,
    shape: float = 2.0,
    rate: float = 2.0,
) -> RelativeRisks:
    """Compare each place with the borough, and say how sure "far above it" is.

    The expected count is the place's share of the exposure times all events. With the prior
    ``Gamma(shape, rate)`` on the relative risk, the posterior is ``Gamma(shape + O, rate + E)``.
    The default prior has mean 1 and its central 95 % from 0.12 to 2.8.

    Parameters
    ----------
    counts
        ``[n]`` whole events.
    exposure
        ``[n]`` residents, homes or km²; 0 or more.
    threshold
        The risk to be compared with; 1.5 is "half as much again as the borough".
    shape, rate
        Of the prior; above 0.

    Returns
    -------
    RelativeRisks

    Raises
    ------
    ValueError
        As `empirical_bayes`.

    References
    ----------
    Clayton, D. and Kaldor, J. (1987). Empirical Bayes estimates of age-standardized relative
    risks for use in disease mapping. Biometrics 43, 671-681.
    Richardson, S. et al. (2004). Interpreting posterior relative risk estimates in
    disease-mapping studies. Environmental Health Perspectives 112, 1016-1025.
    """
    observed = whole_counts(counts)
    people = checked_exposure(exposure, cells=len(observed))
    return posterior_risks(
        observed,
        observed.sum() * people / people.sum(),
        threshold=threshold,
        shape=shape,
        rate=rate,
    )


def posterior_risks(
    observed: NDArray[np.int64],
    expected: NDArray[np.float64],
    *,
    threshold: float,
    shape: float,
    rate: float,
) -> RelativeRisks:
    """Give the posterior of `relative_risks` from observed and expected counts.

    Parameters
    ----------
    observed, expected
        ``[n]``.
    threshold, shape, rate
        As in `relative_risks`.

    Returns
    -------
    RelativeRisks
    """
    a, b = shape + observed, rate + expected
    return RelativeRisks(
        raw=_ratio(observed, expected),
        mean=a / b,
        low=special.gammaincinv(a, 0.025) / b,
        high=special.gammainccinv(a, 0.025) / b,
        p_above=special.gammaincc(a, threshold * b),
    )


def _ratio(above: NDArray[np.int64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.divide(
        above, below, out=np.full(below.shape, np.nan), where=below > 0
    )
    return found
