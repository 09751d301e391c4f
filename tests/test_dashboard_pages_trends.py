"""Trends answers each of its questions, finds the planted story and says what it can't say."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import answers, session
from dashboard.pages import trends
from data import schema
from data.store import Store
from tests.pages import headline, html, opened


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return demo_store


def at(section: str, **query: str) -> AppTest:
    """Open Trends at a section."""
    return opened({"section": section, **query}, page="trends")


def said(test: AppTest) -> str:
    """Give what is written on the page."""
    assert not test.exception
    return re.sub(r"<style>.*?</style>", "", html(test), flags=re.DOTALL)


@pytest.mark.parametrize("layer", schema.LAYERS)
@pytest.mark.parametrize("section", trends.SECTIONS)
def test_every_section_answers_for_every_layer(section: str, layer: str) -> None:
    text = said(at(section, focus=layer))
    assert text.count("<h1") == 1
    assert text.count("OFFICIAL-SENSITIVE") == 2
    assert "What can&rsquo;t be said" in text
    assert ">nan" not in text


@pytest.mark.parametrize("section", trends.SECTIONS)
def test_a_window_without_events_is_answered_calmly(section: str) -> None:
    test = at(section, focus="cuckooing", **{"from": "2001-01-01", "to": "2001-01-08"})
    assert "What can&rsquo;t be said" in said(test)


def test_an_unknown_section_or_null_in_the_address_falls_back() -> None:
    test = at("<script>", null="everything")
    assert "hot spot" in headline(test)
    assert "<script>" not in said(test)


def test_the_planted_cuckooing_cluster_is_named_as_a_hot_spot_and_as_new() -> None:
    hot = said(at("hot", focus="cuckooing"))
    assert "Halton Lea" in hot.split("<tbody>")[1].split("</tbody>")[0]
    new = said(at("emerging", focus="cuckooing", steps="quarter", null="even"))
    places = new.split("<tbody>")[1].split("</tbody>")[0]
    first = places.split("</tr>")[0]
    assert "Halton Lea" in first
    assert "New hot spot" in first


def test_only_the_section_shown_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("Emerging was computed though it is not shown")

    monkeypatch.setattr(answers, "emerging", never)
    assert "clear hot spot" in headline(at("hot"))


def test_the_choices_stand_in_the_address() -> None:
    test = at("emerging", focus="cuckooing", steps="month", null="residents")
    kept = {name: test.query_params[name] for name in ("section", "steps", "null", "focus")}
    assert [value if isinstance(value, str) else value[0] for value in kept.values()] == [
        "emerging",
        "month",
        "residents",
        "cuckooing",
    ]


def test_choosing_layer_and_window_changes_the_selection_and_nothing_unpressed_is_lost() -> None:
    test = at("hot")
    test.button_group(key="scope_layer").set_value("missing").run()
    assert test.session_state[session.SELECTION].focus == "missing"
    test.button_group(key="scope_window").set_value(12).run()
    assert test.session_state[session.SELECTION].window.days >= 365
    assert "missing episodes" in headline(test)


def test_too_short_a_past_blocks_the_classes_with_the_reason() -> None:
    start = date(2024, 1, 1).isoformat()
    text = said(at("emerging", **{"from": start, "to": "2024-03-01"}))
    assert "A trend needs at least 5 steps of time" in text


def test_a_name_from_the_data_is_escaped(store: Store) -> None:
    assert Path(store.folder).exists()
    from dashboard.panels.trends import parts  # noqa: PLC0415 - the one test of a piece

    assert "<script>" not in parts.place("<script>", "<b>")
    assert "<script>" not in parts.quietly("<script>")
