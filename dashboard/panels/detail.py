"""The selected hexagon, or the whole place, in depth."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import NamedTuple

from dashboard.panels import shapes
from dashboard.panels.headline import short_place
from dashboard.selection import Selection
from dashboard.snapshots.words import LAYER_NAMES, joined
from dashboard.tallies import Detail
from dashboard.words import LAYER_LABELS
from geo.days import months_later

MOST_CATEGORIES = 6
LINE_HEIGHT = 64.0


class Cell(NamedTuple):
    """What a cell is called: its streets, with commas between, and its main ward."""

    streets: str
    ward: str


def html(
    detail: Detail,
    *,
    selection: Selection,
    cell: Cell | None,
    before: Mapping[str, int] | None,
    first: date,
) -> str:
    """Write the details.

    Parameters
    ----------
    detail
        The counts of the selected cell, or of the place.
    selection
        The choices.
    cell
        What the selected cell is called, None where no cell is selected.
    before
        Each layer's events in the same days a year before; None where the data do not reach.
    first
        First day of the first month of the line.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    over, title = _titles(selection, cell)
    return (
        f'<section class="hs-detail" aria-label="Details"><p class="hs-over">{escape(over)}</p>'
        f'<h2 class="hs-title">{escape(title)}</h2>{_metrics(detail, before)}'
        f'<div class="hs-two">{_categories(detail, selection.focus)}'
        f"{_months(detail, selection.focus, first)}</div></section>"
    )


def cell_title(streets: str) -> str:
    """Name a cell by its streets.

    Parameters
    ----------
    streets
        Streets with commas between, as the study cells name them.

    Returns
    -------
    str
        For example "Southway and Roehampton Drive".
    """
    return joined([name.strip() for name in streets.split(",")]) or "Open land"


def _titles(selection: Selection, cell: Cell | None) -> tuple[str, str]:
    if cell is None:
        return "Whole place; select a hexagon to look closer", short_place(selection)
    return f"Selected hexagon, {cell.ward} ward", cell_title(cell.streets)


def _metrics(detail: Detail, before: Mapping[str, int] | None) -> str:
    items = []
    for layer, count in detail.totals.items():
        past = f"{before[layer]:,} a year before" if before is not None else "&nbsp;"
        items.append(
            f"<div><dt>{shapes.layer_name(layer)}</dt>"
            f'<dd><b class="hs-number">{count:,}</b><span class="hs-past">{past}</span></dd></div>'
        )
    return f'<dl class="hs-metrics">{"".join(items)}</dl>'


def _categories(detail: Detail, focus: str) -> str:
    heading = f"<h3>{LAYER_LABELS[focus]} by category</h3>"
    if not detail.categories:
        return f'<div>{heading}<p class="hs-none">None in this window.</p></div>'
    shown, rest = detail.categories[:MOST_CATEGORIES], detail.categories[MOST_CATEGORIES:]
    if rest:
        shown = (*shown[:-1], _rest((shown[-1], *rest)))
    most = max(count for _, count in shown)
    rows = "".join(
        f"<li><span>{escape(_capital(name))}</span><b>{count:,}</b>"
        f"{shapes.bar(count, whole=most)}</li>"
        for name, count in shown
    )
    return f'<div>{heading}<ul class="hs-bars hs-{focus}">{rows}</ul></div>'


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _rest(rows: tuple[tuple[str, int], ...]) -> tuple[str, int]:
    return f"{len(rows)} other categories", sum(count for _, count in rows)


def _months(detail: Detail, focus: str, first: date) -> str:
    values = detail.months.tolist()
    heading = f"<h3>{LAYER_LABELS[focus]} each month</h3>"
    if len(values) < 2 or not any(values):  # noqa: PLR2004 - a line has two ends
        return f'<div>{heading}<p class="hs-none">No month to compare.</p></div>'
    last = months_later(first, months=len(values) - 1)
    label = (
        f"{LAYER_NAMES[focus].capitalize()} each month from {first:%B %Y} to {last:%B %Y}: "
        f"at most {max(values):,}, at least {min(values):,}, {values[-1]:,} in the last."
    )
    picture = shapes.line(values, height=LINE_HEIGHT, label=label, layer=focus)
    return (
        f'<div>{heading}<div class="hs-months"><span class="hs-top">{max(values):,}</span>'
        f'<span class="hs-zero">0</span>{picture}'
        f'<span class="hs-first">{first:%b %Y}</span><span class="hs-last">{last:%b %Y}</span>'
        "</div></div>"
    )
