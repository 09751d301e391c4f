"""A workbook that we write is text alone, also after a spreadsheet has saved it."""

import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.formats.excel_written import CUT, LONGEST_CELL, as_text, workbook
from tests.files import OPENED

HARD = [
    "_x0041_",
    "00123",
    "03/04/2025",
    "1/2",
    "=1+1",
    "+44",
    "-2.7352",
    "@x",
    "1E5",
    "TRUE",
    "#N/A",
    "a\nb",
]
HEADER = ["row in quarantine", "what is wrong", "what to do", *"ABCDEFGHIJKL"]


def book_of(*rows: list[str], name: str = "some.csv") -> openpyxl.Workbook:
    content = workbook({name: [HEADER[: len(rows[0])], *rows]}, fixed=3, wide=(1, 2))
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_cell_is_text_and_formatted_as_text() -> None:
    sheet = book_of(HARD).worksheets[0]
    for cell, text in zip(sheet[2], HARD, strict=True):
        assert (cell.value, cell.data_type, cell.number_format) == (as_text(text), "s", "@")


def test_a_blank_cell_is_formatted_as_text_too_so_that_what_is_typed_stays() -> None:
    sheet = book_of(["x", "", "y"]).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (None, "@")
    assert sheet.column_dimensions["B"].number_format == "@"


def test_our_own_columns_stay_in_sight() -> None:
    sheet = book_of(HARD).worksheets[0]
    assert sheet.freeze_panes == "D2"
    assert sheet["A1"].font.bold
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["D"].width


def test_it_comes_back_as_it_was_also_after_another_program_has_saved_it(tmp_path: Path) -> None:
    header, path = ["Ref", "Start", "Category", *"DEFGHIJKL"], tmp_path / "some.xlsx"
    path.write_bytes(workbook({"one": [header, HARD]}, fixed=1))
    for _ in range(2):
        (sheet,) = OPENED(path)
        assert [column[0].as_py() for column in sheet.table.columns[1:]] == HARD
        openpyxl.load_workbook(path).save(path)


def test_no_formula_and_no_link_is_in_the_file() -> None:
    content = workbook({"s": [["A"], ["=HYPERLINK(1)"]]}, fixed=1)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())
    assert not any("external" in name for name in parts)


def test_names_of_sheets_are_made_such_as_excel_takes_each_once() -> None:
    rows = [["A"], ["x"]]
    long = "a register of the housing team for the whole borough"
    names = [f"{long}.csv", f"{long}.xlsx", "a/b:c?", "'quoted'", "[]", "A B C"]
    found = openpyxl.load_workbook(
        io.BytesIO(workbook(dict.fromkeys(names, rows), fixed=1))
    ).sheetnames
    assert found == [long[:31], f"{long[:29]} 2", "a b c", "quoted", "rows", "A B C 2"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\0b", "a␀b"),
        ("\x1bx", "␛x"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("tab\there", "tab\there"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x005F_x0041_", "_x005F_x005F_x005F_x0041_"),
        ("_x41_", "_x41_"),
    ],
)
def test_what_a_workbook_cannot_hold_is_shown(text: str, shown: str) -> None:
    assert as_text(text) == shown


def test_a_cell_beyond_what_excel_holds_is_cut_and_says_so() -> None:
    cut = as_text("x" * (LONGEST_CELL + 1))
    assert len(cut) == LONGEST_CELL
    assert cut.endswith(CUT)
    assert as_text("x" * LONGEST_CELL) == "x" * LONGEST_CELL


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_text_can_be_written(texts: list[str]) -> None:
    sheet = book_of(texts).worksheets[0]
    assert [cell.value or "" for cell in sheet[2]] == [as_text(text) for text in texts]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="_x04105Fab ", min_size=1, max_size=24))
def test_what_looks_like_a_character_of_excel_comes_back_as_it_was(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.xlsx"
        path.write_bytes(workbook({"one": [["Ref", "Start"], ["a", text], ["b", "c"]]}, fixed=1))
        (sheet,) = OPENED(path)
    assert sheet.table.column("1")[0].as_py() == text.strip()
