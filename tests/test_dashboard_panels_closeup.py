"""The panel in depth: its subject, its sentence, and what is left until the map was answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import streamlit as st

from dashboard import access, answers, results, session, settings
from dashboard.panels import closeup
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.cells import hex_of
from geo.windows import Window
from tests import boards


@pytest.fixture
def look(demo_store: Store) -> session.Look:
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    board = results.ground(source, 9).board
    cell = str(hex_of(board.cells[[int(np.bincount(board.cell).argmax())]])[0])
    chosen = boards.selection(window=Window(date(2026, 1, 1), date(2026, 7, 1)), cell=cell)
    viewer = access.Viewer("pc1", schema.LAYERS)
    return session.Look(settings.current({}), viewer, source, chosen)


class Tab:
    """A tab that is open or not, and forgets what it is given."""

    def __init__(self, *, open: bool) -> None:  # noqa: A002 - as Streamlit calls it
        self.open = open

    def container(self) -> "Tab":
        return self

    def html(self, written: str) -> None:
        assert written


def noting(asked: list[str], name: str) -> Callable[..., object]:
    """Answer as always, and note that it was asked."""
    real = getattr(answers, name)

    def answer(*given: object, **more: object) -> object:
        asked.append(name)
        return real(*given, **more)

    return answer


def test_a_cell_has_streets_ward_and_a_sentence_with_the_verdict_of_all_cells(
    look: session.Look,
) -> None:
    board = results.ground(look.source, 9).board
    said = closeup._head(look, results.detail(look.source, look.selection), board)
    at = int(np.flatnonzero(board.cells == int(look.selection.cell, 16))[0])
    row = answers.change(look.source, look.selection, against="year", by="cell").table.iloc[at]
    assert f"{int(row['before']):,} to {int(row['after']):,}" in said
    assert str(row["verdict"]).lower() in said.lower()
    assert "against the same days a year before. The range is" in said
    study = results.study(look.source, 9)
    assert f"Selected hexagon, {study['ward'].iloc[at]} ward" in said.replace("&amp;", "&")


def test_the_counts_before_are_those_of_the_cell(look: session.Look) -> None:
    board = results.ground(look.source, 9).board
    said = closeup._head(look, results.detail(look.source, look.selection), board)
    for change in answers.overall(look.source, look.selection).changes.values():
        assert f"{change.before:,} a year before" in said


def test_the_categories_before_add_up_to_the_counts_before(look: session.Look) -> None:
    past = closeup._past(look)
    whole = answers.overall(look.source, look.selection)
    assert past.when == "the same days a year before"
    assert past.pace == pytest.approx(1, abs=0.01)
    assert {layer: sum(found.values()) for layer, found in past.categories.items()} == {
        layer: change.before for layer, change in whole.changes.items()
    }


def test_a_place_has_no_sentence_of_its_own(look: session.Look) -> None:
    place = look._replace(selection=replace(look.selection, cell=""))
    board = results.ground(look.source, 9).board
    said = closeup._head(place, results.detail(look.source, place.selection), board)
    assert "hs-said" not in said
    assert "Whole place" in said


def test_without_an_earlier_window_there_is_no_sentence(look: session.Look) -> None:
    early = replace(look.selection, window=Window(date(2024, 1, 1), date(2024, 6, 1)))
    board = results.ground(look.source, 9).board
    there = look._replace(selection=early)
    assert "hs-said" not in closeup._head(there, results.detail(look.source, early), board)


@pytest.mark.parametrize(
    ("tab", "answered"),
    [
        ("What", set()),
        ("When", {"week"}),
        ("Compared", {"closer", "hot_spots", "shifts"}),
        ("Events", {"rows"}),
    ],
)
def test_only_the_open_tab_is_answered_and_only_after_the_rest_is_drawn(
    look: session.Look, monkeypatch: pytest.MonkeyPatch, tab: str, answered: set[str]
) -> None:
    asked: list[str] = []
    for name in ("week", "closer", "rows", "hot_spots", "shifts"):
        monkeypatch.setattr(answers, name, noting(asked, name))
    monkeypatch.setattr(st, "tabs", lambda names, **_: [Tab(open=name == tab) for name in names])
    rest = closeup.draw(look)
    assert asked == []
    rest()
    assert set(asked) == answered


def test_a_cell_wins_unless_the_picked_ones_are_meant(look: session.Look) -> None:
    alone = look.selection
    assert closeup._subject(alone) == alone
    both = replace(alone, picked=(alone.cell, boards.hex_at(400)))
    assert closeup._subject(both).cell == ""
    assert closeup._subject(both).looked_into == both.picked
    assert both.looked_into == (alone.cell,)


def test_a_store_without_events_has_nothing_to_look_into(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "board", lambda *_: None)
    with pytest.raises(LookupError, match="bring a file in first"):
        closeup.draw(look)
