"""Which months the data cover, and which they do not: no data must not look like no events."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from dashboard.snapshots.words import LAYER_NAMES, joined
from geo.days import LONDON
from geo.windows import Window


def freshness_words(events: pd.DataFrame, *, layers: Sequence[str]) -> str:
    """Say which time each layer's data cover, and which months are missing in between.

    Parameters
    ----------
    events
        All events held, with `layer` and `start`.
    layers
        The layers to speak of.

    Returns
    -------
    str
        A line for each layer, such as "Incidents: Oct 2018 to Apr 2024; not held: Mar 2019 to
        Dec 2023."
    """
    return "\n".join(_held(events.loc[events["layer"].eq(layer)], layer) for layer in layers)


def months_not_held(events: pd.DataFrame, *, layers: Sequence[str], window: Window) -> list[str]:
    """Name the months of a window for which no incident is held at all.

    Incidents only: they are so many that a month without one means a month without data.

    Parameters
    ----------
    events
        All events held, with `layer` and `start`.
    layers
        The layers counted.
    window
        The window.

    Returns
    -------
    list of str
        Runs of months, such as "Mar to Dec 2023"; none when incidents are not counted.
    """
    incidents = events.loc[events["layer"].eq("incidents")]
    if "incidents" not in layers or incidents.empty:
        return []
    held = _months(incidents)
    inside = pd.period_range(window.start, window.last, freq="M")
    edges = pd.PeriodIndex([inside[0] - 1, *inside[inside.isin(held)], inside[-1] + 1])
    return list(_gaps(edges))


def _months(events: pd.DataFrame) -> pd.PeriodIndex:
    """Return the local months with an event, in order."""
    local = events["start"].dt.tz_convert(LONDON).dt.tz_localize(None)
    return pd.PeriodIndex(local.dt.to_period("M").unique()).sort_values()


def _held(events: pd.DataFrame, layer: str) -> str:
    """Say one layer's first and last month; gaps only where every month should have events."""
    name = LAYER_NAMES[layer].capitalize()
    if events.empty:
        return f"{name}: none held."
    months = _months(events)
    words = f"{name}: {_span(months[0], months[-1])}"
    gaps = list(_gaps(months)) if layer == "incidents" else []
    return f"{words}; not held: {joined(gaps, what='more gaps')}." if gaps else f"{words}."


def _gaps(months: pd.PeriodIndex) -> Iterable[str]:
    """Yield each run of months without an event between two that have some."""
    for before, after in pairwise(months):
        if (after - before).n > 1:
            yield _span(before + 1, after - 1)


def _span(first: pd.Period, last: pd.Period) -> str:
    """Say a run of months."""
    if first == last:
        return f"{first:%b %Y}"
    return (
        f"{first:%b} to {last:%b %Y}"
        if first.year == last.year
        else f"{first:%b %Y} to {last:%b %Y}"
    )
