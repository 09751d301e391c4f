"""Mann-Kendall and Sen's slope: the published numbers, ties, and what few steps cannot say."""

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo.trend import mann_kendall, trend_caution, why_no_trend

TIES = [0, 0, 1, 0, 2, 1, 3, 2, 2, 4, 3, 5]


def test_twelve_steps_with_ties_give_the_published_numbers() -> None:
    trend = mann_kendall(TIES)
    assert trend.s[0] == 48
    assert trend.variance[0] == pytest.approx(203.33333333333334)
    assert trend.z[0] == pytest.approx(3.2960483045959004, rel=1e-12)
    assert trend.p[0] == pytest.approx(0.0009805515398431108, rel=1e-9)
    assert trend.tau[0] == pytest.approx(0.7272727272727273)
    assert trend.slope[0] == pytest.approx(0.42857142857142855)
    assert trend.direction()[0] == 1


def test_the_shared_cases_of_pymannkendall(shared: Path) -> None:
    case = json.loads((shared / "cases/mann_kendall.json").read_text(encoding="utf-8"))
    words = {"increasing": 1, "decreasing": -1, "no trend": 0}
    for name, series in case["inputs"].items():
        found, expected = mann_kendall(series), case["expected"][name]
        assert found.s[0] == expected["S"], name
        assert found.variance[0] == pytest.approx(expected["var_s"]), name
        assert found.z[0] == pytest.approx(expected["z"], rel=1e-12), name
        assert found.p[0] == pytest.approx(expected["p"], rel=1e-9), name
        assert found.tau[0] == pytest.approx(expected["tau"]), name
        assert found.slope[0] == pytest.approx(expected["slope"]), name
        assert found.direction()[0] == words[expected["trend"]], name


def test_a_flat_series_has_no_trend_and_no_error() -> None:
    trend = mann_kendall([[2] * 8, list(range(8))])
    assert trend.p.tolist()[0] == 1
    assert trend.z.tolist()[0] == trend.variance.tolist()[0] == 0
    assert trend.direction().tolist() == [0, 1]


def test_four_steps_can_never_be_significant_and_five_can() -> None:
    four = mann_kendall(list(itertools.permutations(range(4))))
    assert four.p.min() == pytest.approx(0.0894, abs=5e-5)
    five = mann_kendall(list(itertools.permutations(range(5))))
    assert five.p.min() < 0.05


def test_too_few_steps_are_named_and_few_ones_are_warned_of() -> None:
    assert why_no_trend(4).startswith("A trend needs at least 5 steps of time; the data give 4.")
    assert why_no_trend(5) == ""
    assert trend_caution(4) == ""
    assert trend_caution(5).startswith("Only 5 steps")
    assert trend_caution(9) != ""
    assert trend_caution(10) == ""


@pytest.mark.parametrize("series", [[1.0], [1.0, np.nan, 2.0]])
def test_a_missing_value_or_a_single_step_is_refused(series: list[float]) -> None:
    with pytest.raises(ValueError, match="two steps"):
        mann_kendall(series)


def test_without_a_trend_one_series_in_twenty_looks_like_one() -> None:
    noise = np.random.default_rng(3).normal(size=(4_000, 24))
    share = (mann_kendall(noise).p < 0.05).mean()
    assert share == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 4_000) + 0.005)


series = st.lists(st.integers(-5, 5), min_size=5, max_size=20)


@settings(deadline=None)
@given(series)
def test_the_slope_is_scipys_and_s_is_kendalls(values: list[int]) -> None:
    trend = mann_kendall(values)
    assert trend.slope[0] == pytest.approx(
        stats.theilslopes(values, np.arange(len(values))).slope, abs=1e-12
    )
    pairs = itertools.combinations(values, 2)
    assert trend.s[0] == sum(np.sign(later - earlier) for earlier, later in pairs)


@settings(deadline=None)
@given(series, st.integers(1, 9), st.integers(-50, 50))
def test_another_unit_of_measure_changes_only_the_slope(
    values: list[int], scale: int, shift: int
) -> None:
    plain = mann_kendall(values)
    other = mann_kendall([scale * value + shift for value in values])
    assert other.p[0] == plain.p[0]
    assert other.tau[0] == plain.tau[0]
    assert other.slope[0] == pytest.approx(scale * plain.slope[0])


@settings(deadline=None)
@given(series)
def test_a_series_read_backwards_turns_its_sign(values: list[int]) -> None:
    forwards, backwards = mann_kendall(values), mann_kendall(values[::-1])
    assert backwards.z[0] == -forwards.z[0]
    assert backwards.p[0] == forwards.p[0]
