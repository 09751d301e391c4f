"""The sentence above the map: what the numbers say, by rules that a reader could check."""

from html import escape

from dashboard.selection import Selection, place_name
from dashboard.snapshots.words import joined, number
from dashboard.tallies import Counts
from dashboard.words import share

FEW = 12
"""Below this many events a sentence says how many there are, and nothing about where."""

CONCENTRATED = 4
"""Events for each leading hexagon, at least half of which must be there, to speak of half."""


def finding(counts: Counts, *, selection: Selection) -> str:
    """Say the finding in one sentence.

    Parameters
    ----------
    counts
        What the selection holds.
    selection
        The choices: the layer in focus, the place and the window.

    Returns
    -------
    str
        Plain text. "Half of the 1,889 incidents in Halton fell in 53 hexagons, 6% of its area"
        where events gather; how widely they are spread where they do not; only how many there
        are where they are few.
    """
    total = int(counts.by_cell.sum())  # what has no hexagon is no part of a sentence about them
    where = f"in {short_place(selection)}"
    events = number(total, selection.focus)
    if total == 0:
        none = number(0, selection.focus).removeprefix("0 ")
        return f"No {none} {where}, {selection.window.label()}"
    if total < FEW:
        return f"{events} {where}, {selection.window.label()}"
    if total >= CONCENTRATED * counts.half:
        happened = "began" if selection.focus == "missing" else "fell"
        return f"Half of the {events} {where} {happened} in {_gathered(counts)}"
    held = int((counts.by_cell > 0).sum())
    most = int(counts.by_cell.max())
    return f"The {events} {where} lie in {held} hexagons, at most {most} in any one"


def standfirst(counts: Counts, *, selection: Selection, before: Counts | None) -> str:
    """Say the figures of the whole place below the finding.

    Parameters
    ----------
    counts
        What the selection holds.
    selection
        The choices.
    before
        What the same days a year before held; None where the data do not reach back that far.

    Returns
    -------
    str
        HTML; every word that is not ours is escaped.
    """
    main = f"<b>{escape(number(counts.totals[selection.focus], selection.focus))}</b>"
    others = [
        number(count, layer) for layer, count in counts.totals.items() if layer != selection.focus
    ]
    parts = [f"{escape(place_of(selection))}, {escape(selection.window.label())}: {main}"]
    if before is not None:
        parts.append(f", against {before.totals[selection.focus]:,} a year before")
    if others:
        parts.append(f"; {escape(joined(others))}")
    if selection.categories:
        parts.append(
            f". Only {escape(joined(selection.category_names(), what='other categories'))}"
        )
    return "".join(parts) + "."


def short_place(selection: Selection) -> str:
    """Name the place inside a sentence.

    Parameters
    ----------
    selection
        The choices.

    Returns
    -------
    str
        "Halton" for the whole borough, else the town or ward.
    """
    if not selection.place:
        return "Halton"
    return place_name(selection.place, vintage=selection.vintage)


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
    if not selection.place:
        return "Across the borough"
    name = short_place(selection)
    return name if name == selection.place else f"{name} ward"


def _gathered(counts: Counts) -> str:
    hexagons = "one hexagon" if counts.half == 1 else f"{counts.half} hexagons"
    part = min(counts.half_area, counts.area_in_place)
    return f"{hexagons}, {share(part, whole=counts.area_in_place)} of its area"
