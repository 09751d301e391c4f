"""Whether the last week is out of the ordinary, in a ward or the borough."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.findings import ground as on
from dashboard.findings.changes import BOROUGH
from dashboard.findings.ground import Ground
from dashboard.findings.held import of_board
from dashboard.selection import Selection
from geo.alert import surveil, why_no_alarm
from geo.windows import Window

FALSE_ALARMS_A_YEAR = 1.0
"""Over all wards and the borough together."""

STEPS_A_YEAR = {"week": 52, "month": 12}


class Alarms(NamedTuple):
    """The last step of every ward and of the borough.

    Parameters
    ----------
    last
        The step asked about.
    step
        "week" or "month".
    table
        name, observed, expected, alarm_from, p, alarm; None where there is too little past.
    reason
        Why there is no table, else "".
    """

    last: Window
    step: str
    table: pd.DataFrame | None
    reason: str


def alarms(ground: Ground, selection: Selection) -> Alarms:
    """Ask of every ward and the borough whether the last step of the window is out of the ordinary.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; the step asked about ends with its window.

    Returns
    -------
    Alarms
    """
    step = "month" if ground.board.steps[selection.focus] == "month" else "week"
    held = of_board(ground.board, selection.focus)
    until = on.whole(ground, selection).end
    first = held.begins(earliest=ground.board.origin, until=until)
    edges = _edges(first, until, step=step)
    steps = len(edges) - 1
    last = Window(edges[-2], edges[-1]) if steps else selection.window
    reason = why_no_alarm(steps, steps_a_year=STEPS_A_YEAR[step]) or held.why_not(last)
    if reason:
        return Alarms(last, step, None, reason)
    wards = on.binned(ground, selection, edges=edges, by="ward")
    counts = np.vstack([wards.sum(axis=0), wards])
    table = surveil(
        counts, steps_a_year=STEPS_A_YEAR[step], false_alarms_a_year=FALSE_ALARMS_A_YEAR
    )
    table.insert(0, "name", [BOROUGH, *ground.wards["name"]])
    return Alarms(last, step, table, "")


def _edges(first: date, until: date, *, step: str) -> list[date]:
    if step == "month":
        return on.steps_back(first, until=until, months=1)
    weeks = max((until - first).days, 0) // 7
    return [until - timedelta(weeks=back) for back in range(weeks, -1, -1)]
