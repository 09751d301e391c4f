"""Near repeats of incidents: pairs close in place and time, and places where it happened before."""

from typing import NamedTuple

import pandas as pd
from pyproj import Transformer

from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import placed
from geo.near_repeat import knox, why_no_near_repeat
from geo.repeats import RepeatLocations, repeat_locations
from geo.windows import day_numbers

LAYER = "incidents"
_METRES = "EPSG:27700"


class NearRepeats(NamedTuple):
    """Pairs of incidents by distance and days apart.

    Parameters
    ----------
    table
        As `geo.near_repeat.knox` returns it, None where it cannot be drawn up.
    repeats
        How many incidents happened at a place where one had happened before in the window.
    anonymised
        How many incidents stand on an anonymised map point, not where they happened.
    unplaced
        How many incidents are left out because only their ward is known.
    reason
        Why there is no table, else "".
    """

    table: pd.DataFrame | None
    repeats: RepeatLocations
    anonymised: int
    unplaced: int
    reason: str


def near_repeats(ground: Ground, selection: Selection) -> NearRepeats:
    """Count pairs of incidents by distance and days apart, against shuffled dates.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; the whole borough is looked at.

    Returns
    -------
    NearRepeats
    """
    every = on.chosen(ground, selection, layer=LAYER, place=False)
    found = placed.located(every)
    unplaced = len(every) - len(found)
    to_metres = Transformer.from_crs("EPSG:4326", _METRES, always_xy=True)
    x, y = to_metres.transform(found["lng"].to_numpy(), found["lat"].to_numpy())
    again = repeat_locations(x, y)
    moved = int(found["placing"].eq("map point").sum())
    reason = why_no_near_repeat(found["precision"])
    if reason:
        return NearRepeats(None, again, moved, unplaced, reason)
    days = day_numbers(found["start"], origin=selection.window.start)
    try:
        table = knox(x, y, days=days)
    except ValueError as too_many:
        return NearRepeats(None, again, moved, unplaced, str(too_many))
    return NearRepeats(table, again, moved, unplaced, "")
