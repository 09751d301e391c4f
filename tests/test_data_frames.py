import pandas as pd

from data.frames import as_batches, as_events, as_quarantine, as_rows
from data.schema import EVENT_COLUMNS, RULES, empty_events
from tests.files import intake_of


def test_rows_of_the_tables_hold_utc_without_saying_so() -> None:
    rows = as_rows(intake_of("A", "B").events)
    assert rows["start"].dt.tz is None
    assert list(rows["start"]) == [pd.Timestamp("2024-01-01")] * 2
    assert {"event_id", "batch_id"}.isdisjoint(rows.columns)


def test_what_a_demo_or_reader_adds_on_its_own_account_is_left_out() -> None:
    events = intake_of("A").events.assign(event_id=99, batch_id=9, ward="E05013169")
    assert list(as_rows(events).columns) == list(as_rows(intake_of("A").events).columns)


def test_there_and_back_again_an_event_is_the_same() -> None:
    events = intake_of("A", "B").events.assign(event_id=[1, 2], batch_id=1)
    events.loc[1, "end"] = pd.NaT
    back = as_events(as_rows(events).assign(event_id=[1, 2], batch_id=1)[list(EVENT_COLUMNS)])
    expected = events[list(EVENT_COLUMNS)].astype(EVENT_COLUMNS)
    pd.testing.assert_frame_equal(back, expected)


def test_no_events_are_an_event_frame_too() -> None:
    naive = empty_events().assign(start=pd.to_datetime([]), end=pd.to_datetime([]))
    assert as_events(naive).dtypes.astype(str).to_dict() == EVENT_COLUMNS


def test_the_time_of_an_import_is_in_utc() -> None:
    found = as_batches(pd.DataFrame({"imported_at": [pd.Timestamp("2024-07-01 12:00")]}))
    assert found["imported_at"][0] == pd.Timestamp("2024-07-01 12:00", tz="UTC")


def test_the_quarantine_says_what_to_do() -> None:
    found = as_quarantine(pd.DataFrame({"rule": ["date"]}, dtype="str"))
    assert found["advice"][0] == RULES["date"].advice
    assert as_quarantine(pd.DataFrame({"rule": []}, dtype="str")).empty
