"""Dropped files go to the desk, leave Streamlit's keeping, and are counted anew when need be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from dashboard import arrivals, desk, session
from dashboard.arrivals import Arrival
from dashboard.jobs import Job
from dashboard.panels.intake import card, drop
from data.store import Store
from tests.desks import police
from tests.files import OPENED, intake_of
from tests.pages import opened


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give an empty store to the pages; files are opened here, without a process for each."""
    monkeypatch.setattr(arrivals, "open_sheets", OPENED)
    monkeypatch.setattr(drop, "QUICK_S", 60.0)
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path / "store"))
    yield Store(tmp_path / "store")
    st.cache_resource.clear()


def dropped(*names: str) -> AppTest:
    test = opened(page="data")
    files = [(name, police(), "text/csv") for name in names]
    test.file_uploader[0].set_value(files).run()
    assert not test.exception
    return test


def on_desk(test: AppTest) -> list[Arrival]:
    found: dict[int, Arrival] = test.session_state[card.ARRIVALS]
    return list(found.values())


def test_several_files_lie_on_the_desk_in_their_order() -> None:
    assert [one.name for one in on_desk(dropped("a.csv", "b.csv", "c.csv"))] == [
        "a.csv",
        "b.csv",
        "c.csv",
    ]


def test_the_place_for_files_is_free_again_and_no_file_is_taken_twice() -> None:
    test = dropped("a.csv")
    assert not test.file_uploader[0].value
    test.run()
    assert [one.name for one in on_desk(test)] == ["a.csv"]


def test_files_that_the_browser_tells_of_again_are_not_taken_again() -> None:
    st.session_state.clear()
    st.session_state[drop.TURN] = 1
    st.session_state["drop_0"] = ["what was taken before"]
    drop._take(0)
    assert card.ARRIVALS not in st.session_state
    st.session_state.clear()


def test_streamlit_keeps_no_copy_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = list[str]()

    def remove(_manager: Any, session: str, file: str) -> None:  # noqa: ANN401  Streamlit's
        gone.append(f"{session} {file}")

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", remove)
    dropped("a.csv", "b.csv")
    assert len(gone) == 2


def test_a_file_that_waits_is_counted_anew_when_another_process_imports(store: Store) -> None:
    test = dropped("a.csv")
    (waiting,) = on_desk(test)
    assert [one.accepted for one in waiting.counts] == [2]
    intake = waiting.seen[0].intake
    assert intake is not None
    store.commit(intake)
    test.run()
    assert [one.seen_before for one in waiting.counts] == [True]
    assert waiting.version == store.version()


def test_an_import_elsewhere_does_not_stop_the_page(store: Store) -> None:
    store.commit(intake_of("z"))
    assert [one.state for one in on_desk(dropped("a.csv"))] == [arrivals.READY]


@pytest.mark.parametrize(
    ("share", "counted", "said"),
    [(0.4, False, "Reading it"), (1.0, False, "Checking its rows"), (1.0, True, "Bringing it in")],
)
def test_the_bar_says_what_is_being_done(
    share: float, said: str, *, counted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "share", share)
    arrival = Arrival("a.csv", b"", job=Job(lambda _report: None))
    if counted:
        monkeypatch.setattr(arrival, "counts", ("a receipt",))
    assert drop._words(arrival) == said


def test_the_preview_of_a_file_is_drawn_once_and_again_after_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = list[str]()

    def html(*_: object, **__: object) -> str:
        drawn.append("map")
        return "<p>map</p>"

    monkeypatch.setattr("dashboard.panels.intake.picture.html", html)
    test = dropped("a.csv")
    test.run().run()
    assert drawn == ["map"]
    (waiting,) = on_desk(test)
    desk.read(session.look(), waiting)
    test.run()
    assert drawn == ["map", "map"]


def test_a_file_may_be_as_large_as_the_server_and_the_reading_both_allow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "get_option", lambda _name: 200)
    assert drop.largest_mb() == 200
    monkeypatch.setenv("HOTSPOTS_MAX_FILE_MB", "20")
    assert drop.largest_mb() == 20
