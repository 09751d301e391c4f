"""Shares never claim nothing or all when it is neither, and every layer has a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import words
from data import schema


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0, "0%"),
        (0.4, "under 1%"),
        (1, "1%"),
        (6.2, "6%"),
        (50, "50%"),
        (99.4, "over 99%"),
        (100, "100%"),
    ],
)
def test_a_share_is_said_in_whole_percent(part: float, text: str) -> None:
    assert words.share(part, whole=100) == text


@given(whole=st.floats(0.1, 1e6), fraction=st.floats(0.0001, 0.9999))
def test_what_is_neither_nothing_nor_all_is_never_said_to_be(whole: float, fraction: float) -> None:
    assert words.share(fraction * whole, whole=whole) not in ("0%", "100%")


def test_every_layer_has_a_label() -> None:
    assert tuple(words.LAYER_LABELS) == schema.LAYERS


def test_one_row_is_one_row() -> None:
    assert [words.rows(number) for number in (0, 1, 2, 1200)] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,200 rows",
    ]


def test_a_line_begins_with_a_capital_and_the_rest_stays() -> None:
    assert words.capital("a hospital near Kestrels Way") == "A hospital near Kestrels Way"
    assert words.capital("M56 East") == "M56 East"
    assert words.capital("") == ""
