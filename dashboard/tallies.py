"""Sums for the panels: one selection, one cell in depth, and each month of the data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from dashboard.board import Board, Bools, Ints, in_cells, in_place, in_window, of_layer
from dashboard.selection import Selection
from geo import counts
from geo.cells import cells_from_hex
from geo.days import months_later


@dataclass(frozen=True)
class Counts:
    """What the panels say about one selection.

    Parameters
    ----------
    totals
        Events of each visible layer in the place and window.
    by_cell
        int64[m], events of the layer in focus in each study cell.
    by_ward
        Events of the layer in focus in each ward of the place, by code.
    cells_in_place, area_in_place
        How many study cells, and how many km2, the place has.
    half, half_area
        The fewest cells that hold half of the events in focus, and their km2.
    ward_only
        Events of the layer in focus of which only the ward is known; in the totals and wards, in no
        cell.
    """

    totals: dict[str, int]
    by_cell: Ints
    by_ward: dict[str, int]
    area_in_place: float
    half: int
    half_area: float
    ward_only: int = 0


@dataclass(frozen=True)
class Detail:
    """The selected cell, the picked ones, or the whole place, in depth.

    Parameters
    ----------
    totals
        Events of each visible layer in the window.
    categories
        Of each visible layer the categories with their events in the window, most first.
    months
        int64[k], of each visible layer the events in each whole month of the data.
    """

    totals: dict[str, int]
    categories: dict[str, tuple[tuple[str, int], ...]]
    months: dict[str, Ints]


@dataclass(frozen=True)
class Months:
    """The layer in focus in each whole month of the data.

    Parameters
    ----------
    by_cell
        int64[m, k], events in each study cell and month.
    by_ward
        int64[w, k], events in each ward and month.
    """

    by_cell: Ints
    by_ward: Ints


def counts_of(board: Board, selection: Selection, *, cell_wards: NDArray[np.str_]) -> Counts:
    """Count what a selection holds.

    Parameters
    ----------
    board
        The events.
    selection
        The choices; its cell is not looked at.
    cell_wards
        str[m], main ward of each study cell: which cells make up the place.

    Returns
    -------
    Counts
    """
    whole = _board_for(board, selection.picked)
    by_cell = counts.count_bins(board.cell[_in_focus(board, selection)], size=len(board.cells))
    by_ward = counts.count_bins(whole.ward[_in_focus(whole, selection)], size=len(board.wards))
    places = {
        code: int(by_ward[i])
        for i, (code, town) in enumerate(zip(board.wards, board.towns, strict=True))
        if selection.place in ("", code, town)
    }
    half = counts.half_share(by_cell)
    leading = np.argsort(-by_cell, kind="stable")[:half]
    return Counts(
        totals=_totals(whole, _kept(whole, selection), selection),
        by_cell=by_cell,
        by_ward=places,
        area_in_place=float(board.area[_cells_of(board, selection, cell_wards, places)].sum()),
        half=half,
        half_area=float(board.area[leading].sum()),
        ward_only=int(by_ward.sum() - by_cell.sum()),
    )


def detail_of(board: Board, selection: Selection) -> Detail:
    """Count the selected cell, else the picked ones, else the whole place.

    Parameters
    ----------
    board
        The events.
    selection
        The choices.

    Returns
    -------
    Detail
    """
    names = selection.looked_into
    board = _board_for(board, names)
    keep = in_place(board, place=selection.place, categories=selection.categories)
    keep &= in_cells(board, names)
    window = keep & in_window(board, window=selection.window)
    return Detail(
        totals=_totals(board, window, selection),
        categories={layer: _categories(board, window, layer) for layer in selection.layers},
        months={layer: _by_whole_month(board, keep, layer) for layer in selection.layers},
    )


def months_of(board: Board, selection: Selection) -> Months:
    """Count the layer in focus month by month.

    Parameters
    ----------
    board
        The events.
    selection
        The choices; its cell and window are not looked at.

    Returns
    -------
    Months
    """
    whole = _board_for(board, selection.picked)
    return Months(
        by_cell=_by_month(board, board.cell, selection, rows=len(board.cells)),
        by_ward=_by_month(whole, whole.ward, selection, rows=len(board.wards)),
    )


def first_month(board: Board) -> date:
    """Give the first day of the first month that the data hold wholly.

    Parameters
    ----------
    board
        The events.

    Returns
    -------
    date
    """
    return months_later(board.origin.replace(day=1), months=_whole(board).start)


def _board_for(board: Board, names: Collection[str]) -> Board:
    """Give the events that can count: those of which only the ward is known are in no cell."""
    return board if names else board.everything


def _cells_of(
    board: Board, selection: Selection, cell_wards: NDArray[np.str_], places: Collection[str]
) -> Bools:
    """Say which study cells make up the picked ones, or the place."""
    if selection.picked:
        return np.isin(board.cells, cells_from_hex(selection.picked))
    return np.isin(cell_wards, list(places))


def _categories(board: Board, keep: Bools, layer: str) -> tuple[tuple[str, int], ...]:
    """List the categories of a layer with their events, most first."""
    chosen = keep & of_layer(board, layer=layer)
    found = counts.count_bins(board.category[chosen], size=len(board.categories))
    order = [int(i) for i in np.argsort(-found, kind="stable") if found[i]]
    return tuple((board.categories[i], int(found[i])) for i in order)


def _by_whole_month(board: Board, keep: Bools, layer: str) -> Ints:
    chosen = keep & of_layer(board, layer=layer)
    return counts.count_bins(board.month[chosen], size=_months(board))[_whole(board)]


def _kept(board: Board, selection: Selection) -> Bools:
    keep = in_place(board, place=selection.place, categories=selection.categories)
    keep &= in_cells(board, selection.picked)
    return keep & in_window(board, window=selection.window)


def _in_focus(board: Board, selection: Selection) -> Bools:
    return _kept(board, selection) & of_layer(board, layer=selection.focus)


def _by_month(board: Board, unit: Ints, selection: Selection, *, rows: int) -> Ints:
    """Count the layer in focus in each unit and whole month."""
    keep = in_place(board, place=selection.place, categories=selection.categories)
    keep &= in_cells(board, selection.picked) & of_layer(board, layer=selection.focus)
    size = _months(board)
    table = counts.count_table(unit[keep], board.month[keep], shape=(rows, size))
    return table[:, _whole(board)]


def _whole(board: Board) -> slice:
    """Leave out a first and a last month of which the data hold only a part."""
    begins, ends = board.origin.day == 1, board.end.day == 1
    return slice(0 if begins else 1, _months(board) - (0 if ends else 1))


def _months(board: Board) -> int:
    last = board.end - timedelta(days=1)
    return (last.year - board.origin.year) * 12 + last.month - board.origin.month + 1


def _totals(board: Board, keep: Bools, selection: Selection) -> dict[str, int]:
    return {
        layer: int(np.count_nonzero(keep & of_layer(board, layer=layer)))
        for layer in selection.layers
    }
