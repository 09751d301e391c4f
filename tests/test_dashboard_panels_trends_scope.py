"""What Trends is about is what the map is about: layer, window, hexagons and the window before."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import results, session
from dashboard.panels.trends import scope
from data import geography, schema
from data.store import Store
from geo.cells import RESOLUTIONS
from tests import trends
from tests.pages import headline

OF_EVENTS = ("layer", "category", "ward", "day", "month", "cell")
CELL = f"{int(geography.cells(9)['cell'].iloc[400]):x}"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_hexagons_of_another_size_are_tested_anew_and_the_chosen_one_is_let_go() -> None:
    test = trends.at("hot", cell=CELL, cells=CELL)
    before = headline(test)
    test.button_group(key=scope.SIZE_KEY).set_value(8).run()
    selection = test.session_state[session.SELECTION]
    assert (selection.resolution, selection.cell, selection.picked) == (8, "", ())
    assert headline(test) != before
    assert test.query_params["resolution"] in ("8", ["8"])


def test_the_sizes_are_known_resolutions_and_have_the_maps_names() -> None:
    assert set(scope.SIZES) <= set(RESOLUTIONS)
    assert list(scope.SIZES.values()) == ["Large", "Medium", "Small"]


def test_a_size_that_the_control_does_not_name_is_kept_and_none_is_pressed() -> None:
    test = trends.at("hot", resolution="7")
    assert test.session_state[session.SELECTION].resolution == 7
    assert test.button_group(key=scope.SIZE_KEY).value is None


@pytest.mark.parametrize("section", ["rhythm", "missing", "near", "alert"])
def test_what_does_not_depend_on_hexagons_does_not_ask_for_their_size(section: str) -> None:
    assert scope.SIZE_KEY not in [one.key for one in trends.at(section).button_group]


def test_the_window_compared_with_is_the_one_of_the_map() -> None:
    test = trends.at("change", against="before")
    assert test.button_group(key=scope.AGAINST_KEY).value == "before"
    assert "the same time just before" in trends.said(test)
    test.button_group(key=scope.AGAINST_KEY).set_value("year").run()
    assert test.session_state[session.SELECTION].against == "year"
    assert "23 Aug to 22 Nov 2025" in trends.said(test)


def test_two_dates_of_ones_own_are_compared_with_and_stay_a_choice() -> None:
    test = trends.at("change", against="2024-08-23..2024-11-23")
    text = trends.said(test)
    assert "against the time chosen" in text
    assert "23 Aug to 22 Nov 2024" in text
    control = test.button_group(key=scope.AGAINST_KEY)
    assert len(control.options) == 3
    control.set_value("before").run()
    assert "the same time just before" in trends.said(test)


def test_pressing_the_chosen_one_again_changes_nothing() -> None:
    test = trends.at("hot", focus="missing")
    before = test.session_state[session.SELECTION]
    for key in (scope.LAYER_KEY, scope.WINDOW_KEY, scope.SIZE_KEY):
        test.button_group(key=key).set_value(None).run()
    assert test.session_state[session.SELECTION] == before


def test_a_layer_that_was_hidden_on_the_map_becomes_visible_when_it_is_chosen() -> None:
    test = trends.at("hot", layers="incidents")
    test.button_group(key=scope.LAYER_KEY).set_value("missing").run()
    selection = test.session_state[session.SELECTION]
    assert selection.focus == "missing"
    assert selection.layers == tuple(n for n in schema.LAYERS if n in ("incidents", "missing"))


def test_every_window_offered_ends_with_the_data() -> None:
    test = trends.at("hot")
    for months in scope.PRESETS:
        test.button_group(key=scope.WINDOW_KEY).set_value(months).run()
        assert test.session_state[session.SELECTION].window.end == trends.WINDOW.end


@pytest.mark.parametrize("section", ["emerging", "alert"])
def test_where_only_its_end_counts_a_usual_window_is_not_asked_for(section: str) -> None:
    assert scope.WINDOW_KEY not in [one.key for one in trends.at(section).button_group]
    earlier = trends.at(section, **{"from": "2026-05-23", "to": "2026-08-23"})
    earlier.button_group(key=scope.WINDOW_KEY).set_value(3).run()
    assert earlier.session_state[session.SELECTION].window == trends.WINDOW
    assert scope.WINDOW_KEY not in [one.key for one in earlier.button_group]


def test_the_windows_of_a_layer_that_comes_in_late_end_with_its_own_data(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = trends.looked(demo_store, "missing")
    assert {one.last for one in scope._presets(look).values()} == {trends.WINDOW.last}
    board = results.board(look.source, 9)
    assert board is not None
    lately = board.layer == board.layers.index("missing")
    lately &= board.day >= (date(2026, 10, 1) - board.origin).days
    cut = replace(board, **{name: getattr(board, name)[~lately] for name in OF_EVENTS})
    monkeypatch.setattr(results, "board", lambda *_: cut)
    assert {one.last for one in scope._presets(look).values()} < {
        date(2026, 9, day) for day in range(25, 31)
    } | {date(2026, 10, day) for day in range(1, 10)}
    incidents = trends.looked(demo_store)
    assert {one.last for one in scope._presets(incidents).values()} == {trends.WINDOW.last}
