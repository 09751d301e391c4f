"""Gi*: equal to the published cases and to esda, and undefined scores are 0, never NaN."""

import json
from pathlib import Path

import numpy as np
import pytest
from esda import G_Local
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.weights import W
from scipy import sparse
from scipy.spatial import distance

from geo.gi_star import disk_sizes, gi_star
from tests.hexagons import disks, hexagon

POINTS = [[10, 10], [20, 10], [40, 10], [15, 20], [30, 20], [30, 30]]
VALUES = [2.0, 3.0, 3.2, 5.0, 8.0, 7.0]


def within(points: list[list[int]], threshold: float) -> sparse.csr_array:
    """Binary neighbours closer than the threshold, diagonal included."""
    near = distance.squareform(distance.pdist(points)) <= threshold
    return sparse.csr_array(near.astype(np.int64))


def test_the_published_six_points_give_the_published_first_score() -> None:
    z = gi_star(VALUES, neighbours=within(POINTS, 15))
    assert z[0] == pytest.approx(-1.39727626, abs=5e-9)
    assert z[5] == pytest.approx(2.024243309389896, abs=1e-12)


def test_the_shared_case_of_esda(shared: Path) -> None:
    case = json.loads((shared / "cases/gistar_esda_6pt.json").read_text(encoding="utf-8"))
    given_case, expected = case["inputs"], case["expected"]
    neighbours = within(given_case["points"], given_case["threshold"])
    z = gi_star(given_case["y"], neighbours=neighbours)
    np.testing.assert_allclose(z, expected["z_star"], atol=1e-10, rtol=0)
    np.testing.assert_allclose(z, expected["z_star_own_formula"], atol=1e-10, rtol=0)


@pytest.mark.parametrize("mean", [0.05, 1.0, 40.0])
def test_random_maps_equal_esda_to_1e_10(mean: float) -> None:
    lattice = hexagon(7)
    neighbours = disks(lattice)
    counts = np.random.default_rng(4).poisson(mean, size=(len(lattice), 5))
    lists = {
        row: [int(c) for c in neighbours.indices[a:b] if c != row]
        for row, (a, b) in enumerate(
            zip(neighbours.indptr[:-1], neighbours.indptr[1:], strict=True)
        )
    }
    z = gi_star(counts, neighbours=neighbours)
    for column in range(counts.shape[1]):
        peer = G_Local(
            counts[:, column].astype(float),
            W(lists, silence_warnings=True),
            transform="B",
            star=True,
            permutations=0,
        )
        np.testing.assert_allclose(z[:, column], peer.Zs, atol=1e-10, rtol=0)


def test_all_time_bins_at_once_equal_one_bin_at_a_time() -> None:
    neighbours = disks(hexagon(5))
    counts = np.random.default_rng(1).poisson(2, size=(neighbours.shape[0], 6))
    together = gi_star(counts, neighbours=neighbours)
    for column in range(6):
        alone = gi_star(counts[:, column], neighbours=neighbours)
        np.testing.assert_allclose(together[:, column], alone, atol=1e-12)


def test_disks_cut_by_the_edge_are_smaller_and_the_formula_knows() -> None:
    lattice = hexagon(3)
    size = disk_sizes(disks(lattice))
    corner = int(np.flatnonzero((lattice == [3, 0]).all(axis=1))[0])
    assert size.max() == 7
    assert size[corner] == 4
    counts = np.ones(len(lattice))
    counts[0] = 1 + 1e-9  # any spread at all: every disk then holds almost its expectation
    z = gi_star(counts, neighbours=disks(lattice))
    assert abs(z[corner]) < 1


def test_an_undefined_score_is_zero() -> None:
    neighbours = disks(hexagon(1))
    counts = np.zeros((7, 2))
    counts[0, 1] = 5
    z = gi_star(counts, neighbours=neighbours)
    assert (z[:, 0] == 0).all()  # no event at all
    centre = int(np.flatnonzero(disk_sizes(neighbours) == 7)[0])
    assert z[centre, 1] == 0  # its disk is the whole study area


def test_a_matrix_without_the_cell_itself_is_refused() -> None:
    neighbours = disks(hexagon(2))
    hollow = (neighbours - sparse.eye_array(neighbours.shape[0])).tocsr()
    with pytest.raises(ValueError, match="diagonal"):
        gi_star(np.ones(neighbours.shape[0]), neighbours=hollow)


def test_weights_other_than_0_and_1_are_refused() -> None:
    neighbours = disks(hexagon(2))
    with pytest.raises(ValueError, match="0 and 1"):
        gi_star(np.ones(neighbours.shape[0]), neighbours=neighbours * 0.5)


def test_a_matrix_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="8 cells"):
        gi_star(np.ones(8), neighbours=disks(hexagon(1)))


@settings(deadline=None)
@given(st.data())
def test_moving_an_event_into_a_disk_never_lowers_its_score(data: st.DataObject) -> None:
    # Mean and variance stay fixed when two cells swap their counts; the disk only gains.
    neighbours = disks(hexagon(3))
    cells = neighbours.shape[0]
    counts = np.array(data.draw(st.lists(st.integers(0, 9), min_size=cells, max_size=cells)))
    row = data.draw(st.integers(0, cells - 1))
    inside = neighbours[[row], :].toarray().ravel() == 1
    poorest = int(np.flatnonzero(inside)[np.argmin(counts[inside])])
    richest = int(np.flatnonzero(~inside)[np.argmax(counts[~inside])])
    if counts[richest] < counts[poorest]:
        return
    swapped = counts.copy()
    swapped[[poorest, richest]] = counts[[richest, poorest]]
    before = gi_star(counts, neighbours=neighbours)[row]
    assert gi_star(swapped, neighbours=neighbours)[row] >= before - 1e-12


@settings(deadline=None)
@given(st.permutations(range(37)))
def test_relabelling_the_cells_changes_no_score(order: list[int]) -> None:
    neighbours = disks(hexagon(3))
    counts = np.arange(37) ** 2 % 11
    z = gi_star(counts, neighbours=neighbours)
    moved = gi_star(counts[order], neighbours=neighbours[order][:, order])
    np.testing.assert_allclose(moved, z[order], atol=1e-12)
