"""Emerging: which places are new, lasting, growing or fading."""

import numpy as np

from dashboard import answers, results
from dashboard.findings.emergence import Emerged
from dashboard.panels.trends import apart, asking, drawn, links, minimap, parts, words
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.drawn import DRAWN
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.snapshots.words import day
from geo.emerging import Emerging
from geo.nulls import NULL_WORDS

STEP_LABELS = {"quarter": "Quarters", "month": "Months"}
MOST = 20
SHOWS = (
    "Every step of time is tested for hot and cold spots on its own; the class says in which "
    "steps a hexagon was one, and whether its clustering grows or fades. The strip fills hot steps "
    "and rings cold ones."
)
LIMITS = (
    "The steps end with the window and reach back, past its start, as far as data are held.",
    "A class describes the past and foretells nothing.",
)
COLUMNS = (
    Column("Place", "wide"),
    Column("In the last step", "figure"),
    Column("Class", "class"),
    Column("Step by step, the oldest first", DRAWN),
)
LEGEND = (Column("Class", "class"), Column("Hexagons", "figure"), Column("Meaning", "wide"))


def say(look: Look) -> Said:
    """Ask for step and null, and name the pattern of every place that has one.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    step = asking.segmented("Steps", "steps", STEP_LABELS)
    null = asking.null()
    wording = asking.wording()
    found = answers.emerging(look.source, look.selection, step=step, null=null, wording=wording)
    layer = words.layer(look)
    if found.found is None:
        stand = f"Steps that end with <b>{day(look.selection.window.last)}</b>."
        reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
        sorry = parts.body(parts.quietly(found.reason), reading)
        return Said(f"No pattern of {layer} over time can be told", stand, sorry)
    stand = (
        f"<b>{found.span.label()}</b> in <b>{found.steps}</b> {STEP_LABELS[step].lower()}; "
        f"chance is taken to be {NULL_WORDS[null]}."
    )
    measure = links.hot_measure(look, null)
    body = parts.body(_tables(look, found.found, measure), _side(look, found, found.found))
    return Said(_headline(found.found, layer), stand, body)


def _headline(found: Emerging, layer: str) -> str:
    recent = int(np.isin(found.patterns, (1, 2)).sum())
    if recent == 1:
        return f"One hexagon has newly become a hot spot of {layer}"
    if recent:
        return f"{recent:,} hexagons have newly become hot spots of {layer}"
    return f"No new hot spot of {layer}"


def _tables(look: Look, found: Emerging, measure: str) -> str:
    names = {one.number: one.name for one in found.legend}
    last = found.spots.counts[:, -1]
    hot = (found.patterns > 0).nonzero()[0]
    if not len(hot):
        said = parts.quietly("No hexagon was clearly hot in any step that makes a class.")
        return parts.section("Places", said) + _legend(found)

    def row(place: int) -> tuple[str, ...]:
        return (
            words.place(look, place, measure=measure),
            f"<b>{last[place]:,}</b>",
            names[int(found.patterns[place])],
            drawn.strip(found.flags[place].tolist()),
        )

    order = hot[np.lexsort((-last[hot], found.patterns[hot]))]
    listing = Listing("Places", "Places with a hot class", COLUMNS, MOST, "new ones first")
    return apart.listed(look, order, listing, row=row) + _legend(found)


def _legend(found: Emerging) -> str:
    rows = [
        (one.name, f"{int((found.patterns == one.number).sum()):,}", one.definition)
        for one in found.legend
        if one.number
    ]
    note = "those that these data can produce"
    return parts.section("Classes", parts.table("Classes", LEGEND, rows), note=note)


def _side(look: Look, emerged: Emerged, found: Emerging) -> str:
    ground = results.ground(look.source, look.selection.resolution)
    patterns = found.patterns
    layers = [
        minimap.Layer("New", "--hot-99", (patterns == 1).nonzero()[0]),
        minimap.Layer("Consecutive", "--hot-95", (patterns == 2).nonzero()[0]),  # noqa: PLR2004  a class
        minimap.Layer("Other hot classes", "--hot-90", (patterns > 2).nonzero()[0]),  # noqa: PLR2004  a class
        minimap.Layer("Cold classes", "--fall", (patterns < 0).nonzero()[0], "ring"),
    ]
    label = f"Map of {int((patterns != 0).sum())} hexagons with a class over {emerged.steps} steps."
    picture = minimap.html(ground, layers, vintage=look.selection.vintage, label=label)
    caution = [found.caution] if found.caution else []
    return picture + parts.reading(SHOWS, words.limits(look, *caution, *LIMITS))
