"""A selection compared with another window."""

from typing import NamedTuple

import pandas as pd
from numpy.typing import ArrayLike

from dashboard import comparing
from dashboard.findings import changes
from dashboard.findings import ground as on
from dashboard.findings.changes import Pair
from dashboard.findings.ground import Ground
from dashboard.findings.held import of_board
from dashboard.selection import Selection
from geo.windows import Window


class Comparison(NamedTuple):
    """Two windows compared.

    Parameters
    ----------
    earlier, later
        The windows.
    table
        As `changes.compared` returns it; empty where the data do not reach.
    reason
        Why nothing could be compared, else "".
    """

    earlier: Window
    later: Window
    table: pd.DataFrame
    reason: str


def compare(ground: Ground, selection: Selection, *, against: str, by: str) -> Comparison:
    """Compare the selection's window with another one.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; all units of the borough are compared, whatever the place.
    against
        Which window, as in `Selection`.
    by
        "cell", "ward" or "borough".

    Returns
    -------
    Comparison
    """
    later = on.whole(ground, selection)
    monthly = ground.board.steps[selection.focus] == "month"
    earlier = comparing.earlier(later, against=against, whole_months=monthly)
    held = of_board(ground.board, selection.focus)
    reason = held.why_not(earlier) or held.why_not(later)
    if reason:
        return Comparison(earlier, later, _nothing(), reason)
    if earlier.end > later.start:
        reason = f"{earlier.label()} is not over before {later.label()} begins."
        return Comparison(earlier, later, _nothing(), reason)
    count = on.cell_counts if by == "cell" else on.ward_counts
    pair = Pair(*(count(ground, selection, window=one) for one in (earlier, later)))
    if by == "borough":
        pair = changes.borough_pair(pair)
    units, names = _units(ground, by=by)
    table = changes.compared(pair, units=units, names=names, windows=(earlier, later))
    return Comparison(earlier, later, table, "")


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(changes.COLUMNS))


def _units(ground: Ground, *, by: str) -> tuple[ArrayLike, ArrayLike]:
    if by == "borough":
        return [changes.BOROUGH], [changes.BOROUGH]
    if by == "ward":
        return ground.wards["code"].to_numpy(), ground.wards["name"].to_numpy()
    return ground.study["cell"].to_numpy(), ground.study["place"].to_numpy()
