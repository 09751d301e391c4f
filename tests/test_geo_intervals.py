"""Intervals of counts: the published bounds, and coverage that is what it says."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from geo.intervals import byar_interval, exact_interval


def test_garwoods_bounds() -> None:
    low, high = exact_interval([0, 1, 5, 100])
    np.testing.assert_allclose(low, [0, 0.0253178, 1.6234864, 81.3639913], rtol=1e-6)
    np.testing.assert_allclose(high, [3.6888795, 5.5716434, 11.6683321, 121.6267938], rtol=1e-7)


def test_the_shared_cases(shared: Path) -> None:
    case = json.loads((shared / "cases/poisson_ci.json").read_text(encoding="utf-8"))
    for count, expected in case["expected"].items():
        exact = np.array(exact_interval([int(count)]))[:, 0]
        np.testing.assert_allclose(exact, expected["exact"], rtol=1e-10)
        byar = np.array(byar_interval([int(count)]))[:, 0]
        np.testing.assert_allclose(byar, expected["byar"], rtol=1e-7)


def test_the_exact_interval_covers_at_least_as_often_as_it_says() -> None:
    counts = np.arange(80)
    low, high = exact_interval(counts)
    for mean in (0.3, 1.0, 4.0, 20.0):
        held = (low <= mean) & (mean <= high)
        assert stats.poisson.pmf(counts[held], mean).sum() >= 0.95


def test_a_higher_level_is_wider() -> None:
    narrow, wide = exact_interval([7], level=0.9), exact_interval([7], level=0.99)
    assert wide[0][0] < narrow[0][0] < 7 < narrow[1][0] < wide[1][0]


def test_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        exact_interval([1.5])
    with pytest.raises(ValueError, match="whole numbers"):
        byar_interval([-1])
