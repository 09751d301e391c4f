"""Rates: events for so many residents, steadied, and how sure it is that a place is far above."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import answers, results
from dashboard.findings.columns import FAR_ABOVE, PER
from dashboard.panels.trends import apart, links, minimap, parts, words
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look

MOST = 25
SURE, LIKELY = 0.95, 0.80
LEAST = 0.05
"""A smaller number would be written as 0.0."""

SHOWS = (
    "Events for 1,000 residents, pulled towards the borough's rate where few people live, and the "
    "risk as a multiple of the borough's with its 95 % range. “Far above” is how sure it is that "
    f"the risk is over {FAR_ABOVE:g} times the borough's."
)
LIMITS = (
    "Few live in a town centre and many pass through it: read the count beside its high rate.",
    "Residents are estimates, shared out over postcodes; where nobody lives there is no rate.",
    "A rate is of a place and says nothing about the people who live there.",
)
COLUMNS = (
    Column("Place", "wide"),
    Column("Count", "figure"),
    Column("Residents", "figure"),
    Column(f"Per {PER:,}", "figure"),
    Column("Risk", "figure"),
    Column(parts.axis(), "axis"),
    Column("95 % range", "range"),
    Column("Far above", "figure"),
)


def say(look: Look) -> Said:
    """Say where the risk is far above the borough's.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    table = answers.rates(look.source, look.selection)
    total, people = int(table["count"].sum()), float(table["residents"].sum())
    layer = words.layer(look)
    stand = (
        f"{words.stand(look)}: {words.counted(look, total)} and about <b>{people:,.0f}</b> "
        f"residents, <b>{number(PER * total / people)}</b> for each {PER:,} in the whole borough."
    )
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    if not total:
        nothing = parts.quietly(f"There are no {layer} in this window.")
        return Said(f"No {layer} in this window", stand, parts.body(nothing, reading))
    sure = above(table, least=SURE)
    side = _map(look, table) + parts.on_map(links.to_map(look, measure="rate")) + reading
    return Said(_headline(len(sure), layer), stand, parts.body(_table(look, table), side))


def above(table: pd.DataFrame, *, least: float) -> NDArray[np.int64]:
    """List the cells whose risk is far above the borough's, the surest first.

    Parameters
    ----------
    table
        As `dashboard.answers.rates` gives it.
    least
        How sure it has to be.

    Returns
    -------
    int64[k], positions
    """
    sure = table["probability_above_1_5"].to_numpy(dtype=np.float64)
    order = np.lexsort((-table["count"].to_numpy(), -np.nan_to_num(sure)))
    held: NDArray[np.int64] = order[sure[order] >= least]
    return held


def number(value: float) -> str:
    """Write a rate or a multiple in two figures."""
    if 0 < value < LEAST:
        return f"under {2 * LEAST:g}"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004  two figures


def range_words(low: float, high: float) -> str:
    """Say the 95 % range of a multiple."""
    return f"{number(low)} to {number(high)}"


def _headline(sure: int, layer: str) -> str:
    if not sure:
        return f"No hexagon is surely far above the borough's rate of {layer}"
    noun = "hexagon is" if sure == 1 else "hexagons are"
    return f"{sure:,} {noun} surely far above the borough's rate of {layer}"


def _table(look: Look, table: pd.DataFrame) -> str:
    held = above(table, least=LIKELY)
    if not len(held):
        return parts.quietly("No hexagon is even likely to be far above the borough's rate.")
    title, caption = "Far above, at least 80 % sure", "Places far above the borough's rate"
    listing = Listing(title, caption, COLUMNS, MOST, "the surest first")
    return apart.listed(look, held, listing, row=lambda at: _row(look, table, at))


def _row(look: Look, table: pd.DataFrame, position: int) -> tuple[str, ...]:
    row = table.iloc[position]
    kind = "rise" if row["probability_above_1_5"] >= SURE else "same"
    return (
        words.place(look, position, measure="rate"),
        f"<b>{row['count']:,.0f}</b>",
        f"{row['residents']:,.0f}",
        number(row["smoothed_rate_per_1000"]),
        f"{parts.TIMES}{number(row['risk'])}",
        parts.interval(row["risk"], row["risk_low"], row["risk_high"], kind=kind),
        range_words(row["risk_low"], row["risk_high"]),
        f"{min(99, int(100 * row['probability_above_1_5']))} %",
    )


def _map(look: Look, table: pd.DataFrame) -> str:
    sure, likely = (above(table, least=least) for least in (SURE, LIKELY))
    layers = [
        minimap.Layer("95 % sure", "--hot-99", sure),
        minimap.Layer("80 % sure", "--hot-90", np.setdiff1d(likely, sure)),
    ]
    label = f"Map of {len(likely)} hexagons that are likely far above the borough's rate."
    ground = results.ground(look.source, look.selection.resolution)
    return minimap.html(ground, layers, vintage=look.selection.vintage, label=label)
