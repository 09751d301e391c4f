"""The selected hexagon, the picked ones or the place in depth: what, when, compared, one by one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from dashboard import answers, results, tallies
from dashboard.board import Board
from dashboard.findings.overall import Change
from dashboard.panels import compared, detail, events, standing, verdicts, week
from dashboard.panels.standfirst import against_words
from dashboard.selection import Selection
from dashboard.session import Look

WHAT, WHEN, BESIDE, EVENTS = "What", "When", "Compared", "Events"
ONE_KEY = "closeup_of"
TOGETHER, ALONE = "Picked hexagons", "The selected one"


def draw(look: Look) -> Callable[[], None]:
    """Draw the panel; what takes longer is left for later.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    callable
        Draws the rest, once the map has been answered.
    """
    look = look._replace(selection=_subject(look.selection))
    selection = look.selection
    board = results.board(look.source, selection.resolution)
    if board is None:
        raise LookupError("There are no events to count: bring a file in first.")
    found = results.detail(look.source, selection)
    st.html(_head(look, found, board))
    names = [WHAT, WHEN, *([BESIDE] if selection.looked_into else [])]
    if selection.looked_into and events.allowed(look):
        names.append(EVENTS)
    tabs = dict(zip(names, st.tabs(names), strict=True))
    with tabs[WHAT]:
        st.html(detail.kinds(found, focus=selection.focus))
    places = {name: tabs[name].container() for name in names[1:]}
    first = tallies.first_month(board)

    def rest() -> None:
        made = week.html(answers.week(look.source, selection), layer=selection.focus)
        places[WHEN].html(made + detail.months(found, focus=selection.focus, first=first))
        if BESIDE in places:
            closer = answers.closer(look.source, selection)
            layer = selection.focus
            places[BESIDE].html(compared.html(closer, layer=layer))
            if selection.cell:
                places[BESIDE].html(standing.html(look) + compared.around(closer, layer=layer))
        if EVENTS in places:
            places[EVENTS].html(events.html(look))
        if selection.cell:
            places[BESIDE].html(standing.stability(look) or "<i></i>")

    return rest


def _subject(selection: Selection) -> Selection:
    """Ask which is meant where hexagons are picked and one is selected as well."""
    if not (selection.picked and selection.cell):
        return selection
    chosen = st.segmented_control(
        "Look into",
        [TOGETHER, ALONE],
        default=TOGETHER,
        required=True,
        key=ONE_KEY,
        label_visibility="collapsed",
    )
    return selection if chosen == ALONE else replace(selection, cell="")


def _head(look: Look, found: tallies.Detail, board: Board) -> str:
    selection = look.selection
    overall = answers.overall(look.source, selection)
    position = _position(board, selection)
    cell, said = None, ""
    if position is not None:
        row = results.study(look.source, selection.resolution).iloc[position]
        cell = detail.Cell(str(row["place"]), str(row["ward"]))
        said = _change(look, position, against=against_words(selection, overall.earlier))
    return detail.html(
        found,
        selection=selection,
        cell=cell,
        before={layer: change.before for layer, change in overall.changes.items()},
        said=said,
    )


def _change(look: Look, position: int, *, against: str) -> str:
    """Say how the selected hexagon changed, by a test that allows for how many there are."""
    selection = look.selection
    found = answers.change(look.source, selection, against=selection.against, by="cell")
    if found.reason:
        return ""
    days = (found.earlier.days, found.later.days)
    change = Change.of(found.table.iloc[position].to_dict(), days=days)
    return verdicts.sentence(change, layer=selection.focus, against=against)


def _position(board: Board, selection: Selection) -> int | None:
    if not selection.cell:
        return None
    found = np.flatnonzero(board.cells == int(selection.cell, 16))
    return int(found[0]) if found.size else None
