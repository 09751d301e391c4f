"""Concentration and accuracy: how few hexagons hold half, and do hot spots foretell anything."""

import pandas as pd

from dashboard import answers
from dashboard.findings.prediction import Prediction
from dashboard.panels.trends import asking, parts, words
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import share
from geo.concentration import Concentration
from geo.nulls import NULL_WORDS

Scores = dict[str, dict[str, float]]

CHOICES = {
    "hot spots": "Clear hot spots of the period before",
    "last period's counts": "Fullest hexagons of the period before",
    "residents": "Hexagons with most residents",
    "any place": "Any place (pure chance)",
}
COLUMNS = (
    Column("The same area chosen by", "wide"),
    Column("Events caught", "figure"),
    Column("Of all", "figure"),
    Column("PAI", "figure"),
    Column("PEI", "figure"),
)
SHOWS = (
    "Hot spots were found in the period before alone, then judged on this window. PAI is the share "
    "of events caught over the share of the area: 1 is pure chance. PEI compares it with the best "
    "choice there could have been."
)
LIMITS = (
    "One period judged on the next is one trial: look at several windows before trusting it.",
    "A choice of places that foretells reports foretells where reports are made.",
    "The Gini index allows for hexagons left empty because events are few: 0 even, 1 all in one.",
)
MARGIN = 0.05
"""Two shares of events closer than this are called alike: one in twenty events."""


def say(look: Look) -> Said:
    """Ask for the null, and say how concentrated events are and what the hot spots foretold.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    null = asking.null()
    found = answers.prediction(look.source, look.selection, null=null)
    layer = words.layer(look)
    gathered = found.concentration
    stand = (
        f"<b>{found.judged.label()}</b>: {words.counted(look, gathered.events)} in the whole "
        f"borough; hot spots from {found.trained.label()}, chance taken to be {NULL_WORDS[null]}."
    )
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    main = _concentration(gathered, layer) + _judged(found)
    return Said(_headline(found, layer), stand, parts.body(main, reading))


def verdict(scores: Scores) -> str:
    """Say whether hot spots foretold more than last period's counts do.

    Parameters
    ----------
    scores
        As `scores_of` gives them.

    Returns
    -------
    str
        One sentence.
    """
    hot, counts = (
        scores[name]["share_of_events"] for name in ("hot spots", "last period's counts")
    )
    if hot > counts + MARGIN:
        return "Hot spots caught more of the next events than last period's fullest hexagons."
    if hot < counts - MARGIN:
        return (
            "Last period's fullest hexagons caught more of the next events than hot spots did: "
            "for choosing places, plain counts serve better here."
        )
    return "Hot spots foretold the next events no better and no worse than last period's counts."


def scores_of(table: pd.DataFrame) -> Scores:
    """Give the table of `geo.accuracy.against_baselines` by choice and score."""
    return {
        str(choice): {str(name): float(value) for name, value in zip(table, row, strict=True)}
        for choice, row in zip(table.index, table.to_numpy(dtype=float), strict=True)
    }


def _headline(found: Prediction, layer: str) -> str:
    if found.table is not None:
        scores = scores_of(found.table)
        hot, counts = scores["hot spots"], scores["last period's counts"]
        caught, plain = (share(one["share_of_events"], whole=1) for one in (hot, counts))
        area = share(hot["share_of_area"], whole=1)
        said = f"Earlier hot spots caught {caught} of {layer} in {area} of the area"
        apart = abs(hot["share_of_events"] - counts["share_of_events"])
        return f"{said}; plain counts {plain}" if apart > MARGIN else said
    gathered = found.concentration
    if not gathered.events:
        return f"No {layer} to measure in this window"
    return (
        f"Half of the {layer} fell in {gathered.cells_with_half:,} of {gathered.cells:,} hexagons"
    )


def _concentration(gathered: Concentration, layer: str) -> str:
    if not gathered.events:
        return parts.quietly(f"There are no {layer} in this window.")
    return parts.facts(
        [
            (
                "Hexagons with half of them",
                f"{gathered.cells_with_half:,}",
                f"of {gathered.cells:,}, {share(gathered.share_with_half, whole=1)}",
            ),
            ("Gini index", f"{gathered.generalised_gini:.2f}", "0 even, 1 in one hexagon"),
        ]
    )


def _judged(found: Prediction) -> str:
    if found.table is None:
        return parts.section("Do hot spots foretell?", parts.quietly(found.reason))
    scores = scores_of(found.table)
    rows = [
        (
            parts.place(label),
            f"{scores[choice]['events']:,.0f}",
            share(scores[choice]["share_of_events"], whole=1),
            f"<b>{scores[choice]['pai']:.1f}</b>",
            f"{scores[choice]['pei']:.2f}",
        )
        for choice, label in CHOICES.items()
    ]
    area = share(scores["hot spots"]["share_of_area"], whole=1)
    table = parts.table("What each choice of the same area caught", COLUMNS, rows)
    said = parts.quietly(verdict(scores))
    note = f"{found.hot:,} hexagons, {area} of the area"
    return parts.section("Do hot spots foretell?", said + table, note=note)
