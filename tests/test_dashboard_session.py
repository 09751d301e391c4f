"""One person's look: the address, the settled view and what a restart forgets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import streamlit as st

from dashboard import session
from dashboard.selection import Selection
from dashboard.source import source_of
from data import schema
from data.store import Store, StoreError
from geo.windows import Window
from tests.pages import opened

VIEW = {
    "layers": ["incidents", "missing"],
    "focus": "missing",
    "resolution": 9,
    "from": "2026-01-01",
    "to": "2026-04-01",
    "cell": "",
}


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    st.session_state.clear()
    yield demo_store
    st.session_state.clear()


def start(store: Store, **choices: Any) -> Selection:  # noqa: ANN401 - any field
    source = source_of(store, layers=schema.LAYERS, vintage="2020")
    kept = replace(session.default_selection(source), **choices)
    st.session_state[session.SELECTION] = kept
    return kept


def message(view: object = None, number: object = "m1abc-1") -> dict[str, object]:
    return {"id": number, "view": VIEW if view is None else view}


def test_the_first_look_is_at_the_last_three_months_of_everything(store: Store) -> None:
    found = start(store)
    assert found.layers == schema.LAYERS
    assert found.focus == "incidents"
    assert found.window == Window(date(2026, 8, 23), date(2026, 11, 23))


def test_a_settled_view_becomes_the_selection_and_is_acknowledged(store: Store) -> None:
    start(store, place="Widnes")
    st.session_state[session.DRAWN] = True
    assert session.settled(message()) is True
    kept: Selection = st.session_state[session.SELECTION]
    assert kept.focus == "missing"
    assert kept.window == Window(date(2026, 1, 1), date(2026, 4, 1))
    assert kept.place == "Widnes"
    assert st.session_state[session.ACKNOWLEDGED] == "m1abc-1"


def test_another_resolution_needs_the_whole_page(store: Store) -> None:
    start(store)
    st.session_state[session.DRAWN] = True
    assert session.settled(message({**VIEW, "resolution": 8})) is False


def test_after_a_restart_the_whole_page_runs_because_no_panels_are_drawn_yet(
    store: Store,
) -> None:
    start(store)
    assert session.settled(message()) is False
    assert st.session_state[session.SELECTION].focus == "missing"


def test_a_hostile_view_changes_nothing_but_is_acknowledged_so_that_it_is_not_sent_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    before = start(store)
    st.session_state[session.DRAWN] = True
    assert session.settled(message({**VIEW, "focus": "<script>"})) is True
    assert st.session_state[session.SELECTION] == before
    assert st.session_state[session.ACKNOWLEDGED] == "m1abc-1"
    assert "A view was refused" in caplog.text


@pytest.mark.parametrize("number", [None, 7, "", "<b>", 'x"-1', "a" * 40 + "-1", "abc-1\n"])
def test_a_number_that_could_do_harm_in_the_page_is_never_kept(
    store: Store, number: object
) -> None:
    before = start(store)
    session.settled(message(number=number))
    assert session.ACKNOWLEDGED not in st.session_state
    assert st.session_state[session.SELECTION] == before


@pytest.mark.parametrize("sent", [None, "text", [], 5, {}, {"view": VIEW}])
def test_what_is_no_message_is_left_aside(store: Store, sent: object) -> None:
    before = start(store)
    session.settled(sent)
    assert st.session_state[session.SELECTION] == before


def test_a_layer_that_is_not_permitted_is_not_taken_from_a_view(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    before = start(store, layers=("incidents",), focus="incidents")
    session.settled(message({**VIEW, "layers": ["missing"]}))
    assert st.session_state[session.SELECTION] == before


def test_python_leads_once_for_each_choice_of_its_own(store: Store) -> None:
    start(store)
    assert session.lead() == 0
    session.choose(place="Runcorn", cell="")
    assert session.lead() == 1
    assert st.session_state[session.SELECTION].place == "Runcorn"


def test_the_address_is_read_at_the_first_look_only() -> None:
    test = opened({"place": "Widnes", "focus": "missing"})
    assert test.session_state[session.SELECTION].place == "Widnes"
    test.query_params["place"] = "Runcorn"
    assert test.run().session_state[session.SELECTION].place == "Widnes"


def test_a_view_that_settles_on_a_damaged_store_lets_the_whole_page_say_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = start(store)
    st.session_state[session.DRAWN] = True

    def damaged() -> object:
        raise StoreError("The store is damaged.")

    monkeypatch.setattr(session, "look", damaged)
    assert not session.settled(message())
    assert st.session_state[session.SELECTION] == before
