"""The hot spots of a selection, and how far they depend on where the grid lies."""

import numpy as np
from numpy.typing import NDArray

from dashboard.findings import ground as on
from dashboard.findings import spots
from dashboard.findings.ground import Ground
from dashboard.findings.spots import Spots
from dashboard.selection import Selection
from data import geography, placed
from geo.nulls import Null
from geo.stability import SHIFTS, stable_in

__all__ = ["FINEST_MOVED", "SHIFTS", "hot_spots", "shifts"]

FINEST_MOVED = 9
"""Finest grid that is moved in passing: 0.4 s; the next takes 3.5 s and is left to Trends."""


def hot_spots(ground: Ground, selection: Selection, *, null: Null, layer: str = "") -> Spots:
    """Test every study cell in the selection's window.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; the test is of the whole borough, whatever the place.
    null
        What chance is taken to do.
    layer
        Which layer; the one in focus where left out.

    Returns
    -------
    Spots
    """
    window = on.whole(ground, selection, layer=layer)
    count = on.cell_counts(ground, selection, window=window, layer=layer)
    return spots.find(count, study=ground.study, neighbours=ground.neighbours, null=null)


def shifts(ground: Ground, selection: Selection, *, null: Null) -> NDArray[np.int64]:
    """Count in how many of eight shifted grids each study cell is a clear hot spot.

    Parameters
    ----------
    ground, selection, null
        As in `hot_spots`.

    Returns
    -------
    int64[m], 0 to `SHIFTS`
    """
    found = placed.located(on.chosen(ground, selection, layer=selection.focus, place=False))
    people = spots.exposure_of("residents", study=ground.study) if null == "residents" else None
    return stable_in(
        found["lng"],
        found["lat"],
        cells=ground.board.cells,
        area=geography.study_area(selection.vintage, store_dir=ground.folder),
        residents=people,
        level=spots.CLEAR,
    )
