"""How concentrated events are, and whether the hot spots of one period foretell the next."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard import comparing
from dashboard.findings import ground as on
from dashboard.findings import spots
from dashboard.findings.ground import Ground
from dashboard.findings.held import of_board
from dashboard.selection import Selection
from geo.accuracy import against_baselines
from geo.concentration import Concentration, concentration
from geo.nulls import Null
from geo.windows import Window


class Prediction(NamedTuple):
    """Concentration in the window, and a test of foresight on it.

    Parameters
    ----------
    concentration
        Of the events of the window.
    trained, judged
        The period the hot spots were found in, and the window they are judged on.
    table
        As `geo.accuracy.against_baselines` returns it; None where there is nothing to judge.
    hot
        How many clear hot spots the earlier period had.
    reason
        Why there is nothing to judge, else "".
    """

    concentration: Concentration
    trained: Window
    judged: Window
    table: pd.DataFrame | None
    hot: int
    reason: str


def predict(ground: Ground, selection: Selection, *, null: Null) -> Prediction:
    """Find the hot spots of the period before the window, and judge them on the window.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; the whole borough is judged.
    null
        What chance is taken to do when the hot spots are found.

    Returns
    -------
    Prediction
    """
    judged = on.whole(ground, selection)
    monthly = ground.board.steps[selection.focus] == "month"
    trained = comparing.earlier(judged, against=comparing.BEFORE, whole_months=monthly)
    after = on.cell_counts(ground, selection, window=judged)
    gathered = concentration(after)
    held = of_board(ground.board, selection.focus)
    reason = held.why_not(trained)
    if reason:
        return Prediction(gathered, trained, judged, None, 0, reason)
    before = on.cell_counts(ground, selection, window=trained)
    test = spots.find(before, study=ground.study, neighbours=ground.neighbours, null=null)
    hot = test.found.levels >= spots.CLEAR
    none = "" if hot.any() else f"There was no clear hot spot in {trained.label()}."
    empty = "" if after.any() else f"There is nothing to judge them on in {judged.label()}."
    few = f"{trained.label()}: {test.reason}" if test.reason else ""
    reason = few or none or held.why_not(judged) or empty
    if reason:
        return Prediction(gathered, trained, judged, None, int(hot.sum()), reason)
    table = against_baselines(
        hot,
        before=before,
        after=after,
        windows=(trained, judged),
        residents=ground.study["residents"].to_numpy(dtype=np.float64),
        areas=ground.board.area,
    )
    return Prediction(gathered, trained, judged, table, int(hot.sum()), "")
