"""When the synthetic borough's events happen: season, weekday, hour and slow change."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo_draws import Draws
from data.demo_parameters import numbers
from geo.days import LONDON

DEMO_FROM = date(2023, 11, 23)
DEMO_UNTIL = date(2026, 11, 23)
"""The first day after the last event; the borough covers three years."""

YEARS = 3
DAYS = (DEMO_UNTIL - DEMO_FROM).days
MINUTES_IN_HOUR, HOURS_IN_DAY = 60, 24
MINUTES_IN_DAY = MINUTES_IN_HOUR * HOURS_IN_DAY


def day_weights(rhythm: str, *, yearly_change: float = 0.0) -> NDArray[np.float64]:
    """Weigh each day of the three years.

    Parameters
    ----------
    rhythm
        A rhythm that the parameters have a season and a week for.
    yearly_change
        Change in a year as a share of the middle of the three years.

    Returns
    -------
    float64[DAYS]
    """
    season, week = numbers(f"rhythm.season.{rhythm}"), numbers(f"rhythm.week.{rhythm}")
    calendar = [DEMO_FROM + timedelta(days=day) for day in range(DAYS)]
    months = np.array([day.month - 1 for day in calendar])
    weekdays = np.array([day.weekday() for day in calendar])
    from_middle = (np.arange(DAYS) / DAYS - 0.5) * YEARS
    weights = season[months] * week[weekdays] * (1 + yearly_change * from_middle)
    return np.asarray(weights, dtype=np.float64)


def day_of(day: date) -> int:
    """Give the number of a day, 0 for the first of the three years."""
    return (day - DEMO_FROM).days


def draw_minutes(draws: Draws, rhythm: str, *, size: int) -> NDArray[np.int64]:
    """Draw minutes since midnight in the hours of a rhythm."""
    hours = draws.pick(numbers(f"rhythm.hours.{rhythm}"), size=size)
    return hours * MINUTES_IN_HOUR + draws.below(np.full(size, MINUTES_IN_HOUR))


def moments(
    day: NDArray[np.int64], minute: NDArray[np.int64] | None = None
) -> "pd.Series[pd.Timestamp]":
    """Turn days and minutes on Halton's clocks into moments.

    Parameters
    ----------
    day
        int64[n], days since `DEMO_FROM`.
    minute
        int64[n], minutes since midnight; midnight if not given. A minute that the clocks leave
        out becomes the first one after the gap, one that they repeat is its first pass.

    Returns
    -------
    pd.Series
        datetime64[us, UTC][n].
    """
    local = np.datetime64(DEMO_FROM, "us") + day.astype("timedelta64[D]")
    if minute is not None:
        local = local + minute.astype("timedelta64[m]")
    first_pass = np.ones(len(day), dtype=np.bool_)
    clock = pd.DatetimeIndex(local).tz_localize(
        LONDON, ambiguous=first_pass, nonexistent="shift_forward"
    )
    return pd.Series(clock.tz_convert("UTC").as_unit("us"))
