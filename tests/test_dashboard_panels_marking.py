"""The mark of a hexagon is said, made and taken back in its panel; rankings leave it out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access, settings
from dashboard.panels import marking, summary
from dashboard.session import Look
from dashboard.source import Source
from data import geography, notes, schema
from data.marks import Mark
from data.store import Store
from geo import cells
from tests.boards import hex_at, selection
from tests.pages import html

AT = datetime(2026, 7, 3, 23, 30, tzinfo=UTC)  # the 4th in London
PRISON: dict[str, Any] = {"kind": "prison", "reason": "Calls from inside"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path))
    st.cache_resource.clear()
    return tmp_path


def a_look(folder: Path, **chosen: Any) -> Look:  # noqa: ANN401 - any field
    viewer = access.Viewer(access.ANYONE, schema.LAYERS)
    source = Source(str(folder), "1", schema.LAYERS, "2020")
    return Look(settings.current(), viewer, source, selection(**chosen))


def put(folder: Path, cell: str, **fields: Any) -> Mark:  # noqa: ANN401 - any field
    mark = Mark(cell=cell, **{**PRISON, "by": "A. Nalyst", "at": AT, **fields})
    notes.put(folder, mark)
    return mark


def drawn(cell: str) -> AppTest:
    """Draw the panel for a hexagon, as the page does."""

    def script(cell: str) -> None:
        from dashboard.panels import marking  # noqa: PLC0415 - runs on its own
        from tests.test_dashboard_panels_marking import a_look, here  # noqa: PLC0415

        marking.draw(a_look(here(), cell=cell))

    return AppTest.from_function(script, args=(cell,), default_timeout=30).run()


def here() -> Path:
    return settings.current().store


def parent(cell: str, resolution: int) -> str:
    found = cells.parents_of(cells.cells_from_hex([cell]), resolution=resolution)
    return str(cells.hex_of(found)[0])


def test_without_a_selected_hexagon_nothing_is_drawn() -> None:
    test = drawn("")
    assert html(test) == ""
    assert not test.text_input


def test_an_analyst_marks_a_hexagon_and_the_panel_says_so(folder: Path) -> None:
    cell = hex_at(40)
    test = drawn(cell)
    assert "hs-marks" not in html(test)
    test.selectbox(key=f"mark_kind_{cell}").set_value("hospital")
    test.text_input(key=f"mark_reason_{cell}").set_value("Calls from wards")
    test.button(key=f"mark_save_{cell}").click().run()
    assert not test.exception
    (mark,) = notes.read(folder).in_force
    assert (mark.cell, mark.kind, mark.reason, mark.excluded) == (
        cell,
        "hospital",
        "Calls from wards",
        True,
    )
    assert "Hospital: Calls from wards" in html(test)
    assert "left out of rankings" in html(test)


def test_a_reason_too_short_is_refused_in_words_and_nothing_is_written(folder: Path) -> None:
    cell = hex_at(40)
    test = drawn(cell)
    test.text_input(key=f"mark_reason_{cell}").set_value("no")
    test.button(key=f"mark_save_{cell}").click().run()
    assert "Give a reason in 5 to 300 characters" in html(test)
    assert 'role="alert"' in html(test)
    assert notes.read(folder).all == ()


def test_a_note_does_not_leave_the_hexagon_out(folder: Path) -> None:
    cell = hex_at(40)
    test = drawn(cell)
    test.text_input(key=f"mark_reason_{cell}").set_value("A new retail park opens in May")
    test.checkbox(key=f"mark_excluded_{cell}").uncheck()
    test.button(key=f"mark_save_{cell}").click().run()
    assert "stays in rankings" in html(test)
    assert not marking.left_out(a_look(folder)).any()


def test_the_form_shows_the_mark_that_is_there_and_changes_it(folder: Path) -> None:
    cell = hex_at(40)
    put(folder, cell)
    test = drawn(cell)
    assert test.selectbox(key=f"mark_kind_{cell}").value == "prison"
    assert test.text_input(key=f"mark_reason_{cell}").value == "Calls from inside"
    test.text_input(key=f"mark_reason_{cell}").set_value("Calls from the visitors' centre")
    test.button(key=f"mark_save_{cell}").click().run()
    assert len(notes.read(folder).all) == 2
    assert notes.read(folder).in_force[0].reason == "Calls from the visitors' centre"


def test_a_mark_is_taken_back_with_a_reason(folder: Path) -> None:
    cell = hex_at(40)
    put(folder, cell)
    test = drawn(cell)
    test.button(key=f"unmark_save_{cell}").click().run()
    assert "why the mark goes" in html(test)
    test.text_input(key=f"unmark_why_{cell}").set_value("Closed in October")
    test.button(key=f"unmark_save_{cell}").click().run()
    assert notes.read(folder).in_force == ()
    assert notes.read(folder).all[0].removed is not None
    assert "hs-marks" not in html(test)


def test_who_is_no_analyst_reads_the_mark_and_has_no_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", "X-User")
    put(folder, hex_at(40))
    test = drawn(hex_at(40))
    assert "Prison: Calls from inside" in html(test)
    assert "Marked by A. Nalyst on 4 Jul 2026: left out of rankings" in html(test)
    assert not test.button
    assert not test.text_input


def test_someone_else_removed_it_meanwhile_is_said(folder: Path) -> None:
    cell = hex_at(40)
    put(folder, cell)
    test = drawn(cell)
    (folder / notes.FILE).unlink()
    test.text_input(key=f"unmark_why_{cell}").set_value("Closed in October")
    test.button(key=f"unmark_save_{cell}").click().run()
    assert not test.exception
    assert notes.read(folder).all == ()


def test_a_reason_is_shown_as_text(folder: Path) -> None:
    put(folder, hex_at(40), reason="<img src=x onerror=alert(1)>", by="<b>Z</b>")
    assert "<img" not in html(drawn(hex_at(40)))
    assert "<b>Z</b>" not in html(drawn(hex_at(40)))
    assert "<img" not in marking.left_out_html(a_look(folder))


def test_a_mark_around_is_said_and_one_inside_leaves_the_hexagon_in(folder: Path) -> None:
    cell = hex_at(40)
    put(folder, parent(cell, 8))
    assert "on a larger hexagon around this one: left out of rankings" in html(drawn(cell))
    (folder / notes.FILE).unlink()
    put(folder, cell)
    said = html(drawn(parent(cell, 8)))
    assert "A smaller hexagon inside this one is marked (Prison: Calls from inside)" in said
    assert "This one stays in rankings" in said
    assert not marking.left_out(a_look(folder, resolution=8)).any()


def test_the_ranking_leaves_out_exactly_the_marked_and_their_children(folder: Path) -> None:
    put(folder, hex_at(40, resolution=8))
    for resolution, most in ((7, 0), (8, 1), (9, 7), (10, 49)):
        out = marking.left_out(a_look(folder, resolution=resolution))
        assert out.shape == (len(geography.cells(resolution)),)
        assert (out.sum() > 0) == (most > 0)
        assert out.sum() <= most


def test_leading_hexagons_pass_over_a_marked_one(folder: Path) -> None:
    look = a_look(folder)
    by_cell = np.zeros(len(geography.cells(9)), dtype=np.int64)
    by_cell[[40, 41, 42]] = (9, 5, 1)
    put(folder, hex_at(40))
    assert np.argsort(-np.where(marking.left_out(look), 0, by_cell))[:2].tolist() == [41, 42]


def test_the_table_says_how_many_are_left_out_and_why(folder: Path) -> None:
    look = a_look(folder)
    assert marking.left_out_html(look) == ""
    put(folder, hex_at(40))
    assert "1 marked hexagon is left out: Prison: Calls from inside." in marking.left_out_html(look)
    put(folder, hex_at(41), kind="retail", reason="Shop thefts are reported here")
    put(folder, hex_at(42), excluded=False)
    said = marking.left_out_html(look)
    assert "2 marked hexagons are left out" in said
    assert "Retail park: Shop thefts are reported here" in said


def test_only_the_first_marks_are_named(folder: Path) -> None:
    for position in range(40, 46):
        put(folder, hex_at(position))
    assert "6 marked hexagons are left out" in marking.left_out_html(a_look(folder))
    assert "; 3 more." in marking.left_out_html(a_look(folder))


def test_a_place_speaks_of_its_own_hexagons_only(folder: Path) -> None:
    study = geography.cells(9)
    town, ward = study["town"].iloc[40], study["ward_code"].iloc[40]
    other = next(name for name in ("Widnes", "Runcorn") if name != town)
    put(folder, hex_at(40))
    assert marking.left_out_html(a_look(folder, place=town))
    assert marking.left_out_html(a_look(folder, place=ward))
    assert marking.left_out_html(a_look(folder, place=other)) == ""


def test_the_map_is_told_the_marks_in_force(folder: Path) -> None:
    put(folder, hex_at(40), reason="Older reason")
    put(folder, hex_at(40))
    put(folder, hex_at(41), excluded=False)
    assert marking.for_map(a_look(folder)) == [
        {"cell": hex_at(40), "excluded": True, "words": "Prison: Calls from inside"},
        {"cell": hex_at(41), "excluded": False, "words": "Prison: Calls from inside"},
    ]


def test_a_damaged_file_is_said_once_and_the_page_goes_on(folder: Path) -> None:
    (folder / notes.FILE).write_bytes(b"{")
    test = drawn(hex_at(40))
    assert not test.exception
    assert html(test).count("notes.json in the store") == 1
    assert "notes.json" in marking.left_out_html(a_look(folder))
    assert not marking.left_out(a_look(folder)).any()
    test.text_input(key=f"mark_reason_{hex_at(40)}").set_value("Calls from inside")
    test.button(key=f"mark_save_{hex_at(40)}").click().run()
    assert "Until then nothing can be saved there" in html(test)


def test_the_map_in_words_says_what_is_hatched(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    look = a_look(demo_store.folder)
    assert "Hatched" not in summary.html(look)
    put(demo_store.folder, hex_at(40), reason="Calls <from> inside")
    try:
        said = "Hatched: 1 marked hexagon is left out: Prison: Calls &lt;from&gt; inside."
        assert said in summary.html(look)
    finally:
        (demo_store.folder / notes.FILE).unlink()
