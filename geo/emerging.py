"""Emerging hot spots: which places are new, lasting, growing or fading over many time bins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.gi_star import Neighbours
from geo.hotspots import HotSpots, find_hot_spots
from geo.nulls import Null
from geo.patterns import Pattern, Wording, classify, pattern
from geo.possible import possible_patterns
from geo.trend import Trend, mann_kendall, trend_caution, why_no_trend


@dataclass(frozen=True)
class Emerging:
    """Patterns over time of every study-area cell.

    Attributes
    ----------
    patterns
        int8[n], numbers of `geo.patterns`.
    flags
        int8[n, steps], 1 where a step was hot, -1 where it was cold, 0 for neither.
    spots
        The hot-spot test of every time bin.
    trend
        Mann-Kendall of each cell's scores.
    legend
        The patterns these data could have produced, with their definitions.
    caution
        A sentence where the steps are few, else empty.
    """

    patterns: NDArray[np.int8]
    flags: NDArray[np.int8]
    spots: HotSpots
    trend: Trend
    legend: tuple[Pattern, ...]
    caution: str


def find_emerging(  # noqa: PLR0913  (each is a separate choice of the analyst)
    counts: ArrayLike,
    *,
    neighbours: Neighbours,
    null: Null = "even",
    exposure: ArrayLike | None = None,
    level: int = 95,
    wording: Wording = "current",
) -> Emerging:
    """Classify every cell by its hot and cold time bins and the trend of its score.

    Each time bin is tested on its own, with its own correction over the cells, so a step is hot
    against the rest of that step and the past cannot change when a month is added. (Esri's tool
    pools each bin with the one before and all steps with each other.) The trend is tested on the
    scores of `find_hot_spots` at 5 %, two-sided.

    Parameters
    ----------
    counts
        ``[n, steps]`` whole events per study-area cell and time bin, zeros included.
    neighbours
        ``[n, n]`` sparse 0/1, diagonal included.
    null, exposure
        As in `find_hot_spots`.
    level
        90, 95 or 99: how sure a bin must be to count as hot or cold.
    wording
        Esri's current or older definitions.

    Returns
    -------
    Emerging

    Raises
    ------
    ValueError
        If there are fewer than five steps, or as `find_hot_spots`.

    References
    ----------
    Esri, ArcGIS Pro documentation: How Emerging Hot Spot Analysis works.
    """
    given = np.asarray(counts)
    reason = why_no_trend(given.shape[1] if given.ndim > 1 else 1)
    if reason:
        raise ValueError(reason)
    spots = find_hot_spots(given, neighbours=neighbours, null=null, exposure=exposure)
    trend = mann_kendall(spots.z)
    flags = (spots.levels >= level).astype(np.int8) - (spots.levels <= -level).astype(np.int8)
    possible = possible_patterns(
        np.array([not reason for reason in spots.reasons]),
        np.array([not (a or b) for a, b in zip(spots.reasons, spots.cold_reasons, strict=True)]),
        wording=wording,
    )
    return Emerging(
        patterns=classify(flags, trend.direction(), wording=wording),
        flags=flags,
        spots=spots,
        trend=trend,
        legend=tuple(pattern(number, wording=wording) for number in possible),
        caution=trend_caution(given.shape[1]),
    )
