"""Where several layers are high in the same cells, and whether that is more than chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

LEAST_OVERLAP = 0.25  # a shift must leave this share of the study area to compare on


@dataclass(frozen=True)
class Convergence:
    """Cells that are high in several layers at once.

    Attributes
    ----------
    layers_high
        int64[n], in how many layers each cell is high.
    joint
        bool[n], high in at least two.
    observed
        How many cells are joint.
    expected
        How many there would be if the layers' patterns lay independently of each other.
    p
        Chance of at least this much overlap if they did; missing when it cannot be tested.
    reason
        Why it cannot be tested, else empty.
    """

    layers_high: NDArray[np.int64]
    joint: NDArray[np.bool_]
    observed: int
    expected: float
    p: float
    reason: str


def converge(
    high: ArrayLike, *, lattice: NDArray[np.int64], draws: int = 999, seed: int = 1
) -> Convergence:
    """Find the joint cells of several layers and test their number by moving the layers.

    Each draw slides every layer but the first by a random step over the grid. A slid layer keeps
    its own clusters exactly; only its position against the others is broken, which is what the
    test is about. Shuffling single cells instead would break the clusters too, and clustered
    layers that have nothing to do with each other would then "converge" far too often. Wrapping
    the pattern round (a torus) would tear clusters apart along the edge of a study area as
    irregular as a borough, so a draw is compared on the cells where all layers still have data,
    and its excess is scaled by the root of their number to have one variance (the variance
    correction of Mrkvicka and others 2021).

    Parameters
    ----------
    high
        ``[layers, n]`` booleans, such as hot spots at 95 %; two layers or more.
    lattice
        ``[n, 2]`` from `geo.lattice.lattice_of`.
    draws
        Random slides; ``p = (1 + draws with as much excess) / (1 + draws)``.
    seed
        The same seed gives the same p-value.

    Returns
    -------
    Convergence

    Raises
    ------
    ValueError
        If there are fewer than two layers, or the shapes differ.

    References
    ----------
    Mrkvicka, T., Dvorak, J., Gonzalez, J. A. and Mateu, J. (2021). Revisiting the random shift
    approach for testing in spatial statistics. Spatial Statistics 42, 100430.
    """
    flags = np.asarray(high, dtype=np.bool_)
    if flags.ndim != 2 or len(flags) < 2 or flags.shape[1] != len(lattice):  # noqa: PLR2004  a pair
        raise ValueError(
            f"Convergence needs two layers or more with one value for each of {len(lattice)} "
            f"cells; the shape is {flags.shape}."
        )
    count = flags.sum(axis=0).astype(np.int64)
    joint = count >= 2  # noqa: PLR2004  a pair
    observed = int(joint.sum())
    quiet = int((~flags.any(axis=1)).sum())
    if len(flags) - quiet < 2:  # noqa: PLR2004  a pair
        reason = "Fewer than two layers have a high cell, so they cannot meet."
        return Convergence(count, joint, observed, 0.0, float("nan"), reason)
    expected, p = _tested(flags, lattice - lattice.min(axis=0), draws=draws, seed=seed)
    return Convergence(count, joint, observed, expected, p, "")


def _tested(
    flags: NDArray[np.bool_], lattice: NDArray[np.int64], *, draws: int, seed: int
) -> tuple[float, float]:
    size = lattice.max(axis=0) + 1
    # Which cell lies at each place of the lattice, -1 for none, with room to slide all round.
    cell_at = np.full(3 * size, -1)
    cell_at[tuple((lattice + size).T)] = np.arange(len(lattice))
    possible = _slides(lattice, size=size)
    rng = np.random.default_rng(seed)
    observed, chance = _excess(flags)
    found: list[float] = []
    while len(found) < draws:
        slides = possible[rng.integers(len(possible), size=len(flags) - 1)]
        sources = np.array([cell_at[tuple((lattice + size - slide).T)] for slide in slides])
        seen = (sources >= 0).all(axis=0)
        if seen.sum() >= LEAST_OVERLAP * len(lattice):
            slid = np.take_along_axis(flags[1:], sources[:, seen], axis=1)
            found.append(_excess(np.vstack([flags[:1, seen], slid]))[0])
    as_much = int((np.array(found) >= observed - 1e-12).sum())
    return chance * len(lattice), (1 + as_much) / (1 + draws)


def _slides(lattice: NDArray[np.int64], *, size: NDArray[np.int64]) -> NDArray[np.int64]:
    # Those that leave enough of the area over itself; its correlation with itself counts how much.
    area = np.zeros(size)
    area[tuple(lattice.T)] = 1
    overlap = np.round(signal.correlate(area, area, method="fft"))
    return np.argwhere(overlap >= LEAST_OVERLAP * len(lattice)) - (size - 1)


def _excess(flags: NDArray[np.bool_]) -> tuple[float, float]:
    # Share of cells high in two layers or more, less what independent layers would have.
    none, one = 1.0, 0.0
    for share in flags.mean(axis=1):
        none, one = none * (1 - share), one * (1 - share) + none * share
    chance = 1 - none - one
    joint = (flags.sum(axis=0) >= 2).mean()  # noqa: PLR2004  a pair
    return float((joint - chance) * np.sqrt(flags.shape[1])), float(chance)
