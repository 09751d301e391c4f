"""Hot and cold spots: grid disks that hold more, or fewer, events than chance explains."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from geo.gi_star import Neighbours, check_neighbours, gi_star
from geo.levels import class_words, levels_of
from geo.nulls import Null, Tails, binomial_tails, cell_shares, permutation_tails
from geo.testable import FEWEST_IN_DISK, fewest_draws, why_not_cold, why_not_hot
from geo.whole import whole_counts


@dataclass(frozen=True)
class HotSpots:
    """The result of one test; arrays have the shape of the counts, ``[n]`` or ``[n, bins]``.

    Attributes
    ----------
    counts, expected
        Events in the cell itself, and how many the null expects there.
    disk_counts, disk_expected
        The same for the grid disk, which is what is tested.
    z
        Gi* under the even null (it takes all cells as equal, so trust the p-value at the edge of
        the study area); under the residents null the standardised disk total
        ``(S - N q) / sqrt(N q (1 - q))``, as Gi* knows no exposure.
    p_hot, p_cold
        One-sided p-values of the disk total.
    adjusted_hot, adjusted_cold
        The same after Benjamini-Hochberg, each side a family of all study-area cells of a bin.
    levels
        int8: 99, 95 or 90 for a hot spot at that level, -99, -95, -90 for a cold spot, else 0.
    reasons, cold_reasons
        One sentence for each time bin that could not be tested (could not show a cold spot),
        empty for the others.
    """

    counts: NDArray[np.int64]
    expected: NDArray[np.float64]
    disk_counts: NDArray[np.int64]
    disk_expected: NDArray[np.float64]
    z: NDArray[np.float64]
    p_hot: NDArray[np.float64]
    p_cold: NDArray[np.float64]
    adjusted_hot: NDArray[np.float64]
    adjusted_cold: NDArray[np.float64]
    levels: NDArray[np.int8]
    reasons: tuple[str, ...]
    cold_reasons: tuple[str, ...]

    def table(self, cells: ArrayLike) -> pd.DataFrame:
        """Lay one time bin out as rows ``cell, count, expected, z, p, p_adjusted, class``.

        The p-values are those of the side the disk lies on: the hot side when it holds at
        least what is expected, else the cold one.

        Parameters
        ----------
        cells
            ``[n]`` names of the cells, in the order of the counts.

        Returns
        -------
        DataFrame, one row a cell in the order given
        """
        hot = self.disk_counts >= self.disk_expected
        return pd.DataFrame(
            {
                "cell": np.asarray(cells),
                "count": self.counts,
                "expected": self.expected,
                "z": self.z,
                "p": np.where(hot, self.p_hot, self.p_cold),
                "p_adjusted": np.where(hot, self.adjusted_hot, self.adjusted_cold),
                "class": class_words(self.levels),
            }
        )


def find_hot_spots(
    counts: ArrayLike,
    *,
    neighbours: Neighbours,
    null: Null = "even",
    exposure: ArrayLike | None = None,
) -> HotSpots:
    """Test every study-area cell, in every time bin, against chance.

    A cell is a hot spot at 99, 95 or 90 % when the binomial p-value of its grid disk passes
    after Benjamini-Hochberg over all cells of the bin, its **own** count is above its own
    expectation, and its disk holds at least three events. Cold spots mirror this: own count
    below expectation. Under chance alone at most 5 % of maps show any hot spot at 95 %.

    Parameters
    ----------
    counts
        Whole events per study-area cell, zeros included: ``[n]`` or ``[n, bins]``.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included, from ``geo.cells.neighbours_of``.
    null
        What chance is: events "even" over the study area, or in proportion to "residents".
    exposure
        ``[n]``. For the even null the km² of each cell **inside** the study area; ``None`` takes
        all cells as equal, which is right only where no cell is cut by the boundary. For the
        other null the residents (or homes) of each cell.

    Returns
    -------
    HotSpots

    Raises
    ------
    ValueError
        If the counts are not whole, or the matrix or exposure does not fit.
    """
    whole = whole_counts(counts)
    columns = whole.reshape(whole.shape[0], -1)
    shares = cell_shares(exposure, cells=len(columns), null=null)
    check_neighbours(neighbours, cells=len(columns))
    tails = binomial_tails(
        neighbours @ columns, totals=columns.sum(axis=0), disk_shares=neighbours @ shares
    )
    return _judged(whole, neighbours=neighbours, shares=shares, tails=tails, null=null)


def find_hot_spots_by_permutation(  # noqa: PLR0913  (each is a separate choice of the analyst)
    counts: ArrayLike,
    *,
    neighbours: Neighbours,
    null: Null = "even",
    exposure: ArrayLike | None = None,
    draws: int = 9_999,
    seed: int = 1,
) -> HotSpots:
    """Run the test of `find_hot_spots` with p-values from re-dealing the events.

    Parameters
    ----------
    counts
        ``[n]``, one time bin.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.
    null, exposure
        As in `find_hot_spots`.
    draws
        Re-deals. The smallest p-value is ``1 / (draws + 1)``, and it must be able to pass the
        correction over all cells.
    seed
        The same seed gives the same result.

    Returns
    -------
    HotSpots

    Raises
    ------
    ValueError
        As `find_hot_spots`; if there is more than one time bin; or if the draws are too few
        for any cell to pass at 95 %.
    """
    whole = whole_counts(counts)
    if whole.ndim != 1:
        raise ValueError(f"The permutation test takes one time bin at a time: {whole.shape}.")
    check_neighbours(neighbours, cells=len(whole))
    shares = cell_shares(exposure, cells=len(whole), null=null)
    needed = fewest_draws(neighbours)
    if draws < needed:
        raise ValueError(
            f"With {len(whole)} cells at least {needed} draws are needed for a cell to pass "
            f"at 95 % after correction; {draws} were asked for."
        )
    tails = permutation_tails(
        neighbours @ whole,
        total=int(whole.sum()),
        shares=shares,
        neighbours=neighbours,
        draws=draws,
        seed=seed,
    )
    column = Tails(upper=tails.upper[:, np.newaxis], lower=tails.lower[:, np.newaxis])
    return _judged(whole, neighbours=neighbours, shares=shares, tails=column, null=null)


def _judged(
    whole: NDArray[np.int64],
    *,
    neighbours: Neighbours,
    shares: NDArray[np.float64],
    tails: Tails,
    null: Null,
) -> HotSpots:
    columns = whole.reshape(whole.shape[0], -1)
    totals, disk_shares = columns.sum(axis=0), neighbours @ shares
    disks, expected = neighbours @ columns, np.outer(shares, totals)
    disk_expected = np.outer(disk_shares, totals)
    reasons = tuple(
        why_not_hot(int(total), disk_shares=disk_shares, neighbours=neighbours) for total in totals
    )
    enough = np.array([not reason for reason in reasons])
    adjusted = Tails(
        *(stats.false_discovery_control(p, axis=0) for p in (tails.upper, tails.lower))
    )
    levels = levels_of(
        adjusted.upper,
        adjusted.lower,
        may_be_hot=enough & (columns > expected) & (disks >= FEWEST_IN_DISK),
        may_be_cold=enough & (columns < expected),
    )
    z = _scores(disks, disk_expected, totals)
    if null == "even":
        z = gi_star(columns, neighbours=neighbours)
    cold_reasons = tuple(why_not_cold(int(total), disk_shares=disk_shares) for total in totals)
    shape = whole.shape
    return HotSpots(
        counts=whole,
        expected=expected.reshape(shape),
        disk_counts=disks.reshape(shape),
        disk_expected=disk_expected.reshape(shape),
        z=z.reshape(shape),
        p_hot=tails.upper.reshape(shape),
        p_cold=tails.lower.reshape(shape),
        adjusted_hot=adjusted.upper.reshape(shape),
        adjusted_cold=adjusted.lower.reshape(shape),
        levels=levels.reshape(shape),
        reasons=reasons,
        cold_reasons=cold_reasons,
    )


def _scores(
    disks: NDArray[np.int64], expected: NDArray[np.float64], totals: NDArray[np.int64]
) -> NDArray[np.float64]:
    share = np.divide(expected, totals, out=np.zeros_like(expected), where=totals > 0)
    scale = np.sqrt(np.maximum(expected * (1 - share), 0.0))
    scores: NDArray[np.float64] = np.divide(
        disks - expected, scale, out=np.zeros_like(expected), where=scale > 0
    )
    return scores
