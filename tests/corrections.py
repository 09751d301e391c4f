"""What an analyst does with a download of the quarantine: corrects rows, leaves or removes some."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from data.formats.excel_written import as_text
from data.given import Given
from data.headings import OWN_COLUMNS
from data.intake import read_file
from data.receipts import Receipt
from data.store import Store
from tests.files import OPENED, TODAY

OWN = len(OWN_COLUMNS)
Sheets = dict[str, list[list[str]]]
Change = Callable[[list[str]], list[str] | None]
"""Gives for a row's cells, our own columns left out, what they become; None removes the row."""


def bring(store: Store, path: Path, **said: Any) -> tuple[Receipt, ...]:  # noqa: ANN401  of Given and read_file
    """Bring a file in as `bring_in` does, on the tests' own day and without a process for it."""
    layer = said.pop("layer", None)
    given = Given(store.secret(), folder=store.folder, **{"today": TODAY, **said})
    reading = read_file(path, given=given, layer=layer, opened=OPENED)
    return store.commit_all(reading.intakes)


def sheets_in(content: bytes) -> Sheets:
    """Read a download back: CSV or a workbook, every cell as text."""
    if not content.startswith(b"PK"):
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return {"": list(csv.reader(text))}
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        for sheet in book.worksheets
    }


def corrected(content: bytes, changes: Mapping[str, Change], *, to: Path) -> Path:
    """Correct rows of a download by their names, and save it in the same form.

    A workbook is changed cell by cell, as a spreadsheet does it: formats stay.
    """
    if content.startswith(b"PK"):
        return _corrected_book(content, changes, to=to.with_suffix(".xlsx"))
    rows = [_changed(row, changes) for row in sheets_in(content)[""]]
    path = to.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row for row in rows if row is not None)
    return path


def _corrected_book(content: bytes, changes: Mapping[str, Change], *, to: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for number in range(sheet.max_row, 1, -1):
            cells = ["" if cell.value is None else str(cell.value) for cell in sheet[number]]
            changed = _changed(cells, changes)
            if changed is None:
                sheet.delete_rows(number)
            elif changed != cells:
                _write(sheet, number, changed)
    book.save(to)
    return to


def _write(sheet: Any, number: int, cells: Sequence[str]) -> None:  # noqa: ANN401  of openpyxl
    for place in range(max(len(cells), sheet.max_column)):
        text = cells[place] if place < len(cells) else ""
        cell = sheet.cell(number, place + 1)
        cell.value = as_text(text) or None
        if text:
            cell.data_type = "s"


def _changed(row: list[str], changes: Mapping[str, Change]) -> list[str] | None:
    if row[0] not in changes:
        return row
    after = changes[row[0]](row[OWN:])
    return None if after is None else [*row[:OWN], *after]
