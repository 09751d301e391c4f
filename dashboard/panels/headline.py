"""The sentence above the map: what the numbers say, by rules that a reader could check."""

from dashboard.findings.overall import Overall
from dashboard.panels.verdicts import UNCLEAR, clause
from dashboard.selection import Selection, place_name
from dashboard.snapshots.words import LAYER_NAMES, number
from dashboard.tallies import Counts
from dashboard.words import capital, share
from geo.change import FALL, RISE

LONGEST = 132
"""Letters that fit one line above the map on a laptop; what would not fit stands in the panel."""

FEW = 12
"""Below this many events a sentence says how many there are, and nothing about where."""

CONCENTRATED = 4
"""Events for each leading hexagon, at least half of which must be there, to speak of half."""


def finding(counts: Counts, *, selection: Selection, overall: Overall | None = None) -> str:
    """Say the finding in one sentence.

    Parameters
    ----------
    counts
        What the selection holds.
    selection
        The choices: the layer in focus, the place and the window.
    overall
        The layers against the window compared with; left out where nothing is compared.

    Returns
    -------
    str
        Plain text. What changed, the layer in focus first, where both windows are held; else
        where events are: `concentration`.
    """
    if overall is not None and selection.focus in overall.unheld:
        return not_held(selection.focus)
    if overall is None or selection.focus not in overall.changes:
        return concentration(counts, selection=selection)
    where = place_phrase(selection)
    clauses = [
        clause(f"{_noun(selection, selection.focus)} {where}", overall.changes[selection.focus])
    ]
    for layer in _telling(overall, but=selection.focus):
        further = clause(_noun(selection, layer), overall.changes[layer])
        if clauses[-1].startswith(UNCLEAR):
            further = further.replace(f"{UNCLEAR} in", "nor in")
        if len("; ".join([*clauses, further])) <= LONGEST:
            clauses.append(further)
    said = "; ".join(clauses)
    return capital(said)


def not_held(layer: str) -> str:
    """Say that there are no data of a layer, which is not to say that there were no events."""
    return f"No {LAYER_NAMES[layer]} are held for Halton"


def concentration(counts: Counts, *, selection: Selection) -> str:
    """Say in one sentence where the events of the layer in focus are.

    Parameters
    ----------
    counts
        What the selection holds.
    selection
        The choices.

    Returns
    -------
    str
        "Half of the 1,889 incidents in Halton fell in 53 hexagons, 6% of its area" where events
        gather; how widely they are spread where they do not; only how many there are where they
        are few.
    """
    total = int(counts.by_cell.sum())  # what has no hexagon is no part of a sentence about them
    where = place_phrase(selection)
    events = number(total, selection.focus)
    if total == 0:
        none = number(0, selection.focus).removeprefix("0 ")
        return f"No {none} {where}, {selection.window.label()}"
    if total < FEW:
        return f"{events} {where}, {selection.window.label()}"
    if total >= CONCENTRATED * counts.half:
        return f"Half of the {events} {where} {happened(selection)} in {gathered(counts)}"
    return f"The {events} {where} lie in {spread(counts)}"


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


def place_phrase(selection: Selection) -> str:
    """Say where, inside a sentence.

    Parameters
    ----------
    selection
        The choices.

    Returns
    -------
    str
        "in Halton", "in Widnes", "in one picked hexagon" or "in 5 picked hexagons".
    """
    if not selection.picked:
        return f"in {short_place(selection)}"
    return f"in {picked_words(selection)}"


def _noun(selection: Selection, layer: str) -> str:
    kept = selection.kept(layer)
    if not kept:
        return LAYER_NAMES[layer]
    kinds = kept[0] if len(kept) == 1 else f"{len(kept)} categories"
    return f"{LAYER_NAMES[layer]} ({kinds})"


def _telling(overall: Overall, *, but: str) -> list[str]:
    """List the other layers, those with a clear change first."""
    others = [layer for layer in overall.changes if layer != but]
    return sorted(others, key=lambda layer: overall.changes[layer].verdict not in (RISE, FALL))


def picked_words(selection: Selection) -> str:
    """Say how many cells are picked."""
    several = len(selection.picked) > 1
    return f"{len(selection.picked)} picked hexagons" if several else "one picked hexagon"


def happened(selection: Selection) -> str:
    """Say what the events in focus did: incidents fell somewhere, episodes began."""
    return "began" if selection.focus == "missing" else "fell"


def spread(counts: Counts) -> str:
    """Say in how many cells the events lie, and how many at most."""
    held, most = int((counts.by_cell > 0).sum()), int(counts.by_cell.max())
    return f"{held} hexagons, at most {most} in any one"


def gathered(counts: Counts) -> str:
    """Say in how few cells half of the events lie, and how much of the place that is."""
    hexagons = "one hexagon" if counts.half == 1 else f"{counts.half} hexagons"
    part = min(counts.half_area, counts.area_in_place)
    return f"{hexagons}, {share(part, whole=counts.area_in_place)} of its area"
