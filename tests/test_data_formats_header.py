import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.header import LOOKED_AT, find, score, widened
from data.headings import normal

KNOWN = frozenset({"reference", "date", "category", "easting", "northing"})


def found_in(*rows: list[str], known: frozenset[str] = KNOWN) -> tuple[tuple[str, ...], int]:
    header = find(list(enumerate(rows, start=1)), known=known)
    return header.cells, header.row


def test_the_row_with_most_known_headings_is_the_header_wherever_it_is() -> None:
    rows = [["Reference list"], ["Date", "today"], [""], ["Reference", "Date", "Category", "x"]]
    assert found_in(*rows)[1] == 4


def test_without_known_headings_it_is_the_first_row_filled_like_most() -> None:
    rows = [["Title"], ["By", "2026-01-01", ""], ["p", "q", "r"], ["1", "2", "3"], ["1", "2", "3"]]
    assert found_in(*rows) == (("p", "q", "r"), 3)


def test_a_row_of_words_far_down_is_no_header_that_makes_a_title_of_those_above() -> None:
    rows = [["Log", "When", "2024"], ["1", "2", "3"], ["x", "soon", "none"], ["1", "2", "3"]]
    assert found_in(*rows) == (("Log", "When", "2024"), 1)


def widths(*rows: list[str]) -> tuple[int, int]:
    """Give the number of headings, and of notes, of rows whose first is the header."""
    lines = list(enumerate(rows, start=1))
    found = widened(find(lines, known=KNOWN), lines)
    return len(found.cells), len(found.notes)


def test_a_column_without_heading_that_most_rows_fill_is_one_and_a_stray_cell_is_none() -> None:
    head = ["Reference", "Date"]
    assert widths(head, ["1", "2", "", "x"], ["3", "4", "", "y"], ["5", "6"]) == (4, 1)
    assert widths(head, ["1", "2", "stray"], ["3", "4"]) == (2, 0)
    assert widths(head, ["1", "2", "stray"]) == (2, 0)
    assert widths(head) == (2, 0)


def test_a_file_of_values_alone_gives_its_first_row() -> None:
    assert found_in(["1", "2"], ["3", "4"]) == (("1", "2"), 1)


def test_blank_rows_are_passed_over_and_counted() -> None:
    assert found_in(["", " "], [], ["a", "b", ""]) == (("a", "b"), 3)


@pytest.mark.parametrize("rows", [[], [[]], [["", " "]]])
def test_nothing_has_no_header(rows: list[list[str]]) -> None:
    assert found_in(*rows) == ((), 0)


def test_the_rows_above_are_said_to_be_a_title() -> None:
    header = find([(1, ["T"]), (2, ["U"]), (4, ["Reference", "Date"])], known=KNOWN)
    assert header.notes == ("2 rows above the header were taken for its title.",)


def test_a_row_of_groups_fills_blank_headings_and_tells_twins_apart() -> None:
    above = ["Reference", "", "Home", "", "Found", ""]
    names = ["", "Category", "Easting", "Northing", "Easting", "Northing"]
    joined = ("Reference", "Category", "Easting", "Northing", "Found Easting", "Found Northing")
    assert found_in(above, names) == (joined, 2)


def test_a_title_directly_above_is_no_row_of_groups() -> None:
    assert found_in(["Title", "", ""], ["Reference", "Date", "Date"])[0] == (
        "Reference",
        "Date",
        "Date",
    )


def test_a_heading_counts_once_however_it_is_written() -> None:
    assert score(["DATE", " date ", "Category"], known=KNOWN) == 2


@given(rows=st.lists(st.lists(st.text(max_size=4), max_size=4), max_size=LOOKED_AT))
def test_whatever_the_rows_are_the_header_is_one_of_them(rows: list[list[str]]) -> None:
    header = find(list(enumerate(rows, start=1)), known=KNOWN)
    filled = [number for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    assert header.row in filled if filled else header == ((), 0, ())
    assert bool(header.cells) == bool(filled)


def test_case_spaces_and_dashes_do_not_matter() -> None:
    assert normal(" Crime_ID ") == normal("crime-id") == normal("CRIME   id") == "crime id"
