"""P-values of disk totals: exact, two tails, all exposures; permutation agrees with the formula."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo.nulls import binomial_tails, cell_shares, permutation_tails
from tests.hexagons import disks, hexagon


def test_without_exposure_every_cell_expects_the_same() -> None:
    np.testing.assert_array_equal(cell_shares(None, cells=4), [0.25] * 4)


def test_with_residents_a_cell_expects_its_share_of_them() -> None:
    np.testing.assert_array_equal(cell_shares([1, 0, 3, 4], cells=4), [0.125, 0, 0.375, 0.5])


def test_an_unknown_null_or_residents_without_any_are_refused() -> None:
    with pytest.raises(ValueError, match="even, residents; found 'homes'"):
        cell_shares(None, cells=2, null="homes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="needs the residents"):
        cell_shares(None, cells=2, null="residents")


@pytest.mark.parametrize("exposure", [[1, 2], [1, -1, 1], [1, np.nan, 1], [0, 0, 0]])
def test_an_impossible_exposure_is_refused(exposure: list[float]) -> None:
    with pytest.raises(ValueError, match="exposure"):
        cell_shares(exposure, cells=3)


@settings(deadline=None)
@given(total=st.integers(0, 500), share=st.floats(0.001, 0.999), data=st.data())
def test_the_tails_are_those_of_the_binomial_distribution(
    total: int, share: float, data: st.DataObject
) -> None:
    inside = data.draw(st.integers(0, total))
    tails = binomial_tails(
        np.array([[inside]]), totals=np.array([total]), disk_shares=np.array([share])
    )
    peer = stats.binom(total, share)
    assert tails.upper[0, 0] == pytest.approx(peer.sf(inside - 1), rel=1e-9, abs=1e-300)
    assert tails.lower[0, 0] == pytest.approx(peer.cdf(inside), rel=1e-9, abs=1e-300)


def test_a_tail_far_out_keeps_its_size_and_is_not_zero() -> None:
    tails = binomial_tails(
        np.array([[40]]), totals=np.array([100]), disk_shares=np.array([7 / 721])
    )
    assert 0 < tails.upper[0, 0] < 1e-40


def test_a_disk_without_exposure_is_not_called_anything() -> None:
    tails = binomial_tails(np.array([[9]]), totals=np.array([20]), disk_shares=np.array([0.0]))
    assert tails.upper[0, 0] == tails.lower[0, 0] == 1


def test_a_disk_that_is_the_whole_area_is_no_surprise() -> None:
    tails = binomial_tails(np.array([[20]]), totals=np.array([20]), disk_shares=np.array([1.0]))
    assert tails.upper[0, 0] == tails.lower[0, 0] == 1


@settings(deadline=None)
@given(total=st.integers(1, 300), data=st.data())
def test_one_more_event_in_the_disk_never_makes_it_look_colder(
    total: int, data: st.DataObject
) -> None:
    inside = data.draw(st.integers(0, total))
    tails = binomial_tails(
        np.array([[inside, inside + 1]]),
        totals=np.array([total, total + 1]),
        disk_shares=np.array([0.05]),
    )
    assert tails.upper[0, 1] <= tails.upper[0, 0] * (1 + 1e-12)
    assert tails.lower[0, 1] >= tails.lower[0, 0] * (1 - 1e-12)


def test_permutation_agrees_with_the_formula_within_its_own_error() -> None:
    neighbours = disks(hexagon(4))
    cells = neighbours.shape[0]
    shares = cell_shares(np.arange(1, cells + 1), cells=cells)
    counts = np.random.default_rng(7).multinomial(80, np.full(cells, 1 / cells))
    inside, draws = neighbours @ counts, 4_000
    dealt = permutation_tails(
        inside, total=80, shares=shares, neighbours=neighbours, draws=draws, seed=3
    )
    exact = binomial_tails(
        inside[:, np.newaxis], totals=np.array([80]), disk_shares=neighbours @ shares
    )
    for tail in ("upper", "lower"):
        p = getattr(exact, tail)[:, 0]
        error = 4.5 * np.sqrt(p * (1 - p) / draws) + 2 / draws
        assert (np.abs(getattr(dealt, tail) - p) <= error).all()


def test_a_disk_without_exposure_is_not_called_anything_by_permutation_either() -> None:
    neighbours = disks(hexagon(1))
    shares = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.5])
    empty = (neighbours @ shares) == 0
    assert empty.any()
    tails = permutation_tails(
        np.full(7, 6), total=40, shares=shares, neighbours=neighbours, draws=99, seed=1
    )
    assert (tails.upper[empty] == 1).all()
    assert (tails.lower[empty] == 1).all()
    assert (tails.upper[~empty] < 1).any() or (tails.lower[~empty] < 1).any()


def test_a_permutation_p_value_is_never_zero_and_the_seed_repeats_it() -> None:
    neighbours = disks(hexagon(4))
    cells = neighbours.shape[0]
    counts = np.ones(cells, dtype=np.int64)
    counts[30] = 50
    runs = [
        permutation_tails(
            neighbours @ counts,
            total=int(counts.sum()),
            shares=cell_shares(None, cells=cells),
            neighbours=neighbours,
            draws=250,
            seed=seed,
        ).upper
        for seed in (1, 1, 2)
    ]
    assert runs[0].min() == 1 / 251
    np.testing.assert_array_equal(runs[0], runs[1])
    assert (runs[0] == runs[2]).sum() < cells
