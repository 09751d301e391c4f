"""Did an operation work, or did it move the trouble? The weighted displacement difference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from geo.whole import whole_counts

_PLACES = ("control", "treated", "control_around", "treated_around")
_SIGNS = np.array([-1.0, 1.0, -1.0, 1.0])


@dataclass(frozen=True)
class Displacement:
    """Events that the operation prevented (negative) or that came on top (positive).

    Attributes
    ----------
    difference
        Change in the treated place and around it, less the same of the control.
    error
        Its standard error.
    z, p
        Score and two-sided p-value of no effect.
    low, high
        The interval at the level asked for.
    """

    difference: float
    error: float
    z: float
    p: float
    low: float
    high: float


def weighted_displacement(  # noqa: PLR0913  (four places, two weights and a level)
    *,
    treated: ArrayLike,
    control: ArrayLike,
    treated_around: ArrayLike = (0, 0),
    control_around: ArrayLike = (0, 0),
    lengths: ArrayLike = (1.0, 1.0),
    areas: ArrayLike = (1.0, 1.0, 1.0, 1.0),
    level: float = 0.95,
) -> Displacement:
    """Compare a place before and after an operation with a like place left alone.

    ``WDD = dT - dC + dT_around - dC_around``; with Poisson counts its variance is the sum of all
    counts, each over the square of its weights. The counts around the places hold what moved.

    Parameters
    ----------
    treated, control, treated_around, control_around
        Whole events ``(before, after)``.
    lengths
        Lengths of the two windows, in any one unit.
    areas
        Sizes of control, treated, around the control and around the treated place.
    level
        Coverage of the interval.

    Returns
    -------
    Displacement

    Raises
    ------
    ValueError
        If a place has no count before and after, a weight is not above 0, or no event happened.

    References
    ----------
    Wheeler, A. P. and Ratcliffe, J. H. (2018). A simple weighted displacement difference test to
    evaluate place based crime interventions. Crime Science 7, article 11.
    """
    counts = _table(control, treated, control_around, treated_around)
    weight = np.outer(np.asarray(areas, np.float64), np.asarray(lengths, np.float64))
    if weight.shape != counts.shape or not (np.isfinite(weight) & (weight > 0)).all():
        raise ValueError("Two lengths and four areas, all above 0, are needed.")
    rates = counts / weight
    difference = float(_SIGNS @ (rates[:, 1] - rates[:, 0]))
    error = float(np.sqrt((counts / weight**2).sum()))
    if error == 0:
        raise ValueError("No event happened in any of the places: there is nothing to compare.")
    z, reach = difference / error, float(stats.norm.ppf(0.5 + level / 2)) * error
    p = float(2 * stats.norm.sf(abs(z)))
    return Displacement(difference, error, z, p, difference - reach, difference + reach)


def _table(*places: ArrayLike) -> NDArray[np.int64]:
    counts = [whole_counts(place, what=name) for place, name in zip(places, _PLACES, strict=True)]
    wrong = [name for name, pair in zip(_PLACES, counts, strict=True) if pair.shape != (2,)]
    if wrong:
        raise ValueError(f"Each place needs a count before and one after: {', '.join(wrong)}.")
    return np.array(counts)
