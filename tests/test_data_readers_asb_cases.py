import pandas as pd
import pytest

from data import geography
from data.readers import recognise
from tests.rows import broken, judged, only

ROW = {
    "Case Reference": "ASB-2024-017",
    "Opened": "13/01/2024",
    "Closed": "20/03/2024",
    "Type": "Noise",
    "Address": "1 Mill Lane, Widnes",
    "UPRN": "",
    "Postcode": "",
    "Ward": "Halton Castle",
    "Notes": "Mrs Publicmann of number 3 says ...",
}


def test_a_case_list_is_recognised_by_its_headings() -> None:
    assert recognise(list(ROW)).source == "case system"


def test_a_case_counts_on_the_day_it_was_opened_and_not_for_as_long_as_it_was_open() -> None:
    event = only(judged(ROW))
    assert event["start"] == pd.Timestamp("2024-01-13", tz="UTC")
    assert event["end"] == pd.Timestamp("2024-01-14", tz="UTC")
    assert (event["category"], event["precision"]) == ("Noise", "day")


def test_a_case_closed_before_it_was_opened_is_quarantined() -> None:
    assert broken(judged({**ROW, "Closed": "12/01/2024"})) == [(2, "end-before-start")]


def test_a_case_of_which_only_the_ward_is_known_keeps_the_ward_and_no_point() -> None:
    event = only(judged(ROW))
    assert (event["placing"], event["flags"]) == ("ward", "ward-only")
    assert event["ward_given"] == geography.match_ward("Halton Castle")
    assert pd.isna(event["lng"])


def test_a_postcode_in_the_address_is_finer_than_the_ward() -> None:
    event = only(judged({**ROW, "Address": "1 Mill Lane, Widnes, WA8 7QA"}))
    assert event["placing"] == "postcode"


@pytest.mark.parametrize("address", ["WA8 7QA or WA7 2AB", "ZZ9 9ZZ", "Widnes WA8"])
def test_an_address_without_one_known_postcode_places_nothing(address: str) -> None:
    assert only(judged({**ROW, "Address": address}))["placing"] == "ward"


@pytest.mark.parametrize(
    ("uprn", "rule"),
    [("10010000123", "uprn"), ("1.0E+11", "uprn-damaged"), ("1E+10", "uprn-damaged")],
)
def test_a_uprn_alone_places_nothing_without_a_look_up(uprn: str, rule: str) -> None:
    assert broken(judged({**ROW, "UPRN": uprn, "Ward": ""})) == [(2, rule)]


def test_a_uprn_places_an_event_with_a_look_up_whatever_its_zeros() -> None:
    lookup = pd.DataFrame({"lng": [-2.73], "lat": [53.36]}, index=["10010000123"])
    for uprn in ("10010000123", "010010000123", "10010000123.0"):
        event = only(judged({**ROW, "UPRN": uprn}, uprns=lookup))
        assert (event["placing"], event["lng"], event["lat"]) == ("UPRN", -2.73, 53.36)
    unknown = judged({**ROW, "UPRN": "5", "Ward": ""}, uprns=lookup)
    assert broken(unknown) == [(2, "uprn-unknown")]


def test_a_partial_postcode_goes_to_the_ward_or_to_quarantine() -> None:
    assert only(judged({**ROW, "Postcode": "WA7"}))["placing"] == "ward"
    assert broken(judged({**ROW, "Postcode": "WA7", "Ward": ""})) == [(2, "postcode-partial")]


def test_notes_are_nowhere_in_the_event() -> None:
    assert "Publicmann" not in str(judged(ROW).events.to_dict())


def test_a_blank_type_is_not_stated() -> None:
    assert only(judged({**ROW, "Type": "#N/A"}))["category"] == "not stated"
