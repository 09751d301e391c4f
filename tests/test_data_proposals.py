import pandas as pd
import pytest

from data.mapping import Mapping, from_toml
from data.proposals import draft, propose

HOUSING = {
    "Case No": ["1", "2", "3", "4"],
    "Date raised": ["13/01/2026", "14/01/2026 10:00", "14/02/2026", "15/02/2026"],
    "Kind of nuisance": ["Noise", "Noise", "Litter", "Litter"],
    "Where": ["Mill Lane"] * 4,
    "E": ["351,200", "351,300", "352,000", "353,000"],
    "N": ["385,400", "385,400", "385,400", "385,300"],
    "Last changed": ["2026-03-01"] * 4,
}


def proposal(table: dict[str, list[str]], layer: str | None = None) -> dict[str, str]:
    return propose(list(table), pd.DataFrame(table), layer=layer).columns


def test_columns_are_told_from_names_and_values() -> None:
    assert proposal(HOUSING) == {
        "reference": "Case No",
        "start": "Date raised",
        "category": "Kind of nuisance",
        "easting": "E",
        "northing": "N",
    }


def test_a_proposal_says_why_and_what_it_lacks() -> None:
    found = propose(list(HOUSING), pd.DataFrame(HOUSING))
    reasons = {guess.column: guess.reason for guess in found.guesses}
    assert reasons["easting"] == "100% of its values"
    assert reasons["start"] == "its heading and 100% of its values"
    assert (found.layer, found.lacking) == ("incidents", ())
    some = {name: HOUSING[name] for name in ("Date raised", "Kind of nuisance")}
    assert any("a place" in one for one in propose(list(some), pd.DataFrame(some)).lacking)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["WA7 2AB", "WA8 7QA"], "postcode"),
        (["SJ 512 836", "SJ 513 837"], "grid reference"),
        (["-2.73", "-2.71"], "longitude"),
        (["53.36", "53.35"], "latitude"),
        (["Appleton", "Grange"], "ward"),
        (["46084", "46085"], "start"),
    ],
)
def test_values_alone_speak_for_places_and_dates(cells: list[str], column: str) -> None:
    assert proposal({"Col A": cells}, layer="incidents") == {column: "Col A"}


def test_values_that_are_something_else_outweigh_a_heading() -> None:
    assert proposal({"Postcode": ["high", "low"], "Start": ["a", "b"]}, layer="incidents") == {}


def test_people_are_never_guessed_from_values() -> None:
    table = {"Col A": ["P1", "P2"], "Col B": ["Ann", "Bob"]}
    assert proposal(table, layer="missing") == {}


def test_the_layer_that_finds_most_is_proposed() -> None:
    table = {
        "Client no": ["1", "2"],
        "Missing since": ["2026-01-01", "2026-01-02"],
        "Back": ["2026-01-02", ""],
        "Level": ["high", "low"],
        "Home": ["WA7 2AB", "WA8 7QA"],
    }
    found = propose(list(table), pd.DataFrame(table))
    assert found.layer == "missing"
    assert found.columns["returned"] == "Back"
    assert found.columns["risk"] == "Level"


def test_a_draft_is_a_mapping_that_can_be_read_as_it_is() -> None:
    text = draft(list(HOUSING), pd.DataFrame(HOUSING), name="Housing")
    assert from_toml(text) == Mapping("Housing", "incidents", proposal(HOUSING))
    assert '# not used: "Where"' in text


def test_an_empty_file_is_no_trouble() -> None:
    assert propose([], pd.DataFrame()).columns == {}
    assert propose(["", "Start"], pd.DataFrame({"a": [], "b": []}), layer="incidents").columns == {
        "start": "Start"
    }
