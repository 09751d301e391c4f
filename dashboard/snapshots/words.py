"""The sentences of a snapshot: what was counted, when, with which limits, and what to mind."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from dashboard.words import share
from data import coarse
from geo.windows import Window

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


def coarse_words(events: pd.DataFrame, *, resolution: int) -> str:
    """Say how many events are placed more coarsely than a hexagon is wide.

    Parameters
    ----------
    events
        The events counted, with `layer`, `placing` and `accuracy_m`.
    resolution
        H3 resolution of the hexagons.

    Returns
    -------
    str
        One sentence for each layer that has any, and one for events of which only the ward is
        known; "" where there are none.
    """
    shares = coarse.shares(events, resolution=resolution)
    sentences = [
        f"{_part(part)} {LAYER_NAMES[layer]} are placed at a postcode or "
        f"anonymised point, coarser than a hexagon ({coarse.CELL_WIDTH_M[resolution]:,.0f} m)."
        for layer, part in shares.items()
        if part
    ]
    if wards := int(events["placing"].eq("ward").sum()):
        sentences.append(f"{wards:,} known by their ward only, in no hexagon.")
    return " ".join(sentences)


def _part(part: float) -> str:
    """Say a part before a noun: "All" or "33% of the"."""
    return "All" if part == 1 else f"{share(part, whole=1)} of the"


def care_words(  # noqa: PLR0913  each is a limit of its own
    selected: pd.DataFrame,
    *,
    outside: int,
    gaps: Sequence[str],
    wards: str = "",
    resolution: int = 9,
    unresolved: int = 0,
) -> str:
    """Say what limits the reading of this selection.

    Parameters
    ----------
    selected
        The events counted, with `placing`.
    outside
        Events in the window outside the borough, which are not counted.
    gaps
        Parts of the window for which no data are held (`months_not_held`).
    wards
        How far ward figures can be off (`data.geography.ward_care`); "" where nothing is to say.
    resolution
        H3 resolution of the hexagons.
    unresolved
        Events known by a ward of another year that is cut in pieces, which are not counted.

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
    if said := coarse_words(selected, resolution=resolution):
        sentences.append(said)
    if outside:
        sentences.append(f"{outside:,} outside the borough not counted.")
    if unresolved:
        sentences.append(f"{unresolved:,} known by a ward of other years only, not counted.")
    return " ".join([*sentences, wards]).strip()
