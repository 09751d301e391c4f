"""Ward names: either spelling finds the ward, a wrong one finds advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.outlines import VINTAGES, wards
from data.ward_names import match_ward, match_wards

EVERY = [
    (row.code, row.name, vintage)
    for vintage in VINTAGES
    for row in wards(vintage).itertuples(index=False)
]


@pytest.mark.parametrize(
    "written",
    [
        "Daresbury, Moore & Sandymoor",
        "Daresbury Moore and Sandymoor",
        "daresbury,moore&sandymoor",
        " DARESBURY  MOORE AND SANDYMOOR WARD ",
        "e05013175",
        "E05013175",
    ],
)
def test_a_ward_is_found_in_any_spelling(written: str) -> None:
    assert match_ward(written) == "E05013175"


@given(st.sampled_from(EVERY), st.booleans(), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_ward_is_found_by_name_and_code(
    ward: tuple[str, str, str],
    with_and: bool,  # noqa: FBT001 - a property's choice
    case: object,
) -> None:
    code, name, vintage = ward
    spelt = name.replace("&", "and").replace(",", "") if with_and else name
    assert callable(case)
    assert match_ward(case(spelt), vintage) == code
    assert match_ward(code, vintage) == code


def test_no_two_wards_of_a_vintage_share_a_spelling() -> None:
    found = [match_ward(name, vintage) for _, name, vintage in EVERY]
    assert found == [code for code, _, _ in EVERY]


def test_a_misspelt_ward_gets_the_nearest_names() -> None:
    with pytest.raises(LookupError, match="Did you mean Halton View or"):
        match_ward("Halton Veiw")


def test_a_ward_of_the_other_vintage_is_pointed_out() -> None:
    with pytest.raises(LookupError, match="It is a ward of 2013: choose that vintage"):
        match_ward("Kingsway")
    with pytest.raises(LookupError, match="It is a ward of 2020"):
        match_ward("E05013175", "2013")


@pytest.mark.parametrize("nonsense", ["", "and", "&&&", "zzzzzzzz"])
def test_a_name_like_no_other_gets_the_whole_list(nonsense: str) -> None:
    with pytest.raises(LookupError, match="The wards are Appleton; Bankfield;"):
        match_ward(nonsense)


def test_the_whole_column_settles_which_vintage_a_name_is_of() -> None:
    today, former = (match_ward("Appleton", vintage) for vintage in ("2020", "2013"))
    assert match_wards(["Appleton", "Bankfield"])["Appleton"] == today
    assert match_wards(["Appleton", "Kingsway"])["Appleton"] == former
    assert match_wards(["Appleton"])["Appleton"] == today
    assert match_wards(["Appleton", "Kingsway", "Bankfield", "Speke", ""]) == {
        "Appleton": today,
        "Kingsway": match_ward("Kingsway", "2013"),
        "Bankfield": match_ward("Bankfield", "2020"),
        "Speke": "",
        "": "",
    }


def test_a_ward_may_be_given_by_its_code() -> None:
    code = match_ward("Appleton", "2020")
    assert match_wards([code])[code] == code
