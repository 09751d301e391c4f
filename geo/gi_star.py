"""The Getis-Ord Gi* score of every cell, for all time bins at once, in closed form."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Neighbours = Any  # scipy.sparse.csr_array of 0/1, diagonal included; scipy ships no types


def gi_star(values: ArrayLike, *, neighbours: Neighbours) -> NDArray[np.float64]:
    """Score how far each grid disk's total lies from what the map's own mean gives.

    With binary weights that include the cell itself (Ord and Getis 1995, equation 14)::

        z = (S - mean * W) / (s * sqrt((n * W - W**2) / (n - 1)))

    where ``S`` is the disk's total, ``W`` how many study-area cells the disk holds (disks cut
    by the edge of the study area have fewer, and the formula allows for it), ``n`` the number
    of study-area cells, and ``s`` the standard deviation with divisor ``n``. Equal to
    ``esda.G_Local(transform="B", star=True).Zs``.

    The score ranks cells and feeds the trend test. Its normal p-value is **not** used: on
    sparse counts it is far too small (see `geo.nulls`).

    Parameters
    ----------
    values
        Shape ``[n]``, or ``[n, bins]`` for one column a time bin; zeros included.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included, from ``geo.cells.neighbours_of``.

    Returns
    -------
    float64 array of the shape of `values`
        0 where the score is undefined: a bin whose cells are all equal, or a disk that holds
        the whole study area.

    Raises
    ------
    ValueError
        If the matrix is not binary, does not hold each cell itself or does not fit.

    References
    ----------
    Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics.
    Geographical Analysis 27, 286-306.
    """
    given = np.asarray(values, dtype=np.float64)
    check_neighbours(neighbours, cells=given.shape[0])
    columns = given.reshape(given.shape[0], -1)
    cells = columns.shape[0]
    size = disk_sizes(neighbours)[:, np.newaxis]
    spread = np.sqrt(np.maximum(cells * size - size**2, 0.0) / max(cells - 1, 1))
    scale = columns.std(axis=0) * spread
    surplus = neighbours @ columns - columns.mean(axis=0) * size
    z: NDArray[np.float64] = np.divide(surplus, scale, out=np.zeros_like(surplus), where=scale > 0)
    return z.reshape(given.shape)


def disk_sizes(neighbours: Neighbours) -> NDArray[np.float64]:
    """Count the study-area cells of each grid disk.

    Parameters
    ----------
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.

    Returns
    -------
    float64[n]
    """
    return np.asarray(neighbours.sum(axis=1), dtype=np.float64).ravel()


def check_neighbours(neighbours: Neighbours, *, cells: int) -> None:
    """Refuse a matrix that is not the grid disks of these cells.

    Parameters
    ----------
    neighbours
        The sparse matrix to check.
    cells
        How many cells the values have.

    Raises
    ------
    ValueError
        If the matrix is not square of this size, not 0/1, or leaves out a cell itself.
    """
    if neighbours.shape != (cells, cells):
        raise ValueError(
            f"The neighbour matrix must have one row and one column for each of the {cells} "
            f"cells; its shape is {neighbours.shape}."
        )
    if not (neighbours.data == 1).all() or not (neighbours.diagonal() == 1).all():
        raise ValueError(
            "The neighbour matrix must hold only 0 and 1, with 1 on the diagonal: "
            "Gi* counts each cell in its own grid disk."
        )
