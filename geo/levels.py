"""The levels at which a hot or cold spot is named, and the words for them."""

import numpy as np
from numpy.typing import NDArray

LEVELS = ((90, 0.10), (95, 0.05), (99, 0.01))  # per cent, largest adjusted p; weakest first
CLASS_WORDS = {
    99: "hot 99",
    95: "hot 95",
    90: "hot 90",
    0: "not clear",
    -90: "cold 90",
    -95: "cold 95",
    -99: "cold 99",
}


def levels_of(
    adjusted_hot: NDArray[np.float64],
    adjusted_cold: NDArray[np.float64],
    *,
    may_be_hot: NDArray[np.bool_],
    may_be_cold: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """Name the strongest level each cell passes.

    Parameters
    ----------
    adjusted_hot, adjusted_cold
        Adjusted one-sided p-values, one shape.
    may_be_hot, may_be_cold
        Which cells the other rules allow at all (own count beyond expectation, enough events);
        never both.

    Returns
    -------
    int8 array
        99, 95, 90 (hot), 0 (not clear), -90, -95, -99 (cold).
    """
    found = np.zeros(adjusted_hot.shape, dtype=np.int8)
    for level, limit in LEVELS:
        found[may_be_hot & (adjusted_hot <= limit)] = level
        found[may_be_cold & (adjusted_cold <= limit)] = -level
    return found


def class_words(levels: NDArray[np.int8]) -> list[str]:
    """Write levels as the classes of the tables and the legend.

    Parameters
    ----------
    levels
        ``[n]`` from `levels_of`.

    Returns
    -------
    list of str
    """
    return [CLASS_WORDS[int(level)] for level in levels]
