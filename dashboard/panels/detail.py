"""The selected hexagon, the picked ones or the whole place: its name and its numbers."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import NamedTuple

from dashboard import comparing
from dashboard.board import Ints
from dashboard.panels import shapes
from dashboard.panels.headline import picked_words, short_place
from dashboard.selection import Selection
from dashboard.snapshots.words import LAYER_NAMES, joined
from dashboard.tallies import Detail
from dashboard.words import LAYER_LABELS
from geo.days import months_later

MOST_IN_FOCUS, MOST_BESIDE = 6, 3
"""Categories listed of the layer in focus, and of each other one, before the rest are summed."""

LINE_HEIGHT = {True: 56.0, False: 26.0}
"""Height of the line by month, of the layer in focus and of another."""

BEFORE_WORDS = {comparing.YEAR: "a year before", comparing.BEFORE: "just before"}


class Cell(NamedTuple):
    """What a cell is called: its streets, with commas between, and its main ward."""

    streets: str
    ward: str


def html(
    detail: Detail,
    *,
    selection: Selection,
    cell: Cell | None,
    before: Mapping[str, int],
    said: str = "",
) -> str:
    """Write name and numbers.

    Parameters
    ----------
    detail
        The counts of the selected cell, of the picked ones or of the place.
    selection
        The choices.
    cell
        What the selected cell is called, None where no cell is selected.
    before
        Events in the window compared with, of each layer that is held there.
    said
        A sentence below the name, plain text.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    over, title = _titles(selection, cell)
    sentence = f'<p class="hs-said">{escape(said)}</p>' if said else ""
    return (
        f'<section class="hs-detail" aria-label="Details"><p class="hs-over">{escape(over)}</p>'
        f'<h2 class="hs-title">{escape(title)}</h2>{sentence}'
        f"{_metrics(detail, before, selection)}</section>"
    )


def kinds(detail: Detail, *, focus: str) -> str:
    """List what happened, layer by layer and category by category.

    Parameters
    ----------
    detail
        The counts.
    focus
        The layer in focus, which comes first and with more categories.

    Returns
    -------
    str
        HTML.
    """
    order = sorted(detail.categories, key=lambda layer: layer != focus)
    lists = [_categories(detail, layer, in_focus=layer == focus) for layer in order]
    return f'<div class="hs-two"><div>{lists[0]}</div><div>{"".join(lists[1:])}</div></div>'


def months(detail: Detail, *, focus: str, first: date) -> str:
    """Draw each layer month by month.

    Parameters
    ----------
    detail
        The counts.
    focus
        The layer in focus, which comes first and larger.
    first
        First day of the first month.

    Returns
    -------
    str
        HTML.
    """
    order = sorted(detail.months, key=lambda layer: layer != focus)
    return "".join(
        _months(detail.months[layer], layer, first, in_focus=layer == focus) for layer in order
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
    if cell is not None:
        return f"Selected hexagon, {cell.ward} ward", cell_title(cell.streets)
    if selection.picked:
        return "Picked on the map, counted together", picked_words(selection).capitalize()
    return "Whole place; select a hexagon to look closer", short_place(selection)


def _metrics(detail: Detail, before: Mapping[str, int], selection: Selection) -> str:
    when = BEFORE_WORDS.get(selection.against, "before")
    items = []
    for layer, count in detail.totals.items():
        past = f"{before[layer]:,} {when}" if layer in before else "&nbsp;"
        items.append(
            f"<div><dt>{shapes.layer_name(layer)}</dt>"
            f'<dd><b class="hs-number">{count:,}</b><span class="hs-past">{past}</span></dd></div>'
        )
    return f'<dl class="hs-metrics">{"".join(items)}</dl>'


def _categories(detail: Detail, layer: str, *, in_focus: bool) -> str:
    heading = f"<h3>{LAYER_LABELS[layer]} by category</h3>"
    found = detail.categories[layer]
    if not found:
        return f'{heading}<p class="hs-none">None in this window.</p>'
    limit = MOST_IN_FOCUS if in_focus else MOST_BESIDE
    shown, rest = found[:limit], found[limit:]
    if rest:
        shown = (*shown[:-1], _rest((shown[-1], *rest)))
    most = max(count for _, count in shown)
    rows = "".join(
        f"<li><span>{escape(_capital(name))}</span><b>{count:,}</b>"
        f"{shapes.bar(count, whole=most)}</li>"
        for name, count in shown
    )
    return f'{heading}<ul class="hs-bars hs-{layer}">{rows}</ul>'


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _rest(rows: tuple[tuple[str, int], ...]) -> tuple[str, int]:
    return f"{len(rows)} other categories", sum(count for _, count in rows)


def _months(line: Ints, layer: str, first: date, *, in_focus: bool) -> str:
    values = line.tolist()
    heading = f"<h3>{LAYER_LABELS[layer]} each month</h3>"
    if len(values) < 2 or not any(values):  # noqa: PLR2004 - a line has two ends
        none = "No month to compare." if len(values) < 2 else "None in any month."  # noqa: PLR2004
        return f'<div class="hs-each">{heading}<p class="hs-none">{none}</p></div>'
    last = months_later(first, months=len(values) - 1)
    label = (
        f"{LAYER_NAMES[layer].capitalize()} each month from {first:%B %Y} to {last:%B %Y}: "
        f"at most {max(values):,}, at least {min(values):,}, {values[-1]:,} in the last."
    )
    picture = shapes.line(values, height=LINE_HEIGHT[in_focus], label=label, layer=layer)
    return (
        f'<div class="hs-each">{heading}<div class="hs-months">'
        f'<span class="hs-top">{max(values):,}</span><span class="hs-zero">0</span>{picture}'
        f'<span class="hs-first">{first:%b %Y}</span><span class="hs-last">{last:%b %Y}</span>'
        "</div></div>"
    )
