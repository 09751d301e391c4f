"""Which time the data of a layer cover: no data must not look like no events."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.windows import Window, snapped

SILENCE = 10.0
"""A layer is taken as not held where it is silent for so long that this many were to come."""

PART = 0.05
"""A silence this short, as a part of the window, is left aside: the last days still come in."""

HOLE_DAYS = 7
"""A silence up to this long breaks no series of steps."""

MONTH_DAYS = 31


@dataclass(frozen=True)
class Coverage:
    """The days on which a layer has events.

    Attributes
    ----------
    days
        int64[k], distinct ordinals (`datetime.date.toordinal`), rising.
    span
        How many days an event stands for: 1, or a month's where only the month is known.
    patience
        Days of silence that the layer's usual pace explains; endless for a handful of events.
    """

    days: NDArray[np.int64]
    span: int
    patience: float

    def begins(self, *, earliest: date, until: date) -> date:
        """Give the day from which the layer is held without a hole up to another day.

        Parameters
        ----------
        earliest
            No day before it is given.
        until
            The first day after the time asked about.

        Returns
        -------
        date
            The day after the last hole; without one the first event's day, less the patience.
        """
        days = self.days[self.days < until.toordinal()]
        holes = np.flatnonzero(np.diff(days) - self.span > max(self.patience, HOLE_DAYS))
        first = -np.inf
        if len(days):
            first = days[holes[-1] + 1] if len(holes) else days[0] - self.patience
        if first <= earliest.toordinal():
            return earliest
        return date.fromordinal(int(np.ceil(first)))

    def ends(self, *, latest: date) -> date:
        """Give the last day on which the layer can be taken as held: its last, and its patience.

        Parameters
        ----------
        latest
            No day after it is given.

        Returns
        -------
        date
        """
        last = self._last().toordinal() + self.patience if len(self.days) else np.inf
        return latest if last >= latest.toordinal() else date.fromordinal(int(last))

    def holds(self, window: Window) -> bool:
        """Tell whether the data cover a window.

        Parameters
        ----------
        window
            Which window.

        Returns
        -------
        bool
            False where the layer is silent, at an end of the window or within, for longer than
            chance explains at its usual pace.
        """
        if not len(self.days):
            return False
        first, last = window.start.toordinal(), window.end.toordinal()
        inside = self.days[(self.days > first - self.span) & (self.days < last)]
        ends = np.concatenate([[first], inside + self.span])  # from each end of a sign of life ...
        begins = np.concatenate([inside, [last]])  # ... to the next one
        return bool((begins - ends).max() <= max(self.patience, PART * window.days))

    def why_not(self, window: Window) -> str:
        """Say why a window is not covered, or nothing when it is.

        Parameters
        ----------
        window
            Which window.

        Returns
        -------
        str
            A sentence for the screen.
        """
        if self.holds(window):
            return ""
        if not len(self.days):
            return "There are no events of this layer."
        first, last = date.fromordinal(int(self.days[0])), self._last()
        if window.start < first:
            return f"The data begin on {_said(first)} and do not reach back to {window.label()}."
        if window.last > last:
            return f"The data end about {_said(last)} and do not cover {window.label()}."
        return f"The data have a hole: for a part or all of {window.label()} nothing is held."

    def _last(self) -> date:
        last = date.fromordinal(int(self.days[-1]))
        day = Window(last, last + timedelta(days=1))
        return snapped(day, step="month").last if self.span > 1 else last


def coverage_of(days: ArrayLike, *, monthly: bool) -> Coverage:
    """Find which time some events cover.

    Parameters
    ----------
    days
        ``[n]`` ordinals of the days on which the events start.
    monthly
        Whether some are known only by their month.

    Returns
    -------
    Coverage
    """
    every = np.asarray(days, dtype=np.int64)
    distinct = np.unique(every)
    span = MONTH_DAYS if monthly else 1
    number = len(every) - SILENCE  # a guess on the safe side
    reach = distinct[-1] - distinct[0] + span if len(distinct) else 0
    return Coverage(distinct, span, SILENCE * reach / number if number > 0 else np.inf)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
