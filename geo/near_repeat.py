"""Does one event raise the risk of another near it and soon after? The Knox table."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import spatial, stats

from geo.bands import day_labels, distance_labels, rising

DISTANCES_M = (0.0, 1.0, 100.0, 200.0, 300.0, 400.0)
DAYS = (0, 7, 14, 21, 28)
FEWEST_EVENTS = 20
MOST_PAIRS = 5_000_000  # beyond this a run takes minutes; a shorter window answers as well


def knox(  # noqa: PLR0913  (each is a separate choice of the analyst)
    x: ArrayLike,
    y: ArrayLike,
    *,
    days: ArrayLike,
    distances: Sequence[float] = DISTANCES_M,
    gaps: Sequence[int] = DAYS,
    draws: int = 199,
    seed: int = 1,
) -> pd.DataFrame:
    """Count pairs of events by distance and days apart, against shuffled dates.

    All bands are half-open and named by what they hold: 7 days apart is in "7 to 13 days", and
    100 m apart in "100 to under 200 m". (Near Repeat Calculator 1.3 counts with one set of bands
    and prints the next.) Each draw deals the dates to the places again, which keeps where and when
    events happen and breaks only their tie; ``p = (1 + draws with as many pairs) / (1 + draws)``.

    Only for events known to the day (`why_no_near_repeat`). Published police points are moved to
    the middle of a street, so there "same place" means the same street.

    Parameters
    ----------
    x, y
        ``[n]`` metres on the ground.
    days
        ``[n]`` whole local day numbers.
    distances, gaps
        Rising edges of the bands, in metres and days.
    draws
        Shuffles of the dates.
    seed
        The same seed gives the same p-values, whatever the order of the events.

    Returns
    -------
    DataFrame
        One row a pair of bands: ``distance, days, pairs, expected, ratio, p``.

    Raises
    ------
    ValueError
        If lengths differ, a value is missing, edges do not rise, or there are too many pairs.

    References
    ----------
    Knox, E. G. (1964). Epidemiology of childhood leukaemia in Northumberland and Durham. British
    Journal of Preventive and Social Medicine 18, 17-24.
    Ratcliffe, J. H. and Rengert, G. F. (2008). Near-repeat patterns in Philadelphia shootings.
    Security Journal 21, 58-76.
    """
    places, when = _checked(x, y, days)
    edges_m, edges_d = rising(distances, what="distances"), rising(gaps, what="days")
    pairs, band = _near_pairs(places, edges=edges_m)
    rows, columns = len(edges_m) - 1, len(edges_d) - 1
    shape = (rows, columns)
    found = _tabled(when, pairs, band, edges=edges_d, shape=shape)
    rng = np.random.default_rng(seed)
    total, as_many = np.zeros(shape), np.ones(shape)
    for _ in range(draws):
        dealt = _tabled(rng.permutation(when), pairs, band, edges=edges_d, shape=shape)
        total += dealt
        as_many += dealt >= found
    expected = total / max(draws, 1)
    ratio = np.divide(found, expected, out=np.full(shape, np.nan), where=expected > 0)
    return pd.DataFrame(
        {
            "distance": np.repeat(distance_labels(edges_m), columns),
            "days": np.tile(day_labels(edges_d), rows),
            "pairs": found.ravel(),
            "expected": expected.ravel(),
            "ratio": ratio.ravel(),
            "p": (as_many / (draws + 1)).ravel(),
        }
    )


def follow_each_other(table: pd.DataFrame, *, limit: float = 0.05) -> bool:
    """Say whether clearly more pairs than by chance lie in the first span of days at any distance.

    One distance in twenty passes by chance alone, so the p-values of that span are corrected for
    how many distances there are (Benjamini-Hochberg).

    Parameters
    ----------
    table
        From `knox`.
    limit
        Largest adjusted p-value that is clear.

    Returns
    -------
    bool
    """
    soon = table[table["days"].eq(table["days"].iloc[0])]
    return bool((stats.false_discovery_control(soon["p"]) <= limit).any())


def why_no_near_repeat(precisions: ArrayLike) -> str:
    """Say why the Knox table cannot be drawn up, or nothing when it can.

    Parameters
    ----------
    precisions
        ``[n]`` of "instant", "hour", "day", "month".

    Returns
    -------
    str
        A sentence for the screen; empty when every event is known to the day and there are
        enough.
    """
    kinds = np.asarray(precisions, dtype=object)
    monthly = int((kinds == "month").sum())
    if monthly:
        return (
            f"{monthly:,} of {len(kinds):,} events are known only to their month, so days between "
            "events cannot be counted. Leave them out or bring in dated records."
        )
    if len(kinds) < FEWEST_EVENTS:
        return f"Too few events: {len(kinds)}, and at least {FEWEST_EVENTS} are needed."
    return ""


def _checked(
    x: ArrayLike, y: ArrayLike, days: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    places = np.column_stack([np.asarray(x, np.float64), np.asarray(y, np.float64)])
    when = np.asarray(days)
    if len(when) != len(places) or when.dtype.kind not in "iu" or not np.isfinite(places).all():
        raise ValueError("Every event needs a place in metres and a whole day number.")
    order = np.lexsort((when, places[:, 1], places[:, 0]))  # the file's order must not matter
    return places[order], when[order].astype(np.int64)


def _near_pairs(
    places: NDArray[np.float64], *, edges: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    tree = spatial.cKDTree(places)
    # count_neighbors also counts each event with itself and each pair twice
    count = (int(tree.count_neighbors(tree, edges[-1])) - len(places)) // 2
    if count > MOST_PAIRS:
        raise ValueError(
            f"{count} pairs of events lie within {edges[-1]:g} m of each other; at most "
            f"{MOST_PAIRS} can be shuffled. Choose a shorter window or distance, or a category."
        )
    pairs = tree.query_pairs(edges[-1], output_type="ndarray").astype(np.int64)
    apart = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    band = np.searchsorted(edges, apart, side="right") - 1
    inside = (band >= 0) & (band < len(edges) - 1)
    return pairs[inside], band[inside]


def _tabled(
    when: NDArray[np.int64],
    pairs: NDArray[np.int64],
    band: NDArray[np.int64],
    *,
    edges: NDArray[np.float64],
    shape: tuple[int, int],
) -> NDArray[np.int64]:
    gap = np.abs(when[pairs[:, 0]] - when[pairs[:, 1]])
    column = np.searchsorted(edges, gap, side="right") - 1
    inside = (column >= 0) & (column < shape[1])
    place = band[inside] * shape[1] + column[inside]
    return np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
