"""The Explore page follows its selection, from the headline to the tables."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from dashboard import access, session
from dashboard.snapshots.words import LAYER_NAMES
from data import geography, placed, schema
from data.store import Store
from geo.windows import Window
from tests.boards import hex_at
from tests.pages import headline, html, opened

CHANGE = re.compile(r"incidents in Halton(: | rose | fell )", re.IGNORECASE)
WINDOW = Window(date(2026, 1, 1), date(2026, 3, 1))


@pytest.fixture(scope="module", autouse=True)
def _kept() -> Iterator[None]:
    """Let the pages of this module keep their results, as those of a running dashboard do."""
    yield
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return demo_store


def test_the_page_opens_with_headline_markings_and_the_synthetic_label() -> None:
    test = opened()
    said = html(test)
    assert not test.exception
    assert CHANGE.search(headline(test))
    assert said.count("OFFICIAL-SENSITIVE") == 2
    assert "Synthetic data" in said
    assert said.count("<h1") == 1


@pytest.mark.parametrize("focus", schema.LAYERS)
@pytest.mark.parametrize("place", ["", "Widnes"])
def test_the_panels_count_what_the_selection_holds(store: Store, focus: str, place: str) -> None:
    test = opened()
    kept = test.session_state[session.SELECTION]
    chosen = replace(kept, window=WINDOW, focus=focus, place=place)
    test.session_state[session.SELECTION] = chosen
    said = html(test.run())
    held = placed.select(
        placed.placed(store.events()), layers=schema.LAYERS, window=WINDOW, place=place
    )
    for layer in schema.LAYERS:
        assert f'<b class="hs-number">{held["layer"].eq(layer).sum():,}</b>' in said
    number = f"{held['layer'].eq(focus).sum():,}"
    assert re.search(rf"{LAYER_NAMES[focus]}.*?\b{number}\b", headline(test), re.IGNORECASE)


def test_the_leading_cell_is_that_of_the_counts(store: Store) -> None:
    test = opened({"from": "2026-01-01", "to": "2026-03-01", "focus": "incidents"})
    held = placed.select(placed.placed(store.events()), layers=("incidents",), window=WINDOW)
    table = placed.count_cells(held, resolution=9).sort_values("count", ascending=False)
    ranking = html(test).split('class="hs-ranking hs-league')[1]
    first = ranking[ranking.index("<tbody>") : ranking.index("</tr>", ranking.index("<tbody>"))]
    assert f">{table['count'].iloc[0]:,}</b>" in first
    assert f"{int(table['cell'].iloc[0]):x}" in first


def test_the_selected_cell_is_in_the_details() -> None:
    cell = hex_at(400)
    assert "Selected hexagon" in html(opened({"cell": cell}))
    assert "Whole place" in html(opened())


def test_a_selected_cell_has_its_tabs_and_a_place_those_that_make_sense() -> None:
    labels = [tab.label for tab in opened({"cell": hex_at(400)}).tabs]
    assert labels == ["What", "When", "Compared", "Events"]
    assert [tab.label for tab in opened().tabs] == ["What", "When"]


def test_only_analysts_find_single_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "is_analyst", lambda *_, **__: False)
    test = opened({"cell": hex_at(400)})
    assert [tab.label for tab in test.tabs] == ["What", "When", "Compared"]
    assert "SYN-INC-" not in html(test)
    assert not test.exception


@pytest.mark.parametrize(
    ("tab", "parts"),
    [
        ("What", ["Incidents by category", "Cuckooing by category", "Missing by category"]),
        ("When", ['<th scope="row" aria-label="Sunday">', "Incidents each month"]),
        (
            "Compared",
            [
                "Steadied for small numbers",
                "in the hexagons around: ",
                "Nearest streets",
                "clear hot spot in ",
            ],
        ),
        ("Events", ["SYN-INC-", "to the minute", "exact point"]),
    ],
)
def test_each_tab_of_a_busy_cell_is_made_when_it_is_opened(
    store: Store, tab: str, parts: list[str]
) -> None:
    held = placed.select(placed.placed(store.events()), layers=("incidents",), window=WINDOW)
    table = placed.count_cells(held, resolution=9).sort_values("count", ascending=False)
    cell = f"{int(table['cell'].iloc[0]):x}"
    test = opened({"cell": cell, "from": "2026-01-01", "to": "2026-03-01"})
    said = html(test)
    assert "against the same days a year before" in said
    if tab != "What":
        assert not any(part in said for part in parts)
        test.session_state["closeup_4"] = tab
        said = html(test.run())
    assert not test.exception
    assert all(part in said for part in parts)


def test_picked_cells_are_looked_into_together_and_one_of_them_alone() -> None:
    picked = sorted(hex_at(at) for at in (400, 401, 402))
    address = {"cells": ",".join(picked)}
    said = html(opened(address))
    assert "3 picked hexagons</h2>" in said
    assert "in 3 picked hexagons" in said
    test = opened({**address, "cell": picked[0]})
    assert "3 picked hexagons</h2>" in html(test)
    test.button_group(key="closeup_of").set_value("The selected one").run()
    assert "Selected hexagon" in html(test)


def test_the_map_is_also_in_words() -> None:
    said = html(opened())
    words = said[said.index("The map in words") :]
    assert "Each hexagon is filled by how many incidents it holds." in words
    assert "By ward: " in words


def test_rises_and_falls_are_the_third_table() -> None:
    test = opened()
    test.button_group(key="ranking_of").set_value("Changes").run()
    assert "Biggest rises in incidents, hexagons" in html(test)


def test_why_nothing_is_compared_is_said_below_the_ranking() -> None:
    said = html(opened({"from": "2024-01-01", "to": "2024-06-01"}))
    assert "Not compared with 1 Jan to 31 May 2023: the data do not reach back." in said
    assert "Half of the " in said


def test_choosing_a_town_changes_every_number_and_lets_go_of_the_cell() -> None:
    test = opened({"cell": hex_at(400)})
    before = headline(test)
    test.button_group(key="place_area").set_value("Widnes").run()
    assert test.session_state[session.SELECTION].place == "Widnes"
    assert test.session_state[session.SELECTION].cell == ""
    assert "in Widnes" in headline(test)
    assert headline(test) != before


def test_choosing_a_ward_and_going_back() -> None:
    test = opened()
    ward = test.selectbox(key="place_ward")
    ward.select_index(3).run()
    code = test.session_state[session.SELECTION].place
    assert code.startswith("E05")
    assert geography.ward_care("2020") in html(test)
    test.button_group(key="place_area").set_value("Borough").run()
    assert test.session_state[session.SELECTION].place == ""
    assert test.selectbox(key="place_ward").value is None


def test_the_ward_ranking_lists_every_ward_of_the_place_with_its_care() -> None:
    test = opened()
    test.button_group(key="ranking_of").set_value("Wards").run()
    said = html(test)
    assert said.count('class="hs-place"') == 18
    assert geography.ward_care("2020") in said


def test_a_viewer_without_a_layer_finds_no_trace_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    test = opened({"layers": "incidents,cuckooing", "focus": "cuckooing"})
    said = html(test).split("</style>")[1]
    assert "uckooing" not in said
    assert CHANGE.search(headline(test))


def test_new_data_are_seen_at_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data import demo  # noqa: PLC0415 - the slow import of one test

    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path))
    test = opened()
    assert "Nothing has been brought in yet" in html(test)
    demo.fill(Store(tmp_path))
    assert CHANGE.search(headline(test.run()))


def test_an_empty_store_says_calmly_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path))
    test = opened()
    assert not test.exception
    assert "python run.py import" in html(test)
    assert html(test).count("OFFICIAL-SENSITIVE") == 2


def test_behind_a_proxy_a_stranger_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", "X-Person")
    test = opened()
    said = html(test)
    assert "You are not signed in" in said
    assert "hs-ranking" not in said.split("</style>")[1]
    assert not test.exception
