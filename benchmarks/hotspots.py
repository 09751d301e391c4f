"""Time Gi* of many time bins against esda in the same run, and count false and missed hot spots.

Run from the root of the project: ``python -m benchmarks.hotspots``. Prints; asserts nothing about
time, which depends on the machine.
"""

from time import perf_counter

import numpy as np
from esda import G_Local
from libpysal.weights import W
from numpy.typing import NDArray
from scipy import stats
from shapely.geometry import box

from geo.cells import cells_touching, neighbours_of
from geo.gi_star import Neighbours, gi_star
from geo.hotspots import find_hot_spots

BOROUGH = box(-2.80, 53.31, -2.66, 53.375)  # as many cells as Halton has built-up ground
BINS, PEER_BINS, MAPS = 60, 3, 400
EVENTS_AND_RISKS = ((20, 60), (60, 25), (250, 8), (900, 4), (5_000, 1.9), (20_000, 1.4))


def main() -> None:
    """Print both tables."""
    print("cells  bins  ours/bin ms  esda/bin ms  ratio  largest difference")
    for resolution in (9, 10):
        cells = cells_touching(BOROUGH, resolution=resolution)
        print(*timed(neighbours_of(cells, steps=1)), sep="  ")
    print()
    print("events  risk  false: ours  usual  power: ours  usual  usual at 5 % false")
    neighbours = neighbours_of(cells_touching(BOROUGH, resolution=9), steps=1)
    for events, risk in EVENTS_AND_RISKS:
        print(*simulated(neighbours, events=events, risk=risk), sep="  ")


def timed(neighbours: Neighbours) -> tuple[int, int, str, str, str, str]:
    """Time one grid, the best of three for ours and the mean of a few bins for esda."""
    cells = neighbours.shape[0]
    counts = np.random.default_rng(1).poisson(1.5, size=(cells, BINS)).astype(float)
    ours = []
    for _ in range(3):
        start = perf_counter()
        z = gi_star(counts, neighbours=neighbours)
        ours.append((perf_counter() - start) * 1000 / BINS)
    ends = zip(neighbours.indptr[:-1], neighbours.indptr[1:], strict=True)
    lists = {
        row: [int(near) for near in neighbours.indices[a:b] if near != row]
        for row, (a, b) in enumerate(ends)
    }
    weights = W(lists, silence_warnings=True)
    start = perf_counter()
    peers = [
        G_Local(counts[:, one], weights, transform="B", star=True, permutations=0).Zs
        for one in range(PEER_BINS)
    ]
    peer = (perf_counter() - start) * 1000 / PEER_BINS
    apart = np.abs(np.array(peers).T - z[:, :PEER_BINS]).max()
    return cells, BINS, f"{min(ours):.3f}", f"{peer:.1f}", f"{peer / min(ours):.0f}", f"{apart:.1e}"


def simulated(neighbours: Neighbours, *, events: int, risk: float) -> tuple[object, ...]:
    """Share of chance maps with a false hot spot, and of planted maps with the true one."""
    rng = np.random.default_rng(events)
    cells = neighbours.shape[0]
    near = neighbours[[cells // 2], :].indices
    chance = rng.multinomial(events, np.full(cells, 1 / cells), size=MAPS).T
    weight = np.ones(cells)
    weight[near] = risk
    planted = rng.multinomial(events, weight / weight.sum(), size=MAPS).T
    limit = np.quantile(gi_star(chance, neighbours=neighbours).max(axis=0), 0.95)
    shares = (
        found(chance, neighbours).any(axis=0),
        usual(chance, neighbours).any(axis=0),
        found(planted, neighbours)[near].any(axis=0),
        usual(planted, neighbours)[near].any(axis=0),
        (gi_star(planted, neighbours=neighbours)[near] > limit).any(axis=0),
    )
    return events, risk, *(f"{share.mean():.3f}" for share in shares)


def found(maps: NDArray[np.int64], neighbours: Neighbours) -> NDArray[np.bool_]:
    """Hot at 95 % by the exact disk totals."""
    return np.asarray(find_hot_spots(maps, neighbours=neighbours).levels >= 95)  # noqa: PLR2004


def usual(maps: NDArray[np.int64], neighbours: Neighbours) -> NDArray[np.bool_]:
    """Hot at 95 % by the normal p-values of Gi*."""
    p = stats.norm.sf(gi_star(maps, neighbours=neighbours))
    return np.asarray(stats.false_discovery_control(p, axis=0) <= 0.05)  # noqa: PLR2004


if __name__ == "__main__":
    main()
