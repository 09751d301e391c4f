"""Views are saved, opened and deleted in their panel, and stepped through in a presentation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.hexmap import bridge
from dashboard.panels import views as panel
from dashboard.selection import Selection
from data import schema, views
from data.store import Store
from data.views import View
from geo.windows import Window
from tests.boards import hex_at
from tests.pages import html, opened

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
AUTUMN = {
    "layers": "incidents,missing",
    "focus": "missing",
    "resolution": "8",
    "from": "2026-09-01",
    "to": "2026-11-01",
    "place": "Widnes",
}


@pytest.fixture(autouse=True)
def folder(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    path = demo_store.folder / views.FILE
    path.unlink(missing_ok=True)
    st.session_state.clear()
    yield demo_store.folder
    path.unlink(missing_ok=True)
    st.session_state.clear()


def put(folder: Path, name: str, query: dict[str, str] | None = None, by: str = "anyone") -> View:
    view = View(name=name, query=query or AUTUMN, by=by, at=AT)
    views.save(folder, view)
    return view


def chosen(test: AppTest) -> Selection:
    kept: Selection = test.session_state[session.SELECTION]
    return kept


def names(folder: Path) -> list[str]:
    return [view.name for view in views.read(folder).all]


def save(test: AppTest, name: str) -> AppTest:
    test.text_input(key="view_name").set_value(name)
    return test.button(key="view_save").click().run()


def test_a_view_is_saved_with_everything_that_is_chosen(folder: Path) -> None:
    test = save(opened({**AUTUMN, "cell": hex_at(5, resolution=8)}), "Autumn in Widnes")
    assert not test.exception
    (view,) = views.read(folder).all
    assert view.name == "Autumn in Widnes"
    assert view.query == chosen(test).to_query()
    assert view.query["cell"] == hex_at(5, resolution=8)
    assert test.button(key="view_open_Autumn in Widnes")


def test_a_saved_view_is_opened_whole_and_the_map_is_led_there(folder: Path) -> None:
    put(folder, "Autumn")
    test = opened({"cell": hex_at(400), "category": "Drugs", "measure": "rate"})
    led = session.LEAD in test.session_state and test.session_state[session.LEAD]
    test.button(key="view_open_Autumn").click().run()
    found = chosen(test)
    assert (found.layers, found.focus, found.resolution) == (("incidents", "missing"), "missing", 8)
    assert (found.place, found.cell, found.measure) == ("Widnes", "", "count")
    assert found.window == Window(date(2026, 9, 1), date(2026, 11, 1))
    assert found.categories == ()
    assert test.session_state[session.LEAD] == int(led) + 1


def test_opening_a_view_again_undoes_what_was_changed_since(folder: Path) -> None:
    put(folder, "Autumn")
    test = opened()
    test.button(key="view_open_Autumn").click().run()
    first = chosen(test)
    test.session_state[session.SELECTION] = replace(first, focus="incidents", place="")
    test.run()
    test.button(key="view_open_Autumn").click().run()
    assert chosen(test) == first
    assert test.session_state[session.LEAD] == 2


def test_a_name_that_is_taken_is_replaced_only_after_a_word(folder: Path) -> None:
    put(folder, "Autumn")
    test = save(opened(), "AUTUMN")
    assert "There is a view called “AUTUMN” already" in html(test)
    assert views.read(folder).all[0].query == AUTUMN
    test.button(key="view_replace").click().run()
    assert names(folder) == ["AUTUMN"]
    assert views.read(folder).all[0].query == chosen(test).to_query()
    assert "already" not in html(test)


def test_someone_elses_view_is_neither_deleted_nor_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.access.is_analyst", lambda *_, **__: False)
    put(folder, "Autumn", by="J. Doe")
    test = save(opened(), "Autumn")
    with pytest.raises(KeyError):
        test.button(key="view_delete_Autumn")
    test.button(key="view_replace").click().run()
    assert "someone else has saved are for analysts" in html(test)
    assert views.read(folder).all[0].by == "J. Doe"


def test_a_view_is_deleted_after_a_second_press(folder: Path) -> None:
    put(folder, "Autumn")
    put(folder, "Spring")
    test = opened()
    test.button(key="view_delete_Autumn").click().run()
    assert names(folder) == ["Autumn", "Spring"]
    assert test.button(key="view_delete_Autumn").label == "Delete for good"
    test.button(key="view_delete_Autumn").click().run()
    assert names(folder) == ["Spring"]
    assert not test.exception


@pytest.mark.parametrize("name", ["", "   ", "right \u202e left"])
def test_a_name_that_is_none_is_refused_in_words(folder: Path, name: str) -> None:
    test = save(opened(), name)
    assert "Give the view a name of 1 to 60 characters" in html(test)
    assert names(folder) == []


def test_a_name_is_shown_as_it_is_written(folder: Path) -> None:
    name = "**Bold** :red[x] [a](b) <b>c</b> $d$"
    put(folder, name)
    label = opened().button(key=f"view_open_{name}").label
    assert label.replace("\\", "") == name
    assert all(
        label[i - 1] == "\\" for i, sign in enumerate(label) if sign in panel.MARKDOWN - {"\\"}
    )


def test_a_viewer_gets_only_what_they_may_see_and_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "All three", {"layers": ",".join(schema.LAYERS), "focus": "cuckooing"})
    put(folder, "Reports", {"layers": "cuckooing", "focus": "cuckooing"})
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents,missing")
    test = opened()
    for name in ("All three", "Reports"):
        test.button(key=f"view_open_{name}").click().run()
        assert chosen(test).layers == ("incidents", "missing")
        assert chosen(test).focus in ("incidents", "missing")
        assert panel.HIDDEN in html(test)
    put(folder, "Own", {"layers": "missing", "focus": "missing"})
    test.run().button(key="view_open_Own").click().run()
    assert panel.HIDDEN not in html(test)


def test_the_link_can_be_copied() -> None:
    assert "<button" in panel.COPY
    assert "data-hotspots-copy" in html(opened())


def test_a_damaged_file_is_said_and_the_page_goes_on(folder: Path) -> None:
    (folder / views.FILE).write_bytes(b"{")
    test = opened()
    assert not test.exception
    assert "views.json in the store" in html(test)
    assert "Until then nothing can be saved there" in html(save(test, "Autumn"))
    assert (folder / views.FILE).read_bytes() == b"{"


def test_a_presentation_without_views_has_no_chooser() -> None:
    test = opened(page="present")
    assert not test.button


def test_a_presentation_opens_a_view_and_says_which(folder: Path) -> None:
    put(folder, "Autumn")
    put(folder, "Reports", {"layers": "cuckooing", "focus": "cuckooing"})
    test = opened(page="present")
    test.button(key="view_open_Reports").click().run()
    assert chosen(test).focus == "cuckooing"
    assert panel.for_map(look(test)) == {"at": 1, "count": 2}


def look(test: AppTest) -> session.Look:
    """Look as that session does."""
    st.session_state[panel.OPENED] = test.session_state[panel.OPENED]
    st.session_state[session.SELECTION] = chosen(test)
    return session.look()


@pytest.mark.parametrize(
    ("asked", "focus"),
    [
        ({"to": 0, "asked": 1}, "missing"),
        ({"to": 1, "asked": 1}, "cuckooing"),
        ({"to": 2, "asked": 1}, "incidents"),  # gone meanwhile: all stays
        ({"to": -1}, "incidents"),
        ({"to": "1"}, "incidents"),
        ({"to": True}, "incidents"),
        (["to"], "incidents"),
        (None, "incidents"),
    ],
)
def test_a_key_opens_the_view_it_asked_for_and_nothing_else_is_trusted(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: Any,  # noqa: ANN401 - from a browser
    focus: str,
) -> None:
    put(folder, "Autumn")
    put(folder, "Reports", {"layers": "cuckooing", "focus": "cuckooing"})
    monkeypatch.setattr(bridge, "turned", lambda: asked)
    panel.turn()
    assert session.look().selection.focus == focus
    assert panel.for_map(session.look())["at"] == {"missing": 0, "cuckooing": 1}.get(focus, -1)


def test_a_view_renamed_or_gone_is_no_place_to_step_from(folder: Path) -> None:
    put(folder, "Autumn")
    st.session_state[panel.OPENED] = "autumn"
    assert panel.for_map(session.look()) == {"at": 0, "count": 1}
    views.remove(folder, "Autumn")
    assert panel.for_map(session.look()) == {"at": -1, "count": 0}
