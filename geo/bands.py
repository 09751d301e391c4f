"""Bands of distance and days: half-open, and named by exactly what they hold."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def rising(edges: Sequence[float], *, what: str) -> NDArray[np.float64]:
    """Give edges of bands back as an array, or say that they do not rise.

    Parameters
    ----------
    edges
        Two or more, from 0 on.
    what
        How the message names them.

    Returns
    -------
    float64 array

    Raises
    ------
    ValueError
        If there are fewer than two, one is negative, or they do not rise.
    """
    found = np.asarray(edges, dtype=np.float64)
    if len(found) < 2 or found[0] < 0 or not (np.diff(found) > 0).all():  # noqa: PLR2004  one band
        raise ValueError(f"The edges of the {what} must rise from 0 or more: {list(edges)}.")
    return found


def distance_labels(edges: NDArray[np.float64]) -> list[str]:
    """Name the bands of distance by what they hold.

    Parameters
    ----------
    edges
        Rising, in metres.

    Returns
    -------
    list of str
    """
    names = [f"{low:g} to under {high:g} m" for low, high in pairwise(edges)]
    if edges[0] == 0:
        names[0] = "same place" if edges[1] <= 1 else f"under {edges[1]:g} m"
    return names


def day_labels(edges: NDArray[np.float64]) -> list[str]:
    """Name the bands of days by the first and last whole day they hold.

    Parameters
    ----------
    edges
        Rising, in whole days.

    Returns
    -------
    list of str
    """
    spans = [(int(low), int(high) - 1) for low, high in pairwise(edges)]
    return [f"{low} to {high} days" if high > low else f"{low} days" for low, high in spans]
