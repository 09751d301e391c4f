"""From rows of text to a sheet: the header is found, blank rows and rows of totals set aside."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from data import limits
from data.formats import header as headers
from data.formats.grid import ROW, Fault, Grid, Record, blank_table, table_of

CHUNK_ROWS = 2_000
"""Rows turned into columns at a time; with more of them alive at once reading is slower."""
TOTALS = (
    r"(?i)^(grand |sub[- ]?)?totals?( (rows|records|cases|incidents|reports|number))?"
    r"\s*[:=]?\s*[0-9,.]*$"
)
"""What the first filled cell of a row of totals says, in whole."""
BLANK = pa.scalar("", type=pa.large_string())


def gather(
    records: Iterable[Record], *, known: frozenset[str], name: str = "", padded: bool = False
) -> Grid:
    """Make a sheet of rows of text.

    Parameters
    ----------
    records
        Row numbers and cells, in order; a fault for a row that can't be told apart.
    known
        Headings that some source uses, in the form of `headings.normal`.
    name
        The sheet's name.
    padded
        Whether a row may be shorter than the header, as in a spreadsheet, where each cell surely
        stands under its heading.

    Returns
    -------
    Grid
        Every row below the header that is not blank, in the table or among the faults.
    """
    lines = iter(records)
    ahead = list(_filled(lines))
    sound = [line for line in ahead if not isinstance(line, Fault)]
    found = headers.find(sound, known=known)
    if padded:
        found = headers.widened(found, sound)
    limits.check("HOTSPOTS_MAX_COLUMNS", len(found.cells))
    late = (line for line in ahead if line[0] > found.row)
    tables, faults = [blank_table(len(found.cells))], list[Fault]()
    for chunk in _chunks(late, lines):
        numbers, rows = sound_rows(chunk, width=len(found.cells), padded=padded, faults=faults)
        tables.append(sift(table_of(numbers, rows, width=len(found.cells)), faults=faults))
        limits.check("HOTSPOTS_MAX_ROWS", sum(map(len, tables)) + len(faults))
    return Grid(
        name=name,
        header=found.cells,
        header_row=found.row,
        table=pa.concat_tables(tables),
        faults=tuple(sorted(faults)),
        notes=found.notes,
    )


def sound_rows(
    chunk: Iterable[Record], *, width: int, padded: bool, faults: list[Fault]
) -> tuple[list[int], list[Sequence[str]]]:
    """Keep the rows that have a cell for each heading.

    Parameters
    ----------
    chunk
        Some rows.
    width
        The number of headings.
    padded
        Whether a row may be shorter.
    faults
        Told of the others, blank ones excepted. A row of totals is one, however short it is.

    Returns
    -------
    numbers, rows
        Row numbers and their cells, at least `width` of them.
    """
    numbers, rows = list[int](), list[Sequence[str]]()
    for line in chunk:
        if isinstance(line, Fault):
            faults.append(_total(line) if _is_total(line.cells) else line)
            continue
        number, cells = line
        if not any(cells) or not any(map(str.strip, cells)):
            continue
        if len(cells) < width and (padded or _is_total(cells)):
            cells = [*cells, *[""] * (width - len(cells))]
        if len(cells) < width or any(map(str.strip, cells[width:])):
            what = f"{len(cells)} cells under {width} headings"
            faults.append(Fault(number, "ragged", what, tuple(cells)))
        else:
            numbers.append(number)
            rows.append(cells)
    return numbers, rows


def _is_total(cells: Sequence[str]) -> bool:
    """Tell whether a row is one of totals, by its first filled cell."""
    return re.match(TOTALS, _first(cells)) is not None


def _first(cells: Sequence[str]) -> str:
    return next(filter(None, map(str.strip, cells)), "")


def _total(fault: Fault) -> Fault:
    return fault._replace(rule="totals-row", found=_first(fault.cells))


def sift(table: pa.Table, *, faults: list[Fault]) -> pa.Table:
    """Trim the cells, drop blank rows, and set rows of totals aside.

    Parameters
    ----------
    table
        As `table_of` gives it.
    faults
        Told of the rows of totals.

    Returns
    -------
    pa.Table
        The other rows.
    """
    if not len(table):
        return table
    texts = [pc.utf8_trim_whitespace(column) for column in table.columns[1:]]
    trimmed = pa.table([table.column(ROW), *texts], names=table.column_names)
    first = _first_filled(texts)
    total = _are_totals(first)
    filled = pc.not_equal(first, BLANK)
    for row in trimmed.filter(total).to_pylist():
        number, *cells = row.values()
        faults.append(_total(Fault(number, "", "", tuple(cells))))
    keep = pc.and_not(filled, total)
    return trimmed if pc.all(keep).as_py() else trimmed.filter(keep)


def _are_totals(first: pa.ChunkedArray) -> pa.ChunkedArray:
    """Tell rows of totals by their first filled cells; plain searching is ten times as fast."""
    likely = pc.match_substring(pc.ascii_lower(first), "total")
    if not pc.any(likely).as_py():
        return likely
    return pc.match_substring_regex(first, TOTALS)


def _first_filled(texts: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    """Give for each row its first cell that is not blank, "" if there is none."""
    first = texts[0]
    for text in texts[1:]:
        blank = pc.equal(first, BLANK)
        if not pc.any(blank).as_py():
            break
        first = pc.if_else(blank, text, first)
    return first


def _filled(lines: Iterator[Record]) -> Iterator[Record]:
    """Take rows until enough with anything in them were seen to find the header."""
    seen = 0
    for line in lines:
        yield line
        seen += isinstance(line, Fault) or any(map(str.strip, line[1]))
        if seen == headers.LOOKED_AT:
            return


def _chunks(*parts: Iterable[Record]) -> Iterator[list[Record]]:
    for part in parts:
        lines = iter(part)
        while chunk := list(islice(lines, CHUNK_ROWS)):
            yield chunk
