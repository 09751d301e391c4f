import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reading import faults_of, grid, grids, rows_of

HEADER = ["Reference", "Opened", "Category", "Easting", "Northing"]
KNOWN = frozenset({"reference", "category", "easting", "northing"})
ROW: list[object] = ["A1", dt.date(2026, 3, 1), "Noise", 351200, 385400]


def book_of(*rows: list[Any]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Cases"
    for row in rows:
        book.worksheets[0].append(row)
    return book


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.xlsx"


@pytest.mark.parametrize("system", [1900, 1904])
def test_serial_dates_of_both_systems_are_the_same_day(file: Path, system: int) -> None:
    book = openpyxl.Workbook()
    if system == 1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(["A1", dt.datetime(2026, 3, 29, 14, 30), "x", 1, 2])  # noqa: DTZ001  as in a sheet
    sheet.append(["A2", dt.date(2026, 3, 1), "x", 1, 2])
    book.save(file)
    found = grid(file, known=KNOWN)
    assert [cells[1] for cells in rows_of(found).values()] == ["2026-03-29 14:30", "2026-03-01"]
    assert found.date_system == system


def test_a_date_shown_as_a_month_stays_a_month(file: Path) -> None:
    book = book_of(HEADER, *[["A", dt.date(2026, 3, 1), "x", 1, 2]] * 3)
    for row, shown in enumerate(["mmm-yy", 'mmmm "of" yyyy', "dd mmm yyyy"], start=2):
        book.worksheets[0].cell(row, 2).number_format = shown
    book.save(file)
    months = [cells[1] for cells in rows_of(grid(file, known=KNOWN)).values()]
    assert months == ["2026-03", "2026-03", "2026-03-01"]


def test_typed_cells_become_plain_text(file: Path) -> None:
    rows = [["a", 12.0, 1.0e11, 0.1, 1e-7], ["b", True, None, "#N/A", dt.time(9, 5)]]
    book_of(["Reference", "p", "q", "r", "s"], *rows).save(file)
    assert list(rows_of(grid(file, known=KNOWN)).values()) == [
        ["a", "12", "100000000000", "0.1", "0.0000001"],
        ["b", "TRUE", "", "#N/A", "09:05"],
    ]


def test_title_rows_above_and_totals_below_are_no_rows_of_data(file: Path) -> None:
    book = book_of(["Housing ASB register"], ["Produced", dt.date(2026, 4, 1)], [], HEADER, ROW)
    book.worksheets[0].append(["Grand total", None, None, 1])
    book.worksheets[0].merge_cells("A1:E1")
    book.save(file)
    found = grid(file, known=KNOWN)
    assert (found.header, found.header_row) == (tuple(HEADER), 4)
    assert list(rows_of(found)) == [5]
    assert faults_of(found) == [(6, "totals-row")]
    assert found.notes == ("2 rows above the header were taken for its title.",)


def test_a_row_of_totals_whose_sums_were_never_worked_out_is_one_of_totals(file: Path) -> None:
    book_of(HEADER, ROW, ["Total", "=COUNTA(A2:A2)"], ["A2", "=TODAY()", "x", 1, 2]).save(file)
    found = grid(file, known=KNOWN)
    assert faults_of(found) == [(3, "totals-row"), (4, "formula")]


def test_a_header_in_two_rows_with_merged_groups_is_one(file: Path) -> None:
    above = ["Reference", "Category", "Home", None, "Found", None]
    book = book_of(above, [None, None, *["Easting", "Northing"] * 2], ["A1", "x", 1, 2, 3, 4])
    for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        book.worksheets[0].merge_cells(merged)
    book.save(file)
    found = grid(file, known=KNOWN)
    names = ("Reference", "Category", "Easting", "Northing", "Found Easting", "Found Northing")
    assert found.header == names
    assert rows_of(found) == {3: ["A1", "x", "1", "2", "3", "4"]}


def test_a_cell_merged_over_rows_belongs_to_each_of_them(file: Path) -> None:
    book = book_of(HEADER, ROW, ["A2", "x", None, 1, 2], ["A3", "x", None, 1, 2])
    book.worksheets[0].merge_cells("C2:C3")
    book.save(file)
    found = rows_of(grid(file, known=KNOWN))
    assert [cells[2] for cells in found.values()] == ["Noise", "Noise", ""]


def test_a_formula_without_its_value_costs_its_row_and_says_why(file: Path) -> None:
    book_of(HEADER, ROW, ["A2", "x", "=A1", 1, 2], [None, None, "=B1"]).save(file)
    found = grid(file, known=KNOWN)
    assert list(rows_of(found)) == [2]
    assert faults_of(found) == [(3, "formula"), (4, "formula")]
    assert found.faults[0].found == "a formula in column 3"


def test_rows_may_be_shorter_and_blank_rows_keep_the_numbers(file: Path) -> None:
    book_of(HEADER, ["A1"], [], [None], ROW).save(file)
    found = grid(file, known=KNOWN)
    assert list(rows_of(found)) == [2, 5]
    assert rows_of(found)[2] == ["A1", "", "", "", ""]


def test_a_cell_beyond_the_header_is_a_fault(file: Path) -> None:
    book_of(HEADER, [*ROW, "stray"]).save(file)
    assert faults_of(grid(file, known=KNOWN)) == [(2, "ragged")]


def test_a_column_without_heading_is_left_alone_and_loses_no_row(file: Path) -> None:
    book_of(HEADER, [*ROW, "checked"], [*ROW, "checked"], ROW).save(file)
    found = grid(file, known=KNOWN)
    assert list(rows_of(found)) == [2, 3, 4]
    assert found.faults == ()
    assert found.notes == ("Columns without a heading, to the right of the others, were not read.",)


def test_sheets_are_named_and_hidden_ones_read_only_when_asked_for(file: Path) -> None:
    book = book_of(HEADER, ROW)
    book.create_sheet("More").append(HEADER)
    book.create_sheet("Blank")
    for name in ("Old", "Older"):
        book.create_sheet(name).append(HEADER)
    book["Old"].sheet_state, book["Older"].sheet_state = "hidden", "veryHidden"
    book.save(file)
    found = grids(file, known=KNOWN)
    assert [one.name for one in found] == ["Cases", "More"]
    assert found[0].notes == ("Hidden sheets were not read: 'Old', 'Older'.",)
    assert found[1].notes == ()
    every = grids(file, known=KNOWN, hidden=True)
    assert [one.name for one in every] == ["Cases", "More", "Old", "Older"]
    assert every[0].notes == ()


def test_a_workbook_with_nothing_in_it_is_refused_and_its_hidden_sheets_named(file: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Old").append(HEADER)
    book["Old"].sheet_state = "hidden"
    book.save(file)
    with pytest.raises(ValueError, match=r"no sheet has anything in it\. Hidden .* 'Old'"):
        grids(file)


def test_duplicate_headings_are_kept_as_they_are(file: Path) -> None:
    book_of(["Reference", "Category", "Note", "Note"], ["A", "x", "1", "2"]).save(file)
    assert grid(file, known=KNOWN).header == ("Reference", "Category", "Note", "Note")


def test_line_breaks_in_cells_are_kept(file: Path) -> None:
    book_of(["Reference", "Category"], ["A", "one\ntwo"]).save(file)
    assert rows_of(grid(file, known=KNOWN)) == {2: ["A", "one\ntwo"]}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mill Lane_x000D_\nWidnes", "Mill Lane\r\nWidnes"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041_", "A"),
        ("_xD800_", "_xD800_"),
        ("_x41_ max_x", "_x41_ max_x"),
    ],
)
def test_a_character_that_excel_writes_by_its_number_is_read(
    file: Path, written: str, read: str
) -> None:
    book_of(HEADER, ["A1", "2026-03-01", written, 351200, 385400]).save(file)
    assert rows_of(grid(file, known=KNOWN))[2][2] == read
