"""The usual range holds a month of an unchanged series, and not one that is far off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.usual import BEFORE, FEWEST, usual_range

COUNTS = st.lists(st.integers(0, 500), min_size=0, max_size=40)


def outside(counts: NDArray[np.int64]) -> float:
    """Give the share of months outside their range, of those that have one."""
    low, high = usual_range(counts)
    known = np.isfinite(low)
    return float(((counts < low) | (counts > high))[known].mean())


def test_a_worked_range() -> None:
    low, high = usual_range([20, 22] * 6 + [0])
    half = 2.201 * np.sqrt(21 * 13 / 12)  # chance alone: the mean is more than the variance
    assert low[12] == pytest.approx(21 - half)
    assert high[12] == pytest.approx(21 + half)
    restless = np.array([0, 40] * 6 + [0])
    half = 2.201 * np.sqrt(restless[:12].var(ddof=1) * 13 / 12)
    assert usual_range(restless)[1][12] == pytest.approx(20 + half)


@given(COUNTS)
def test_a_range_needs_a_year_with_events_and_looks_back_alone(counts: list[int]) -> None:
    low, high = usual_range(counts)
    assert len(low) == len(high) == len(counts)
    for at in range(len(counts)):
        past = counts[at - BEFORE : at] if at >= BEFORE else []
        assert np.isfinite(low[at]) == np.isfinite(high[at]) == (sum(past) >= FEWEST)
        if sum(past) >= FEWEST:
            assert 0 <= low[at] <= np.mean(past) <= high[at]
    changed = usual_range([*counts[:-1], 10_000])[0] if counts else low
    assert np.array_equal(changed, low, equal_nan=True)


@pytest.mark.parametrize("mean", [1, 3, 30, 300])
def test_of_unchanged_months_at_most_one_in_twenty_is_outside(mean: int) -> None:
    random = np.random.default_rng(11)
    found = [outside(random.poisson(mean, 40) + (mean == 1)) for _ in range(300)]
    assert np.mean(found) < 0.05


def test_unrest_and_seasons_widen_the_range() -> None:
    random = np.random.default_rng(12)
    wave = 1 + 0.2 * np.sin(2 * np.pi * np.arange(40) / 12)
    restless = [outside(random.negative_binomial(30, 0.5, 40)) for _ in range(300)]
    seasonal = [outside(random.poisson(200 * wave)) for _ in range(300)]
    assert np.mean(restless) < 0.06
    assert np.mean(seasonal) < 0.05


def test_a_month_with_twice_as_many_is_outside() -> None:
    random = np.random.default_rng(13)
    many = [[*random.poisson(30, 12), 60] for _ in range(100)]
    assert np.mean([row[-1] > usual_range(row)[1][-1] for row in many]) > 0.95


def test_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers of events"):
        usual_range([1.5] * 13)
