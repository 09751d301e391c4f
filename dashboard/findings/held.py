"""Which time each layer of a board, or of a table of events, covers."""

import numpy as np
import pandas as pd

from dashboard.board import Board, of_layer
from geo.coverage import Coverage, coverage_of
from geo.days import LONDON


def of_board(board: Board, layer: str) -> Coverage:
    """Find which time a layer covers, by all its events in the borough.

    Parameters
    ----------
    board
        The events.
    layer
        Which layer.

    Returns
    -------
    Coverage
    """
    whole = board.everything
    days = whole.day[of_layer(whole, layer=layer)] + board.origin.toordinal()
    return coverage_of(days, monthly=board.steps[layer] == "month")


def of_events(events: pd.DataFrame, layer: str) -> Coverage:
    """Find which time a layer covers, as `of_board` does.

    Parameters
    ----------
    events
        The result of `data.placed.placed`.
    layer
        Which layer.

    Returns
    -------
    Coverage
    """
    found = events.loc[events["layer"].eq(layer) & events["ward"].ne("")]
    days = [moment.toordinal() for moment in found["start"].dt.tz_convert(LONDON)]
    monthly = bool(found["precision"].eq("month").any())
    return coverage_of(np.array(days, dtype=np.int64), monthly=monthly)
