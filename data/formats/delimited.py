"""CSV, with commas, semicolons, tabs or bars: exactly, row by row, or all at once where it can be.

A file without quotation marks has one row on each line; Arrow then splits it, many times as fast.
Both ways give the same (a property of the tests).
"""

import csv
import io
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from data import limits
from data.formats import header as headers
from data.formats import lines
from data.formats.encoding import Writing, writing_of
from data.formats.gathering import CHUNK_ROWS, gather
from data.formats.grid import Fault, Grid, Record
from data.formats.request import Progress, Request

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE = 1 << 16
"""Characters in which the delimiter is looked for."""


def read(request: Request) -> list[Grid]:
    """Read a delimited text file.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        One sheet.

    Raises
    ------
    ValueError
        If it is no text, or its rows can't be told apart.
    """
    limits.check("HOTSPOTS_MAX_FILE_MB", request.path.stat().st_size)
    return [read_text(request.path, known=request.known, progress=request.progress)]


def read_text(path: Path, *, known: frozenset[str], progress: Progress, name: str = "") -> Grid:
    """Read one delimited text.

    Parameters
    ----------
    path
        The file.
    known
        Headings that some source uses.
    progress
        Told how many bytes of how many have been read.
    name
        The sheet's name.

    Returns
    -------
    Grid
        Every row that is not blank, in the table or among the faults.

    Raises
    ------
    ValueError
        If it is no text, or its rows can't be told apart.
    """
    writing = writing_of(path)
    delimiter = _delimiter(_start(path, writing), known)
    grid = None
    if writing.plain:
        grid = lines.read(path, delimiter=delimiter, known=known, name=name, progress=progress)
    if grid is None:
        told = _told(path, writing, delimiter, progress)
        grid = gather(told, known=known, name=name)
    progress(size := path.stat().st_size, size)
    return grid if _usual(writing, delimiter) else _noted(grid, writing, delimiter)


def _usual(writing: Writing, delimiter: str) -> bool:
    return (writing.name, delimiter) == ("UTF-8", ",")


def _noted(grid: Grid, writing: Writing, delimiter: str) -> Grid:
    note = f"Read as text in {writing.name} with {DELIMITERS.get(delimiter, repr(delimiter))}."
    return grid.with_notes(note)


def _start(path: Path, writing: Writing) -> str:
    with path.open(encoding=writing.codec, newline="") as text:
        return text.read(SAMPLE)


def _delimiter(start: str, known: frozenset[str]) -> str:
    """Choose the delimiter that gives most known headings, then most rows as wide as the header."""
    if start.startswith("sep=") and start[4:5].strip("\r\n") and start[5:6] in {"\r", "\n"}:
        return start[4]
    return max(DELIMITERS, key=lambda delimiter: _fit(start, delimiter, known))


def _fit(start: str, delimiter: str, known: frozenset[str]) -> tuple[int, int]:
    rows = list(islice(_split(start, delimiter), headers.LOOKED_AT))
    found = headers.find(list(enumerate(rows, start=1)), known=known)
    width = len(found.cells)
    alike = sum(len(row) == width for row in rows) if width > 1 else 0
    return headers.score(found.cells, known=known), alike


def _split(start: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def _told(path: Path, writing: Writing, delimiter: str, progress: Progress) -> Iterator[Record]:
    """Give the records, and say how far they have come."""
    size = path.stat().st_size
    with path.open("rb") as file, io.TextIOWrapper(file, writing.codec, newline="") as text:
        for place, record in enumerate(_records(text, delimiter), start=1):
            yield record
            if place % CHUNK_ROWS == 0:
                progress(file.tell(), size)


def _records(text: io.TextIOWrapper, delimiter: str) -> Iterator[Record]:
    """Give each record with its number, from 1; one whose quotation marks don't fit is a fault."""
    line = [""]
    reader = csv.reader(_remembered(text, line), delimiter=delimiter, strict=True)
    for number in count(1):
        before = reader.line_num
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > before + 1:
                raise limits.RefusalError(
                    f"The rows from row {number} on can't be told apart: a quotation mark opened "
                    "there is not closed where a cell ends. Correct that row and bring the file "
                    "in again."
                ) from error
            what = "a quotation mark inside a cell, or a cell without end"
            yield Fault(number, "unreadable", what, (line[0].rstrip("\r\n"),))


def _remembered(text: io.TextIOWrapper, last: list[str]) -> Iterator[str]:
    for last[0] in text:
        yield last[0]
