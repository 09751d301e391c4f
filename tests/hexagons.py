"""Hexagonal study areas without h3, and small simulations, for the tests of the statistics."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

STEPS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def hexagon(radius: int) -> NDArray[np.int64]:
    """Axial coordinates ``[n, 2]`` of a hexagonal area: 721 cells at radius 15."""
    side = np.arange(-radius, radius + 1)
    i, j = (axis.ravel() for axis in np.meshgrid(side, side, indexing="ij"))
    inside = np.abs(i + j) <= radius
    return np.column_stack([i[inside], j[inside]])


def disks(lattice: NDArray[np.int64]) -> sparse.csr_array:
    """Grid disks of one step, cut to the area, as 0/1 with the diagonal."""
    place = {tuple(cell): row for row, cell in enumerate(lattice.tolist())}
    pairs = [(row, row) for row in place.values()]
    for (i, j), row in place.items():
        pairs += [(row, place[i + a, j + b]) for a, b in STEPS if (i + a, j + b) in place]
    rows, columns = np.array(pairs).T
    size = len(lattice)
    return sparse.csr_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), (size, size))


def uniform_maps(
    events: int, *, cells: int, maps: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Deal the events evenly over the cells, ``[cells, maps]``."""
    return rng.multinomial(events, np.full(cells, 1 / cells), size=maps).T


def row_of(lattice: NDArray[np.int64], i: int, j: int) -> int:
    """Row of one cell of the lattice."""
    return int(np.flatnonzero((lattice[:, 0] == i) & (lattice[:, 1] == j))[0])
