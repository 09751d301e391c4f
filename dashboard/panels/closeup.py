"""The selected hexagon, the picked ones or the place in depth: what, when, compared, one by one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import answers, results, tallies
from dashboard.board import Board
from dashboard.findings.overall import Change
from dashboard.panels import (
    categories,
    compared,
    detail,
    events,
    monthly,
    standing,
    verdicts,
    week,
)
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
    found = results.detail(look.source, answers.counted(selection))
    st.html(_head(look, found, board))
    names = [WHAT, WHEN, *([BESIDE] if selection.looked_into else [])]
    if selection.looked_into and events.allowed(look):
        names.append(EVENTS)
    tabs = st.tabs(names, key=f"closeup_{len(names)}", on_change="rerun")
    opened, tab = next(
        ((name, tab) for name, tab in zip(names, tabs, strict=True) if tab.open), (WHAT, tabs[0])
    )
    place = tab.container()  # what it held stays in sight until it is drawn anew
    if opened == WHAT:
        place.html(categories.html(found, focus=selection.focus, past=_past(look)))
        return lambda: None
    first = tallies.first_month(board)
    months = monthly.html(found, focus=selection.focus, first=first)
    draws: dict[str, Callable[[], None]] = {
        WHEN: lambda: _when(look, place, months),
        BESIDE: lambda: _beside(look, place),
        EVENTS: lambda: _html(place, events.html(look)),
    }
    return draws[opened]


def _when(look: Look, place: DeltaGenerator, months: str) -> None:
    made = week.html(answers.week(look.source, look.selection), layer=look.selection.focus)
    _html(place, made + months)


def _beside(look: Look, place: DeltaGenerator) -> None:
    selection = look.selection
    found = answers.closer(look.source, selection)
    _html(place, compared.html(found, layer=selection.focus))
    if selection.cell:
        standings = place.container()
        _html(standings, standing.html(look))
        around = compared.around(found, layer=selection.focus)
        moved = place.container()
        _html(place, around)
        _html(moved, standing.stability(look))  # moving the grid takes half a second once


def _html(place: DeltaGenerator, written: str) -> None:
    """Write HTML where there is some; Streamlit refuses none."""
    if written:
        place.html(written)


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


def _past(look: Look) -> categories.Past:
    """Count the categories of the window compared with, of the layers that are held there."""
    overall = answers.overall(look.source, look.selection)
    earlier = replace(look.selection, window=overall.earlier)
    found = results.detail(look.source, answers.counted(earlier)).categories
    return categories.Past(
        {layer: dict(found[layer]) for layer in overall.changes},
        pace=overall.later.days / overall.earlier.days,
        when=against_words(look.selection, overall.earlier),
    )


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
        before=dict.fromkeys(overall.unheld)
        | {layer: change.before for layer, change in overall.changes.items()},
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
