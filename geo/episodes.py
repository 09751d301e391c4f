"""Missing-person episodes: how many, of how many people, how long, from where to where.

Calls, episodes and people are three different counts; every number here says which it is.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from geo.counts import half_share
from geo.days import Starts, as_moments

OFTEN = 3  # episodes from which a person counts as often missing
_HOUR = pd.Timedelta(hours=1)


@dataclass(frozen=True)
class Repeats:
    """Episodes and the people behind them.

    Attributes
    ----------
    episodes
        All episodes.
    people
        Distinct people among the episodes whose person is known.
    unnamed
        Episodes whose person is not known; in no other number below.
    repeat_people
        People with two episodes or more.
    often_people, often_share
        People with three episodes or more, and the share of the named episodes that are theirs.
    people_with_half
        The fewest people who account for half of the named episodes.
    """

    episodes: int
    people: int
    unnamed: int
    repeat_people: int
    often_people: int
    often_share: float
    people_with_half: int


@dataclass(frozen=True)
class Durations:
    """How long episodes last, in hours.

    Attributes
    ----------
    returned, still_open
        Episodes with and without a return by the moment asked about.
    quarter, median, three_quarters
        Hours by which that part of the people are back; missing when not so many are yet.
    over_a_day
        Probability that an episode lasts longer than 24 hours; missing without any episode.
    """

    returned: int
    still_open: int
    quarter: float
    median: float
    three_quarters: float
    over_a_day: float


def repeats(people: ArrayLike) -> Repeats:
    """Count episodes and people, and how far a few people account for many episodes.

    Parameters
    ----------
    people
        ``[n]`` pseudonym of each episode's person, "" where it is not known.

    Returns
    -------
    Repeats
    """
    given = np.asarray(people, dtype=object).astype(str)
    each = np.unique(given[given != ""], return_counts=True)[1].astype(np.int64)
    often = each[each >= OFTEN]
    named = int(each.sum())
    return Repeats(
        episodes=len(given),
        people=len(each),
        unnamed=len(given) - named,
        repeat_people=int((each > 1).sum()),
        often_people=len(often),
        often_share=float(often.sum()) / named if named else float("nan"),
        people_with_half=half_share(each),
    )


def durations(starts: Starts, ends: Starts, *, now: pd.Timestamp) -> Durations:
    """Describe how long people are missing, with those still missing counted fairly.

    An open episode has lasted *at least* until now; leaving it out would make the median too
    short. The curve of those not yet back is Kaplan and Meier's (1958).

    Parameters
    ----------
    starts, ends
        ``[n]`` time-zone-aware; an end that is missing or after `now` is an open episode.
    now
        The moment asked about, time-zone-aware, not before any start.

    Returns
    -------
    Durations

    Raises
    ------
    ValueError
        If lengths differ, a start is missing or after now, or an end is before its start.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations.
    Journal of the American Statistical Association 53, 457-481.
    """
    hours, back = _lasted(as_moments(starts), as_moments(ends), now=now)
    if not len(hours):
        return Durations(0, 0, *(float("nan"),) * 4)
    data = stats.CensoredData(uncensored=hours[back], right=hours[~back])
    curve = stats.ecdf(data).sf
    quarter, median, three_quarters = (
        _first(curve.quantiles, curve.probabilities <= left) for left in (0.75, 0.5, 0.25)
    )
    return Durations(
        returned=int(back.sum()),
        still_open=int((~back).sum()),
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        over_a_day=float(curve.evaluate(24.0)),
    )


def flows(missing_from: ArrayLike, found: ArrayLike, *, people: ArrayLike) -> pd.DataFrame:
    """Count the ways from where people go missing to where they are found.

    Parameters
    ----------
    missing_from, found
        ``[n]`` names of wards, or whatever the caller calls places outside or not known.
    people
        ``[n]`` pseudonym of each episode's person, "" where it is not known.

    Returns
    -------
    DataFrame
        One row a way: ``missing_from, found, episodes, people``, most episodes first. `people`
        counts the distinct people known.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    columns = {"missing_from": missing_from, "found": found, "person": people}
    given = {name: np.asarray(values, dtype=object) for name, values in columns.items()}
    if len({len(values) for values in given.values()}) > 1:
        raise ValueError(
            "Every episode needs a place missing from, a place found and a person: "
            f"{', '.join(f'{len(values)} of {name}' for name, values in given.items())}."
        )
    table = pd.DataFrame({name: values.astype(str) for name, values in given.items()})
    table["named"] = table["person"].where(table["person"] != "")
    ways = table.groupby(["missing_from", "found"], as_index=False).agg(
        episodes=("person", "size"), people=("named", "nunique")
    )
    order = ["episodes", "missing_from", "found"]
    return ways.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _lasted(
    starts: pd.DatetimeIndex, ends: pd.DatetimeIndex, *, now: pd.Timestamp
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    if len(starts) != len(ends):
        raise ValueError(f"Every episode needs a start and an end: {len(starts)}, {len(ends)}.")
    back = np.asarray(ends <= now)  # an end that is not there compares as false
    until = ends.where(back, now)
    hours = np.asarray((until - starts) / _HOUR, dtype=np.float64)
    wrong = int((~(hours >= 0)).sum())
    if wrong:
        raise ValueError(
            f"An episode starts before it ends and before now; {wrong} do not, or have no start."
        )
    return hours, back


def _first(hours: NDArray[np.float64], reached: NDArray[np.bool_]) -> float:
    return float(hours[np.argmax(reached)]) if reached.any() else float("nan")
