"""The E-test: published numbers, scipy's sums, windows of any length and any unit of time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo.e_test import e_test


def p_of(first: int, second: int, lengths: tuple[float, float] = (1.0, 1.0)) -> float:
    """P-value of one pair."""
    found = e_test(
        np.array([first]), np.array([second]), length_first=lengths[0], length_second=lengths[1]
    )
    return float(found[0])


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [(6, 2, 0.1748748), (0, 5, 0.0197561), (2, 9, 0.0398094), (10, 20, 0.0688318)],
)
def test_published_p_values(first: int, second: int, p: float) -> None:
    assert p_of(first, second) == pytest.approx(p, abs=6e-8)


def test_the_unit_of_time_does_not_matter() -> None:
    assert p_of(6, 2, (30, 30)) == pytest.approx(p_of(6, 2), rel=1e-12)
    assert p_of(7, 3, (61, 122)) == pytest.approx(p_of(7, 3, (1, 2)), rel=1e-12)
    assert stats.poisson_means_test(6, 30, 2, 30).pvalue < 0.17  # why this is not left to scipy


def double_sum(first: int, second: int, *, ratio: float) -> float:
    """Sum the chances of what is as extreme, term by term; ties with the observed one count."""
    size = 60 + 4 * (first + second)
    grid1, grid2 = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    pooled = (first + second) / (1 + ratio)
    with np.errstate(invalid="ignore"):
        t = np.abs(grid1 * ratio - grid2) / np.sqrt(grid1 + grid2)
    extreme = t >= abs(first * ratio - second) / np.sqrt(first + second) - 1e-8
    chance = stats.poisson.pmf(grid1, pooled) * stats.poisson.pmf(grid2, pooled * ratio)
    return float(chance[extreme].sum())


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([0.25, 0.5, 1.0, 1.7, 2.0, 4.0]))
def test_it_is_the_double_sum_and_for_equal_windows_never_below_scipys(
    first: int, second: int, ratio: float
) -> None:
    found = p_of(first, second, (1.0, ratio))
    peer = stats.poisson_means_test(first, 1.0, second, ratio).pvalue
    if first * ratio == second:
        assert found == 1  # scipy leaves out the pair of zeros, whose statistic is 0 over 0
    else:
        assert found == pytest.approx(double_sum(first, second, ratio=ratio), rel=1e-8)
        assert ratio != 1 or found >= peer * (1 - 1e-6)  # scipy loses some of the ties


def test_a_cluster_after_a_long_silence_is_seen() -> None:
    assert p_of(0, 7, (1004, 92)) == pytest.approx(5.383e-09, rel=1e-3)
    assert stats.poisson_means_test(0, 1004, 7, 92).pvalue > 0.1  # why not the older statistic
    assert p_of(60, 1, (1004, 92)) > 0.05  # 5.5 were to come


def test_equal_rates_and_no_events_are_no_evidence() -> None:
    assert p_of(0, 0) == p_of(7, 7) == p_of(5, 10, (30, 60)) == 1


def test_large_counts_keep_their_precision() -> None:
    assert p_of(15_000, 14_000) == pytest.approx(4.28e-09, rel=5e-3)
    assert 0 < p_of(2_000, 1_000) < 1e-70


def test_no_pair_at_all_is_an_empty_answer() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert e_test(none, none, length_first=1, length_second=1).shape == (0,)


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.01, 100))
def test_a_p_value_is_a_chance_and_swaps_with_its_windows(
    first: int, second: int, length: float
) -> None:
    p = p_of(first, second, (1.0, length))
    assert 0 <= p <= 1
    assert p_of(second, first, (length, 1.0)) == pytest.approx(p, rel=1e-6, abs=1e-14)


@pytest.mark.parametrize("length", [0.1, 0.5, 1.0, 2.0, 12.0])
def test_it_keeps_its_level_at_every_mean_and_length(length: float) -> None:
    rng = np.random.default_rng(6)
    for mean in (1.0, 3.0, 10.0, 60.0):
        first, second = rng.poisson(mean, 20_000), rng.poisson(length * mean, 20_000)
        p = e_test(first, second, length_first=1, length_second=length)
        assert (p <= 0.05).mean() <= 0.05 + 0.008
