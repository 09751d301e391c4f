"""Which places are new, lasting, growing or fading, over steps that end with the window."""

from typing import NamedTuple

from dashboard.findings import ground as on
from dashboard.findings import spots
from dashboard.findings.ground import Ground
from dashboard.findings.held import of_board
from dashboard.selection import Selection
from geo.emerging import Emerging, find_emerging
from geo.nulls import Null
from geo.patterns import Wording
from geo.trend import why_no_trend
from geo.windows import Window

STEPS = {"quarter": 3, "month": 1}
"""Lengths of a step, in months."""


class Emerged(NamedTuple):
    """Patterns over time.

    Parameters
    ----------
    span
        From the first step to the last.
    steps
        How many.
    found
        The patterns, None where there are too few steps.
    reason
        Why there are none, else "".
    """

    span: Window
    steps: int
    found: Emerging | None
    reason: str


def emerged(
    ground: Ground, selection: Selection, *, step: str, null: Null, wording: Wording = "current"
) -> Emerged:
    """Name the pattern over time of every study cell.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; the steps end with its window and reach back as far as the layer's data do
        without a hole.
    step
        A key of `STEPS`.
    null
        What chance is taken to do.
    wording
        Which definitions.

    Returns
    -------
    Emerged
    """
    until = on.whole(ground, selection).end
    held = of_board(ground.board, selection.focus)
    first = held.begins(earliest=ground.board.origin, until=until)
    edges = on.steps_back(first, until=until, months=STEPS[step])
    steps = len(edges) - 1
    reason = why_no_trend(steps) or held.why_not(Window(edges[-2], until))
    if reason:
        return Emerged(selection.window, steps, None, reason)
    found = find_emerging(
        on.binned(ground, selection, edges=edges),
        neighbours=ground.neighbours,
        null=null,
        exposure=spots.exposure_of(null, study=ground.study),
        level=spots.CLEAR,
        wording=wording,
    )
    return Emerged(Window(edges[0], until), steps, found, "")
