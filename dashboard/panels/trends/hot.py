"""Hot spots: which hexagons hold more than chance would put there."""

import numpy as np
from numpy.typing import NDArray

from dashboard import answers, results
from dashboard.findings import spots
from dashboard.findings.hot import SHIFTS
from dashboard.findings.spots import Spots
from dashboard.panels.trends import apart, asking, drawn, links, minimap, parts, words
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.drawn import DRAWN
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import share
from geo.nulls import NULL_WORDS

MOST = 25
LEVELS = (99, 95, 90)
SHOWS = (
    "Each hexagon is tested together with its neighbours against chance, and corrected for the "
    "number of hexagons tested. “Expected” is what chance would put into the hexagon itself."
)
LIMITS = (
    "What is not reported is not counted; a hot spot is one of reports.",
    "A hot spot says where, not why, and nothing about who lives there.",
    "A hexagon next to a busy one can be hot without being the busiest.",
)
COLUMNS = (
    Column("Place", "wide"),
    Column("Count", "figure"),
    Column("Expected", "figure"),
    Column("Sure at", "figure"),
)
STABLE = Column("Hot in", "figure")
GAUGE = Column("Count, and what is expected as a line", DRAWN)
STABILITY = {"no": "Off", "yes": f"{SHIFTS} shifts"}
MOVED = "“Hot in” says in how many of eight shifted grids the place is a clear hot spot too."


def say(look: Look) -> Said:
    """Ask for the null and say which hexagons are clear hot spots.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    null = asking.null()
    moved = asking.segmented("Grid moved", "shifts", STABILITY) == "yes"
    found = answers.hot_spots(look.source, look.selection, null=null)
    layer = words.layer(look)
    total = int(found.found.counts.sum())
    stand = (
        f"{words.stand(look)}: {words.counted(look, total)} in the whole borough. "
        f"Chance is taken to be {NULL_WORDS[null]}."
    )
    if found.reason:
        return Said(f"Too few {layer} to test for hot spots", stand, _nothing(look, found))
    measure = links.hot_measure(look, null, moved=moved)
    clear = len(found.clear)
    headline = f"{words.hexagons(clear)} clear hot spot{'s' * (clear > 1)} of {layer}"
    if clear:
        held = int(found.found.counts[found.clear].sum())
        stand += f" The hot spots hold <b>{share(held, whole=total)}</b> of them."
    shifts = answers.shifts(look.source, look.selection, null=null) if moved and clear else None
    return Said(headline, stand, _body(look, found, shifts, measure))


def _nothing(look: Look, found: Spots) -> str:
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    return parts.body(parts.quietly(found.reason), reading)


def _body(look: Look, found: Spots, shifts: NDArray[np.int64] | None, measure: str) -> str:
    return parts.body(_table(look, found, shifts, measure), _side(look, found, measure))


def _table(look: Look, found: Spots, shifts: NDArray[np.int64] | None, measure: str) -> str:
    if not len(found.clear):
        return parts.quietly("No hexagon stands out clearly from chance in this window.")

    def row(position: int) -> tuple[str, ...]:
        held = (
            words.place(look, position, measure=measure),
            f"<b>{found.found.counts[position]:,}</b>",
            f"{found.found.expected[position]:.1f}",
            f"{found.found.levels[position]} %",
        )
        stable = () if shifts is None else (f"{shifts[position]} of {SHIFTS}",)
        return (*held, *stable, _gauge(found, position, most))

    most = float(found.found.counts[found.clear].max())
    columns = (*COLUMNS, *(() if shifts is None else (STABLE,)), GAUGE)
    listing = Listing("Clear hot spots", "Clear hot spots", columns, MOST, "the surest first")
    below = "" if shifts is None else parts.quietly(MOVED)
    return apart.listed(look, found.clear, listing, row=row, below=below)


def _gauge(found: Spots, position: int, most: float) -> str:
    count, expected = found.found.counts[position], found.found.expected[position]
    return drawn.gauge(float(count), mark=float(expected), most=most)


def _side(look: Look, found: Spots, measure: str) -> str:
    ground = results.ground(look.source, look.selection.resolution)
    levels = found.found.levels
    layers = [
        minimap.Layer(f"Hot, {level} %", f"--hot-{level}", (levels == level).nonzero()[0])
        for level in LEVELS
    ]
    cold = (levels <= -spots.CLEAR).nonzero()[0]
    layers.append(minimap.Layer("Clear cold spot", "--fall", cold, "ring"))
    label = f"Map of {len(found.clear)} clear hot spots and {len(cold)} clear cold spots."
    picture = minimap.html(ground, layers, vintage=look.selection.vintage, label=label)
    limits = [*LIMITS, *([found.cold_reason] if found.cold_reason else [])]
    picture += parts.on_map(links.to_map(look, measure=measure))
    return picture + parts.reading(SHOWS, words.limits(look, *limits))
