"""The one check of a denominator: residents, homes or area."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def checked_exposure(exposure: ArrayLike, *, cells: int) -> NDArray[np.float64]:
    """Give the exposure back as an array, or say what is wrong with it.

    Parameters
    ----------
    exposure
        Residents, homes or km² of each cell.
    cells
        How many values there must be.

    Returns
    -------
    float64[cells]

    Raises
    ------
    ValueError
        If it has another length, is negative, not finite, or 0 everywhere.
    """
    given = np.asarray(exposure, dtype=np.float64)
    if given.shape != (cells,):
        raise ValueError(f"The exposure needs one value for each of {cells} cells: {given.shape}.")
    if not np.isfinite(given).all() or (given < 0).any() or given.sum() <= 0:
        raise ValueError(
            "The exposure (residents, homes or area) must be finite, 0 or more in each cell, "
            "and above 0 somewhere."
        )
    return given
