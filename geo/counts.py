"""Counts of events by cell, time bin and category, in one pass over sorted arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Entries:
    """Counts of the distinct (day, cell, category) that occur, sorted in that order.

    Parameters
    ----------
    day
        int64[k], local day number.
    cell_index
        int64[k], position of the cell in the study area's cells.
    category
        int64[k], position of the category.
    count
        int64[k], events of that day, cell and category; at least 1.
    """

    day: NDArray[np.int64]
    cell_index: NDArray[np.int64]
    category: NDArray[np.int64]
    count: NDArray[np.int64]

    def __len__(self) -> int:
        """Give the number of entries, k."""
        return len(self.count)

    def cell_counts(self, *, first: int, after: int, size: int) -> NDArray[np.int64]:
        """Sum the entries of the days `[first, after)` for each cell.

        Parameters
        ----------
        first, after
            First day number inside, first day number after.
        size
            Number of cells, m.

        Returns
        -------
        int64[m]
        """
        lower, upper = np.searchsorted(self.day, (first, after))
        return _summed(self.cell_index[lower:upper], self.count[lower:upper], size=size)


def count_cells(cells: ArrayLike, *, study_cells: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Count events in each cell of the study area.

    Parameters
    ----------
    cells
        uint64[n], the cell of each event.
    study_cells
        Sorted uint64[m], every cell of the study area.

    Returns
    -------
    int64[m]
        Counts in the order of `study_cells`; a cell with no event is a true zero.

    Raises
    ------
    ValueError
        If an event's cell is not in the study area.
    """
    positions = positions_of(cells, study_cells=study_cells)
    return np.bincount(positions, minlength=len(study_cells)).astype(np.int64, copy=False)


def positions_of(cells: ArrayLike, *, study_cells: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Find each event's cell among the cells of the study area.

    Parameters
    ----------
    cells
        uint64[n], the cell of each event.
    study_cells
        Sorted uint64[m], every cell of the study area.

    Returns
    -------
    int64[n]
        Positions in `study_cells`.

    Raises
    ------
    ValueError
        If an event's cell is not in the study area.
    """
    wanted = np.asarray(cells, dtype=np.uint64)
    # a hash table finds a million cells five times as fast as a search of the sorted ones
    found = pd.Index(study_cells).get_indexer(pd.Index(wanted)).astype(np.int64, copy=False)
    outside = wanted[found < 0]
    if len(outside):
        raise ValueError(
            f"Only events in the study area can be counted; {len(outside)} of {len(wanted)} are "
            f"in cells outside it (such as {int(outside[0]):x}). Leave them out first."
        )
    return found


def count_bins(positions: ArrayLike, *, size: int) -> NDArray[np.int64]:
    """Count how often each position occurs; position -1 stands for "in none".

    Parameters
    ----------
    positions
        int[n], such as time bins (`windows.bin_of`), wards or categories.
    size
        Number of positions, k.

    Returns
    -------
    int64[k]

    Raises
    ------
    ValueError
        If a position is below -1 or not below `size`.
    """
    given = _checked(positions, size=size, lowest=-1)
    return np.bincount(given + 1, minlength=size + 1)[1:].astype(np.int64, copy=False)


def count_table(
    rows: ArrayLike, columns: ArrayLike, *, shape: tuple[int, int]
) -> NDArray[np.int64]:
    """Count events in a table, such as cell by time bin or hour by weekday.

    Parameters
    ----------
    rows, columns
        int[n], the two positions of each event; an event with -1 in either is left out.
    shape
        Numbers of rows and columns.

    Returns
    -------
    int64[shape]

    Raises
    ------
    ValueError
        If a position is below -1 or not below its size, or the two lengths differ.
    """
    down = _checked(rows, size=shape[0], lowest=-1)
    across = _checked(columns, size=shape[1], lowest=-1)
    _require_equal_lengths(down, across)
    inside = (down >= 0) & (across >= 0)
    flat = down[inside] * shape[1] + across[inside]
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)


def tally(cell_index: ArrayLike, day: ArrayLike, category: ArrayLike) -> Entries:
    """Add up events of the same day, cell and category.

    Parameters
    ----------
    cell_index
        int[n], position of each event's cell in the study area's cells, at least 0.
    day
        int[n], local day number (`windows.day_numbers`), at least 0.
    category
        int[n], position of each event's category, at least 0.

    Returns
    -------
    Entries
        Sorted by day, then cell, then category. The order of the events never matters.

    Raises
    ------
    ValueError
        If the lengths differ or a number is negative.
    """
    cells, days, kinds = (
        _checked(values, size=None, lowest=0) for values in (cell_index, day, category)
    )
    _require_equal_lengths(cells, days, kinds)
    cell_span, kind_span = (int(values.max(initial=0)) + 1 for values in (cells, kinds))
    # one whole number for each triple: sorting it sorts by day, then cell, then category
    key, count = np.unique((days * cell_span + cells) * kind_span + kinds, return_counts=True)
    rest, kind = np.divmod(key, kind_span)
    when, where = np.divmod(rest, cell_span)
    return Entries(day=when, cell_index=where, category=kind, count=count.astype(np.int64))


def half_share(counts: ArrayLike) -> int:
    """Find the fewest cells that hold half of the events.

    Parameters
    ----------
    counts
        int[m], events in each cell; zeros do no harm.

    Returns
    -------
    int
        The smallest number of cells that together hold at least half of the events; 0 where
        nothing was counted. Over the number of cells in the study area it is the bandwidth of
        Weisburd (2015, doi:10.1111/1745-9125.12070).

    Raises
    ------
    ValueError
        If a count is negative or not whole.
    """
    values = _checked(counts, size=None, lowest=0)
    if values.sum() == 0:
        return 0
    running = np.cumsum(np.sort(values)[::-1])
    return int(np.searchsorted(2 * running, running[-1])) + 1


def _summed(
    positions: NDArray[np.int64], amounts: NDArray[np.int64], *, size: int
) -> NDArray[np.int64]:
    """Sum amounts by position; sums stay whole far below the 2**53 a float can hold."""
    return np.bincount(positions, weights=amounts, minlength=size).astype(np.int64)


def _checked(values: ArrayLike, *, size: int | None, lowest: int) -> NDArray[np.int64]:
    """Give whole numbers as an array, after a check of both ends."""
    given = np.asarray(values)
    if given.size and not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"Positions and counts are whole numbers; found {given.dtype}.")
    whole = given.astype(np.int64, copy=False)
    if whole.size and (whole.min() < lowest or (size is not None and whole.max() >= size)):
        upper = "" if size is None else f" and below {size}"
        raise ValueError(
            f"Positions must be at least {lowest}{upper}; found {whole.min()} to {whole.max()}."
        )
    return whole


def _require_equal_lengths(*arrays: NDArray[np.int64]) -> None:
    """Refuse columns that cannot belong to the same events."""
    lengths = [len(array) for array in arrays]
    if len(set(lengths)) > 1:
        raise ValueError(f"Each event has one value in each column; found lengths {lengths}.")
