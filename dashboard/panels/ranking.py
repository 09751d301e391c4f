"""The leading hexagons and wards as tables: the map's content for those who read tables."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from dashboard.findings.overall import Change
from dashboard.panels import changed, shapes
from dashboard.panels.headline import CONCENTRATED
from dashboard.panels.trends import parts
from dashboard.panels.verdicts import KINDS
from dashboard.snapshots.words import LAYER_NAMES
from dashboard.words import share
from geo.change import FALL, RISE, TOO_FEW

MOST_CELLS = 12
SPARK_HEIGHT = 20.0

By = Literal["count", "rate", "change"]
COLUMNS: tuple[By, ...] = get_args(By)
TITLES: dict[By, str] = {"count": "Now", "rate": "Per 1,000", "change": "Change"}
EXPLAINED: dict[By, str] = {
    "count": "events in the window",
    "rate": "events per 1,000 residents, in hexagons steadied for small numbers",
    "change": "change against the window compared with",
}
SHORT = {"rise": "rise", "fall": "fall", "same": "not clear", "few": "too few"}
"""A verdict in a column; the whole of it is read out."""


class Order(NamedTuple):
    """How a ranking is sorted."""

    by: By = "count"
    down: bool = True


class Row(NamedTuple):
    """One place in a ranking.

    Parameters
    ----------
    name, under
        The place and what stands below it.
    total
        Events in the window.
    rate
        Events per 1,000 residents, steadied; missing where nobody lives.
    change
        Against the window compared with; None where nothing is compared.
    months
        Events in each month of the data.
    cell
        The cell that a click selects; "" for a ward.
    ward
        The ward that a click chooses; "" for a cell.
    """

    name: str
    under: str
    total: int
    rate: float
    change: Change | None
    months: Sequence[int]
    cell: str = ""
    ward: str = ""


def leading(
    values: Mapping[By, NDArray[np.float64]],
    *,
    few: NDArray[np.bool_],
    order: Order,
    most: int = MOST_CELLS,
) -> list[int]:
    """Find the places that come first.

    Parameters
    ----------
    values
        float64[n] for each column, by which it sorts; missing ones come last either way.
    few
        bool[n], changes that are too few to say, which come after the others.
    order
        The column and its direction.
    most
        How many to find.

    Returns
    -------
    list of int
        Positions; equal ones with more events first, then in the order of the places. A place
        without events is none of them, unless changes are asked for and it had some.
    """
    value = values[order.by]
    unknown = np.isnan(value)
    last = 2 * unknown + (few & (order.by == "change"))
    key = np.where(unknown, 0.0, -value if order.down else value)
    there = values["count"] > 0
    if order.by == "change":
        there = there | ~unknown
    found = np.lexsort((-values["count"], key, last))
    return [int(at) for at in found if there[at]][:most]


def sentence(
    totals: NDArray[np.int64], *, areas: NDArray[np.float64], area: float, layer: str
) -> str:
    """Say how much the leading hexagons hold, and of how little of the place.

    Parameters
    ----------
    totals
        int64[m], events in each hexagon that may be ranked.
    areas
        float64[m], their km2.
    area
        Of the place, km2.
    layer
        Which layer.

    Returns
    -------
    str
        Plain text; "" where so few events are no finding.
    """
    first = np.argsort(-totals, kind="stable")[:MOST_CELLS]
    held, every = int(totals[first].sum()), int(totals.sum())
    if every < CONCENTRATED * MOST_CELLS or np.count_nonzero(totals) <= MOST_CELLS or not area:
        return ""
    part = min(100 * float(areas[first].sum()) / area, 100.0)
    return (
        f"The top {MOST_CELLS} hexagons hold {share(held, whole=every)} of {LAYER_NAMES[layer]} in "
        f"{part:.1f}% of the area."
    )


def html(
    rows: Sequence[Row], *, focus: str, selected: str = "", what: str, order: Order | None = None
) -> str:
    """Write a ranking.

    Parameters
    ----------
    rows
        The places, in their order.
    focus
        The layer that is counted.
    selected
        The selected cell, "" for none.
    what
        "Hexagon" or "Ward".
    order
        How they are sorted; by count where left out.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    if not rows:
        return f'<p class="hs-none">No {LAYER_NAMES[focus]} in this place and window.</p>'
    changes = any(row.change is not None for row in rows)
    kept = order or Order()
    body = "".join(_row(i, row, focus, selected, changes=changes) for i, row in enumerate(rows, 1))
    return (
        f'<table class="hs-ranking hs-league hs-{focus}"><caption class="hs-hidden">'
        f"{escape(what)}s ranked by {EXPLAINED[kept.by]}, {LAYER_NAMES[focus]}</caption>"
        f"<thead><tr>{_head(what, kept, changes=changes)}</tr></thead><tbody>{body}</tbody></table>"
    )


def _head(what: str, order: Order, *, changes: bool) -> str:
    counts = _heading(("count", "rate"), _sorter("count", order) + _sorter("rate", order), order)
    change = _heading(("change",), changed.heading(_sorter("change", order)), order)
    return (
        '<th scope="col" class="hs-rank"><span class="hs-hidden">Rank</span></th>'
        f'<th scope="col">{escape(what)}</th>{counts}'
        f'<th scope="col" class="hs-spark">By month</th>{change if changes else ""}'
    )


def _heading(columns: Sequence[By], inside: str, order: Order) -> str:
    state = f' aria-sort="{_way(order)}"' if order.by in columns else ""
    return f'<th scope="col" class="hs-of-{columns[0]}"{state}>{inside}</th>'


def _sorter(by: By, order: Order) -> str:
    """Write a button to sort by; two share a column, so that each says its own state."""
    way = _way(order) if by == order.by else ""
    said = f'<span class="hs-hidden">, {way}</span>' if way else ""
    return (
        f'<button type="button" class="hs-sort" data-hotspots-ask="sort {by}" data-way="{way}" '
        f'title="Sort by {EXPLAINED[by]}">{TITLES[by]}{said}</button>'
    )


def _way(order: Order) -> str:
    return "descending" if order.down else "ascending"


def _row(rank: int, row: Row, focus: str, selected: str, *, changes: bool) -> str:
    chosen = ' class="hs-chosen" aria-current="true"' if row.cell and row.cell == selected else ""
    light = f' data-hotspots-light="{escape(row.cell)}"' if row.cell else ""
    rate = "" if math.isnan(row.rate) else f"{row.rate:,.1f}"
    change = f'<td class="hs-of-change">{_change(row.change)}</td>' if changes else ""
    return (
        f'<tr{chosen}{light}><td class="hs-rank">{rank}</td><td class="hs-place">{_name(row)}'
        f'<span class="hs-under">{escape(row.under)}</span></td>'
        f'<td class="hs-of-count"><b class="hs-count">{row.total:,}</b>'
        f'<span class="hs-under hs-rate">{rate}</span></td>'
        f'<td class="hs-spark">{_spark(row, focus)}</td>{change}</tr>'
    )


def _name(row: Row) -> str:
    name = escape(row.name)
    does = (
        f'data-hotspots-cell="{escape(row.cell)}"'
        if row.cell
        else f'data-hotspots-ask="place {escape(row.ward)}"'
    )
    return f'<button type="button" class="hs-name" {does}>{name}</button>'


def _change(change: Change | None) -> str:
    if change is None:
        return ""
    kind = KINDS[change.verdict]
    said = f"{parts.change_words(change.ratio)} {SHORT[kind]}"
    under = parts.range_words(change.low, change.high)
    if change.verdict == TOO_FEW:
        said, under = f"{change.before:,} to {change.after:,}", SHORT[kind]
    strong = f"<b>{said}</b>" if change.verdict in (RISE, FALL) else said
    words = f'<span class="hs-verdict hs-{kind}">{strong}</span>'
    words += f'<span class="hs-under">{under}</span>'
    return changed.beside(words, ratio=change.ratio, low=change.low, high=change.high, kind=kind)


def _spark(row: Row, focus: str) -> str:
    if len(row.months) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    label = f"By month, at most {max(row.months):,}, {row.months[-1]:,} in the last"
    return shapes.line(row.months, height=SPARK_HEIGHT, label=label, layer=focus)
