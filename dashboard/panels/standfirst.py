"""The line below the headline: which place and time, against which, and where the events are."""

from collections.abc import Collection
from html import escape

from dashboard import comparing
from dashboard.findings.overall import Overall
from dashboard.panels.headline import (
    CONCENTRATED,
    FEW,
    gathered,
    picked_words,
    short_place,
    spread,
)
from dashboard.selection import Selection
from dashboard.snapshots.words import LAYER_NAMES, joined, number
from dashboard.tallies import Counts
from geo.windows import Window

LONGEST_YEAR = 366


def standfirst(counts: Counts, *, selection: Selection, overall: Overall | None = None) -> str:
    """Say below the finding what it is about, and the figures that it leaves out.

    Parameters
    ----------
    counts
        What the selection holds.
    selection
        The choices.
    overall
        As for `finding`.

    Returns
    -------
    str
        HTML; every word that is not ours is escaped.
    """
    begin = f"{escape(place_of(selection))}, {escape(selection.window.label())}"
    if overall is not None and selection.focus in overall.changes:
        parts = [begin, f", against {escape(against_words(selection, overall.earlier))}. "]
        parts.append(_where_they_are(counts, selection))
    else:
        figures = _figures(counts, selection, unheld=overall.unheld if overall else ())
        parts = [begin, f": {figures}" if figures else "."]
    if selection.categories:
        names = joined(selection.category_names(), what="other categories")
        parts.append(f" Only {escape(names)}.")
    return "".join(parts)


def against_words(selection: Selection, earlier: Window) -> str:
    """Say which window the selection's is compared with.

    Parameters
    ----------
    selection
        The choices.
    earlier
        The window compared with.

    Returns
    -------
    str
        "the same days a year before", "the same time just before", or the dates themselves.
    """
    several_years = selection.against == comparing.YEAR and selection.window.days > LONGEST_YEAR
    said = None if several_years else comparing.AGAINST_WORDS.get(selection.against)
    return said or earlier.label()


def place_of(selection: Selection) -> str:
    """Name the place at the beginning of a sentence.

    Parameters
    ----------
    selection
        The choices.

    Returns
    -------
    str
        "Across the borough", a town, or "Appleton ward".
    """
    if selection.picked:
        return picked_words(selection).capitalize()
    if not selection.place:
        return "Across the borough"
    name = short_place(selection)
    return name if name == selection.place else f"{name} ward"


def _figures(counts: Counts, selection: Selection, *, unheld: Collection[str] = ()) -> str:
    said = {
        layer: escape(number(count, layer))
        for layer, count in counts.totals.items()
        if layer not in unheld
    }
    main = [f"<b>{said.pop(selection.focus)}</b>"] if selection.focus in said else []
    others = [joined([*said.values()])] if said else []
    return "; ".join([*main, *others]) + "." if main or others else ""


def _where_they_are(counts: Counts, selection: Selection) -> str:
    total = int(counts.by_cell.sum())
    if total < FEW or selection.picked:
        return _figures(counts, selection)
    if total >= CONCENTRATED * counts.half:
        half = f"<b>Half of the {LAYER_NAMES[selection.focus]}</b>"
        # beside a change "fell" would be taken for a fall
        lie = "began" if selection.focus == "missing" else "lie"
        return f"{half} {lie} in {gathered(counts)}."
    return f"<b>The {LAYER_NAMES[selection.focus]}</b> lie in {spread(counts)}."
