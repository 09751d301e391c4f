"""When events happen: hour by weekday."""

from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import placed
from geo.rhythm import Rhythm, aoristic


def rhythm(ground: Ground, selection: Selection) -> Rhythm:
    """Spread the events of the selection over the hours in which they may have happened.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices: its place, and its selected or picked cells where there are any.

    Returns
    -------
    Rhythm
        Missing episodes count at the hour in which the person went missing.
    """
    found = on.chosen(ground, selection, layer=selection.focus, place=True)
    found = placed.in_cells(found, selection.looked_into, resolution=selection.resolution)
    ends = found["start"] if selection.focus == "missing" else found["end"]
    return aoristic(found["start"], ends, precisions=found["precision"])
