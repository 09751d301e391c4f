"""Whole-number coordinates of hexagons, so that a pattern can be moved over the study area."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.gi_star import Neighbours, check_neighbours

# Axial steps to the six neighbours, 60 degrees apart.
_STEPS = np.array([(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)])


def lattice_of(lng: ArrayLike, lat: ArrayLike, *, neighbours: Neighbours) -> NDArray[np.int64]:
    """Give the cells of a hexagonal grid coordinates on two axes 60 degrees apart.

    Two cells are neighbours exactly when their coordinates differ by one of (1, 0), (0, 1),
    (-1, 1) or an opposite; adding the same pair to all cells moves a pattern without bending it.

    Parameters
    ----------
    lng, lat
        ``[n]`` centres of the cells, degrees.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included, disks of **one** step.

    Returns
    -------
    int64[n, 2]

    Raises
    ------
    ValueError
        If no two cells are neighbours, or the cells do not lie on one hexagonal grid.
    """
    x, y = np.asarray(lng, np.float64), np.asarray(lat, np.float64)
    check_neighbours(neighbours, cells=len(x))
    centres = np.column_stack([x * np.cos(np.radians(y.mean())), y])
    pairs = neighbours.tocoo()
    apart = pairs.row != pairs.col
    first, second = pairs.row[apart], pairs.col[apart]
    if not len(first):
        raise ValueError("A lattice needs at least two neighbouring cells.")
    step = centres[second] - centres[first]
    turn = np.arctan2(step[:, 1], step[:, 0]) * 6 / (2 * np.pi)  # in sixths of a full turn
    offset = np.angle(np.exp(2j * np.pi * turn).mean()) / (2 * np.pi)
    direction = np.round(turn - offset).astype(np.int64) % 6
    # Least squares of all steps on the two axes: the grid bends a little over a borough.
    basis = np.linalg.lstsq(_STEPS[direction].astype(np.float64), step, rcond=None)[0]
    middle = centres[np.argmin(np.hypot(*(centres - centres.mean(axis=0)).T))]
    found: NDArray[np.int64] = np.round((centres - middle) @ np.linalg.inv(basis)).astype(np.int64)
    if (found[second] - found[first] != _STEPS[direction]).any():
        raise ValueError("These cells do not lie on one hexagonal grid of one resolution.")
    return found
