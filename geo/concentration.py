"""How concentrated the events are: the share of cells with half of them, and the Gini index."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from geo.counts import half_share
from geo.whole import whole_counts


@dataclass(frozen=True)
class Concentration:
    """How unevenly events lie over the study-area cells.

    Attributes
    ----------
    events, cells
        How many there are.
    cells_with_half, share_with_half
        The fewest cells that hold half the events, and their share of all cells.
    gini
        0 when all cells have the same, near 1 when one cell has all.
    generalised_gini
        The same, allowing for fewer events than cells: then most cells are empty even when the
        events are spread as evenly as they can be.
    """

    events: int
    cells: int
    cells_with_half: int
    share_with_half: float
    gini: float
    generalised_gini: float


def concentration(counts: ArrayLike) -> Concentration:
    """Measure the concentration of events.

    ``G = (2 * sum of i * x_i) / (n * N) - (n + 1) / n`` over the counts in rising order, and
    ``G' = max(1, n / N) * (G - 1) + 1`` (Bernasco and Steenbeek 2017). Compare layers by `G'`:
    the plain index of a sparse layer is high for want of events alone.

    Parameters
    ----------
    counts
        ``[n]`` whole events per study-area cell, zeros included.

    Returns
    -------
    Concentration
        The indices are missing (NaN) when there is no event.

    Raises
    ------
    ValueError
        If the counts are not whole or there is no cell.

    References
    ----------
    Bernasco, W. and Steenbeek, W. (2017). More places than crimes: implications for evaluating
    the law of crime concentration at place. Journal of Quantitative Criminology 33, 451-467.
    """
    whole = np.sort(whole_counts(counts))
    cells, events = len(whole), int(whole.sum())
    if cells == 0:
        raise ValueError("Concentration needs at least one cell; there is none.")
    if events == 0:
        return Concentration(0, cells, 0, 0.0, np.nan, np.nan)
    rank = np.arange(1, cells + 1)
    gini = float(2 * (rank * whole).sum() / (cells * events) - (cells + 1) / cells)
    half = half_share(whole)
    generalised = max(0.0, max(1.0, cells / events) * (gini - 1) + 1)  # not -0 by rounding
    return Concentration(events, cells, half, half / cells, gini, generalised)
