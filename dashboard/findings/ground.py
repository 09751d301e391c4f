"""What every statistic stands on: the events on the study cells, and what is known of both."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.board import Board, Bools, in_place, in_window, of_layer
from dashboard.findings.spots import disks
from dashboard.selection import Selection
from data import placed
from geo import counts
from geo.days import months_later
from geo.gi_star import Neighbours
from geo.windows import Window, bin_of, snapped


@dataclass(frozen=True)
class Ground:
    """The events that one viewer may see, and the study area they lie in.

    Parameters
    ----------
    board
        The events on the study cells.
    events
        The same as a frame, placed in their wards; events outside the borough too.
    study
        The study cells, as `data.geography.cells` gives them.
    wards
        The wards: code, name, town.
    neighbours
        Which study cells make up the grid disk of each.
    folder
        The store's folder.
    """

    board: Board
    events: pd.DataFrame
    study: pd.DataFrame
    wards: pd.DataFrame
    neighbours: Neighbours
    folder: Path


def ground_of(
    board: Board, *, events: pd.DataFrame, study: pd.DataFrame, wards: pd.DataFrame, folder: Path
) -> Ground:
    """Put together what every statistic stands on.

    Parameters
    ----------
    board, events, study, wards, folder
        As in `Ground`.

    Returns
    -------
    Ground
    """
    return Ground(board, events, study, wards, disks(study), folder)


def kept(ground: Ground, selection: Selection, *, layer: str = "", place: bool = False) -> Bools:
    """Say which events a statistic is about, at any time.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices.
    layer
        Which layer; the one in focus where left out.
    place
        Whether only the selection's place counts. A test is always of the whole borough.

    Returns
    -------
    bool[n]
    """
    return _kept(ground.board, selection, layer=layer, place=place)


def cell_counts(
    ground: Ground, selection: Selection, *, window: Window, layer: str = ""
) -> NDArray[np.int64]:
    """Count the events of a window in every study cell.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; its place and window are not looked at.
    window
        Which window.
    layer
        Which layer; the one in focus where left out.

    Returns
    -------
    int64[m]
    """
    keep = kept(ground, selection, layer=layer) & in_window(ground.board, window=window)
    return counts.count_bins(ground.board.cell[keep], size=len(ground.board.cells))


def ward_counts(ground: Ground, selection: Selection, *, window: Window) -> NDArray[np.int64]:
    """Count the events of a window in every ward: by their own point, or by the ward given alone.

    Parameters
    ----------
    ground, selection, window
        As in `cell_counts`.

    Returns
    -------
    int64[w]
    """
    board = ground.board.everything
    keep = _kept(board, selection) & in_window(board, window=window)
    return counts.count_bins(board.ward[keep], size=len(board.wards))


def chosen(ground: Ground, selection: Selection, *, layer: str, place: bool) -> pd.DataFrame:
    """Give the events of a layer and the selection's window as rows.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices.
    layer
        Which layer.
    place
        Whether only the selection's place counts.

    Returns
    -------
    pd.DataFrame
    """
    return placed.select(
        ground.events,
        layers=(layer,),
        window=whole(ground, selection, layer=layer),
        categories=selection.categories,
        place=selection.place if place else "",
    )


def whole(ground: Ground, selection: Selection, *, layer: str = "") -> Window:
    """Widen the selection's window to whole months where a layer is known by months alone.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices.
    layer
        Which layer; the one in focus where left out.

    Returns
    -------
    Window
    """
    monthly = ground.board.steps[layer or selection.focus] == "month"
    return snapped(selection.window, step="month") if monthly else selection.window


def steps_back(first: date, *, until: date, months: int) -> list[date]:
    """Cut the time before a day into steps of whole months.

    Parameters
    ----------
    first
        No step begins before it.
    until
        The end of the last step.
    months
        Length of a step.

    Returns
    -------
    list of date
        The k + 1 rising edges of k steps, the last one `until`; only `until` where none fits.
    """
    edges = [until]
    while (edge := months_later(until, months=-months * len(edges))) >= first:
        edges.append(edge)
    return edges[::-1]


def binned(
    ground: Ground, selection: Selection, *, edges: list[date], by: str = "cell"
) -> NDArray[np.int64]:
    """Count the events in every unit and time bin.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; its place and window are not looked at.
    edges
        Rising edges of the time bins.
    by
        "cell" or "ward"; an event of which only the ward is known is in a ward, and in no cell.

    Returns
    -------
    int64[units, bins]
    """
    board = ground.board if by == "cell" else ground.board.everything
    keep = _kept(board, selection)
    place = bin_of(board.day[keep] - (edges[0] - board.origin).days, edges)
    unit = (board.cell if by == "cell" else board.ward)[keep]
    size = len(board.cells) if by == "cell" else len(board.wards)
    inside = place >= 0
    return counts.count_table(unit[inside], place[inside], shape=(size, len(edges) - 1))


def _kept(board: Board, selection: Selection, *, layer: str = "", place: bool = False) -> Bools:
    keep = in_place(
        board,
        place=selection.place if place else "",
        categories=selection.categories,
    )
    return keep & of_layer(board, layer=layer or selection.focus)
