import pandas as pd
import pytest

from data.readers import recognise
from tests.rows import broken, judged, only

ROW = {
    "Occurrence Number": "07220001234",
    "Reported Date/Time": "14/01/2024 08:10",
    "From Date/Time": "13/01/2024 22:15",
    "To Date/Time": "14/01/2024 07:30",
    "Offence Code": "28/3",
    "Offence Text": "Burglary - residential",
    "Easting": "351,200",
    "Northing": "385,400",
    "Beat": "WID1",
    "Postcode": "WA8 7QA",
}


def test_an_extract_is_recognised_by_its_headings() -> None:
    assert recognise(list(ROW)).source == "records management"


def test_an_occurrence_happened_between_from_and_to_at_its_point() -> None:
    event = only(judged(ROW))
    assert event["start"] == pd.Timestamp("2024-01-13 22:15", tz="UTC")
    assert event["end"] == pd.Timestamp("2024-01-14 07:30", tz="UTC")
    assert (event["category"], event["placing"]) == ("Burglary - residential", "exact")
    assert (event["layer"], event["source"]) == ("incidents", "records management")


def test_a_reference_is_the_same_with_and_without_the_zeros_that_excel_loses() -> None:
    shortened = {**ROW, "Occurrence Number": "7220001234"}
    assert only(judged(ROW))["reference"] == only(judged(shortened))["reference"] == "7220001234"


@pytest.mark.parametrize("reference", ["7.22E+09", "1E+11"])
def test_a_reference_that_lost_its_last_figures_is_quarantined(reference: str) -> None:
    assert broken(judged({**ROW, "Occurrence Number": reference})) == [(2, "reference")]


def test_the_report_stands_for_a_blank_start_and_the_event_says_so() -> None:
    event = only(judged({**ROW, "From Date/Time": "", "To Date/Time": ""}))
    assert event["start"] == pd.Timestamp("2024-01-14 08:10", tz="UTC")
    assert event["flags"] == "reported-only"


def test_the_code_stands_for_a_blank_offence() -> None:
    assert only(judged({**ROW, "Offence Text": ""}))["category"] == "28/3"
    blank = {**ROW, "Offence Text": "", "Offence Code": ""}
    assert broken(judged(blank)) == [(2, "category")]


def test_without_coordinates_the_postcode_places_it() -> None:
    row = {**ROW, "Easting": "", "Northing": "", "Postcode": "wa8 7qa"}
    assert only(judged(row))["placing"] == "postcode"


def test_the_columns_of_the_system_are_in_one_order_of_dates() -> None:
    american = {
        **ROW,
        "Reported Date/Time": "01/14/2024 8:10 AM",
        "From Date/Time": "01/13/2024 10:15 PM",
        "To Date/Time": "01/14/2024 7:30 AM",
    }
    assert only(judged(american))["start"] == pd.Timestamp("2024-01-13 22:15", tz="UTC")
