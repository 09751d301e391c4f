"""Counts for the pages: events as plain arrays, so that each settled window is summed at once.

The rules of what counts where are those of `data.placed`; a test holds the two equal.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import cells, counts
from geo.days import LONDON
from geo.windows import Step, Window, coarsest, day_numbers

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_OF_EVENTS = ("layer", "category", "ward", "day", "month", "cell")


@dataclass(frozen=True)
class Board:
    """The events inside the borough on the study cells of one resolution.

    Parameters
    ----------
    layers
        Layers that have at least one event anywhere or may be seen: the viewer's.
    origin, end
        First day with an event, and the first day after the last one.
    cells
        uint64[m], the study cells, sorted.
    area
        float64[m], km2 of each inside the study area.
    layer, category, ward
        int64[n], positions in `layers`, `categories` and `wards`.
    categories, wards
        Names of categories and codes of wards.
    towns
        Town of each ward.
    day, month, cell
        int64[n]: days since `origin`, months since its month, position in `cells`.
    steps
        The finest step of each layer.
    ward_only
        The events of which only the ward is known, as a board of their own whose `cell` says
        nothing; None on that board.
    """

    layers: tuple[str, ...]
    origin: date
    end: date
    cells: NDArray[np.uint64]
    area: NDArray[np.float64]
    categories: tuple[str, ...]
    wards: tuple[str, ...]
    towns: tuple[str, ...]
    layer: Ints
    category: Ints
    ward: Ints
    day: Ints
    month: Ints
    cell: Ints
    steps: Mapping[str, Step]
    ward_only: "Board | None" = None

    @property
    def span(self) -> Window:
        """Days from the first event to the last."""
        return Window(self.origin, self.end)

    @property
    def everything(self) -> "Board":
        """The events with those of which only the ward is known; `cell` says nothing there."""
        rest = self.ward_only
        if rest is None or not len(rest.day):
            return self
        joined: dict[str, Any] = {
            name: np.append(getattr(self, name), getattr(rest, name)) for name in _OF_EVENTS
        }
        return replace(self, **joined, ward_only=None)


def lay_out(
    events: pd.DataFrame,
    *,
    study: pd.DataFrame,
    wards: pd.DataFrame,
    layers: tuple[str, ...],
    resolution: int,
) -> Board:
    """Lay events out for counting.

    Parameters
    ----------
    events
        The result of `data.placed.placed`, at least one row inside the borough.
    study
        The study cells, as `data.geography.cells` gives them.
    wards
        The wards, as `data.geography.wards` gives them.
    layers
        Layers that the viewer may see; events of others are left out.
    resolution
        H3 resolution of the study cells.

    Returns
    -------
    Board
        Events outside the borough are not on it, and those of which only the ward is known stand
        apart.
    """
    inside = events.loc[events["ward"].ne("") & events["layer"].isin(layers)]
    local = inside["start"].dt.tz_convert(LONDON)
    last = inside["end"].where(inside["precision"].eq("month"), inside["start"])
    origin = local.min().date()
    categories, category = np.unique(inside["category"].to_numpy(dtype=str), return_inverse=True)
    found = cells.cells_of(
        inside["lng"].to_numpy(), inside["lat"].to_numpy(), resolution=resolution
    )
    codes = pd.Index(wards["code"])
    month = (local.dt.year - origin.year) * 12 + local.dt.month - origin.month
    known = found != 0
    position = np.zeros(len(found), dtype=np.int64)
    position[known] = counts.positions_of(found[known], study_cells=study["cell"].to_numpy())
    whole = Board(
        layers=layers,
        origin=origin,
        end=_day_after(last, monthly=inside["precision"].eq("month")),
        cells=study["cell"].to_numpy(),
        area=study["area_km2"].to_numpy(dtype=np.float64),
        categories=tuple(categories.tolist()),
        wards=tuple(wards["code"]),
        towns=tuple(wards["town"]),
        layer=pd.Index(layers).get_indexer(pd.Index(inside["layer"])).astype(np.int64),
        category=category.astype(np.int64),
        ward=codes.get_indexer(pd.Index(inside["ward"])).astype(np.int64),
        day=day_numbers(inside["start"], origin=origin),
        month=month.to_numpy(dtype=np.int64),
        cell=position,
        steps={
            layer: coarsest(inside.loc[inside["layer"].eq(layer), "precision"].unique())
            for layer in layers
        },
    )
    return replace(_some(whole, known), ward_only=_some(whole, ~known))


def in_place(board: Board, *, place: str, categories: Collection[tuple[str, str]] = ()) -> Bools:
    """Say which events a place and categories keep.

    Parameters
    ----------
    board
        The events.
    place
        "" for the borough, a town or a ward code.
    categories
        Pairs of layer and category to keep; a layer in no pair keeps all of its own.

    Returns
    -------
    bool[n]
    """
    keep = np.ones(len(board.day), dtype=bool)
    if place:
        chosen = [place in pair for pair in zip(board.wards, board.towns, strict=True)]
        keep &= np.asarray(chosen, dtype=bool)[board.ward]
    for layer in {layer for layer, _ in categories if layer in board.layers}:
        names = [name for of, name in categories if of == layer]
        held = np.isin(np.asarray(board.categories), names)[board.category]
        keep &= held | ~of_layer(board, layer=layer)
    return keep


def in_cells(board: Board, names: Collection[str]) -> Bools:
    """Say which events lie in some cells.

    Parameters
    ----------
    board
        The events that have a cell.
    names
        Cells as hex strings; empty means all.

    Returns
    -------
    bool[n]
    """
    if not names:
        return np.ones(len(board.day), dtype=bool)
    chosen: Bools = np.isin(board.cells, cells.cells_from_hex(sorted(names)))
    return chosen[board.cell]


def in_window(board: Board, *, window: Window) -> Bools:
    """Say which events start in a window.

    Returns
    -------
    bool[n]
    """
    first = (window.start - board.origin).days
    return (board.day >= first) & (board.day < first + window.days)


def of_layer(board: Board, *, layer: str) -> Bools:
    """Say which events belong to a layer.

    Returns
    -------
    bool[n]
    """
    found: Bools = board.layer == board.layers.index(layer)
    return found


def _some(board: Board, keep: Bools) -> Board:
    """Keep some of a board's events."""
    kept: dict[str, Any] = {name: getattr(board, name)[keep] for name in _OF_EVENTS}
    return replace(board, **kept)


def _day_after(last: "pd.Series[pd.Timestamp]", *, monthly: "pd.Series[bool]") -> date:
    """Give the day after the last: a month's end is already the day after it."""
    days = last.dt.tz_convert(LONDON).dt.tz_localize(None).dt.normalize()
    ends = days.where(monthly, days + pd.Timedelta(days=1))
    end: date = ends.max().date()
    return end
