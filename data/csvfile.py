"""CSV files: header and cells as text, with the row numbers a person sees in a spreadsheet."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

import pandas as pd

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many bytes of how many have been read."""

Record: TypeAlias = list[str]
Fault: TypeAlias = tuple[int, str, str]
"""Row number, rule, and what was found."""

CHUNK_ROWS = 2_000
"""Rows turned into columns at a time; with more of them alive at once reading is slower."""


class Cells(NamedTuple):
    """The cells of a file, and the rows that could not be told apart into cells.

    Parameters
    ----------
    table
        Text without spaces at the ends, one column for each one asked for; the index is the row
        number. Blank rows are left out, but counted in the numbers.
    faults
        The rows that are in no table.
    """

    table: pd.DataFrame
    faults: list[Fault]


def digest(path: Path) -> str:
    """Fingerprint a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        SHA-256 of its bytes, in hex.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_header(path: Path) -> Record:
    """Read the header: the first row with anything in it.

    Parameters
    ----------
    path
        A CSV file in UTF-8, with or without a byte order mark.

    Returns
    -------
    list of str
        Its cells, blank ones at the end left out; none for an empty file.

    Raises
    ------
    ValueError
        If the file is not text in UTF-8, or its rows can't be told apart.
    """
    with _text(path) as (text, _):
        return _header(_records(text))


def read_cells(
    path: Path, positions: Mapping[str, int], *, progress: Progress = lambda _done, _all: None
) -> Cells:
    """Read some columns of a file as text.

    Parameters
    ----------
    path
        A CSV file in UTF-8, with or without a byte order mark.
    positions
        For each column wanted its place in the header, counted from 0.
    progress
        Called after every 2,000 rows and at the end.

    Returns
    -------
    Cells
        Every row that is not blank, in the table or among the faults.

    Raises
    ------
    ValueError
        If the file is not text in UTF-8, or its rows can't be told apart.
    """
    size, tables, faults = path.stat().st_size, [_table([], [], positions)], list[Fault]()
    with _text(path) as (text, file):
        records = _records(text)
        width = len(_header(records))
        while chunk := list(islice(records, CHUNK_ROWS)):
            numbers, rows = _sound_rows(chunk, width=width, faults=faults)
            tables.append(_table(numbers, rows, positions))
            progress(file.tell(), size)
    progress(size, size)
    return Cells(pd.concat(tables), faults)


@contextmanager
def _text(path: Path) -> Iterator[tuple[io.TextIOWrapper, BinaryIO]]:
    with path.open("rb") as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        try:
            yield text, file
        except UnicodeDecodeError as error:
            raise ValueError(
                f"It is not text in UTF-8 (the byte {error.object[error.start]:#04x} is not). "
                "Open it in the program it came from and save it as 'CSV UTF-8'."
            ) from error


def _records(text: io.TextIOWrapper) -> Iterator[tuple[int, Record | None]]:
    """Give each record with its number, from 1; None is one whose quotation marks don't fit."""
    reader = csv.reader(text, strict=True)
    for number in count(1):
        line = reader.line_num
        try:
            record: Record | None = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            record = None
            if reader.line_num > line + 1:
                raise ValueError(
                    f"The rows from row {number} on can't be told apart: a quotation mark opened "
                    "there is not closed where a cell ends. Correct that row and bring the file "
                    "in again."
                ) from error
        yield number, record


def _header(records: Iterator[tuple[int, Record | None]]) -> Record:
    for _, record in records:
        if record is None:
            break
        cells = [cell.strip() for cell in record]
        if any(cells):
            return cells[: max(place for place, cell in enumerate(cells) if cell) + 1]
    return []


def _sound_rows(
    chunk: list[tuple[int, Record | None]], *, width: int, faults: list[Fault]
) -> tuple[list[int], list[Record]]:
    """Keep the rows that have a cell for each column; note the others among the faults."""
    numbers, rows = list[int](), list[Record]()
    for number, record in chunk:
        if record is None:
            faults.append((number, "unreadable", "a quotation mark inside a cell"))
        elif not any(record):
            continue
        elif len(record) < width or any(record[width:]):
            faults.append((number, "ragged", f"{len(record)} cells under {width} headings"))
        else:
            numbers.append(number)
            rows.append(record)
    return numbers, rows


def _table(numbers: list[int], rows: list[Record], positions: Mapping[str, int]) -> pd.DataFrame:
    index = pd.Index(numbers, dtype="int64", name="row")
    return pd.DataFrame(
        {
            name: pd.Series([row[place] for row in rows], index=index, dtype="str").str.strip()
            for name, place in positions.items()
        },
        index=index,
    )
