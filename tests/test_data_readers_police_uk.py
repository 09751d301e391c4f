from pathlib import Path

import pandas as pd
import pytest

from data.store import Store
from tests.files import LIVERPOOL, broken, police_file, police_row, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2024-01-cheshire-street.csv"


def test_an_event_is_known_to_its_month_and_its_map_point(file: Path) -> None:
    intake = read(police_file(file, police_row(reference="a1", month="2024-07")))
    event = intake.events.iloc[0]
    assert (intake.source, intake.layer, intake.rows) == ("police.uk", "incidents", 1)
    assert (event["precision"], event["placing"], event["accuracy_m"]) == (
        "month",
        "map point",
        200,
    )
    assert event["start"] == pd.Timestamp("2024-07-01", tz="Europe/London")
    assert event["end"] == pd.Timestamp("2024-08-01", tz="Europe/London")
    assert (event["lng"], event["lat"]) == (-2.7352, 53.3637)
    assert (event["category"], event["location"]) == ("Drugs", "On or near Mill Lane")
    assert (event["reference"], event["source"], event["row"]) == ("a1", "police.uk", 2)


def test_identical_rows_of_anti_social_behaviour_are_separate_incidents(
    file: Path, tmp_path: Path
) -> None:
    row = police_row(category="Anti-social behaviour")
    receipt = Store(tmp_path / "store").commit(read(police_file(file, row, row, row)))
    assert (receipt.accepted, receipt.duplicates) == (3, 0)


@pytest.mark.parametrize("month", ["", "2024", "2024-13", "2024-01-05", "2026-12"])
def test_what_is_no_month_is_quarantined(file: Path, month: str) -> None:
    rule = "future" if month == "2026-12" else "date"
    assert broken(read(police_file(file, police_row(month=month)))) == {(2, rule)}


@pytest.mark.parametrize(
    ("place", "rule"),
    [(("", ""), "place-missing"), (("0", "0"), "place-missing"), (("53", "-2"), "place-range")],
)
def test_a_row_that_can_not_be_placed_is_quarantined(
    file: Path, place: tuple[str, str], rule: str
) -> None:
    intake = read(police_file(file, police_row(place=place), police_row()))
    assert broken(intake) == {(2, rule)}
    assert list(intake.events["row"]) == [3]


def test_a_row_without_a_crime_type_is_quarantined(file: Path) -> None:
    assert broken(read(police_file(file, police_row(category="")))) == {(2, "category")}


def test_a_row_elsewhere_in_cheshire_is_kept(file: Path, tmp_path: Path) -> None:
    receipt = Store(tmp_path / "store").commit(read(police_file(file, police_row(place=LIVERPOOL))))
    assert (receipt.accepted, receipt.outside) == (1, 1)


def test_the_open_file_of_halton_comes_in_whole(shared: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    intake = read(shared / "open-data" / "police_halton_street.csv")
    first, second = store.commit(intake), store.commit(intake)
    assert (first.rows, first.accepted, first.duplicates, first.quarantined) == (
        11259,
        11247,
        12,
        0,
    )
    assert (second.rows, second.accepted, second.duplicates) == (11259, 0, 11259)
    assert len(store.events()) == 11247
    repeated = intake.events["reference"].duplicated() & intake.events["reference"].ne("")
    assert repeated.sum() == 12
