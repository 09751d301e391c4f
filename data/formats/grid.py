"""The common form of every format: text cells under a header, with the rows a person sees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import pyarrow as pa

ROW = "row"
"""The column of the table that holds the row numbers; the others are "0", "1", ..."""


class Fault(NamedTuple):
    """A row that is in no table: its number, the rule it broke, what was found, its cells."""

    row: int
    rule: str
    found: str
    cells: tuple[str, ...] = ()


Line: TypeAlias = tuple[int, Sequence[str]]
Record: TypeAlias = Line | Fault


@dataclass(frozen=True)
class Grid:
    """One sheet of a file.

    Parameters
    ----------
    name
        The sheet's name; "" where a file is one sheet.
    header
        Its headings, blank ones at the end left out unless their columns are filled; none if it
        holds nothing.
    header_row
        The row in which they stand, from 1; 0 where the format keeps them apart.
    table
        The rows that are not blank: their numbers in `row`, then one column of text without
        spaces at the ends for each heading, named by its place: "0", "1", ...
    faults
        The rows that are in no table.
    notes
        What a person should know about how it was read, in sentences.
    not_asked
        Rows that were left out because nobody asked for them.
    date_system
        The year from which it says that its serial dates count: 1900 or 1904; 0 where it does not
        say.
    digest
        SHA-256 of what it was read from, in hex; "" for the file as a whole.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    table: pa.Table
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    not_asked: int = 0
    date_system: int = 0
    digest: str = ""

    @property
    def rows(self) -> int:
        """Rows with anything in them, the header and what stands above it excepted."""
        return len(self.table) + len(self.faults)

    def with_notes(self, *notes: str) -> "Grid":
        """Add notes.

        Parameters
        ----------
        notes
            Sentences.

        Returns
        -------
        Grid
            The same sheet with more notes.
        """
        return replace(self, notes=(*self.notes, *notes))


def table_of(numbers: Sequence[int], rows: Sequence[Sequence[str]], *, width: int) -> pa.Table:
    """Turn rows into columns of text.

    Parameters
    ----------
    numbers
        Row numbers.
    rows
        Their cells.
    width
        How many cells of each are kept.

    Returns
    -------
    pa.Table
        As `Grid.table`, the text as it stands.
    """
    columns = [
        pa.array([row[place] for row in rows], type=pa.large_string()) for place in range(width)
    ]
    return pa.table(
        [pa.array(numbers, type=pa.int64()), *columns], names=[ROW, *map(str, range(width))]
    )


def blank_table(width: int) -> pa.Table:
    """Make a table without rows.

    Parameters
    ----------
    width
        The number of headings.

    Returns
    -------
    pa.Table
        As `Grid.table`.
    """
    return table_of([], [], width=width)
