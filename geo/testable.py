"""When a layer has too few events to be tested for hot or cold spots, and the reason in words."""

import numpy as np
from numpy.typing import NDArray

from geo.gi_star import Neighbours

WEAKEST = 0.10  # the weakest level that is ever shown, 90 %
FEWEST_EVENTS = 5  # below this one report told twice is half the map
FEWEST_IN_DISK = 3  # two events in one place can be one story told twice


def fewest_draws(neighbours: Neighbours) -> int:
    """Say how many re-deals a permutation test needs for one cell to pass the correction at 95 %.

    Parameters
    ----------
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.

    Returns
    -------
    int
        The smallest p-value is 1 / (draws + 1), and all disks that hold a cell can share it.
    """
    return int(np.ceil(neighbours.shape[0] / (0.05 * neighbours.sum(axis=1).max()))) - 1


def why_not_hot(total: int, *, disk_shares: NDArray[np.float64], neighbours: Neighbours) -> str:
    """Say why no hot spot could be found, or nothing when one could.

    The rule: at least `FEWEST_EVENTS` events in the window, and the strongest pattern there
    can be (all of them in one cell) must pass the corrected test at 90 %. In that pattern each
    disk that holds the cell has all ``N`` events, so its p-value is ``share**N``, and the others
    have none.

    Parameters
    ----------
    total
        Events in the study area and window.
    disk_shares
        ``[n]`` expected share of each grid disk.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.

    Returns
    -------
    str
        A sentence for the screen; empty when the layer can be tested.
    """
    if total < FEWEST_EVENTS:
        return (
            f"Too few events to test: {total} in this window, and at least {FEWEST_EVENTS} "
            "are needed."
        )
    best = best_adjusted_p(total, disk_shares=disk_shares, neighbours=neighbours)
    if best > WEAKEST:
        return (
            f"Too few events to test: even if all {total} were in one cell, chance would still "
            f"explain it (adjusted p {best:.2f}; {WEAKEST:.2f} is needed)."
        )
    return ""


def best_adjusted_p(
    total: int, *, disk_shares: NDArray[np.float64], neighbours: Neighbours
) -> float:
    """Give the smallest adjusted p-value a cell would reach if it held all events.

    Exact when above 10 %; below that an upper bound, as nobody needs it more closely.

    Parameters
    ----------
    total
        Events in the study area and window.
    disk_shares
        ``[n]`` expected share of each grid disk.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.

    Returns
    -------
    float
        Between 0 and 1.
    """
    cells = neighbours.shape[0]
    chance = np.where(disk_shares > 0, np.minimum(disk_shares, 1.0), 1.0) ** total
    # No rank can make an adjusted p-value larger than n times the plain one, so on all but the
    # sparsest layers this one line settles it.
    if cells * chance.min() <= WEAKEST:
        return float(cells * chance.min())
    disks = neighbours.tocsr()
    row = np.repeat(np.arange(cells), np.diff(disks.indptr))
    order = np.lexsort((chance[disks.indices], row))
    p = chance[disks.indices[order]]
    rank = np.arange(len(p)) - disks.indptr[row] + 1
    adjusted = np.where(p >= chance[row], cells * p / rank, np.inf)
    return float(min(1.0, np.minimum.reduceat(adjusted, disks.indptr[:-1]).min()))


def why_not_cold(total: int, *, disk_shares: NDArray[np.float64]) -> str:
    """Say why no cold spot could be found, or nothing when one could.

    An adjusted p-value is never below the plain one, and the smallest plain one belongs to an
    empty disk of the largest share: ``(1 - share)**N``. When that is above 10 % no map with so
    few events can show a cold spot, and the legend must not offer one.

    Parameters
    ----------
    total
        Events in the study area and window.
    disk_shares
        ``[n]`` expected share of each grid disk.

    Returns
    -------
    str
        A sentence for the screen; empty when cold spots can show.
    """
    largest = min(float(disk_shares.max()), 1.0)
    best = (1.0 - largest) ** total
    if best > WEAKEST:
        return (
            f"Cold spots cannot show: with {total} events even an empty grid disk is no "
            f"surprise (p {best:.2f} at best; {WEAKEST:.2f} is needed)."
        )
    return ""
