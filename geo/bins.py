"""Time bins: equal steps that cut a window, and the finest step that events allow."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.days import known_to_month, months_later

if TYPE_CHECKING:
    from geo.windows import Window

Step = Literal["day", "week", "month"]
"""The length of one time bin."""
STEPS: tuple[Step, ...] = get_args(Step)

_DAYS_IN_WEEK = 7
_LAST_DAY_OF_EVERY_MONTH = 28
_EDGES_OF_ONE_BIN = 2


def coarsest(precisions: Iterable[str]) -> Step:
    """Give the finest step that no event is too coarsely known for.

    Parameters
    ----------
    precisions
        Precisions of the visible events; repeats do no harm.

    Returns
    -------
    Step
        "month" if any event is known only to its month, else "day".

    Raises
    ------
    ValueError
        If a precision is unknown.
    """
    return "month" if known_to_month(list(set(precisions))).any() else "day"


def bin_edges(window: "Window", *, step: Step) -> list[date]:
    """Cut a window into equal steps, counted from its first day.

    A week is seven days from the window's first day on, a month reaches to the same day of the
    next month; so the windows that `snapped` makes have calendar weeks and months as bins.

    Parameters
    ----------
    window
        A window of whole steps.
    step
        Length of a bin.

    Returns
    -------
    list of date
        The k + 1 edges of k time bins; the first is the window's start, the last its end.

    Raises
    ------
    ValueError
        If the step is unknown, or the window is not made of whole steps.
    """
    require_step(step)
    if step == "month":
        edges = _month_edges(window)
    else:
        stride = 1 if step == "day" else _DAYS_IN_WEEK
        span = range(0, window.days + 1, stride)
        edges = [window.start + timedelta(days=days) for days in span]
    if edges[-1] != window.end:
        raise ValueError(
            f"Time bins are whole {step}s; {window.label()} is not made of them. "
            "Widen it to whole steps first (snapped)."
        )
    return edges


def bin_of(days: ArrayLike, edges: Sequence[date]) -> NDArray[np.int64]:
    """Put local days in time bins.

    Parameters
    ----------
    days
        int[n], local days since the first edge (`day_numbers` with `origin=edges[0]`).
    edges
        k + 1 rising edges of k time bins (`bin_edges`).

    Returns
    -------
    int64[n]
        Position of the bin, -1 for a day in none.

    Raises
    ------
    ValueError
        If there are fewer than two edges, or they do not rise.
    """
    rising = all(earlier < later for earlier, later in pairwise(edges))
    if len(edges) < _EDGES_OF_ONE_BIN or not rising:
        raise ValueError(f"Time bins need two or more rising edges; {len(edges)} given.")
    positions = np.array([(edge - edges[0]).days for edge in edges], dtype=np.int64)
    found = np.searchsorted(positions, np.asarray(days, dtype=np.int64), side="right") - 1
    return np.where(found < len(edges) - 1, found, -1).astype(np.int64)


def require_step(step: str) -> None:
    """Refuse a step that there is not.

    Parameters
    ----------
    step
        Anything a caller gave as a step.

    Raises
    ------
    ValueError
        If it is not one of `STEPS`.
    """
    if step not in STEPS:
        raise ValueError(f"A step is one of {', '.join(STEPS)}; {step!r} is not.")


def _month_edges(window: "Window") -> list[date]:
    """Step month by month from the window's start until its end is reached or passed."""
    if window.start.day > _LAST_DAY_OF_EVERY_MONTH:
        return [window.start]
    edges = [window.start]
    while edges[-1] < window.end:
        edges.append(months_later(edges[-1], months=1))
    return edges
