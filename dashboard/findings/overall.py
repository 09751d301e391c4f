"""How many events a place or a cell had in the window and in the one it is compared with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from dashboard import comparing, tallies
from dashboard.board import Board, of_layer
from dashboard.findings import held
from dashboard.selection import Selection
from geo import change
from geo.windows import Window


class Change(NamedTuple):
    """One layer in two windows.

    Parameters
    ----------
    before, after
        Events in the earlier window and in the later one.
    days
        Lengths of the two windows.
    ratio, low, high
        Events a day, later over earlier, with the 95 % range.
    verdict
        One of those of `geo.change`.
    """

    before: int
    after: int
    days: tuple[int, int]
    ratio: float
    low: float
    high: float
    verdict: str

    @classmethod
    def of(cls, row: Mapping[Any, Any], *, days: tuple[int, int]) -> "Change":
        """Read a change from a row of `geo.change.compare`, as a mapping."""
        ratio, low, high = (float(row[name]) for name in ("ratio", "low", "high"))
        return cls(
            int(row["before"]), int(row["after"]), days, ratio, low, high, str(row["verdict"])
        )


class Overall(NamedTuple):
    """Every visible layer in two windows.

    Parameters
    ----------
    earlier, later
        The windows.
    changes
        By layer; one that is not held wholly in both windows is left out.
    reason
        Why the layer in focus cannot be compared, else "".
    unheld
        Layers of which there is no event at any time: no data, which is not no events.
    """

    earlier: Window
    later: Window
    changes: dict[str, Change]
    reason: str
    unheld: tuple[str, ...] = ()


def overall(board: Board, selection: Selection) -> Overall:
    """Compare the totals of the place, or of the selected cell, with those of another window.

    Parameters
    ----------
    board
        The events.
    selection
        The choices; `selection.against` is the window compared with.

    Returns
    -------
    Overall
        The p-values are corrected over the layers.
    """
    later = selection.window
    unheld = tuple(
        layer for layer in selection.layers if not of_layer(board.everything, layer=layer).any()
    )
    monthly = any(board.steps[layer] == "month" for layer in selection.layers)
    earlier = comparing.earlier(later, against=selection.against, whole_months=monthly)
    if later.start < earlier.end:
        reason = f"{earlier.label()} is not over before {later.label()} begins"
        return Overall(earlier, later, {}, reason, unheld)
    whole = [
        layer
        for layer in selection.layers
        if all(held.of_board(board, layer).holds(window) for window in (earlier, later))
    ]
    changes = _changes(board, selection, layers=whole, windows=(earlier, later))
    reason = "" if selection.focus in whole else "the data do not reach back"
    return Overall(earlier, later, changes, reason, unheld)


def _changes(
    board: Board, selection: Selection, *, layers: list[str], windows: tuple[Window, Window]
) -> dict[str, Change]:
    before, after = (
        tallies.detail_of(board, replace(selection, window=window)).totals for window in windows
    )
    days = (windows[0].days, windows[1].days)
    table = change.compare(
        [before[layer] for layer in layers],
        [after[layer] for layer in layers],
        days_before=days[0],
        days_after=days[1],
    )
    return {
        layer: Change.of(row.to_dict(), days=days)
        for layer, (_, row) in zip(layers, table.iterrows(), strict=True)
    }
