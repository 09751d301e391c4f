"""What the map is told: an address that changes only with the data, and the view it should have."""

import json
from typing import Any

import pytest
import streamlit as st

from dashboard import access, results, session, settings
from dashboard.hexmap import bridge
from dashboard.panels import frame
from dashboard.source import source_of
from data import schema
from data.store import Store
from tests import boards


@pytest.fixture
def look(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> session.Look:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    viewer = access.Viewer("pc1", schema.LAYERS)
    return session.Look(settings.current(), viewer, source, boards.selection(place="Widnes"))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    monkeypatch.setattr(bridge, "mount", lambda data, **_: heard.append(data))
    return heard


def test_two_runs_tell_the_map_the_same_so_that_it_fetches_once(
    look: session.Look, told: list[dict[str, Any]]
) -> None:
    frame.mount(look, page="explore")
    frame.mount(look, page="explore")
    assert told[0] == told[1]
    assert json.loads(json.dumps(told[0])) == told[0]


def test_a_settled_window_changes_nothing_that_makes_the_map_fetch_again(
    look: session.Look, told: list[dict[str, Any]]
) -> None:
    frame.mount(look, page="explore")
    frame.mount(
        look._replace(selection=boards.selection(place="Widnes", focus="missing")), page="explore"
    )
    assert told[0]["url"] == told[1]["url"]
    assert told[0]["version"] == told[1]["version"]
    assert told[0]["view"] != told[1]["view"]


def test_a_place_changes_address_and_version(
    look: session.Look, told: list[dict[str, Any]]
) -> None:
    frame.mount(look, page="explore")
    frame.mount(look._replace(selection=boards.selection()), page="explore")
    assert told[0]["url"] != told[1]["url"]
    assert told[0]["version"] != told[1]["version"]


def test_the_map_hears_no_event_only_where_to_fetch(
    look: session.Look, told: list[dict[str, Any]]
) -> None:
    frame.mount(look, page="present")
    assert told[0]["page"] == "present"
    assert told[0]["map"] == "/map"
    assert told[0]["query"] == {"place": "Widnes"}
    assert len(json.dumps(told[0])) < 2_000


def test_the_map_knows_which_layers_have_no_data(
    look: session.Look, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.mount(look, page="present")
    assert told[0]["unheld"] == []
    fresh = results.freshness(look.source)
    monkeypatch.setattr(
        results, "freshness", lambda _: fresh._replace(until={"missing": fresh.until["missing"]})
    )
    frame.mount(look, page="present")
    assert told[1]["unheld"] == ["incidents", "cuckooing"]


def test_the_view_is_the_one_that_python_would_take_back(
    look: session.Look, told: list[dict[str, Any]]
) -> None:
    frame.mount(look, page="explore")
    assert look.selection.from_view(told[0]["view"]) == look.selection


def test_no_message_is_none_before_the_first() -> None:
    st.session_state.clear()
    assert bridge.message() is None
