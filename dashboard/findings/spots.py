"""Hot and cold spots of one layer and window, under the two nulls that are named on screen."""

from typing import NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.cells import neighbours_of
from geo.gi_star import Neighbours
from geo.hotspots import HotSpots, find_hot_spots, find_hot_spots_by_permutation
from geo.nulls import Null
from geo.testable import fewest_draws

NULLS: tuple[Null, ...] = get_args(Null)

COLUMNS = ("cell", "count", "expected", "z", "p", "p_adjusted", "class")
TOO_FEW = "too few events"
"""Class of every cell where the test could not be made."""

CLEAR = 95
"""The level from which a page says "clear hot spot"."""

P_WORDS = {
    "exact": "from the binomial distribution of the disk total",
    "permutation": "from dealing all events out again",
}
"""Ways to a p-value; the second checks the first, and takes seconds."""

DRAWS = 9_999
"""Re-deals of the permutation, or more where the grid needs more."""

STEPS = 1
"""How far a grid disk reaches."""


class Spots(NamedTuple):
    """One test of all study cells.

    Parameters
    ----------
    null
        A key of `geo.nulls.NULL_WORDS`.
    found
        The test, arrays in the order of the study cells.
    table
        `COLUMNS`, one row a study cell, in their order.
    reason
        Why nothing could be tested, else "".
    cold_reason
        Why no cold spot can show, else "".
    """

    null: Null
    found: HotSpots
    table: pd.DataFrame
    reason: str
    cold_reason: str

    @property
    def clear(self) -> NDArray[np.int64]:
        """Positions of the hot spots that are clear at 95 %, the surest and fullest first."""
        order = np.lexsort((-self.found.counts, -self.found.levels.astype(np.int64)))
        return order[self.found.levels[order] >= CLEAR]


def disks(study: pd.DataFrame) -> Neighbours:
    """Say which study cells make up the grid disk of each.

    Parameters
    ----------
    study
        The study cells, as `data.geography.cells` gives them.

    Returns
    -------
    sparse 0/1[m, m], diagonal included
    """
    return neighbours_of(study["cell"].to_numpy(), steps=STEPS)


def exposure_of(null: Null, *, study: pd.DataFrame) -> NDArray[np.float64]:
    """Give what the events are expected to be in proportion to.

    Parameters
    ----------
    null
        A key of `geo.nulls.NULL_WORDS`.
    study
        The study cells.

    Returns
    -------
    float64[m]
        km² inside the borough, or residents.
    """
    column = "residents" if null == "residents" else "area_km2"
    return study[column].to_numpy(dtype=np.float64)


def find(
    counts: NDArray[np.int64],
    *,
    study: pd.DataFrame,
    neighbours: Neighbours,
    null: Null,
    p: str = "exact",
) -> Spots:
    """Test every study cell.

    Parameters
    ----------
    counts
        int64[m], events in each study cell, zeros included.
    study
        The study cells.
    neighbours
        From `disks`.
    null
        A key of `geo.nulls.NULL_WORDS`.
    p
        A key of `P_WORDS`.

    Returns
    -------
    Spots
    """
    exposure = exposure_of(null, study=study)
    if p == "permutation":
        draws = max(DRAWS, fewest_draws(neighbours))
        found = find_hot_spots_by_permutation(
            counts, neighbours=neighbours, null=null, exposure=exposure, draws=draws
        )
    else:
        found = find_hot_spots(counts, neighbours=neighbours, null=null, exposure=exposure)
    table = found.table(study["cell"].to_numpy())
    reason = found.reasons[0]
    if reason:
        table = table.assign(**{"class": TOO_FEW})
    return Spots(null, found, table[list(COLUMNS)], reason, found.cold_reasons[0])
