"""The sentences of a snapshot: what was counted, when, with which limits, and what to mind."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from geo.windows import LONDON, Window

LAYER_NAMES = {
    "incidents": "incidents",
    "cuckooing": "cuckooing reports",
    "missing": "missing episodes",
}
ONE = {"incidents": "incident", "cuckooing": "cuckooing report", "missing": "missing episode"}
MEANINGS = {
    "incidents": "Recorded crime and anti-social behaviour",
    "cuckooing": "Reports of homes being taken over",
    "missing": "Missing-person episodes, counted by their start",
}
SIZES = {
    7: "464 ha, 2.3 km across",
    8: "66 ha, 875 m across",
    9: "9.5 ha, 330 m across",
    10: "1.35 ha, 125 m across",
}
"""Area and width across flats of a cell in Halton, by resolution."""

MOST_NAMED = 4
"""Categories named in a sentence before the rest are only counted."""


def number(count: int, layer: str) -> str:
    """Say a count with its noun: "3,016 incidents", "1 missing episode"."""
    return f"{count:,} {ONE[layer] if count == 1 else LAYER_NAMES[layer]}"


def per_hexagon(layer: str) -> str:
    """Say what a class in the legend counts."""
    return f"{LAYER_NAMES[layer].capitalize()} in a hexagon"


def day(moment: date) -> str:
    """Write a day as the partnership does: "1 Apr 2024"."""
    return f"{moment.day} {moment:%b %Y}"


def joined(names: Sequence[str], *, most: int = MOST_NAMED, what: str = "more") -> str:
    """Join names with commas and "and"; beyond `most` they are only counted."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} {what}")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def window_words(window: Window, *, precisions: Iterable[str]) -> str:
    """Say a half-open window so that nobody counts its last day twice.

    Parameters
    ----------
    window
        The window.
    precisions
        Precisions of the events counted.

    Returns
    -------
    str
        For example "1 Jan 2024 up to, not including, 1 Apr 2024. Known by month only."
    """
    span = f"{day(window.start)} up to, not including, {day(window.end)}."
    known = set(precisions)
    if "month" not in known:
        return span
    return f"{span} {'Times known' if known == {'month'} else 'Some times known'} by month only."


def filter_words(
    *, categories: Sequence[str], place: str, wards: int, resolution: int, vintage: str
) -> str:
    """Say the filters, also when there are none.

    Parameters
    ----------
    categories
        Chosen categories; empty for all.
    place
        Name of the chosen ward or town, "" for the borough.
    wards
        How many wards the borough has.
    resolution
        H3 resolution.
    vintage
        Which ward outlines.

    Returns
    -------
    str
    """
    kinds = f"Only {joined(categories, what='more categories')}" if categories else "All categories"
    where = f"only {place}" if place else f"all {wards} wards"
    return (
        f"{kinds}; {where} (wards of {vintage}); H3 resolution {resolution} ({SIZES[resolution]})."
    )


def method_words(layers: Sequence[str], *, focus: str, place: str) -> str:
    """Say in short how the picture was made."""
    classes = (
        "Classes end at the quantiles 50, 75, 90 and 97 of hexagons with any."
        if focus == "incidents"
        else "Classes are the same in every picture of this layer."
    )
    sentences = [
        "An event counts in the hexagon that holds its point; without one it stays unfilled."
    ]
    sentences.append(classes)
    if place:
        sentences.append(f"Only points inside {place} count, also where a hexagon reaches out.")
    if "missing" in layers:
        sentences.append("Episodes are not people: one person can have many.")
    return " ".join(sentences)


def care_words(selected: pd.DataFrame, *, outside: int, gaps: Sequence[str]) -> str:
    """Say what limits the reading of this selection.

    Parameters
    ----------
    selected
        The events counted, with `placing`.
    outside
        Events in the window outside the borough, which are not counted.
    gaps
        Parts of the window for which no data are held (`months_not_held`).

    Returns
    -------
    str
    """
    placing = selected["placing"].value_counts()
    sentences = [f"No incidents are held for {joined(gaps)}."] if gaps else []
    if placing.get("map point", 0):
        sentences.append(
            "Places are police.uk map points, not addresses: an incident may belong to a "
            "neighbouring hexagon."
        )
    if postcodes := int(placing.get("postcode", 0)):
        sentences.append(f"{postcodes:,} placed at the centre of a postcode.")
    if outside:
        sentences.append(f"{outside:,} outside the borough not counted.")
    sentences.append(
        "Inner ward lines are approximate, so an event near one may count for the next ward."
    )
    return " ".join(sentences)


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
