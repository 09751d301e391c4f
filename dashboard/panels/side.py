"""The panels that follow the settled view: headline, details, rankings and snapshots."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from typing import NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import answers, choices, comparing, results, session, tallies
from dashboard.board import Board
from dashboard.panels import detail, headline, marking, ranking, standfirst, standing, views
from dashboard.selection import Selection
from dashboard.snapshots.writing import render
from data import geography, notes
from geo import cells
from geo.windows import Window

CELLS, WARDS = "Hexagons", "Wards"
RANKING_KEY = "ranking_of"


class Numbers(NamedTuple):
    """The counts that the panels draw from."""

    board: Board
    counts: tallies.Counts
    before: tallies.Counts | None
    earlier: Window


@st.fragment(key=session.PANELS)
def draw(head: DeltaGenerator, stand: DeltaGenerator) -> None:
    """Draw the panels; on its own whenever a view settles.

    Parameters
    ----------
    head, stand
        Where headline and standfirst go, above the map.
    """
    look = session.look()
    numbers = _numbers(look)
    selection = look.selection
    whole = answers.overall(look.source, replace(selection, cell=""))
    found = headline.finding(numbers.counts, selection=selection, overall=whole)
    head.html(f"<h1>{escape(found)}</h1>")
    said = standfirst.standfirst(numbers.counts, selection=selection, overall=whole)
    stand.html(f'<p class="hs-stand">{said}</p>')
    st.html(_detail(look, numbers))
    if selection.cell:
        st.html(standing.html(look))
    moved = st.empty()
    marking.draw(look)
    _ranking(look, numbers)
    _placing(look)
    _snapshots(look)
    views.draw(look)
    acknowledge(look)
    if selection.cell:  # the map is answered first: moving the grid takes half a second once
        moved.html(standing.stability(look))


def acknowledge(look: session.Look) -> None:
    """Tell the map that its view has arrived; the last element, so that all others are there.

    Parameters
    ----------
    look
        Who is looking; the map learns from it too that someone has changed a mark.
    """
    number = st.session_state.get(session.ACKNOWLEDGED, "")
    told = f'data-hotspots-acknowledged="{number}"'
    noted = f'data-hotspots-noted="{notes.version(look.source.path)}"'
    st.html(f'<span class="hs-hidden" {told} {noted}></span>')


@st.fragment(key=session.PANELS)
def acknowledge_alone() -> None:
    """Stand in for the panels on a page that has none, so that a view can settle there too."""
    look = session.look()
    selection = replace(look.selection, cell="")
    whole = answers.overall(look.source, selection)
    said = headline.finding(_numbers(look).counts, selection=selection, overall=whole)
    st.html(f'<h1 class="hs-hidden">{escape(said)}</h1>')
    acknowledge(look)


def _numbers(look: session.Look) -> Numbers:
    selection = replace(look.selection, cell="")
    board = results.board(look.source, selection.resolution)
    if board is None:
        raise LookupError("There are no events to count: bring a file in first.")
    monthly = board.steps[selection.focus] == "month"
    earlier = comparing.earlier(selection.window, against=comparing.YEAR, whole_months=monthly)
    before = None
    if earlier.start >= board.origin:
        before = results.counts(look.source, replace(selection, window=earlier))
    return Numbers(board, results.counts(look.source, selection), before, earlier)


def _detail(look: session.Look, numbers: Numbers) -> str:
    selection = look.selection
    before = None
    if numbers.before is not None:
        past = replace(selection, window=numbers.earlier)
        before = results.detail(look.source, past).totals
    return detail.html(
        results.detail(look.source, selection),
        selection=selection,
        cell=_cell(look, numbers.board) if selection.cell else None,
        before=before,
        first=tallies.first_month(numbers.board),
    )


def _cell(look: session.Look, board: Board) -> detail.Cell | None:
    study = results.study(look.source, look.selection.resolution)
    found = np.flatnonzero(board.cells == int(look.selection.cell, 16))
    if not found.size:
        return None
    row = study.iloc[int(found[0])]
    return detail.Cell(str(row["place"]), str(row["ward"]))


def _ranking(look: session.Look, numbers: Numbers) -> None:
    with st.container(key="ranking", horizontal=True):
        st.html('<h2 class="hs-section">Where most are</h2>')
        chosen = st.segmented_control(
            "Ranking of",
            [CELLS, WARDS],
            default=CELLS,
            key=RANKING_KEY,
            label_visibility="collapsed",
        )
    care = look.selection.place not in ("", *choices.TOWNS) or chosen == WARDS
    rows = _ward_rows if chosen == WARDS else _cell_rows
    what = "Ward" if chosen == WARDS else "Hexagon"
    selection = look.selection
    table = ranking.html(
        rows(look, numbers), focus=selection.focus, selected=selection.cell, what=what
    )
    table += marking.left_out_html(look) if chosen == CELLS else ""
    said = geography.ward_care(selection.vintage, store_dir=look.source.path)
    st.html(table + (f'<p class="hs-none">{said}</p>' if care and said else ""))


def _placing(look: session.Look) -> None:
    said = results.placing(look.source, replace(look.selection, cell=""))
    if said:
        st.html(f'<p class="hs-none">{escape(said)}</p>')


def _cell_rows(look: session.Look, numbers: Numbers) -> list[ranking.Row]:
    study = results.study(look.source, look.selection.resolution)
    found = ranking.leading(np.where(marking.left_out(look), 0, numbers.counts.by_cell))
    months = results.months(look.source, replace(look.selection, cell="", window=ALWAYS))
    past = numbers.before
    names = cells.hex_of(numbers.board.cells[found])
    return [
        ranking.Row(
            name=str(study["place"].iloc[i]),
            under=str(study["ward"].iloc[i]),
            total=int(numbers.counts.by_cell[i]),
            before=None if past is None else int(past.by_cell[i]),
            months=months.by_cell[i].tolist(),
            cell=str(name),
        )
        for i, name in zip(found, names, strict=True)
    ]


def _ward_rows(look: session.Look, numbers: Numbers) -> list[ranking.Row]:
    wards = results.wards(look.source).set_index("code")
    months = results.months(look.source, replace(look.selection, cell="", window=ALWAYS))
    past = numbers.before
    rows = [
        ranking.Row(
            name=str(wards.at[code, "name"]),
            under=str(wards.at[code, "town"]),
            total=total,
            before=None if past is None else past.by_ward[code],
            months=months.by_ward[numbers.board.wards.index(code)].tolist(),
        )
        for code, total in numbers.counts.by_ward.items()
    ]
    return sorted(rows, key=lambda row: -row.total)


ALWAYS = Window(date(1990, 1, 1), date(2100, 1, 1))
"""One window for what does not depend on the window, so that it is cached once."""


def _snapshots(look: session.Look) -> None:
    with st.container(key="snapshots", horizontal=True):
        for ending, label in (("png", "Save picture"), ("csv", "Save table")):
            st.download_button(
                label,
                data=_file_maker(look, ending),
                file_name=_file_name(look.selection, ending),
                on_click="ignore",
                key=f"save_{ending}",
            )


def _file_maker(look: session.Look, ending: str) -> Callable[[], bytes]:
    def make() -> bytes:
        return render(
            look.selection,
            store=look.source.store,
            ending=ending,
            events=results.events(look.source),
            person=look.viewer.name,
        )

    return make


def _file_name(selection: Selection, ending: str) -> str:
    window = selection.window
    return f"halton-{selection.focus}-{window.start}-to-{window.last}.{ending}"
