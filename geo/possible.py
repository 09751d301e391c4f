"""Which patterns over time the data can produce at all, so that a legend offers no other."""

import numpy as np
from numpy.typing import NDArray

from geo.patterns import (
    CONSECUTIVE,
    DIMINISHING,
    HISTORICAL,
    INTENSIFYING,
    NEW,
    OSCILLATING,
    PATTERNS,
    PERSISTENT,
    SPORADIC,
    Wording,
)


def possible_patterns(
    can_be_hot: NDArray[np.bool_], can_be_cold: NDArray[np.bool_], *, wording: Wording = "current"
) -> tuple[int, ...]:
    """Name the patterns that some place could have, given which steps can be tested.

    A sparse layer cannot have cold spots, nine steps cannot hold a *historical* hot spot (nine
    tenths of them are all of them), and so on. Nothing here looks at what was found.

    Parameters
    ----------
    can_be_hot, can_be_cold
        ``[steps]``, five or more: could any place be hot (cold) in that step?
    wording
        Esri's current or older definitions.

    Returns
    -------
    tuple of int
        Numbers of the patterns in the order of the legend; 0, no pattern, always.
    """
    hot = _possible_hot(can_be_hot, can_be_cold, wording=wording)
    cold = _possible_hot(can_be_cold, can_be_hot, wording=wording)
    found = {0} | hot | {-number for number in cold}
    return tuple(number for number in PATTERNS if number in found)


def _possible_hot(
    can: NDArray[np.bool_], opposite: NDArray[np.bool_], *, wording: Wording
) -> set[int]:
    steps, last, earlier = len(can), bool(can[-1]), can[:-1]
    often = -(-9 * steps // 10)  # the fewest hot steps that are 90 %
    broken = last and bool(can[:-2].any())  # hot, not, hot
    sporadic = broken or (wording == "older" and bool(earlier.any()))
    found = {
        NEW: last,
        CONSECUTIVE: bool(can[-2:].all()),
        INTENSIFYING: last and int(can.sum()) >= often,
        PERSISTENT: last and int(can.sum()) >= often,
        DIMINISHING: last and int(can.sum()) >= often,
        SPORADIC: sporadic,
        OSCILLATING: broken and _room_for_cold(can, opposite),
        HISTORICAL: int(earlier.sum()) >= often,
    }
    return {number for number, possible in found.items() if possible}


def _room_for_cold(can: NDArray[np.bool_], opposite: NDArray[np.bool_]) -> bool:
    # Hot at some step i before the last, cold at another step j: i and j differ, and the hot
    # steps must not be one final run, which a cold step after i or any step off ensures.
    steps = len(can)
    hot_at = [i for i in range(steps - 1) if can[i]]
    cold_at = [j for j in range(steps - 1) if opposite[j]]
    return any(j > i or i < steps - 2 for i in hot_at for j in cold_at if i != j)
