"""When events happen: hour by weekday, with uncertain times spread over what is possible."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.days import LONDON, Starts, as_moments

HOURS, WEEKDAYS = 24, 7
LONGEST_HOURS = 7 * 24  # beyond a week an interval says nothing about hour or weekday
_HOUR = 3_600_000_000_000  # nanoseconds
_CLEAR = 1.96  # standard errors, 5 % two-sided
_UNKNOWN = np.iinfo(np.int64).min  # how numpy keeps a moment that is not there
_TIMED = ("instant", "hour")


@dataclass(frozen=True)
class Rhythm:
    """Events by local hour and weekday.

    Attributes
    ----------
    weights
        float64[7, 24], Monday first; sums to `known`.
    known
        Events whose time is known well enough.
    unknown
        Events left out: no start or no end, known only to the day or month, or an interval
        longer than a week.
    """

    weights: NDArray[np.float64]
    known: int
    unknown: int


def aoristic(starts: Starts, ends: Starts, *, precisions: ArrayLike) -> Rhythm:
    """Spread each event over the hours in which it may have happened.

    An event between two moments gets in each hour the part of the interval that lies in that
    hour; an instant gets its own hour. Overlaps are measured in UTC, where every hour has sixty
    minutes, and labelled in Europe/London, so the hour that comes twice in October gets both of
    its parts and the one that is missing in March gets none. (Ratcliffe's method by hand gives
    each touched hour the same.)

    For missing episodes the start is known and the interval is how long they lasted: pass the
    starts as ends too.

    Parameters
    ----------
    starts, ends
        ``[n]`` time-zone-aware; equal for an instant.
    precisions
        ``[n]`` of "instant", "hour", "day", "month". A time known to the day alone holds no hour
        and is counted as unknown, never as midnight or noon.

    Returns
    -------
    Rhythm

    Raises
    ------
    ValueError
        If lengths differ, times have no zone, or an event ends before it starts.

    References
    ----------
    Ratcliffe, J. H. (2000). Aoristic analysis: the spatial interpretation of unspecific temporal
    events. International Journal of Geographical Information Science 14, 669-679.
    """
    first, last = _nanoseconds(starts), _nanoseconds(ends)
    kinds = np.asarray(precisions, dtype=object)
    if not len(first) == len(last) == len(kinds):
        raise ValueError(
            "Every event needs a start, an end and a precision: "
            f"{len(first)}, {len(last)} and {len(kinds)} were given."
        )
    dated = (first != _UNKNOWN) & (last != _UNKNOWN)
    backwards = int((dated & (last < first)).sum())
    if backwards:
        raise ValueError(
            f"An event must not end before it starts; {backwards} do. Correct their times."
        )
    timed = np.isin(kinds.astype(str), _TIMED)
    known = dated & timed & (last <= first + LONGEST_HOURS * _HOUR)
    hours, weights = _spread(first[known], last[known])
    local = pd.DatetimeIndex(hours, tz="UTC").tz_convert(LONDON)
    place = np.asarray(local.day_of_week * HOURS + local.hour, dtype=np.int64)
    summed = np.bincount(place, weights=weights, minlength=WEEKDAYS * HOURS)
    table = summed.astype(np.float64).reshape(WEEKDAYS, HOURS)
    return Rhythm(table, int(known.sum()), int((~known).sum()))


def clear_peak(blocks: NDArray[np.float64]) -> tuple[int, ...] | None:
    """Find the block of time that clearly holds most events, if there is one.

    Two Poisson counts of equal blocks differ clearly when their difference is at least 1.96 times
    the root of their sum; the fullest block is held against the runner-up.

    Parameters
    ----------
    blocks
        Events of two blocks or more, each of the same length; any shape.

    Returns
    -------
    tuple of int or None
        Where the fullest block is; None where the next one may be as full by chance.
    """
    second, first = np.sort(blocks, axis=None)[-2:]
    if first - second < _CLEAR * np.sqrt(first + second) or first == 0:
        return None
    return tuple(int(at) for at in np.unravel_index(int(blocks.argmax()), blocks.shape))


def _spread(
    first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    # One row for each hour that an event touches; an end on the full hour touches no further one.
    opening = first // _HOUR
    touched = np.maximum(-(-last // _HOUR) - opening, 1)
    event = np.repeat(np.arange(len(first)), touched)
    step = np.arange(len(event)) - np.repeat(np.cumsum(touched) - touched, touched)
    hour = (opening[event] + step) * _HOUR
    overlap = np.minimum(last[event], hour + _HOUR) - np.maximum(first[event], hour)
    length = (last - first)[event]
    weight = np.divide(overlap, length, out=np.ones(len(event)), where=length > 0)
    return hour, weight


def _nanoseconds(moments: Starts) -> NDArray[np.int64]:
    plain = as_moments(moments).tz_convert("UTC").tz_localize(None)
    return plain.to_numpy().astype("datetime64[ns]").astype(np.int64)
