from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import geography
from tests.files import broken, read, table

ROW = {
    "Reference": "N1",
    "From date": "13/01/2024 22:15",
    "To date": "14/01/2024 07:30",
    "Offence": "Burglary",
    "Easting": "357455.843",
    "Northing": "383290.436",
    "Postcode": "",
    "Address": "1 Mill Lane",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "incidents.csv"


def london(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="Europe/London")


def event_of(file: Path, **changes: str) -> "pd.Series[Any]":
    row = {**ROW, **{name.replace("_", " "): text for name, text in changes.items()}}
    intake = read(table(file, row))
    assert broken(intake) == set()
    event: pd.Series[Any] = intake.events.iloc[0]
    return event


def test_an_interval_keeps_both_ends(file: Path) -> None:
    event = event_of(file)
    assert event["start"] == london("2024-01-13 22:15")
    assert event["end"] == london("2024-01-14 07:30")
    assert (event["precision"], event["placing"], event["accuracy_m"]) == ("instant", "exact", 10.0)
    assert (event["category"], event["location"]) == ("Burglary", "1 Mill Lane")


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2024-01-13 22:15", "2024-01-13 22:15", "instant"),
        ("2024-01-13 22", "2024-01-13 23:00", "hour"),
        ("2024-01-13", "2024-01-14", "day"),
        ("2024-01-13 00:00", "2024-01-14", "day"),
        ("2024-01", "2024-02-01", "month"),
    ],
)
def test_without_an_end_an_event_ends_as_its_precision_says(
    file: Path, start: str, end: str, precision: str
) -> None:
    event = event_of(file, From_date=start, To_date="")
    assert (event["precision"], event["end"]) == (precision, london(end))


def test_an_end_that_is_only_a_day_lasts_until_that_days_end(file: Path) -> None:
    event = event_of(file, From_date="2024-01-13", To_date="2024-01-15")
    assert event["end"] == london("2024-01-16")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-01-13 12:00", "2024-01-13 11:59"),
        ("2024-01-13", "2024-01-12"),
        ("2024-01-13 12:00", "2024-01-12"),
        ("2024-02", "2024-01-31"),
    ],
)
def test_an_end_before_the_start_is_quarantined_and_shown(file: Path, start: str, end: str) -> None:
    intake = read(table(file, {**ROW, "From date": start, "To date": end}))
    assert broken(intake) == {(2, "end-before-start")}
    assert intake.rejections["found"][0] == f"{start} to {end}"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-01-13 12:00", "2024-01-13"),
        ("2024-01-13", "2024-01-13 00:30"),
        ("2024-01", "2024-01-01"),
        ("2024-01-13 12:00", "2024-01-13 12:00"),
    ],
)
def test_an_end_that_may_lie_after_the_start_is_taken(file: Path, start: str, end: str) -> None:
    event = event_of(file, From_date=start, To_date=end)
    assert event["end"] >= event["start"]


def test_a_place_may_be_only_a_postcode(file: Path) -> None:
    known = geography.postcodes().iloc[0]
    event = event_of(file, Easting="", Northing="", Postcode=known["postcode"])
    assert (event["placing"], event["accuracy_m"]) == ("postcode", 100.0)
    assert (event["lng"], event["lat"]) == (known["lng"], known["lat"])


def test_who_recorded_it_keeps_references_apart(file: Path) -> None:
    assert event_of(file, Agency="Halton Housing")["source"] == "Halton Housing"
    assert event_of(file, Agency="")["source"] == "incidents form"


def test_everything_wrong_with_a_row_is_said_at_once(file: Path) -> None:
    bad = {**ROW, "From date": "31/02/2024", "To date": "soon", "Offence": "", "Easting": "x"}
    assert broken(read(table(file, bad, ROW))) == {
        (2, "date"),
        (2, "end"),
        (2, "category"),
        (2, "place-number"),
    }


def test_dates_in_no_clear_order_refuse_the_whole_file(file: Path) -> None:
    with pytest.raises(ValueError, match="can't be told"):
        read(table(file, {**ROW, "From date": "01/02/2024", "To date": ""}))


def test_a_hidden_character_in_a_cell_that_is_used_is_quarantined(file: Path) -> None:
    intake = read(table(file, {**ROW, "Offence": "Burg\0lary"}, ROW))
    assert broken(intake) == {(2, "unreadable")}
