"""Columns of a source: their spellings, which must be there, and where a header has them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.checks import Checks
from data.given import Given
from data.headings import normal

AS_IT_IS, NOTHING, PSEUDONYM = "as it is", "nothing", "pseudonym"
"""What the store keeps of a column's cells: what they say, nothing, or who it is by a pseudonym."""
SIGNS_NAMED, PLACES_NAMED = 3, 7
"""How many headings of a signature, and how many ways to give a place, a message names."""


@dataclass(frozen=True)
class Column:
    """One column of a source.

    Parameters
    ----------
    name
        Its documented name. Case, spaces at the ends, and `_` or `-` for a space don't matter.
    meaning
        What it holds, for the documents.
    spellings
        Other names that are accepted.
    required
        Whether a file without it is refused.
    keeps
        What the store keeps of its cells: `AS_IT_IS`, `NOTHING` or `PSEUDONYM`.
    """

    name: str
    meaning: str
    spellings: tuple[str, ...] = ()
    required: bool = False
    keeps: str = AS_IT_IS

    @property
    def names(self) -> frozenset[str]:
        """Every accepted name."""
        return frozenset(self.spelled)

    @property
    def spelled(self) -> tuple[str, ...]:
        """Every accepted name, the documented one first."""
        return (self.name, *self.spellings)


@dataclass(frozen=True)
class Reader:
    """What one kind of file looks like, and how its cells become events.

    Parameters
    ----------
    source
        Its name in receipts and documents.
    layer
        The layer of its events.
    columns
        Everything it makes use of.
    convert
        Takes the cells (text, one column for each of `columns`, the row numbers as index), the
        checks that collect what is wrong or unusual, and what was given beside the file; gives an
        event frame without the columns that are the store's, one row for each row of the cells.
    one_of
        Groups of columns, one of which must be there whole.
    signature
        Headings, one of which must be there for the file to be recognised by itself; none: the
        required columns say enough.
    """

    source: str
    layer: str
    columns: tuple[Column, ...]
    convert: Callable[[pd.DataFrame, Checks, Given], pd.DataFrame]
    one_of: tuple[tuple[str, ...], ...] = ()
    signature: tuple[str, ...] = ()

    def lacking(self, header: Sequence[str], *, told: bool) -> list[str]:
        """Say what a header lacks.

        Parameters
        ----------
        header
            The header's cells.
        told
            Whether a person has said that it is this layer; no signature is needed then.

        Returns
        -------
        list of str
            The missing columns in words; empty when the file can be read.
        """
        there = {normal(cell) for cell in header}
        found = {column.name for column in self.columns if column.names & there}
        lacking = [
            column.name for column in self.columns if column.required and column.name not in found
        ]
        if self.one_of and not any(found.issuperset(group) for group in self.one_of):
            places = " or ".join(" and ".join(group) for group in self.one_of[:PLACES_NAMED])
            lacking.append(f"a place ({places})")
        if self.signature and not told and there.isdisjoint(self.signature):
            lacking.append(" or ".join(self.signature[:SIGNS_NAMED]))
        return lacking

    def used(self, header: Sequence[str]) -> dict[str, str]:
        """Say which headings of a file it makes use of.

        Parameters
        ----------
        header
            The header's cells.

        Returns
        -------
        dict of str to str
            For each column that is there the first heading that names it.
        """
        headings = {normal(cell): cell for cell in reversed(header)}
        named = {
            column.name: [headings[name] for name in column.spelled if name in headings]
            for column in self.columns
        }
        return {name: found[0] for name, found in named.items() if found}

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Find the columns in a header.

        Parameters
        ----------
        header
            The header's cells.

        Returns
        -------
        dict of str to int
            For each column that is there its place, counted from 0.

        Raises
        ------
        ValueError
            If two columns of the file would be the same column of the source.
        """
        column_of = {name: column.name for column in self.columns for name in column.names}
        there = [(column_of.get(normal(cell)), place) for place, cell in enumerate(header)]
        used = [(name, place) for name, place in there if name is not None]
        _refuse_twins(used, header)
        return dict(used)


def headings(columns: Sequence[Column], *names: str) -> tuple[str, ...]:
    """Give every heading of some columns, for a signature.

    Parameters
    ----------
    columns
        What the source knows.
    names
        Which of them.

    Returns
    -------
    tuple of str
        The documented names first.
    """
    return (
        *names,
        *(one for column in columns if column.name in names for one in column.spellings),
    )


def widened(cells: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Add the columns that a file does not have, all blank, so that nobody asks for them.

    Parameters
    ----------
    cells
        What was read.
    columns
        What the source knows.

    Returns
    -------
    pd.DataFrame
        With every column of the source, as text.
    """
    absent: Mapping[str, str] = {
        column.name: "" for column in columns if column.name not in cells.columns
    }
    return cells.assign(**absent).astype("str")


def _refuse_twins(used: Sequence[tuple[str, int]], header: Sequence[str]) -> None:
    often = Counter(name for name, _ in used)
    for name, count in often.items():
        if count > 1:
            twins = " and ".join(repr(header[place]) for found, place in used if found == name)
            raise ValueError(
                f"Only one column may give the {name}, and this file has {count}: {twins}. "
                "Remove or rename the others."
            )
