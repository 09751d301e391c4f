"""A selection compared with an earlier window of the same length."""

from typing import Literal, NamedTuple, get_args

import pandas as pd
from numpy.typing import ArrayLike

from dashboard.findings import changes
from dashboard.findings import ground as on
from dashboard.findings.changes import Pair
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from geo.days import months_later
from geo.windows import Window

Earlier = Literal["year", "before"]
EARLIER: tuple[Earlier, ...] = get_args(Earlier)
EARLIER_WORDS = {"year": "the same days a year before", "before": "the same time just before"}


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


def earlier_window(window: Window, *, kind: Earlier, whole_months: bool) -> Window:
    """Find the window that another is compared with.

    Parameters
    ----------
    window
        The later one.
    kind
        The same days a year before, or as many days (whole months) just before.
    whole_months
        Whether windows are made of whole months.

    Returns
    -------
    Window
        29 February becomes the 28th.
    """
    if kind == "year":
        years = -(-window.days // 366)
        return Window(
            months_later(window.start, months=-12 * years),
            months_later(window.end, months=-12 * years),
        )
    if whole_months:
        months = 12 * (window.end.year - window.start.year) + window.end.month - window.start.month
        return Window(months_later(window.start, months=-months), window.start)
    return Window(window.start - (window.end - window.start), window.start)


def compare(ground: Ground, selection: Selection, *, kind: Earlier, by: str) -> Comparison:
    """Compare the selection's window with an earlier one.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; all units of the borough are compared, whatever the place.
    kind
        Which earlier window.
    by
        "cell", "ward" or "borough".

    Returns
    -------
    Comparison
    """
    later = on.whole(ground, selection)
    monthly = ground.board.steps[selection.focus] == "month"
    earlier = earlier_window(later, kind=kind, whole_months=monthly)
    if earlier.start < ground.board.origin:
        nothing = pd.DataFrame(columns=list(changes.COLUMNS))
        reason = f"The data begin on {_day(ground)} and do not reach back to {earlier.label()}."
        return Comparison(earlier, later, nothing, reason)
    count = on.cell_counts if by == "cell" else on.ward_counts
    pair = Pair(*(count(ground, selection, window=one) for one in (earlier, later)))
    if by == "borough":
        pair = changes.borough_pair(pair)
    units, names = _units(ground, by=by)
    table = changes.compared(pair, units=units, names=names, windows=(earlier, later))
    return Comparison(earlier, later, table, "")


def _units(ground: Ground, *, by: str) -> tuple[ArrayLike, ArrayLike]:
    if by == "borough":
        return [changes.BOROUGH], [changes.BOROUGH]
    if by == "ward":
        return ground.wards["code"].to_numpy(), ground.wards["name"].to_numpy()
    return ground.study["cell"].to_numpy(), ground.study["place"].to_numpy()


def _day(ground: Ground) -> str:
    first = ground.board.origin
    return f"{first.day} {first:%B %Y}"
