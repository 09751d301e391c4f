"""Convergence: true joint places found, clustered but unrelated layers left alone."""

import numpy as np
import pytest
from numpy.typing import NDArray

from geo.convergence import _excess, converge
from tests.hexagons import disks, hexagon, row_of

LATTICE = hexagon(12)
# An irregular area such as a borough on an estuary: a bite taken out of the hexagon.
LATTICE = LATTICE[~((LATTICE[:, 0] > 2) & (LATTICE[:, 1] > -3))]
NEIGHBOURS = disks(LATTICE)
WIDE = (NEIGHBOURS @ NEIGHBOURS > 0).astype(np.int8)
CELLS = len(LATTICE)


def clusters(rng: np.random.Generator, *, number: int = 4) -> NDArray[np.bool_]:
    """Build a layer of a few wide clusters at random places."""
    layer = np.zeros(CELLS, dtype=np.bool_)
    for centre in rng.integers(0, CELLS, size=number):
        layer[WIDE[[centre], :].indices] = True
    return layer


def test_layers_that_share_their_clusters_converge() -> None:
    rng = np.random.default_rng(2)
    found = 0
    for run in range(15):
        shared = clusters(rng)
        layers = [shared & (rng.random(CELLS) < 0.8) for _ in range(2)]
        result = converge(layers, lattice=LATTICE, draws=99, seed=run)
        assert result.observed == (layers[0] & layers[1]).sum() > result.expected
        assert result.reason == ""
        found += result.p <= 0.05
    assert found >= 14


def test_cells_are_joint_when_high_in_two_layers_or_more() -> None:
    layers = np.zeros((3, CELLS), dtype=np.bool_)
    layers[0, :4], layers[1, 2:5], layers[2, 3] = True, True, True
    found = converge(layers, lattice=LATTICE, draws=19)
    assert found.layers_high[:6].tolist() == [1, 1, 2, 3, 1, 0]
    assert found.joint.sum() == found.observed == 2


def test_clustered_layers_that_have_nothing_to_do_with_each_other_do_not_converge() -> None:
    rng = np.random.default_rng(11)
    p = [
        converge([clusters(rng), clusters(rng)], lattice=LATTICE, draws=59, seed=run).p
        for run in range(250)
    ]
    rate = np.mean(np.array(p) <= 0.05)
    assert rate <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 250)


def test_shuffling_single_cells_instead_would_be_wrong_far_more_often() -> None:
    rng = np.random.default_rng(11)
    wrong = 0
    for _ in range(250):
        first, second = clusters(rng), clusters(rng)
        joint = [(first & rng.permutation(second)).sum() for _ in range(59)]
        wrong += (1 + (np.array(joint) >= (first & second).sum()).sum()) / 60 <= 0.05
    assert wrong / 250 > 0.15


def test_a_layer_without_a_high_cell_leaves_nothing_to_test() -> None:
    layers = np.zeros((2, CELLS), dtype=np.bool_)
    layers[0, row_of(LATTICE, 0, -5)] = True
    found = converge(layers, lattice=LATTICE)
    assert np.isnan(found.p)
    assert "Fewer than two layers" in found.reason
    assert found.observed == 0


def test_the_seed_repeats_the_result_and_where_the_grid_begins_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    layers = [clusters(rng), clusters(rng), clusters(rng)]
    first = converge(layers, lattice=LATTICE, draws=99, seed=5)
    moved = converge(layers, lattice=LATTICE + np.array([40, -7]), draws=99, seed=5)
    order = rng.permutation(CELLS)
    relabelled = converge(
        [layer[order] for layer in layers], lattice=LATTICE[order], draws=99, seed=5
    )
    assert first.p == moved.p == relabelled.p
    assert first.expected == pytest.approx(moved.expected)


def test_an_excess_seen_on_more_cells_weighs_more() -> None:
    # The variance correction: the share of joint cells of a small overlap varies more by chance.
    few = np.array([[True, True, False, False, False], [True, False, True, False, False]])
    little, much = _excess(few)[0], _excess(np.tile(few, (1, 4)))[0]
    assert little == pytest.approx((1 / 5 - 4 / 25) * np.sqrt(5))
    assert much == pytest.approx(2 * little)


@pytest.mark.parametrize("shape", [(1, CELLS), (2, CELLS - 1), (CELLS,)])
def test_one_layer_or_other_cells_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two layers or more"):
        converge(np.ones(shape, dtype=np.bool_), lattice=LATTICE)
