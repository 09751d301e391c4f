"""The single events in some cells, for those who may see them: never a person's pseudonym."""

import pandas as pd

from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import placed

COLUMNS = ("layer", "category", "start", "end", "precision", "placing", "location", "reference")
"""All that is handed on of an event."""


def rows(ground: Ground, selection: Selection) -> pd.DataFrame:
    """List the events of the visible layers in the selected cell, or in the picked ones.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices, with a selected cell or picked ones.

    Returns
    -------
    pd.DataFrame
        `COLUMNS`, the newest first; without cells no row, since a list of all is no panel.
    """
    found = pd.concat(
        [on.chosen(ground, selection, layer=layer, place=True) for layer in selection.layers]
    )
    names = selection.looked_into
    inside = placed.in_cells(found, names, resolution=selection.resolution) if names else found[:0]
    newest = inside.sort_values("start", ascending=False, kind="stable", ignore_index=True)
    return newest[list(COLUMNS)]
