"""Together: where several layers have clear hot spots in the same hexagons."""

import numpy as np

from dashboard import answers, results
from dashboard.findings import spots
from dashboard.findings.together import Together
from dashboard.panels.trends import apart, asking, links, minimap, parts, words
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from geo.convergence import Convergence
from geo.nulls import NULL_WORDS

MOST = 25
CLEAR = 0.05
SHOWS = (
    "A hexagon counts where it is a clear hot spot of two layers or more. The test slides whole "
    "layers over each other, so that each keeps its own clusters, and asks how often as many meet."
)
LIMITS = (
    "In the same places does not mean that one causes the other, or that the same people do both.",
    "Busy places are busy for many reasons; compare with residents before reading more into it.",
)

APART = "Fewer than two layers have a clear hot spot, so they cannot meet."


def say(look: Look) -> Said:
    """Ask for the null, and say where the layers meet and whether that is more than chance.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    null = asking.null()
    answer = answers.together(look.source, look.selection, null=null)
    stand = f"{words.stand(look)}, all layers; chance is taken to be {NULL_WORDS[null]}."
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    found = answer.found
    if found is None or found.reason:
        reason = APART if found else "You may see one layer alone, so nothing can meet."
        tested = _layers(answer)
        body = parts.body(parts.quietly(reason) + tested, reading)
        return Said("No two layers have clear hot spots to compare", stand, body)
    measure = links.together_measure(null)
    table = _table(look, answer, found, measure)
    main = parts.quietly(chance_words(found)) + table + _layers(answer)
    return Said(_headline(found), stand, parts.body(main, _map(look, found, measure) + reading))


def chance_words(found: Convergence) -> str:
    """Say the permutation test in a sentence.

    Parameters
    ----------
    found
        A test that could be made.

    Returns
    -------
    str
    """
    expected = f"{found.expected:.1f}" if found.expected < 10 else f"{found.expected:,.0f}"  # noqa: PLR2004  two digits are enough
    number = "One hexagon is" if found.observed == 1 else f"{found.observed:,} hexagons are"
    said = f"{number} hot in two layers or more; chance alone gives about {expected}."
    if found.p <= CLEAR:
        often = "fewer than 1 in 100" if found.p < 0.01 else f"{100 * found.p:.0f} in 100"  # noqa: PLR2004  as the words say
        return f"{said} As much overlap came up in {often} shifts: they meet more than by chance."
    return f"{said} Shifted layers meet as often ({100 * found.p:.0f} in 100): it may be chance."


def _headline(found: Convergence) -> str:
    if not found.observed:
        return "No hexagon is a clear hot spot of two layers"
    noun = "hexagon is a clear hot spot" if found.observed == 1 else "hexagons are clear hot spots"
    more = ", more than chance gives" if found.p <= CLEAR else ", which may be chance"
    return f"{found.observed:,} {noun} of two layers or more{more}"


def _table(look: Look, answer: Together, found: Convergence, measure: str) -> str:
    total = np.sum([test.found.counts for test in answer.tests], axis=0)
    joint = np.flatnonzero(found.joint)
    order = joint[np.lexsort((-total[joint], -found.layers_high[joint]))]
    if not len(order):
        return ""
    columns = (
        Column("Place", "wide"),
        *(Column(LAYER_LABELS[layer], "figure") for layer in answer.layers),
    )

    def row(position: int) -> tuple[str, ...]:
        place = words.place(look, position, measure=measure)
        return (place, *(_count(test, position) for test in answer.tests))

    caption, note = "Hexagons hot in several layers", "clear hot spots in bold"
    listing = Listing("Where layers meet", caption, columns, MOST, note)
    return apart.listed(look, order, listing, row=row)


def _count(test: spots.Spots, position: int) -> str:
    count = f"{test.found.counts[position]:,}"
    return f"<b>{count}</b>" if test.found.levels[position] >= spots.CLEAR else count


def _layers(answer: Together) -> str:
    rows = [
        (
            parts.place(LAYER_LABELS[layer]),
            f"{int(test.found.counts.sum()):,}",
            f"<b>{len(test.clear):,}</b>",
            test.reason,
        )
        for layer, test in zip(answer.layers, answer.tests, strict=True)
    ]
    columns = (
        Column("Layer", "plain"),
        Column("Events", "figure"),
        Column("Clear hot spots", "figure"),
        Column("", "wide"),
    )
    return parts.section("Each layer by itself", parts.table("Each layer", columns, rows))


def _map(look: Look, found: Convergence, measure: str) -> str:
    ground = results.ground(look.source, look.selection.resolution)
    high = found.layers_high
    layers = [
        minimap.Layer("Hot in one layer", "--ink-3", np.flatnonzero(high == 1), "ring"),
        minimap.Layer("Hot in two", "--primary", np.flatnonzero(high == 2)),  # noqa: PLR2004  as it says
        minimap.Layer("Hot in three", "--ink", np.flatnonzero(high > 2)),  # noqa: PLR2004  as it says
    ]
    label = f"Map of {found.observed} hexagons that are clear hot spots of two layers or more."
    picture = minimap.html(ground, layers, vintage=look.selection.vintage, label=label)
    return picture + parts.on_map(links.to_map(look, measure=measure))
