"""Excel workbooks of text alone: no cell can become a formula, a date or a number on the way."""

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from data.risky import pictured

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
LONGEST_NAME = 31
"""Characters in the name of a sheet."""
CUT = " (cut)"
NARROW, WIDE = 16, 48
"""Widths of columns, in characters."""
TEXT = "@"
"""Excel's format for text: what is typed into such a cell stays as it is typed."""

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Sheets = Mapping[str, Sequence[Sequence[str]]]


def workbook(sheets: Sheets, *, fixed: int, wide: Collection[int] = ()) -> bytes:
    """Write a workbook in which every cell is text and stays text.

    Parameters
    ----------
    sheets
        For each sheet's name its rows, the header first.
    fixed
        How many columns at the left stay in sight.
    wide
        Columns that hold sentences, counted from 0.

    Returns
    -------
    bytes
        An .xlsx file. Characters that it can't hold are shown by their pictures; a cell beyond
        what Excel holds is cut, and says so.
    """
    book = Workbook(write_only=True)
    for name, rows in zip(_names(sheets), sheets.values(), strict=True):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = f"{get_column_letter(fixed + 1)}2"
        for place in range(max(map(len, rows))):
            column = sheet.column_dimensions[get_column_letter(place + 1)]
            column.width, column.number_format = WIDE if place in wide else NARROW, TEXT
        header, *others = rows
        sheet.append(list(_header(sheet, header)))
        for row in others:
            sheet.append(list(_cells(sheet, row, wide=wide)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_text(text: str) -> str:
    """Write a text as a cell holds it.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        A text such as _x0041_, which Excel would take for a character, is _x005F_x0041_.
    """
    shown = pictured(text)
    held = shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - len(CUT)] + CUT
    return _LIKE_ESCAPED.sub("_x005F_", held)


def _header(sheet: WriteOnlyWorksheet, row: Sequence[str]) -> Iterator[Cell]:
    for text in row:
        cell = _cell(sheet, text)
        cell.font = Font(bold=True)
        yield cell


def _cells(
    sheet: WriteOnlyWorksheet, row: Sequence[str], *, wide: Collection[int]
) -> Iterator[Cell]:
    for place, text in enumerate(row):
        cell = _cell(sheet, text)
        cell.alignment = Alignment(wrap_text=place in wide, vertical="top")
        yield cell


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, as_text(text) or None)
    if text:
        cell.data_type = "s"  # a text that begins with = would be a formula
    cell.number_format = TEXT
    return cell


def _names(sheets: Sheets) -> list[str]:
    """Make names that Excel takes, each once."""
    names = list[str]()
    for wanted in sheets:
        plain = _FORBIDDEN_IN_NAME.sub(" ", wanted).strip(" '")[:LONGEST_NAME] or "rows"
        name, number = plain, 1
        while name.casefold() in map(str.casefold, names):
            number += 1
            name = f"{plain[: LONGEST_NAME - 1 - len(str(number))]} {number}"
        names.append(name)
    return names
