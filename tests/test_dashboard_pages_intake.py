"""The Data page in each of its states, without a browser."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access, arrivals, session
from dashboard.panels.intake import drop, imports
from data.store import Store, StoreError
from tests.desks import AMBIGUOUS, MISSING, STRANGE, police, text
from tests.files import OPENED, intake_of, police_row
from tests.pages import headline, html, opened


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(arrivals, "open_sheets", OPENED)
    monkeypatch.setattr(drop, "QUICK_S", 60.0)
    yield
    st.cache_resource.clear()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give an empty store to the pages."""
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path / "store"))
    return Store(tmp_path / "store")


def shown() -> AppTest:
    """Open the page."""
    test = opened(page="data")
    assert not test.exception
    return test


def dropped(*files: tuple[str, bytes]) -> AppTest:
    """Open the page and drop files."""
    test = shown()
    return run(test.file_uploader[0].set_value([(name, body, "text/csv") for name, body in files]))


def run(element: object) -> AppTest:
    """Let the page run, and hold that nothing went wrong."""
    test: AppTest = element.run()  # type: ignore[attr-defined]  # any element of a page
    assert not test.exception
    assert "Something went wrong" not in html(test)
    return test


def press(test: AppTest, key: str) -> AppTest:
    return run(test.button(key=key).click())


def said(test: AppTest) -> str:
    """Give what is written on the page."""
    without_style = re.sub(r"<style>.*?</style>", "", html(test), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", without_style)


def keys(test: AppTest) -> set[str]:
    return {str(button.key) for button in test.button}


def test_an_empty_store_has_a_data_page_and_says_so(store: Store) -> None:
    assert store.is_empty()
    test = shown()
    assert headline(test) == "Nothing has been brought in yet"
    assert html(test).count("<h1") == 1
    assert len(test.file_uploader) == 1


def test_each_source_has_its_line(store: Store) -> None:
    store.commit(intake_of("a", "b"))
    store.commit(intake_of("c", layer="missing", source="Cheshire"))
    test = shown()
    assert headline(test) == "Two sources, up to date to 1 Jan 2024"
    assert "Cheshire" in html(test)
    assert "OFFICIAL-SENSITIVE" in html(test)


def test_what_changes_while_the_page_is_drawn_is_on_all_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a", "b"))
    drawn, left = imports.draw, ["later"]

    def late(look: session.Look) -> None:
        for reference in [left.pop() for _ in left[:]]:
            store.commit(intake_of(reference, file="later.csv"))
        drawn(look)

    monkeypatch.setattr(imports, "draw", late)
    text = said(shown())
    assert "later.csv" in text
    assert re.search(r"Incidents\s+3\s", text), "the sources tell of all three events"


def test_a_layer_that_may_not_be_seen_has_no_line_and_no_import(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a", "b"))
    store.commit(intake_of("c", layer="missing", source="Cheshire", file="absent.csv"))
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    test = shown()
    assert headline(test) == "One source, up to date to 1 Jan 2024"
    assert "Cheshire" not in html(test)
    assert "absent.csv" not in html(test)
    assert "undo_2" not in keys(test)


def test_invented_data_are_marked_and_not_undone(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    test = shown()
    assert "Synthetic data" in html(test)
    assert "invented events" in html(test)
    assert not any(key.startswith("undo_") for key in keys(test))


def test_who_is_no_analyst_sees_how_fresh_the_data_are_and_no_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a", file="register.csv", rejected=[(9, "date", "x")]))
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", "X-User")
    monkeypatch.setenv("HOTSPOTS_ANALYSTS", "A. Nalyst")
    person = access.Viewer("J. Doe", ("incidents",))
    monkeypatch.setattr(access, "viewer", lambda *_, **__: person)
    test = shown()
    assert headline(test) == "One source, up to date to 1 Jan 2024"
    assert len(test.file_uploader) == 0
    assert keys(test) == set()
    assert "register.csv" not in html(test)
    assert "are for analysts" in html(test)


def test_a_dropped_file_shows_what_it_is_and_would_do_and_changes_nothing(store: Store) -> None:
    wrong = police_row(month="2026-31")
    test = dropped(("street.csv", police(police_row(), police_row(), wrong)))
    words = said(test)
    for part in ("street.csv", "police.uk", "Incidents", "3 rows", "To quarantine", "row 4"):
        assert part in words
    assert "2 of 2 sound rows in the borough" in words
    assert store.is_empty()


def test_bringing_in_gives_the_receipt_and_the_import_in_the_list(store: Store) -> None:
    test = press(dropped(("street.csv", police())), "bring_1")
    assert "Brought in." in html(test)
    assert "2 new." in said(test)
    assert headline(test).startswith("One source, up to date to Jan 2024")
    assert len(store.events()) == 2
    assert "undo_1" in keys(test)
    assert "bring_1" not in keys(test)
    gone = press(test, "remove_1")
    assert "Brought in." not in html(gone)


def test_several_files_come_in_at_once_or_one_by_one(store: Store) -> None:
    test = dropped(("a.csv", police()), ("b.csv", police(police_row(reference="z"))))
    assert {"bring_1", "bring_2", "bring_all"} <= keys(test)
    test = press(test, "bring_all")
    assert html(test).count("Brought in.") == 2
    assert len(store.events()) == 3


def test_the_counts_of_a_file_follow_what_came_in_before_it(store: Store) -> None:
    test = dropped(("a.csv", police()), ("b.csv", police()))
    test = press(test, "bring_1")
    assert "This very file was brought in before" in said(test)
    assert len(store.batches()) == 1


def test_a_removed_file_leaves_no_trace(store: Store) -> None:
    test = press(dropped(("street.csv", police())), "remove_1")
    assert "street.csv" not in html(test)
    assert store.is_empty()


def test_a_refused_file_is_one_sentence_and_the_others_are_read(store: Store) -> None:
    test = dropped(("holiday.csv", b"MZ\x90\0" + b"\0" * 500), ("street.csv", police()))
    assert "It is a program" in said(test)
    assert "Traceback" not in html(test)
    assert keys(test) >= {"remove_1", "remove_2", "bring_2"}
    assert "bring_1" not in keys(test)
    assert store.is_empty()


def test_a_files_name_and_cells_are_text(store: Store) -> None:
    test = dropped(("<img src=x>.csv", police(police_row(), police_row(month="<b>May</b>"))))
    assert "<img src=x>" not in html(test)
    assert "<b>May</b>" not in html(test)
    assert "&lt;b&gt;May&lt;/b&gt;" in html(test)
    assert store.is_empty()


def test_doubtful_dates_are_asked_with_both_readings_and_read_as_answered(store: Store) -> None:
    test = dropped(("cases.csv", AMBIGUOUS))
    assert "may be read in two ways" in said(test)
    assert "bring_1" not in keys(test)
    (radio,) = test.radio
    assert radio.options == ["Day first", "Month first"]
    test = run(radio.set_value("day-first"))
    assert "3 Apr 2026 to 5 Apr 2026" in said(test)
    press(test, "bring_1")
    assert store.events()["start"].dt.month.tolist() == [4, 4]


def test_unknown_columns_are_proposed_confirmed_and_remembered(store: Store) -> None:
    test = dropped(("register.csv", STRANGE))
    assert "of no form that is known" in said(test)
    chosen = {box.label: box.value for box in test.selectbox}
    assert (chosen["Start"], chosen["Reference"]) == (1, 0)
    test.text_input[0].set_value("Housing")
    test = press(test, next(key for key in keys(test) if "FormSubmitter" in key))
    assert "Housing" in said(test)
    assert "2 rows" in said(test)
    press(test, "bring_1")
    again = dropped(("later.csv", STRANGE.replace(b"L1", b"L9")))
    assert "of no form that is known" not in said(again)
    assert "Housing" in said(again)
    assert store.events()["source"].unique().tolist() == ["Housing"]


def test_a_mapping_that_lacks_something_says_what(store: Store) -> None:
    test = dropped(("register.csv", text(["Log", "Note"], ["L1", "x"], ["L2", "y"])))
    test = press(test, next(key for key in keys(test) if "FormSubmitter" in key))
    assert "it lacks" in said(test)
    assert store.is_empty()


def test_a_file_taken_for_the_wrong_layer_can_be_put_right(store: Store) -> None:
    register = text(
        ["reference", "reported", "start", "category", "postcode"],
        ["C1", "13/04/2026", "13/04/2026", "Drugs", "WA8 7QF"],
    )
    test = dropped(("register.csv", register))
    assert "Incidents" in said(test)
    test = run(test.button_group(key="layer_1").set_value("cuckooing"))
    press(test, "bring_1")
    assert store.events()["layer"].tolist() == ["cuckooing"]


def test_a_file_that_was_read_can_have_its_columns_said_anew(store: Store) -> None:
    test = press(dropped(("street.csv", police())), "columns_1")
    assert "of no form that is known" not in said(test)
    assert "Say what its columns hold" in said(test)
    assert test.selectbox
    assert store.is_empty()


def test_a_file_of_a_layer_that_may_not_be_seen_shows_nothing_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    test = dropped(("absent.csv", MISSING))
    assert "It is of the layer Missing, which you may not see." in said(test)
    assert "1 row" not in said(test)
    assert store.is_empty()


def test_undo_asks_before_it_does(store: Store) -> None:
    store.commit(intake_of("a", "b"))
    test = press(shown(), "undo_1")
    assert "Undo this import? Its 2 new events go" in said(test)
    assert len(store.events()) == 2
    test = press(test, "undo_no")
    assert "Undo this import?" not in said(test)
    test = press(press(test, "undo_1"), "undo_yes")
    assert "some.csv was undone: 2 events are gone." in said(test)
    assert store.is_empty()
    assert "Undone on" in said(test)
    assert "undo_1" not in keys(test)


def test_the_receipt_of_an_import_that_is_undone_goes_and_others_stay(store: Store) -> None:
    other = police(police_row(reference="c"))
    test = press(dropped(("a.csv", police()), ("c.csv", other)), "bring_all")
    assert said(test).count("Brought in.") == 2
    test = press(press(test, "undo_1"), "undo_yes")
    assert said(test).count("Brought in.") == 1
    assert store.batches()["undone_at"].notna().tolist() == [True, False]


def test_an_undo_that_is_refused_says_why(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit(intake_of("a"))

    def refused(_store: Store, _batch: int) -> None:
        raise ValueError("Rows of it were corrected and brought back in batch 2: undo that first.")

    monkeypatch.setattr(Store, "undo", refused)
    test = press(press(shown(), "undo_1"), "undo_yes")
    assert '<p class="hs-trouble" role="alert">Rows of it were corrected' in html(test)


def test_a_long_list_of_imports_shows_the_last_and_all_on_request(store: Store) -> None:
    for number in range(8):
        store.commit(intake_of(f"r{number}", file=f"file{number}.csv"))
    test = shown()
    assert "file7.csv" in said(test)
    assert "file0.csv" not in said(test)
    assert "file0.csv" in said(press(test, "intake_all"))


def test_a_file_that_is_worked_on_for_long_shows_how_far_and_can_be_cancelled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop, "QUICK_S", 0.0)
    monkeypatch.setattr(arrivals.Arrival, "state", property(lambda _one: arrivals.WORKING))
    test = dropped(("long.csv", police()))
    assert "long.csv" in said(test)
    assert "bring_1" not in keys(test)
    test = press(test, "cancel_1")
    assert "long.csv" not in said(test)
    assert store.is_empty()


def test_rows_in_quarantine_are_in_the_title_and_can_be_downloaded(store: Store) -> None:
    store.commit(intake_of("a", rejected=[(9, "date", "31/02/2026"), (9, "category", "")]))
    test = shown()
    assert headline(test).endswith("; 1 row waits in quarantine")
    assert "row 9: 31/02/2026" in " ".join(said(test).split())
    assert len(test.get("download_button")) == 1


def test_rows_in_quarantine_of_a_layer_that_may_not_be_seen_are_not_spoken_of(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a"))
    store.commit(intake_of("b", layer="missing", file="b.csv", rejected=[(9, "date", "secret")]))
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    test = shown()
    assert "quarantine" not in headline(test)
    assert "secret" not in html(test)
    assert "No row waits." in said(test)


def test_a_store_that_is_busy_for_too_long_is_one_plain_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a"))

    def busy(_store: Store) -> None:
        raise StoreError("The store has been in use by an import for 60 seconds. Try again.")

    monkeypatch.setattr(Store, "held", busy)
    assert "in use by an import for 60 seconds" in said(shown())


def workbook(**sheets: bytes) -> bytes:
    """Make a workbook of CSV texts."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, content in sheets.items():
        made = book.create_sheet(name)
        for row in content.decode().splitlines():
            made.append(row.split(","))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_every_sheet_of_a_workbook_is_named_and_strange_ones_are_left_out(store: Store) -> None:
    later = police(police_row(reference="x"), police_row(reference="y"), police_row(reference="z"))
    test = dropped(("book.xlsx", workbook(May=police(), June=later, Notes=STRANGE)))
    words = said(test)
    for part in ("May", "June", "Notes", "2 rows", "is left out"):
        assert part in words
    press(test, "bring_1")
    assert len(store.events()) == 5
    assert store.batches()["sheet"].tolist() == ["May", "June"]


def test_a_sheet_that_was_left_out_can_be_told_of_and_comes_in_with_the_others(
    store: Store,
) -> None:
    test = dropped(("book.xlsx", workbook(May=police(), Register=STRANGE)))
    test = press(test, "take_1_1")
    assert "Say what its columns hold" in said(test)
    assert "bring_1" not in keys(test)
    test = press(test, next(key for key in keys(test) if "FormSubmitter" in key))
    press(test, "bring_1")
    assert len(store.events()) == 4
    assert store.batches()["sheet"].tolist() == ["May", "Register"]


def test_the_one_sheet_that_is_read_can_be_put_right_beside_others(store: Store) -> None:
    register = text(
        ["reference", "date", "category", "postcode"], ["C1", "13/04/2026", "Drugs", "WA8 7QF"]
    )
    notes = text(["Please ring Jane"], ["x"])
    test = dropped(("book.xlsx", workbook(Notes=notes, Cases=register)))
    assert "Incidents" in said(test)
    test = run(test.button_group(key="layer_1").set_value("cuckooing"))
    press(test, "bring_1")
    assert store.events()["layer"].tolist() == ["cuckooing"]


def test_a_sheet_that_stops_a_workbook_can_be_left_out(store: Store) -> None:
    twins = text(["start", "Start", "category", "postcode"], ["a", "b", "c", "d"])
    test = dropped(("book.xlsx", workbook(May=police(), Broken=twins)))
    assert "Only one column may give the start" in said(test)
    test = press(test, "leave_1")
    press(test, "bring_1")
    assert store.batches()["sheet"].tolist() == ["May"]
