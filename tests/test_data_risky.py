"""No cell of a download becomes a formula, and each is what it was when it comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.risky import bared, guarded, pictured


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+44 1928", "-5 High St", "@home", "\tx", "\rx", "\nx", "\0x", "-", "=", "--1", "+"],
)
def test_what_a_spreadsheet_would_work_out_is_marked(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Mill Lane", "00123", "-2.7352", "+7", "1", "O'Neill", "'a'"])
def test_other_cells_and_plain_numbers_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell
    assert bared(cell) == cell


@given(st.text(alphabet="'=+-@\t\n12.a", max_size=6))
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    assert bared(guarded(cell)) == cell
    assert guarded(cell) in {cell, f"'{cell}"}


@given(st.text(max_size=8))
def test_what_leaves_never_begins_like_a_formula_unless_it_is_a_number(cell: str) -> None:
    first = guarded(cell)[:1]
    if first in set("=+-@\t\r\n\0"):
        float(guarded(cell))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\0b", "a\u2400b"), ("\x1f", "\u241f"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\tb", "a\tb")],
)
def test_characters_without_a_place_are_pictured(text: str, shown: str) -> None:
    assert pictured(text) == shown


@given(st.text(max_size=8))
def test_a_picture_of_a_picture_is_the_same(text: str) -> None:
    assert pictured(pictured(text)) == pictured(text)
