from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import geography
from data.people import pseudonyms
from data.store import Store
from tests.files import SECRET, broken, read, table

ROW = {
    "Report ID": "M1",
    "Person ID": "P 17",
    "Missing from": "13/01/2024 22:30",
    "Returned": "14/01/2024 03:00",
    "Risk level": "High",
    "From care": "Yes",
    "Longitude": "-2.7",
    "Latitude": "53.35",
    "Found longitude": "-2.98",
    "Found latitude": "53.41",
    "Found postcode": "",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "missing.csv"


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str")


def test_an_episode_has_a_span_a_risk_a_person_and_two_places(file: Path) -> None:
    event = read(table(file, ROW)).events.iloc[0]
    assert event["start"] == pd.Timestamp("2024-01-13 22:30", tz="UTC")
    assert event["end"] == pd.Timestamp("2024-01-14 03:00", tz="UTC")
    assert (event["category"], event["from_care"], event["precision"]) == ("high", True, "instant")
    assert (event["found_lng"], event["found_lat"]) == (-2.98, 53.41)


def test_an_episode_without_a_return_is_open(file: Path) -> None:
    assert pd.isna(read(table(file, {**ROW, "Returned": ""})).events["end"][0])


def test_the_same_reference_with_a_return_closes_the_open_episode(
    file: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    store.commit(read(table(file, {**ROW, "Returned": ""})))
    receipt = store.commit(read(table(file, ROW)))
    assert (receipt.duplicates, receipt.revised) == (1, 1)
    assert list(store.events()["end"]) == [pd.Timestamp("2024-01-14 03:00", tz="UTC")]
    assert store.history()["end"].isna().all()


@pytest.mark.parametrize(
    ("written", "risk"),
    [
        ("HIGH", "high"),
        ("medium", "medium"),
        (" Low ", "low"),
        ("No apparent risk", "no apparent risk"),
        ("no  apparent", "no apparent risk"),
        ("Absent", "no apparent risk"),
        ("unknown", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_risk_is_one_of_five_and_unknown_stays_unknown(
    file: Path, written: str, risk: str
) -> None:
    assert read(table(file, {**ROW, "Risk level": written})).events["category"][0] == risk


def test_a_risk_or_flag_in_other_words_is_quarantined(file: Path) -> None:
    bad = {**ROW, "Risk level": "standard", "From care": "maybe"}
    assert broken(read(table(file, bad))) == {(2, "risk"), (2, "from-care")}


@pytest.mark.parametrize(
    ("written", "flag"), [("y", True), ("1", True), ("No", False), ("", False)]
)
def test_from_care_is_yes_or_no_and_blank_is_no(file: Path, written: str, flag: bool) -> None:  # noqa: FBT001  what is read
    assert read(table(file, {**ROW, "From care": written})).events["from_care"][0] == flag


@pytest.mark.parametrize("place", [("", ""), ("0", "0"), ("-2.7", "")])
def test_a_found_place_that_is_not_given_is_not_known(file: Path, place: tuple[str, str]) -> None:
    row = {**ROW, "Found longitude": place[0], "Found latitude": place[1]}
    event = read(table(file, row)).events.iloc[0]
    assert np.isnan(event["found_lng"])
    assert np.isnan(event["found_lat"])


def test_a_found_place_may_be_a_postcode(file: Path) -> None:
    known = geography.postcodes().iloc[0]
    row = {**ROW, "Found longitude": "", "Found latitude": "", "Found postcode": known["postcode"]}
    event = read(table(file, row)).events.iloc[0]
    assert (event["found_lng"], event["found_lat"]) == (known["lng"], known["lat"])


def test_a_found_place_that_can_not_be_is_quarantined(file: Path) -> None:
    assert broken(read(table(file, {**ROW, "Found latitude": "99"}))) == {(2, "found-place")}


def test_an_episode_of_nobody_in_particular_counts_for_no_person(file: Path) -> None:
    assert read(table(file, {**ROW, "Person ID": ""})).events["person"][0] == ""


def test_who_it_was_is_nowhere_in_the_store(file: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    named = {**ROW, "Person ID": "Jonathan-Q-Publicmann", "Name": "Jonathan Q Publicmann"}
    store.commit(read(table(file, named)))
    assert len(store.events()["person"][0]) == 32
    content = b"".join(path.read_bytes() for path in store.folder.iterdir()).lower()
    assert b"publicmann" not in content


def test_one_person_has_one_pseudonym_however_the_id_is_spaced() -> None:
    found = pseudonyms(column("P 17", "p17", " P17", "P18", ""), secret=SECRET)
    assert found[0] == found[1] == found[2] != found[3]
    assert found[4] == ""


def test_another_store_gives_another_pseudonym() -> None:
    one, two = (pseudonyms(column("P17"), secret=key)[0] for key in (SECRET, b"other"))
    assert one != two


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=4)))
def test_two_people_never_share_a_pseudonym(ids: list[str]) -> None:
    found = pseudonyms(column(*ids), secret=SECRET)
    assert len(set(found)) == len({text.casefold() for text in ids})
