import pandas as pd
import pytest

from data.checks import Checks
from data.words import category, looked_up, source, tidy

MEANINGS = {"yes": True, "no": False, "": False}


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), index=range(2, 2 + len(texts)), dtype="str")


def test_the_same_words_in_other_spacing_are_the_same() -> None:
    assert list(tidy(column("Drug  supply", " Drug\r\nsupply ", ""))) == ["Drug supply"] * 2 + [""]


def test_tidying_keeps_the_rows() -> None:
    assert list(tidy(column("b", "a", "b")).index) == [2, 3, 4]
    assert tidy(column()).empty


def test_a_row_without_a_category_breaks_the_rule() -> None:
    texts = column("Drugs", "", "Robbery")
    checks = Checks(texts.index)
    assert list(category(texts, checks)) == ["Drugs", "", "Robbery"]
    assert list(checks.rejections()["row"]) == [3]


@pytest.mark.parametrize(("text", "meaning"), [("Yes", True), (" NO ", False), ("", False)])
def test_a_known_word_has_its_meaning_in_any_case(text: str, meaning: bool) -> None:  # noqa: FBT001  what is looked up
    checks = Checks(pd.Index([2]))
    found = looked_up(column(text.strip()), MEANINGS, checks, rule="from-care")
    assert list(found) == [meaning]
    assert checks.sound.all()


def test_an_unknown_word_breaks_the_rule_and_shows_itself() -> None:
    texts = column("yes", "maybe")
    checks = Checks(texts.index)
    assert list(looked_up(texts, MEANINGS, checks, rule="from-care")) == [True, False]
    assert list(checks.rejections().iloc[0]) == [3, "from-care", "maybe"]


def test_who_recorded_an_event_is_the_form_where_the_row_does_not_say() -> None:
    cells = pd.DataFrame({"source": column("Halton Housing", "")})
    assert list(source(cells, otherwise="incidents form")) == ["Halton Housing", "incidents form"]
