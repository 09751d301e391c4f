"""From counted events to the file that the map fetches."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.board import Board, Bools, in_place, of_layer
from dashboard.hexmap import packing
from dashboard.words import LAYER_LABELS
from geo import counts

MONTHS_ONLY = "{layer} are known only by their month, so the clock steps by whole months."


@dataclass(frozen=True)
class _Columns:
    """Entries as the packing names them."""

    day: NDArray[np.int64]
    cell: NDArray[np.int64]
    category: NDArray[np.int64]
    count: NDArray[np.int64]


def pack(
    board: Board,
    *,
    study: pd.DataFrame,
    wards: pd.DataFrame,
    sheet: tuple[str, int, str, str, bool],
) -> bytes:
    """Pack a board's events for the map.

    Parameters
    ----------
    board
        The events.
    study
        The study cells, as `data.geography.cells` gives them.
    wards
        The wards, as `data.geography.wards` gives them.
    sheet
        Version, resolution, vintage, place, and whether the events are invented.

    Returns
    -------
    bytes
        An HXM1 file, not compressed.
    """
    version, resolution, vintage, place, synthetic = sheet
    keep = in_place(board, place=place)
    ground = packing.Sheet(
        version=version,
        resolution=resolution,
        vintage=vintage,
        place=place,
        origin=board.origin,
        days=board.span.days,
        synthetic=synthetic,
        wards=[
            packing.Ward(*row)
            for row in zip(wards["code"], wards["name"], wards["town"], strict=True)
        ],
        cells=board.cells,
        cell_ward=pd.Index(wards["code"]).get_indexer(study["ward_code"]),
        places=list(study["place"]),
    )
    return packing.pack(ground, layers=[_layer(board, layer, keep) for layer in board.layers])


def _layer(board: Board, layer: str, keep: Bools) -> packing.Layer:
    chosen = keep & of_layer(board, layer=layer)
    used, category = np.unique(board.category[chosen], return_inverse=True)
    found = counts.tally(board.cell[chosen], board.day[chosen], category)
    step: Literal["day", "month"] = "month" if board.steps[layer] == "month" else "day"
    label = LAYER_LABELS[layer]
    return packing.Layer(
        name=layer,
        label=label,
        step=step,
        reason=MONTHS_ONLY.format(layer=label) if step == "month" else "",
        categories=[board.categories[i] for i in used],
        entries=_Columns(
            day=found.day, cell=found.cell_index, category=found.category, count=found.count
        ),
    )
