"""A click beside the map sorts or leads to a ward, and nothing else gets through."""

from collections.abc import Iterator

import pytest
import streamlit as st

from dashboard import session
from dashboard.panels import asked, league
from dashboard.panels.ranking import Order
from data.store import Store
from tests import boards


@pytest.fixture(autouse=True)
def chosen(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    st.session_state.clear()
    cell = boards.hex_at(400)
    st.session_state[session.SELECTION] = boards.selection(cell=cell, picked=(cell,))
    yield
    st.session_state.clear()


def test_a_heading_sorts_and_once_more_the_other_way_round() -> None:
    assert league.order_now() == Order("count", down=True)
    assert asked.take({"ask": "sort change"}) is True
    assert league.order_now() == Order("change", down=True)
    asked.take({"ask": "sort change"})
    assert league.order_now() == Order("change", down=False)
    asked.take({"ask": "sort rate"})
    assert league.order_now() == Order("rate", down=True)


def test_a_ward_becomes_the_place_and_lets_go_of_cells() -> None:
    before = session.lead()
    assert asked.take({"ask": "place E05013171"}) is False
    found = st.session_state[session.SELECTION]
    assert (found.place, found.cell, found.picked) == ("E05013171", "", ())
    assert session.lead() == before + 1


@pytest.mark.parametrize(
    "message",
    [
        None,
        "sort rate",
        {},
        {"ask": None},
        {"ask": "sort person"},
        {"ask": "place E99999999"},
        {"ask": "place <img src=x>"},
        {"ask": "delete everything"},
        {"ask": ["sort", "rate"]},
    ],
)
def test_anything_else_is_refused_and_changes_nothing(
    message: object, caplog: pytest.LogCaptureFixture
) -> None:
    kept = st.session_state[session.SELECTION]
    assert asked.take(message) is True
    assert st.session_state[session.SELECTION] == kept
    assert league.order_now() == Order()
    assert "A click was refused" in caplog.text
