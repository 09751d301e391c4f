import pandas as pd
import pytest

from data.readers import recognise
from tests.rows import broken, judged, only

ROW = {
    "Report ID": "MP-100",
    "Person ID": "P17",
    "Name": "Alex Publicmann",
    "Date of birth": "01/02/2010",
    "Age": "13",
    "Missing from": "13/01/2024 22:30",
    "Missing to": "14/01/2024 03:00",
    "Risk": "Medium",
    "From care": "Yes",
    "Home postcode": "WA7 2AB",
    "Found location": "Lime Street, Liverpool",
    "Found postcode": "WA8 7QA",
    "Return interview offered": "Yes",
    "Return interview completed": "",
}


def report(**changes: str) -> dict[str, str]:
    return {**ROW, **{name.replace("_", " "): text for name, text in changes.items()}}


def test_an_export_is_recognised_by_its_headings() -> None:
    assert recognise(list(ROW)).source == "missing system"


def test_the_home_stands_for_a_place_that_is_not_given_and_the_event_says_so() -> None:
    event = only(judged(ROW))
    assert (event["placing"], event["flags"]) == ("postcode", "home-stands")
    elsewhere = only(judged({**ROW, "Longitude": "-2.73", "Latitude": "53.36"}))
    assert (elsewhere["placing"], elsewhere["flags"]) == ("exact", "")


def test_names_and_dates_of_birth_are_nowhere_in_the_event() -> None:
    found = str(judged(ROW).events.to_dict())
    for secret in ("Publicmann", "2010", "P17"):
        assert secret not in found


@pytest.mark.parametrize(
    ("offered", "completed", "status"),
    [
        ("yes", "yes", "return interview completed"),
        ("", "16/01/2024", "return interview completed"),
        ("15/01/2024", "declined", "return interview offered"),
        ("Y", "", "return interview offered"),
        ("no", "", "return interview not offered"),
        ("", "", ""),
    ],
)
def test_what_became_of_the_return_interview_is_kept(
    offered: str, completed: str, status: str
) -> None:
    row = report(Return_interview_offered=offered, Return_interview_completed=completed)
    assert only(judged(row))["status"] == status


def test_an_interview_in_other_words_is_quarantined() -> None:
    assert broken(judged(report(Return_interview_offered="perhaps"))) == [(2, "interview")]


@pytest.mark.parametrize("risk", ["", "Unknown", "not recorded"])
def test_a_missing_risk_stays_unknown(risk: str) -> None:
    assert only(judged(report(Risk=risk)))["category"] == "unknown"


def test_a_report_without_a_return_is_open() -> None:
    assert pd.isna(only(judged(report(Missing_to="")))["end"])


def test_a_report_that_is_open_after_a_year_says_so() -> None:
    assert "over-a-year" in only(judged(report(Missing_to="")))["flags"]
    assert "over-a-year" in only(judged(report(Missing_to="14/01/2025 03:00")))["flags"]
    assert "over-a-year" not in only(judged(report(Missing_to="12/01/2025 03:00")))["flags"]


def flags_of(*rows: dict[str, str]) -> list[str]:
    found = judged(*rows)
    assert found.rejections.empty
    return [flags.replace("home-stands", "").strip(",") for flags in found.events["flags"]]


def test_two_reports_of_one_person_that_overlap_say_so() -> None:
    second = report(
        Report_ID="MP-101", Missing_from="14/01/2024 02:00", Missing_to="15/01/2024 09:00"
    )
    other = report(Report_ID="MP-102", Person_ID="P18", Name="Sam", Missing_from="14/01/2024 01:00")
    assert flags_of(ROW, second, other) == ["overlaps", "overlaps", ""]


def test_reports_that_only_may_overlap_are_not_said_to() -> None:
    by_day = report(Missing_from="13/01/2024", Missing_to="14/01/2024")
    again = report(Report_ID="MP-101", Missing_from="14/01/2024", Missing_to="15/01/2024")
    assert flags_of(by_day, again) == ["", ""]


def test_a_report_that_is_handed_in_twice_does_not_overlap_itself() -> None:
    assert flags_of(report(Missing_to=""), ROW) == ["over-a-year", ""]


def test_one_person_under_several_ids_is_said_of_all_their_reports() -> None:
    other = report(
        Report_ID="MP-101", Person_ID="P99", Missing_from="20/01/2024 10:00", Missing_to=""
    )
    third = report(Report_ID="MP-102", Person_ID="P5", Name="Sam Other", Missing_to="")
    flags = flags_of(ROW, {**other, "Missing to": "21/01/2024 10:00"}, third)
    assert [("several-ids" in one) for one in flags] == [True, True, False]


def test_a_found_place_that_can_not_be_placed_does_not_cost_the_report() -> None:
    event = only(judged(report(Found_postcode="L1 1JD")))
    assert "found-unplaced" in event["flags"]
    assert pd.isna(event["found_lng"])
