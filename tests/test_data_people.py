import pandas as pd
import pytest

from data.people import pseudonyms, under_several_ids
from tests.files import SECRET


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str")


@pytest.mark.parametrize("other", ["p 17", " P17 ", "P17"])
def test_case_and_spacing_make_no_other_person(other: str) -> None:
    found = pseudonyms(column("P17", other, "P18"), secret=SECRET)
    assert found[0] == found[1] != found[2]


def test_zeros_that_excel_loses_make_no_other_person() -> None:
    found = pseudonyms(column("000123", "123", "123.0", "1230"), secret=SECRET)
    assert found[0] == found[1] == found[2] != found[3]


def test_a_pseudonym_says_nothing_of_the_person_and_needs_the_key() -> None:
    one, other = (pseudonyms(column("P17"), secret=key)[0] for key in (SECRET, b"x" * 32))
    assert one != other
    assert len(one) == 32
    assert pseudonyms(column(""), secret=SECRET)[0] == ""


def test_one_name_and_birth_date_under_two_ids_is_noticed() -> None:
    people = column("a", "b", "c", "c", "")
    names = column("Alex P", "alex  p", "Sam", "Sam", "Alex P")
    births = column("1 Jan", "1 Jan", "1 Jan", "1 Jan", "1 Jan")
    found = under_several_ids(people, names=names, births=births)
    assert list(found) == [True, True, False, False, False]


def test_people_without_a_name_or_birth_date_are_not_taken_for_one() -> None:
    people, blank = column("a", "b"), column("", "")
    same = column("x", "x")
    assert not under_several_ids(people, names=blank, births=same).any()
    assert not under_several_ids(people, names=same, births=blank).any()
