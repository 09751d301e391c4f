"""The mess that partners hand over, entry by entry: what becomes of a row of each.

What is messy about a file rather than a row is held by the tests of the formats.
"""

from typing import Any

import pytest

from data.judging import Judged
from tests.rows import broken, judged, only

ROW = {
    "Reference": "A1",
    "Start": "2026-03-03 14:30",
    "End": "",
    "Category": "Drugs",
    "Longitude": "-2.7352",
    "Latitude": "53.3637",
    "Easting": "",
    "Northing": "",
    "Grid reference": "",
    "UPRN": "",
    "Postcode": "",
    "Ward": "",
}
NOWHERE = {"Longitude": "", "Latitude": ""}
FLAGGED = {
    "the hour that does not exist": ({"Start": "2026-03-29 01:30"}, "hour-missing"),
    "the hour that repeats": ({"Start": "2026-10-25 01:30"}, "hour-repeated"),
    "an episode over a year": ({"Start": "2025-01-01", "End": "2026-03-03"}, "over-a-year"),
    "outside the borough": ({"Longitude": "-2.98", "Latitude": "53.41"}, "outside"),
    "swapped longitude and latitude": (
        {"Longitude": "53.3637", "Latitude": "-2.7352"},
        "put-right",
    ),
    "metres in lat/lon columns": ({"Longitude": "351200", "Latitude": "385400"}, "put-right"),
    "swapped eastings and northings": (
        {**NOWHERE, "Easting": "385,400", "Northing": "351,200"},
        "put-right",
    ),
    "ward only": ({**NOWHERE, "Ward": "Halton Castle"}, "ward-only"),
    "old ward name": ({**NOWHERE, "Ward": "Windmill Hill"}, "ward-only"),
}
"""What is let in, and what is said of it."""

QUARANTINED = {
    "the future": ({"Start": "2026-12-24"}, "future"),
    "an end in the future": ({"End": "2027-03-03"}, "future"),
    "end before start": ({"End": "2026-03-01"}, "end-before-start"),
    "0,0": ({"Longitude": "0", "Latitude": "0.0"}, "place-missing"),
    "blank place": (NOWHERE, "place-missing"),
    "#N/A as a date": ({"Start": "#N/A"}, "date"),
    "partial postcode": ({**NOWHERE, "Postcode": "WA7"}, "postcode-partial"),
    "UPRN only": ({**NOWHERE, "UPRN": "10010000123"}, "uprn"),
    "UPRN as 1.0E+11": ({**NOWHERE, "UPRN": "1.0E+11"}, "uprn-damaged"),
    "reference as 1.0E+11": ({"Reference": "1.0E+11"}, "reference"),
    "ward of elsewhere": ({**NOWHERE, "Ward": "Speke"}, "ward-unknown"),
    "a coarse grid reference": ({**NOWHERE, "Grid reference": "SJ 51 83"}, "grid-reference"),
    "no category": ({"Category": "N/A"}, "category"),
}
"""What is not let in, and the rule it breaks."""

ALIKE = {
    "DD/MM": "03/03/2026 14:30",
    "two-digit years": "03/03/26 14:30",
    "words": "3 Mar 2026 14:30",
    "with seconds": "2026-03-03 14:30:00",
    "before and after noon": "03/03/2026 2:30 PM",
    "an Excel serial": "46084.6041666667",
}
"""Ways to write one moment."""


def one(**changes: str) -> Judged:
    return judged({**ROW, **changes})


@pytest.mark.parametrize("name", FLAGGED)
def test_what_is_unusual_is_let_in_and_said(name: str) -> None:
    changes, flag = FLAGGED[name]
    assert only(judged({**ROW, **changes}))["flags"] == flag


@pytest.mark.parametrize("name", QUARANTINED)
def test_what_can_not_be_is_quarantined_with_its_rule(name: str) -> None:
    changes, rule = QUARANTINED[name]
    assert broken(judged({**ROW, **changes})) == [(2, rule)]


@pytest.mark.parametrize("name", ALIKE)
def test_one_moment_is_the_same_however_it_is_written(name: str) -> None:
    event, plain = only(one(Start=ALIKE[name])), only(one())
    assert (event["start"], event["precision"]) == (plain["start"], plain["precision"])


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2026-03", "month"), ("Mar 2026", "month"), ("2026-03-03 00:00", "day"), ("46084", "day")],
)
def test_what_is_known_less_finely_stays_so(text: str, precision: str) -> None:
    assert only(one(Start=text))["precision"] == precision


@pytest.mark.parametrize(
    ("changes", "placing", "accuracy"),
    [
        ({}, "exact", 10.0),
        ({**NOWHERE, "Easting": "351,200", "Northing": "385 400"}, "exact", 10.0),
        ({**NOWHERE, "Grid reference": "SJ 512 836"}, "grid reference", 100.0),
        ({**NOWHERE, "Grid reference": "SJ 5123 8365"}, "grid reference", 10.0),
        ({**NOWHERE, "Grid reference": "SJ5123483656"}, "grid reference", 1.0),
        ({**NOWHERE, "Postcode": "wa72ab"}, "postcode", 100.0),
        ({**NOWHERE, "Ward": "BEECHWOOD AND HEATH WARD"}, "ward", 3600.0),
    ],
)
def test_each_event_keeps_how_its_place_was_known_and_how_finely(
    changes: dict[str, Any], placing: str, accuracy: float
) -> None:
    event = only(judged({**ROW, **changes}))
    assert (event["placing"], event["accuracy_m"]) == (placing, accuracy)


def test_a_column_with_one_row_as_it_should_be_is_not_turned_round() -> None:
    swapped = {**ROW, "Reference": "A2", "Longitude": "53.3637", "Latitude": "-2.7352"}
    assert broken(judged(ROW, swapped)) == [(3, "place-range")]
    metres = {**ROW, **NOWHERE, "Easting": "351200", "Northing": "385400"}
    other = {**metres, "Reference": "A2", "Easting": "385400", "Northing": "351200"}
    assert broken(judged(metres, other)) == [(3, "place-exchanged")]


def test_lost_zeros_make_no_other_reference() -> None:
    assert {only(one(Reference=text))["reference"] for text in ("0012", "12", "12.0")} == {"12"}


def test_a_coordinate_that_can_not_be_is_not_replaced_by_a_postcode() -> None:
    assert broken(one(Longitude="see map", Postcode="WA7 2AB")) == [(2, "place-number")]
