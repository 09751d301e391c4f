"""Text whose lines are its rows, split by Arrow: no quotation marks, no lone carriage returns."""

import io
import os
from codecs import BOM_UTF8
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data import limits
from data.formats import header as headers
from data.formats.gathering import gather, sift, sound_rows
from data.formats.grid import ROW, Fault, Grid, Line, Record, table_of
from data.formats.request import Progress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 4 << 20
LONGEST_CELL = 131_072
"""Bytes; longer cells are left to the exact way, which has a rule for them."""
FIRST_LINES = 10_000
"""Lines among which the header is looked for; in a file that begins blank for longer, exactly."""


def read(
    path: Path, *, delimiter: str, known: frozenset[str], name: str, progress: Progress
) -> Grid | None:
    """Read a text whose lines are its rows.

    Parameters
    ----------
    path
        A file in UTF-8.
    delimiter
        Between the cells.
    known
        Headings that some source uses.
    name
        The sheet's name.
    progress
        Told how many bytes of how many have been read.

    Returns
    -------
    Grid or None
        What the exact way gives as well; none where only that can tell.
    """
    with path.open("rb") as file:
        start = gather(_first_lines(file, delimiter), known=known, name=name)
        width = len(start.header)
        file.seek(0)
        above = b"".join(islice(file, start.header_row))
        last = above.splitlines()[-1].decode("utf-8-sig") if above else ""
        if not width or len(last.split(delimiter)) != width:
            return None
        file.seek(len(above))
        marked = file.read(len(BOM_UTF8)) == BOM_UTF8  # Arrow would take it away
        file.seek(len(above))
        if marked:
            return None
        try:
            table, faults = _split(file, start, delimiter=delimiter, told=progress)
        except pa.ArrowInvalid:
            return None
    if _longest(table) > LONGEST_CELL:
        return None
    return Grid(name, start.header, start.header_row, table, faults, start.notes)


def _first_lines(file: BinaryIO, delimiter: str) -> list[Record]:
    """Give as many lines as may hold the header, split."""
    rows, seen = list[Record](), 0
    for number, raw in enumerate(islice(file, FIRST_LINES), start=1):
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        cells = text.split(delimiter)
        rows.append((number, cells))
        seen += any(map(str.strip, cells))
        if seen == headers.LOOKED_AT:
            break
    return rows


def _split(
    file: BinaryIO, start: Grid, *, delimiter: str, told: Progress
) -> tuple[pa.Table, tuple[Fault, ...]]:
    """Split the lines below the header.

    Arrow numbers the lines that have too many or too few cells; all others are in its table, so
    their numbers are those that are left.
    """
    width, faults, misfits = len(start.header), list[Fault](), list[Line]()
    fitting = _fitting(_Told(file, told), misfits, delimiter=delimiter, width=width)
    lines = np.arange(1, 1 + len(fitting) + len(misfits))
    limits.check("HOTSPOTS_MAX_ROWS", len(lines))
    numbers = np.delete(lines, [row - 1 for row, _ in misfits]) if misfits else lines
    columns = [pa.array(numbers + start.header_row), *fitting.columns]
    table = sift(pa.table(columns, names=[ROW, *fitting.column_names]), faults=faults)
    late = [(row + start.header_row, cells) for row, cells in misfits]
    rest = table_of(*sound_rows(late, width=width, padded=False, faults=faults), width=width)
    if len(rest):
        table = pa.concat_tables([table, sift(rest, faults=faults)]).sort_by(ROW)
    return table, tuple(sorted(faults))


def _fitting(file: "_Told", misfits: list[Line], *, delimiter: str, width: int) -> pa.Table:
    """Read the lines with as many cells as there are headings; note the others, numbered from 1."""

    def set_aside(row: csv.InvalidRow) -> str:
        misfits.append((row.number, row.text.split(delimiter)))
        return "skip"

    names = [str(place) for place in range(width)]
    return csv.read_csv(
        file,
        # only a single thread knows the numbers of the lines
        csv.ReadOptions(column_names=names, use_threads=False, block_size=BLOCK),
        csv.ParseOptions(
            delimiter=delimiter,
            quote_char=False,
            double_quote=False,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
        ),
    )


def _longest(table: pa.Table) -> int:
    """Give the bytes of the longest cell."""
    sizes = (pc.max(pc.binary_length(column)).as_py() or 0 for column in table.columns[1:])
    return max(sizes, default=0)


class _Told(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: BinaryIO, told: Progress) -> None:
        self._file, self._told = file, told
        self._size = os.fstat(file.fileno()).st_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        block = self._file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(block)] = block
        self._told(self._file.tell(), self._size)
        return len(block)
