"""What chance alone would put in a grid disk: p-values that hold on sparse layers too."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from geo.exposure import checked_exposure
from geo.gi_star import Neighbours

Null = Literal["even", "residents"]
NULL_WORDS = {
    "even": "even over the study area",
    "residents": "in proportion to residents",
}
DRAWS_AT_ONCE = 200  # keeps a permutation run on 5,300 cells below 20 MB


@dataclass(frozen=True)
class Tails:
    """One-sided p-values, arrays of one shape.

    Attributes
    ----------
    upper
        Chance of at least this many events in the disk: small means hot.
    lower
        Chance of at most this many: small means cold.
    """

    upper: NDArray[np.float64]
    lower: NDArray[np.float64]


def cell_shares(
    exposure: ArrayLike | None, *, cells: int, null: Null = "even"
) -> NDArray[np.float64]:
    """Share of the events that each cell is expected to have.

    Parameters
    ----------
    exposure
        ``[cells]``: for the even null the km² inside the study area, or ``None`` for equal cells;
        for the other one residents or homes.
    cells
        How many study-area cells there are.
    null
        One of `NULL_WORDS`.

    Returns
    -------
    float64[cells], sum 1

    Raises
    ------
    ValueError
        If the exposure has another length, is negative, not finite, or zero everywhere; if the
        null is unknown, or *residents* without any.
    """
    if null not in NULL_WORDS:
        raise ValueError(f"The null is one of {', '.join(NULL_WORDS)}; found {null!r}.")
    if exposure is None and null == "residents":
        raise ValueError("In proportion to residents needs the residents of each cell.")
    if exposure is None:
        return np.full(cells, 1.0 / cells)
    given = checked_exposure(exposure, cells=cells)
    shares: NDArray[np.float64] = given / given.sum()
    return shares


def binomial_tails(
    disk_counts: NDArray[np.int64], *, totals: NDArray[np.int64], disk_shares: NDArray[np.float64]
) -> Tails:
    """Exact p-values of disk totals when each event falls anywhere independently of the others.

    A disk's total is then ``S ~ Binomial(N, share)``, ``share = W / n`` for the even null and
    the disk's share of the exposure otherwise. A disk without exposure has no rate to compare
    with and gets p = 1 on both sides.

    Parameters
    ----------
    disk_counts
        ``[n, bins]`` events in each grid disk.
    totals
        ``[bins]`` events in the study area.
    disk_shares
        ``[n]`` between 0 and 1.

    Returns
    -------
    Tails
        Each ``[n, bins]``.
    """
    share = np.clip(disk_shares, 0.0, 1.0)[:, np.newaxis]
    inside, outside = disk_counts, totals - disk_counts
    # P(S >= s) = I_share(s, N - s + 1), P(S <= s) = 1 - I_share(s + 1, N - s): the regularised
    # incomplete beta function keeps full precision far into the tails, where 1 - cdf does not.
    upper = special.betainc(np.maximum(inside, 1), outside + 1, share)
    lower = special.betaincc(inside + 1, np.maximum(outside, 1), share)
    known = share > 0
    return Tails(
        upper=np.where(known & (inside > 0), upper, 1.0),
        lower=np.where(known & (outside > 0), lower, 1.0),
    )


def permutation_tails(  # noqa: PLR0913  (each is a separate choice of the analyst)
    disk_counts: NDArray[np.int64],
    *,
    total: int,
    shares: NDArray[np.float64],
    neighbours: Neighbours,
    draws: int,
    seed: int,
) -> Tails:
    """P-values by dealing the events out again, cell by cell, many times.

    A check of `binomial_tails` that needs no formula. Each draw deals all events to the cells
    by `shares`; ``p = (1 + draws at least as extreme) / (1 + draws)``, so p is never 0
    (Phipson and Smyth 2010). A disk without exposure gets p = 1 on both sides, as there.

    Parameters
    ----------
    disk_counts
        ``[n]`` events in each grid disk.
    total
        Events in the study area.
    shares
        ``[n]`` chance of each cell, sum 1.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.
    draws
        How many re-deals.
    seed
        The same seed gives the same p-values.

    Returns
    -------
    Tails
        Each ``[n]``.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero.
    Statistical Applications in Genetics and Molecular Biology 9, article 39.
    """
    rng = np.random.default_rng(seed)
    above = np.ones(len(disk_counts))
    below = np.ones(len(disk_counts))
    for done in range(0, draws, DRAWS_AT_ONCE):
        dealt = rng.multinomial(total, shares, size=min(DRAWS_AT_ONCE, draws - done))
        disks = neighbours @ dealt.T
        above += (disks >= disk_counts[:, np.newaxis]).sum(axis=1)
        below += (disks <= disk_counts[:, np.newaxis]).sum(axis=1)
    known = neighbours @ shares > 0
    return Tails(
        upper=np.where(known, above / (draws + 1), 1.0),
        lower=np.where(known, below / (draws + 1), 1.0),
    )
