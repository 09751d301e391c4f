"""Excel workbooks (.xlsx, .xlsm): the stored values; macros and links are never looked at."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data import limits
from data.formats import packed
from data.formats.gathering import CHUNK_ROWS, gather
from data.formats.grid import Fault, Grid, Record
from data.formats.request import Request
from data.formats.values import text_of
from data.limits import RefusalError

BLOCK = 1 << 20
MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(rb"<f[ >/]")
DAY_OR_TIME = re.compile(r"[dhs]")
IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes a character that XML has no place for, such as the return of a line break."""
MOST_MERGED = 10_000
"""Merged ranges that are looked at in a sheet."""
LAST_ROW = 1_048_576
"""Of a sheet in Excel."""

Merges = dict[tuple[int, int], int]
"""For the first cell (row, column) of each range that spans rows, its last row."""


def read(request: Request) -> list[Grid]:
    """Read a workbook.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        Its sheets that hold anything, hidden ones only if they are asked for.

    Raises
    ------
    ValueError
        If it is beyond a limit, or the library that keeps its XML harmless is missing.
    """
    if not openpyxl.DEFUSEDXML:
        raise RefusalError(
            "Workbooks are read only where the package defusedxml is installed. Run run.py again."
        )
    limits.check("HOTSPOTS_MAX_WORKBOOK_MB", request.path.stat().st_size)
    with packed.opened(request.path) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of the workbook that are not looked at
        packed.check_unpacked(archive.infolist())
        return _sheets(archive, request)


def _sheets(archive: zipfile.ZipFile, request: Request) -> list[Grid]:
    with _opened(request, values=True) as book:
        limits.check("HOTSPOTS_MAX_SHEETS", len(book.worksheets))
        hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
        chosen = [sheet for sheet in book.worksheets if request.hidden or sheet not in hidden]
        system = 1904 if book.epoch == CALENDAR_MAC_1904 else 1900
        grids = [_sheet(archive, sheet, request) for sheet in chosen]
    skipped = [] if request.hidden else [sheet.title for sheet in hidden]
    return finished(grids, date_system=system, skipped=skipped)


@contextmanager
def _opened(request: Request, *, values: bool) -> Iterator[openpyxl.Workbook]:
    """Open the workbook as a stream; by its name openpyxl would judge it."""
    with request.path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def finished(grids: list[Grid], *, date_system: int, skipped: list[str]) -> list[Grid]:
    """Leave blank sheets out, and name the hidden ones that were skipped.

    Parameters
    ----------
    grids
        The sheets of a workbook.
    date_system
        The year from which its serial dates count; 0 where that is not told.
    skipped
        The names of its hidden sheets.

    Returns
    -------
    list of Grid
        Those with a header.

    Raises
    ------
    ValueError
        If none holds anything.
    """
    names = ", ".join(repr(name) for name in skipped)
    notes = [f"Hidden sheets were not read: {names}."] if skipped else []
    filled = [replace(grid, date_system=date_system) for grid in grids if grid.header]
    if not filled:
        raise RefusalError(" ".join(["It holds no header: no sheet has anything in it.", *notes]))
    return [filled[0].with_notes(*notes), *filled[1:]]


def _sheet(archive: zipfile.ZipFile, sheet: Any, request: Request) -> Grid:  # noqa: ANN401  of openpyxl
    part = sheet._worksheet_path  # noqa: SLF001  openpyxl tells nobody else which part it is
    merges, has_formulas = _peek(archive, part)
    formulas = _formulas(request, sheet.title) if has_formulas else repeat(frozenset[int]())
    records = _records(sheet, merges, formulas, request)
    return gather(records, known=request.known, name=sheet.title, padded=True)


def _peek(archive: zipfile.ZipFile, part: str) -> tuple[Merges, bool]:
    """Look through a sheet's XML for merged cells, which stand at its end, and for formulas."""
    merges, formulas, before = Merges(), False, b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            joined = before + block
            formulas = formulas or FORMULA.search(joined) is not None
            for match in MERGED.finditer(joined):
                if len(merges) < MOST_MERGED:
                    _note(merges, match[1].decode())
            before = block[-200:]
    return merges, formulas


def _note(merges: Merges, ref: str) -> None:
    left, top, _, bottom = range_boundaries(ref)
    if left and top and bottom and bottom > top:
        merges[top, left] = bottom


def _formulas(request: Request, title: str) -> Iterator[frozenset[int]]:
    """Give for each row the columns that hold a formula."""
    with _opened(request, values=False) as book:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            yield frozenset(
                place for place, cell in enumerate(row, start=1) if cell.data_type == "f"
            )


def _records(
    sheet: Any,  # noqa: ANN401  of openpyxl
    merges: Merges,
    formulas: Iterator[frozenset[int]],
    request: Request,
) -> Iterator[Record]:
    """Give each row as text; one with a formula that was never worked out is a fault."""
    sheet.reset_dimensions()  # the sheet's own word for its size is not believed
    held: dict[int, tuple[int, str]] = {}
    widest = limits.limit("HOTSPOTS_MAX_COLUMNS")
    for number, (row, worked) in enumerate(
        zip(sheet.iter_rows(), chain(formulas, repeat(frozenset[int]())), strict=False), start=1
    ):
        if number > LAST_ROW:
            raise RefusalError(f"It is damaged: a sheet has rows after row {LAST_ROW:,}.")
        if not row and not merges:  # openpyxl makes up for the rows that are not in the file
            continue
        if len(row) > widest:
            limits.check("HOTSPOTS_MAX_COLUMNS", len(row))
        cells = [_text(cell) for cell in row]
        if merges:
            _fill_down(cells, number, merges, held)
        if number % CHUNK_ROWS == 0:
            request.progress(number, max(number, sheet.max_row or 0))
        unknown = [place for place in sorted(worked) if row[place - 1].value is None]
        if unknown:
            yield Fault(number, "formula", f"a formula in column {unknown[0]}", tuple(cells))
        else:
            yield number, cells


def _fill_down(
    cells: list[str], number: int, merges: Merges, held: dict[int, tuple[int, str]]
) -> None:
    """Give the rows of a merged range the text of its first cell."""
    for place, text in enumerate(cells, start=1):
        if (number, place) in merges:
            held[place] = (merges[number, place], text)
    for place, (last, text) in held.items():
        if number <= last:
            cells.extend([""] * (place - len(cells)))
            cells[place - 1] = cells[place - 1] or text


def _text(cell: Any) -> str:  # noqa: ANN401  of openpyxl
    value = cell.value
    if value is None or isinstance(value, str):
        return ESCAPED.sub(_unescaped, value) if value and "_x" in value else value or ""
    return text_of(value, month_only=cell.is_date and _shows_month_only(cell.number_format))


def _unescaped(found: re.Match[str]) -> str:
    """Give the character that Excel writes so; half of one stays as it is."""
    character = chr(int(found[1], 16))
    return found[0] if "\ud800" <= character <= "\udfff" else character


def _shows_month_only(shown: str) -> bool:
    """Tell whether a date is shown with neither day nor time, such as mmm-yy."""
    plain = IN_QUOTES.sub("", shown).casefold()
    return "m" in plain and "y" in plain and not DAY_OR_TIME.search(plain)
