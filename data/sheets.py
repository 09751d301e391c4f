"""What a file holds: one sheet or several, every cell a text, every row with its number.

This is the common form of all formats. Recognition looks at `Sheet.header`, the readers get
`Sheet.cells`, and the quarantine shows `Sheet.originals`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import scratch
from data.formats.grid import ROW, Fault, Grid
from data.formats.request import Progress, Request
from data.headings import OWN_COLUMNS, normal
from data.readers import readers
from data.sandbox import read_apart

__all__ = ["Fault", "Progress", "Sheet", "known_headings", "open_sheets"]


@dataclass(frozen=True)
class Sheet(Grid):
    """One sheet of a file; see `Grid` for its parts."""

    def cells(self, positions: Mapping[str, int]) -> pd.DataFrame:
        """Give some columns as text.

        Parameters
        ----------
        positions
            For each column wanted its place in the header, counted from 0.

        Returns
        -------
        pd.DataFrame
            Text without spaces at the ends, named as asked; the index, `row`, is the number of
            the row as a person sees it. Rows in `faults` are not there.
        """
        index = pd.Index(self.table.column(ROW).to_numpy(), dtype="int64", name="row")
        columns = {
            name: self.table.column(str(place)).to_pandas().set_axis(index)
            for name, place in positions.items()
        }
        return pd.DataFrame(columns, index=index).astype("str")

    def originals(self, rows: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Give whole rows as they were read.

        Parameters
        ----------
        rows
            Their numbers, in the table or among the faults.

        Returns
        -------
        dict of int to tuple of str
            The cells of each under `header`; more or fewer than headings where that is what is
            wrong with the row.
        """
        wanted = pa.array(sorted(set(rows)), type=pa.int64())
        chosen = self.table.filter(pc.is_in(self.table.column(ROW), value_set=wanted))
        found = {
            row: tuple(cells) for row, *cells in zip(*chosen.to_pydict().values(), strict=True)
        }
        asked = set(wanted.to_pylist())
        return found | {fault.row: fault.cells for fault in self.faults if fault.row in asked}


def known_headings() -> frozenset[str]:
    """Give every heading that some source uses, in the form of `headings.normal`."""
    return frozenset(
        normal(name) for reader in readers() for column in reader.columns for name in column.names
    )


def open_sheets(  # noqa: PLR0913  each is something that a person may say
    path: Path,
    *,
    known: frozenset[str] | None = None,
    hidden: bool = False,
    maps: bool = False,
    progress: Progress = lambda _done, _size: None,
    read: Callable[[Request], list[Grid]] = read_apart,
) -> list[Sheet]:
    """Read a file of any kind that is known.

    Parameters
    ----------
    path
        The file.
    known
        Headings that help to find the header, in the form of `headings.normal`; without them
        those of all sources.
    hidden
        Whether hidden sheets are asked for.
    maps
        Whether shapefiles and GeoPackages may be read; never for a file from the page.
    progress
        Told how much of how much has been read.
    read
        What reads it: in a process of its own, unless a test says otherwise.

    Returns
    -------
    list of Sheet
        In the file's order, blank sheets left out.

    Raises
    ------
    ValueError
        If the file is refused; the message says why in plain words.
    OSError
        If the file can't be read.
    """
    path.open("rb").close()  # the system's own words for a file that is not there or not ours
    headings = (known_headings() if known is None else known) | set(OWN_COLUMNS)
    with scratch.folder() as folder:
        request = Request(
            path=path,
            scratch=folder,
            known=headings,
            hidden=hidden,
            maps=maps,
            progress=progress,
        )
        return [as_sheet(grid) for grid in read(request)]


def as_sheet(grid: Grid) -> Sheet:
    """Give a sheet its ways to be looked at.

    Parameters
    ----------
    grid
        As a format gives it.

    Returns
    -------
    Sheet
        The same.
    """
    return Sheet(**{field.name: getattr(grid, field.name) for field in fields(grid)})
