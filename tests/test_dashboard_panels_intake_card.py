"""The desk of a session: files are taken away whole, and only those that are ready wait."""

import threading
from typing import Any

import pytest
import streamlit as st

from dashboard import arrivals
from dashboard.arrivals import Arrival
from dashboard.jobs import Job, Progress
from dashboard.panels.intake import card

PATIENCE_S = 20.0


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for the session of a browser tab."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_the_desk_of_a_new_session_is_empty_and_its_own(session: dict[str, Any]) -> None:
    assert card.held() == {}
    card.held()[1] = Arrival("a.csv", b"")
    assert session[card.ARRIVALS] is card.held()


def test_taking_a_file_away_ends_what_is_done_with_it() -> None:
    reached, go_on, after = threading.Event(), threading.Event(), list[str]()

    def work(report: Progress) -> None:
        reached.set()
        go_on.wait(PATIENCE_S)
        report(1, 2)
        after.append("went on")

    job = Job(work).start()
    card.held()[1] = Arrival("a.csv", b"", job=job)
    assert reached.wait(PATIENCE_S)
    card.remove(1)
    go_on.set()
    assert job.wait(PATIENCE_S)
    assert (card.held(), after) == ({}, [])


def test_taking_away_what_is_gone_does_nothing() -> None:
    card.remove(7)
    assert card.held() == {}


def test_only_files_that_wait_for_a_word_are_brought_in_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    states = {"a": arrivals.READY, "b": arrivals.ASKING, "c": arrivals.DONE, "d": arrivals.READY}
    monkeypatch.setattr(Arrival, "state", property(lambda one: states[one.name]))
    for number, name in enumerate(states):
        card.held()[number] = Arrival(name, b"")
    assert [one.name for one in card.ready()] == ["a", "d"]
