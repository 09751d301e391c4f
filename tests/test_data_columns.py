import pandas as pd
import pytest

from data.checks import Checks
from data.columns import Column, Reader, widened
from data.given import Given
from data.headings import normal

REFERENCE = Column("reference", "Its number.", ("ref", "case no"))
START = Column("start", "When.", ("from",), required=True)
LNG, LAT = Column("longitude", "East."), Column("latitude", "North.")
POSTCODE = Column("postcode", "Where.")


def unused(cells: pd.DataFrame, _checks: Checks, _given: Given) -> pd.DataFrame:
    return cells


def reader(*, signature: tuple[str, ...] = ()) -> Reader:
    return Reader(
        source="form",
        layer="incidents",
        columns=(REFERENCE, START, LNG, LAT, POSTCODE),
        convert=unused,
        one_of=(("longitude", "latitude"), ("postcode",)),
        signature=signature,
    )


@pytest.mark.parametrize("cell", ["Case No", " CASE_NO ", "case-no", "case  no", "\tCase\u00a0no"])
def test_case_spaces_and_joins_make_no_difference_to_a_heading(cell: str) -> None:
    assert normal(cell) == "case no"


def test_a_header_that_has_what_is_needed_lacks_nothing() -> None:
    assert reader().lacking(["From", "Postcode"], told=False) == []
    assert reader().lacking(["START", "Latitude", "Longitude", "notes"], told=False) == []


def test_everything_that_is_missing_is_said_at_once() -> None:
    lacking = reader(signature=("case no",)).lacking(["Longitude", "x"], told=False)
    assert lacking == ["start", "a place (longitude and latitude or postcode)", "case no"]


def test_a_person_who_names_the_layer_needs_no_signature() -> None:
    header = ["ref", "start", "postcode"]
    assert reader(signature=("case no",)).lacking(header, told=False) == ["case no"]
    assert reader(signature=("case no",)).lacking(header, told=True) == []


def test_columns_are_found_wherever_they_stand_and_others_are_left_alone() -> None:
    assert reader().positions(["Notes", "FROM", "", "Case_No"]) == {"start": 1, "reference": 3}


def test_two_columns_for_one_thing_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="give the start, and this file has 2: 'Start' and 'from'"):
        reader().positions(["Start", "postcode", "from"])


def test_two_columns_that_are_not_used_may_share_a_name() -> None:
    assert reader().positions(["notes", "notes", "start"]) == {"start": 2}


def test_columns_a_file_does_not_have_are_blank() -> None:
    cells = pd.DataFrame({"start": ["2024-01"]}, index=[2], dtype="str")
    wide = widened(cells, (REFERENCE, START))
    assert wide.to_dict("index") == {2: {"start": "2024-01", "reference": ""}}
    assert set(wide.dtypes.astype(str)) == {"str"}
