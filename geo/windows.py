"""Windows: half-open spans of whole local days in Europe/London.

The one door to time for the floors above: days come from `geo.days`, time bins from `geo.bins`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.bins import STEPS, Step, bin_edges, bin_of, coarsest, require_step
from geo.days import (
    LONDON,
    PRECISIONS,
    Precision,
    Starts,
    as_moments,
    day_numbers,
    known_to_month,
    midnight,
    months_later,
)

__all__ = [
    "LONDON",
    "PRECISIONS",
    "PRESETS",
    "STEPS",
    "Precision",
    "Step",
    "Window",
    "bin_edges",
    "bin_of",
    "coarsest",
    "day_numbers",
    "last_months",
    "snapped",
]

PRESETS = {"last month": 1, "last quarter": 3, "last 12 months": 12}
"""Windows that end with the data, in words, and their length in months."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_IN_WEEK = 7


@dataclass(frozen=True, order=True)
class Window:
    """The half-open span `[start, end)` between two local midnights.

    Parameters
    ----------
    start
        First day inside.
    end
        First day after it.

    Raises
    ------
    ValueError
        If `end` is not after `start`, or either is a moment rather than a day.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse what is not a span of whole days."""
        moments = [day for day in (self.start, self.end) if isinstance(day, datetime)]
        if moments:
            raise ValueError(f"A window lies between two days; {moments[0]} is a moment.")
        if self.end <= self.start:
            raise ValueError(
                f"A window must end after it starts; {self.start} to {self.end} does not. "
                "The end is the first day after the window."
            )

    @property
    def days(self) -> int:
        """Number of local days inside."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """Last day inside."""
        return self.end - timedelta(days=1)

    def label(self) -> str:
        """Say the window in plain words, with its last day included ("1 to 30 Apr 2026")."""
        first, last = self.start, self.last
        until = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
        if first == last:
            return until
        since = str(first.day)
        if (first.year, first.month) != (last.year, last.month):
            since += f" {_MONTHS[first.month - 1]}"
        if first.year != last.year:
            since += f" {first.year}"
        return f"{since} to {until}"

    def bounds(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Give the two local midnights as moments in Europe/London."""
        return midnight(self.start), midnight(self.end)

    def holds(self, starts: Starts, *, precisions: ArrayLike | None = None) -> NDArray[np.bool_]:
        """Say which events the window holds.

        Parameters
        ----------
        starts
            Starts of n events, tz-aware. An unknown start (NaT) is in no window.
        precisions
            How finely each start is known. An event known only to its month is held when the
            window holds that whole month; without this argument a start is taken as it stands.

        Returns
        -------
        bool[n]

        Raises
        ------
        ValueError
            If the starts say no time zone, or a precision is unknown.
        """
        moments = as_moments(starts)
        held = _between(moments, *self.bounds())
        if precisions is None:
            return held
        # a month is wholly inside when it starts before the last first-of-month that is not after
        # the end: what starts later in the window is cut off by it
        whole = _between(moments, self.bounds()[0], midnight(self.end.replace(day=1)))
        return np.where(known_to_month(precisions), whole, held)


def last_months(last_day: date, *, months: int) -> Window:
    """Give the window of some months that ends with the last day of the data.

    Parameters
    ----------
    last_day
        The last day the data cover; it is inside the window.
    months
        How many months back the window reaches, at least 1. Where the earlier month is too
        short to have the day, its last day is taken.

    Returns
    -------
    Window

    Raises
    ------
    ValueError
        If `months` is less than 1.
    """
    if months < 1:
        raise ValueError(f"A window is at least one month long; {months} is not.")
    end = last_day + timedelta(days=1)
    return Window(months_later(end, months=-months), end)


def snapped(window: Window, *, step: Step) -> Window:
    """Widen a window to whole steps: weeks from Monday to Sunday, months of the calendar.

    Parameters
    ----------
    window
        Any window.
    step
        The step it must be made of.

    Returns
    -------
    Window
        The smallest window of whole steps that holds the given one.

    Raises
    ------
    ValueError
        If the step is unknown.
    """
    require_step(step)
    if step == "day":
        return window
    if step == "week":
        start = window.start - timedelta(days=window.start.weekday())
        return Window(start, window.end + timedelta(days=-window.end.weekday() % _DAYS_IN_WEEK))
    start = window.start.replace(day=1)
    return Window(start, months_later(window.last.replace(day=1), months=1))


def _between(
    moments: pd.DatetimeIndex, lower: pd.Timestamp, upper: pd.Timestamp
) -> NDArray[np.bool_]:
    """Say which moments lie in the half-open span."""
    return np.asarray((moments >= lower) & (moments < upper), dtype=np.bool_)
