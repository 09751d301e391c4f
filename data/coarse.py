"""How many events are placed more coarsely than a cell is wide: said wherever they are counted.

An event lies somewhere in the circle around its point with the radius `accuracy_m`. Where that
circle is wider than a cell, a neighbouring cell may be the true one. Such events are counted all
the same, but never unmarked.
"""

import pandas as pd

CELL_WIDTH_M = {7: 2300.0, 8: 875.0, 9: 330.0, 10: 125.0}
"""Metres across flats of a cell in Halton, by resolution."""


def is_coarse(events: pd.DataFrame, *, resolution: int) -> "pd.Series[bool]":
    """Say which events are placed more coarsely than a cell is wide.

    Parameters
    ----------
    events
        With `accuracy_m` and `placing`.
    resolution
        H3 resolution of the cells.

    Returns
    -------
    pd.Series
        bool[n]. An event of which only the ward is known is in no cell, and not among them.
    """
    wide = (2 * events["accuracy_m"]).gt(CELL_WIDTH_M[resolution])
    return wide & events["placing"].ne("ward")


def shares(events: pd.DataFrame, *, resolution: int) -> dict[str, float]:
    """Give each layer's share of events placed more coarsely than a cell is wide.

    Parameters
    ----------
    events
        With `layer`, `accuracy_m` and `placing`.
    resolution
        H3 resolution of the cells.

    Returns
    -------
    dict of str to float
        0 to 1, of the events that have a point; layers without one are left out.
    """
    pointed = events.loc[events["placing"].ne("ward")]
    coarse = is_coarse(pointed, resolution=resolution)
    found = coarse.groupby(pointed["layer"], sort=True).mean()
    return {str(layer): float(share) for layer, share in found.items()}
