"""The selected hexagon, the picked ones or the whole place: its name and its numbers."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from dashboard import comparing
from dashboard.panels import shapes
from dashboard.panels.headline import picked_words, short_place
from dashboard.selection import Selection
from dashboard.snapshots.words import joined
from dashboard.tallies import Detail
from dashboard.words import capital

NO_FIGURE = "&ndash;"
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
    before: Mapping[str, int | None],
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
        Events in the window compared with, of each layer that is held there; None for a layer
        of which there are no data at all, so that no zero is read there.
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
        return f"Selected hexagon, {cell.ward} ward", capital(cell_title(cell.streets))
    if selection.picked:
        return "Picked on the map, counted together", picked_words(selection).capitalize()
    return "Whole place; select a hexagon to look closer", short_place(selection)


def _metrics(detail: Detail, before: Mapping[str, int | None], selection: Selection) -> str:
    when = BEFORE_WORDS.get(selection.against, "before")
    items = []
    for layer, count in detail.totals.items():
        figure, under = f"{count:,}", "&nbsp;"
        if layer in before:
            past = before[layer]
            figure, under = (NO_FIGURE, "no data") if past is None else (figure, f"{past:,} {when}")
        items.append(
            f"<div><dt>{shapes.layer_name(layer)}</dt>"
            f'<dd><b class="hs-number">{figure}</b><span class="hs-past">{under}</span></dd></div>'
        )
    return f'<dl class="hs-metrics">{"".join(items)}</dl>'
