from dataclasses import replace

import pandas as pd

from data.frames import as_batches, as_events, as_held, as_quarantine, as_rows, in_force
from data.schema import EVENT_COLUMNS, RULES, empty_events
from tests.files import intake_of


def test_rows_of_the_tables_hold_utc_without_saying_so() -> None:
    rows = as_rows(intake_of("A", "B"))
    assert rows["start"].dt.tz is None
    assert list(rows["start"]) == [pd.Timestamp("2024-01-01")] * 2
    assert {"event_id", "batch_id"}.isdisjoint(rows.columns)


def test_what_a_demo_or_reader_adds_on_its_own_account_is_left_out() -> None:
    intake = intake_of("A")
    more = intake.events.assign(event_id=99, batch_id=9, ward="E05013169")
    assert list(as_rows(replace(intake, events=more)).columns) == list(as_rows(intake).columns)


def test_there_and_back_again_an_event_is_the_same() -> None:
    intake = intake_of("A", "B")
    events = intake.events.assign(event_id=[1, 2], batch_id=1)
    events.loc[1, "end"] = pd.NaT
    rows = as_rows(replace(intake, events=events))
    back = as_events(rows.assign(event_id=[1, 2], batch_id=1)[list(EVENT_COLUMNS)])
    expected = events[list(EVENT_COLUMNS)].astype(EVENT_COLUMNS)
    pd.testing.assert_frame_equal(back, expected)


def test_no_events_are_an_event_frame_too() -> None:
    naive = empty_events().assign(start=pd.to_datetime([]), end=pd.to_datetime([]))
    assert as_events(naive).dtypes.astype(str).to_dict() == EVENT_COLUMNS


def test_the_time_of_an_import_is_in_utc() -> None:
    noon = pd.Timestamp("2024-07-01 12:00")
    found = as_batches(pd.DataFrame({"imported_at": [noon, noon], "undone_at": [noon, pd.NaT]}))
    assert found["imported_at"][0] == found["undone_at"][0] == noon.tz_localize("UTC")
    assert pd.isna(found["undone_at"][1])


def test_a_row_that_comes_back_is_told_by_where_it_was_found_first() -> None:
    intake = intake_of(
        "A", "", "", rejected=[(9, "date", "x"), (9, "category", ""), (10, "end", "")]
    )
    origins = {2: "batch 3 row 12", 3: "batch 3 row 13", 9: "batch 3 row 14"}
    returned = replace(intake, origins=origins)
    rows, held = as_rows(returned), as_held(returned)
    assert list(rows["origin"]) == ["batch 3 row 12", "batch 3 row 13", ""]
    assert list(rows["twin"]) == ["", "batch 3 row 13", ""]
    assert list(held["row"]) == [9, 10]
    assert list(held["from_batch"].fillna(0)) == [3, 0]
    assert list(held["from_row"].fillna(0)) == [14, 0]
    assert list(held["cells"]) == ["[]", "[]"]


def test_the_quarantine_says_what_to_do() -> None:
    found = as_quarantine(pd.DataFrame({"rule": ["date"]}, dtype="str"))
    assert found["advice"][0] == RULES["date"].advice
    assert as_quarantine(pd.DataFrame({"rule": []}, dtype="str")).empty


def test_an_import_that_was_undone_is_not_in_force() -> None:
    noon = pd.Timestamp("2024-07-01 12:00")
    found = as_batches(
        pd.DataFrame({"batch_id": [1, 2], "imported_at": [noon] * 2, "undone_at": [noon, pd.NaT]})
    )
    assert list(in_force(found)["batch_id"]) == [2]
    assert in_force(found.iloc[:0]).empty
