"""What the map asks of Python: one statistic of every cell, small enough to follow the clock.

The browser counts by itself; a test or a steadied rate is worked out here, by the same functions
that the command line and the other pages use, and travels as one number a cell.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard import answers, choices, comparing, kinds
from dashboard.findings.hot import FINEST_MOVED
from dashboard.selection import Selection
from dashboard.source import Source
from dashboard.words import LAYER_LABELS
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from geo.nulls import Null
from geo.windows import Window

VERDICTS = (RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW)
NOTHING = 0
"""Code of a cell without an event in either window; the verdicts follow from 1."""

DECIMALS = 2
TOO_FINE = (
    "Hexagons this small take too long to move with the map. Choose larger ones, or ask on "
    "Trends under Hot spots."
)


class Measured(NamedTuple):
    """One statistic of every study cell.

    Parameters
    ----------
    numbers
        [m] in the order of the study cells. Rates: events per 1,000 residents, None where nobody
        lives. Changes: `NOTHING`, or the place of a verdict in `VERDICTS` from 1. Hot spots: 99,
        95 or 90, negative for cold spots, 0 for neither. Together: in how many layers the cell is
        a clear hot spot.
    reason
        Why there is no answer, else "".
    note
        What else the legend should say, else "".
    against
        The window compared with, if any.
    shifts
        [m], in how many shifts of the grid each cell is a clear hot spot; empty where the grid
        was not moved.
    """

    numbers: list[Any]
    reason: str = ""
    note: str = ""
    against: Window | None = None
    shifts: Sequence[int] = ()


def asked(query: Mapping[str, str], *, allowed: Selection) -> Selection:
    """Read what the map asks for.

    Parameters
    ----------
    query
        ``layer``, ``from``, ``to``, ``measure`` and, where not all count, ``category``, and
        ``against`` where it is not the year before. Not to be trusted.
    allowed
        Layers, resolution and vintage that the map's token names.

    Returns
    -------
    Selection

    Raises
    ------
    ValueError
        When something is not one of our choices, or the layer is not permitted.
    """
    focus = choices.focus(query.get("layer"), visible=allowed.layers)
    return replace(
        allowed,
        focus=focus,
        window=choices.window(query.get("from"), query.get("to")),
        measure=choices.measure(query.get("measure")),
        categories=kinds.categories(
            query.get("category", ""), focus=focus, permitted=allowed.layers
        ),
        against=comparing.against(query.get("against", "")),
    )


def answer(source: Source, selection: Selection) -> dict[str, Any]:
    """Work out a measure for the map.

    Parameters
    ----------
    source
        What the viewer may see.
    selection
        What is asked for, from `asked`.

    Returns
    -------
    dict
        JSON values: layer, measure and window as they were asked for; reason, note, shifts and
        values as in `Measured`; against, the first day of the window compared with and the day
        after its last, or None.
    """
    found = _MEASURES[selection.measure](source, selection)
    against = found.against and [found.against.start.isoformat(), found.against.end.isoformat()]
    return {
        "layer": selection.focus,
        "measure": selection.measure,
        "from": selection.window.start.isoformat(),
        "to": selection.window.end.isoformat(),
        "values": [] if found.reason else found.numbers,
        "reason": found.reason,
        "note": found.note,
        "shifts": list(found.shifts),
        "against": against,
    }


def _rate(source: Source, selection: Selection) -> Measured:
    rates = answers.rates(source, selection)["smoothed_rate_per_1000"].round(DECIMALS)
    return Measured([None if np.isnan(rate) else rate for rate in rates.tolist()])


def _change(source: Source, selection: Selection) -> Measured:
    found = answers.change(source, selection, against=selection.against, by="cell")
    if found.reason:
        return Measured([], found.reason, against=found.earlier)
    codes = pd.Index(VERDICTS).get_indexer(pd.Index(found.table["verdict"])) + 1
    held = found.table["before"].gt(0) | found.table["after"].gt(0)
    return Measured(np.where(held, codes, NOTHING).tolist(), against=found.earlier)


def _hot(source: Source, selection: Selection, *, null: Null) -> Measured:
    spots = answers.hot_spots(source, selection, null=null)
    return Measured(spots.found.levels.tolist(), spots.reason, spots.cold_reason)


def _moved(source: Source, selection: Selection, *, null: Null) -> Measured:
    if selection.resolution > FINEST_MOVED:
        return Measured([], TOO_FINE)
    here = _hot(source, selection, null=null)
    if here.reason:
        return here
    held = answers.shifts(source, selection, null=null)
    return here._replace(shifts=held.tolist())


def _together(source: Source, selection: Selection, *, null: Null) -> Measured:
    found = answers.together(source, selection, null=null)
    if found.found is None:
        return Measured([], "Only one layer may be seen here, and it takes two to converge.")
    silent = [
        LAYER_LABELS[layer].lower()
        for layer, test in zip(found.layers, found.tests, strict=True)
        if test.reason
    ]
    note = f"Too few events to test {' and '.join(silent)}." if silent else ""
    return Measured(found.found.layers_high.tolist(), note=note)


_MEASURES: dict[str, Callable[[Source, Selection], Measured]] = {
    "rate": _rate,
    "change": _change,
    "hot": partial(_hot, null="even"),
    "hot-residents": partial(_hot, null="residents"),
    "hot-moved": partial(_moved, null="even"),
    "hot-residents-moved": partial(_moved, null="residents"),
    "together": partial(_together, null="even"),
    "together-residents": partial(_together, null="residents"),
}
"""Every measure but the count, which the browser makes by itself."""
