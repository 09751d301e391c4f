"""The leading hexagons and wards as tables: the map's content for those who read tables."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from dashboard.panels import shapes
from dashboard.snapshots.words import LAYER_NAMES

MOST_CELLS = 8
SPARK_HEIGHT = 20.0


class Row(NamedTuple):
    """One place in a ranking.

    Parameters
    ----------
    name, under
        The place and what stands below it.
    total
        Events in the window.
    before
        Events in the same days a year before; None where the data do not reach back.
    months
        Events in each month of the data.
    cell
        The cell that a click selects; "" for a ward.
    """

    name: str
    under: str
    total: int
    before: int | None
    months: Sequence[int]
    cell: str = ""


def leading(by_cell: np.ndarray, *, most: int = MOST_CELLS) -> list[int]:
    """Find the cells with the most events.

    Parameters
    ----------
    by_cell
        int64[m], events in each cell.
    most
        How many to find.

    Returns
    -------
    list of int
        Positions, most events first; equal ones in the order of the cells; none without events.
    """
    order = np.argsort(-by_cell, kind="stable")[:most]
    return [int(i) for i in order if by_cell[i] > 0]


def html(rows: Sequence[Row], *, focus: str, selected: str = "", what: str) -> str:
    """Write a ranking.

    Parameters
    ----------
    rows
        The places, most events first.
    focus
        The layer that is counted.
    selected
        The selected cell, "" for none.
    what
        "Hexagon" or "Ward".

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    if not rows:
        return f'<p class="hs-none">No {LAYER_NAMES[focus]} in this place and window.</p>'
    past = rows[0].before is not None
    body = "".join(_row(i, row, focus, selected) for i, row in enumerate(rows, start=1))
    head = (
        f'<th scope="col" class="hs-rank"><span class="hs-hidden">Rank</span></th>'
        f'<th scope="col">{escape(what)}</th><th scope="col" class="hs-figure">Now</th>'
        + ('<th scope="col" class="hs-figure">Year before</th>' if past else "")
        + '<th scope="col" class="hs-spark">By month</th>'
    )
    return (
        f'<table class="hs-ranking"><caption class="hs-hidden">{escape(what)}s with the most '
        f"{LAYER_NAMES[focus]}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(rank: int, row: Row, focus: str, selected: str) -> str:
    chosen = ' class="hs-chosen" aria-current="true"' if row.cell and row.cell == selected else ""
    before = f'<td class="hs-figure hs-quiet">{row.before:,}</td>' if row.before is not None else ""
    return (
        f'<tr{chosen}><td class="hs-rank">{rank}</td><td class="hs-place">{_name(row)}'
        f'<span class="hs-under">{escape(row.under)}</span></td>'
        f'<td class="hs-figure"><b>{row.total:,}</b></td>{before}'
        f'<td class="hs-spark">{_spark(row, focus)}</td></tr>'
    )


def _name(row: Row) -> str:
    name = escape(row.name)
    if not row.cell:
        return f'<b class="hs-name">{name}</b>'
    return (
        f'<button type="button" class="hs-name" data-hotspots-cell="{escape(row.cell)}">'
        f"{name}</button>"
    )


def _spark(row: Row, focus: str) -> str:
    if len(row.months) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    label = f"By month, at most {max(row.months):,}, {row.months[-1]:,} in the last"
    return shapes.line(row.months, height=SPARK_HEIGHT, label=label, layer=focus)
