"""Where several layers have clear hot spots in the same hexagons."""

from typing import NamedTuple

import numpy as np

from dashboard.findings import hot, spots
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from geo.cells import centres_of
from geo.convergence import Convergence, converge
from geo.lattice import lattice_of
from geo.nulls import Null


class Together(NamedTuple):
    """Joint hot spots of several layers.

    Parameters
    ----------
    layers
        The layers compared.
    tests
        The hot spots of each.
    found
        Where they meet, None where fewer than two layers may be seen.
    """

    layers: tuple[str, ...]
    tests: tuple[spots.Spots, ...]
    found: Convergence | None


def together(ground: Ground, selection: Selection, *, null: Null) -> Together:
    """Find the hexagons that are clear hot spots of two layers or more.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; all layers that the viewer may see are compared.
    null
        What chance is taken to do.

    Returns
    -------
    Together
    """
    layers = ground.board.layers
    tests = tuple(hot.hot_spots(ground, selection, null=null, layer=layer) for layer in layers)
    if len(layers) < 2:  # noqa: PLR2004  a pair
        return Together(layers, tests, None)
    high = np.array([test.found.levels >= spots.CLEAR for test in tests])
    lattice = lattice_of(*centres_of(ground.board.cells), neighbours=ground.neighbours)
    return Together(layers, tests, converge(high, lattice=lattice))
