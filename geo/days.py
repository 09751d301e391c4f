"""Days as a person in Halton lives them, and how finely an event's time is known.

A day begins at local midnight in Europe/London and has 23 or 25 hours when the clocks change.
All arithmetic is done on local dates, never by adding hours.
"""

import calendar
from datetime import date, datetime, time
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

LONDON = ZoneInfo("Europe/London")

Precision = Literal["instant", "hour", "day", "month"]
"""How finely an event's time is known, finest first."""
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

Starts: TypeAlias = "pd.Series[pd.Timestamp] | pd.DatetimeIndex"
"""Starts of events, tz-aware."""


def day_numbers(starts: Starts, *, origin: date) -> NDArray[np.int64]:
    """Count the local days from an origin to each start.

    Parameters
    ----------
    starts
        Starts of n events, tz-aware.
    origin
        The local day with number 0.

    Returns
    -------
    int64[n]
        Negative before the origin.

    Raises
    ------
    ValueError
        If the starts say no time zone, or one is unknown (NaT).
    """
    moments = as_moments(starts)
    if moments.hasnans:
        raise ValueError(
            "Every event needs a start to have a day; "
            f"{np.count_nonzero(moments.isna())} have none."
        )
    local = moments.tz_convert(LONDON).tz_localize(None).to_numpy().astype("datetime64[D]")
    return (local - np.datetime64(origin, "D")).astype(np.int64)


def midnight(day: date) -> pd.Timestamp:
    """Give the moment a local day begins; London's clocks never change at midnight.

    Parameters
    ----------
    day
        A local day.

    Returns
    -------
    pd.Timestamp
        Its first moment, in Europe/London.
    """
    return pd.Timestamp(datetime.combine(day, time.min, tzinfo=LONDON))


def months_later(day: date, *, months: int) -> date:
    """Move a day by whole months; a day that the month lacks becomes its last.

    Parameters
    ----------
    day
        Any day.
    months
        How many months later; negative for earlier.

    Returns
    -------
    date
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def as_moments(starts: Starts) -> pd.DatetimeIndex:
    """Take starts as moments, never as clock readings of a place unknown.

    Parameters
    ----------
    starts
        Starts of n events.

    Returns
    -------
    pd.DatetimeIndex

    Raises
    ------
    ValueError
        If the starts say no time zone.
    """
    moments = pd.DatetimeIndex(starts)
    if moments.tz is None:
        raise ValueError("Starts must say their time zone; these do not. Store them in UTC.")
    return moments


def known_to_month(precisions: ArrayLike) -> NDArray[np.bool_]:
    """Say which events are known only to their month.

    Parameters
    ----------
    precisions
        n precisions.

    Returns
    -------
    bool[n]

    Raises
    ------
    ValueError
        If a precision is unknown.
    """
    given = np.asarray(precisions, dtype=object)
    unknown = sorted({str(name) for name in set(given.tolist()) - set(PRECISIONS)})
    if unknown:
        raise ValueError(
            f"A precision is one of {', '.join(PRECISIONS)}; found {', '.join(unknown)}."
        )
    return np.asarray(given == "month", dtype=np.bool_)
