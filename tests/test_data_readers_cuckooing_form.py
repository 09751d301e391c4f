from pathlib import Path

import pandas as pd
import pytest

from tests.files import broken, read, table

ROW = {
    "Cuckooing reference": "C1",
    "Date reported": "2024-01-13",
    "Closed": "",
    "Type": "Drug  supply",
    "Longitude": "-2.7",
    "Latitude": "53.35",
    "Address": "1 Mill Lane",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cuckooing.csv"


def test_a_report_is_an_event_of_one_day_at_premises(file: Path) -> None:
    intake = read(table(file, ROW))
    event = intake.events.iloc[0]
    assert (intake.layer, intake.source) == ("cuckooing", "cuckooing form")
    assert (event["start"], event["end"]) == (
        pd.Timestamp("2024-01-13", tz="UTC"),
        pd.Timestamp("2024-01-14", tz="UTC"),
    )
    assert (event["precision"], event["category"], event["reference"]) == (
        "day",
        "Drug supply",
        "C1",
    )
    assert (event["placing"], event["location"]) == ("exact", "1 Mill Lane")


def test_a_report_may_say_when_it_was_over(file: Path) -> None:
    event = read(table(file, {**ROW, "Closed": "2024-02-01"})).events.iloc[0]
    assert event["end"] == pd.Timestamp("2024-02-02", tz="UTC")


def test_a_report_of_no_stated_kind_says_so(file: Path) -> None:
    without = {name: text for name, text in ROW.items() if name != "Type"}
    assert read(table(file, {**ROW, "Type": ""})).events["category"][0] == "not stated"
    assert read(table(file, without)).events["category"][0] == "not stated"


def test_reports_without_a_reference_are_let_in(file: Path) -> None:
    intake = read(table(file, {**ROW, "Cuckooing reference": ""}))
    assert broken(intake) == set()
    assert intake.events["reference"][0] == ""


def test_a_register_under_plain_headings_is_read_when_the_layer_is_named(file: Path) -> None:
    plain = {"Ref": "C1", "Date": "2024-01-13", "Lng": "-2.7", "Lat": "53.35"}
    assert len(read(table(file, plain), layer="cuckooing").events) == 1


def test_a_report_without_a_day_or_a_place_is_quarantined(file: Path) -> None:
    bad = {**ROW, "Date reported": "", "Longitude": ""}
    assert broken(read(table(file, bad))) == {(2, "date"), (2, "place-missing")}
