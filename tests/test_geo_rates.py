"""Rates of small places: the published numbers, and no rate where nobody lives."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.rates import empirical_bayes, posterior_risks, relative_risks


def test_the_shared_case_of_sudden_infant_deaths(shared: Path) -> None:
    path = shared / "cases/empirical_bayes_sids2.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    found = empirical_bayes(case["inputs"]["events"], exposure=case["inputs"]["births"])
    np.testing.assert_allclose(found.smoothed, case["expected"]["eb"], rtol=1e-10)
    np.testing.assert_allclose(
        found.raw / found.mean, case["expected"]["excess_risk"], rtol=1e-10, atol=1e-15
    )


def test_marshalls_estimator_on_three_places_by_hand() -> None:
    found = empirical_bayes([0, 10, 50], exposure=[10, 100, 100])
    mean = 60 / 210
    spread = (10 * mean**2 + 100 * (0.1 - mean) ** 2 + 100 * (0.5 - mean) ** 2) / 210
    between = spread - mean / 70
    assert found.mean == pytest.approx(mean)
    assert found.variance == pytest.approx(between)
    assert found.smoothed[0] == pytest.approx(mean - between / (between + mean / 10) * mean)


def test_a_small_place_moves_further_than_a_large_one() -> None:
    found = empirical_bayes([4, 400, 200, 200], exposure=[10, 1_000, 1_000, 1_000])
    assert found.raw[0] == found.raw[1]
    assert found.weight[0] < found.weight[1]
    assert found.mean < found.smoothed[0] < found.smoothed[1] < found.raw[1]


def test_places_that_differ_no_more_than_chance_all_get_the_common_rate() -> None:
    found = empirical_bayes([10, 11, 9], exposure=[100, 100, 100])
    assert found.variance == 0
    np.testing.assert_allclose(found.smoothed, found.mean)


def test_where_nobody_lives_there_is_no_rate() -> None:
    found = empirical_bayes([5, 10, 20], exposure=[0, 100, 100])
    assert np.isnan(found.raw[0])
    assert np.isnan(found.smoothed[0])
    assert found.mean == pytest.approx(30 / 200)  # the rate of people's places, by people


@pytest.mark.parametrize(
    ("events", "expected", "mean", "low", "high", "p"),
    [
        (0, 2.0, 0.5, 0.06055231963599124, 1.3929108477347245, 0.01735126523666451),
        (5, 2.0, 1.75, 0.7035907628799664, 3.2648685056296713, 0.6063027824125914),
        (3, 0.3, 2.173913043478261, 0.7058636478775743, 4.452864641479867, 0.7348506446163077),
    ],
)
def test_posterior_numbers(  # noqa: PLR0913, PLR0917  one row of numbers each
    events: int, expected: float, mean: float, low: float, high: float, p: float
) -> None:
    found = posterior_risks(
        np.array([events]), np.array([expected]), threshold=1.5, shape=2.0, rate=2.0
    )
    numbers = [found.mean[0], found.low[0], found.high[0], found.p_above[0]]
    np.testing.assert_allclose(numbers, [mean, low, high, p], rtol=1e-9)


def test_the_shared_case_of_shrinkage(shared: Path) -> None:
    path = shared / "cases/gamma_poisson_shrinkage.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    for key, numbers in case["expected"].items():
        observed, expected = (float(part.split("=")[1]) for part in key.split(","))
        found = posterior_risks(
            np.array([int(observed)]), np.array([expected]), threshold=1.5, shape=2.0, rate=2.0
        )
        values = [found.raw[0], found.mean[0], found.low[0], found.high[0], found.p_above[0]]
        names = ("raw", "mean", "lo", "hi", "p_rr_gt_1_5")
        np.testing.assert_allclose(values, [numbers[name] for name in names], rtol=1e-9)


def test_the_risk_is_relative_to_the_borough() -> None:
    found = relative_risks([100, 100, 400], exposure=[1_000, 1_000, 1_000])
    np.testing.assert_allclose(found.raw, [0.5, 0.5, 2.0])
    assert found.p_above[2] > 0.99
    assert found.p_above[0] < 0.01


def test_a_place_without_residents_keeps_the_prior_and_has_no_raw_risk() -> None:
    found = relative_risks([0, 10], exposure=[0, 10])
    assert np.isnan(found.raw[0])
    assert found.mean[0] == 1


@pytest.mark.parametrize("exposure", [[1, 2, 3], [-1, 2], [0, 0], [np.nan, 1]])
def test_an_impossible_exposure_is_refused(exposure: list[float]) -> None:
    with pytest.raises(ValueError, match="exposure"):
        empirical_bayes([1, 2], exposure=exposure)
    with pytest.raises(ValueError, match="exposure"):
        relative_risks([1, 2], exposure=exposure)


places = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=2, max_size=20)


@settings(deadline=None)
@given(places)
def test_smoothing_lies_between_the_raw_and_the_common_rate(table: list[tuple[int, int]]) -> None:
    events, people = np.array(table).T
    found = empirical_bayes(events, exposure=people)
    low, high = np.minimum(found.raw, found.mean), np.maximum(found.raw, found.mean)
    assert (found.smoothed >= low - 1e-12).all()
    assert (found.smoothed <= high + 1e-12).all()


@settings(deadline=None)
@given(places)
def test_one_more_event_never_lowers_the_probability_of_a_high_risk(
    table: list[tuple[int, int]],
) -> None:
    events, people = np.array(table).T
    expected = people / people.mean()
    more = posterior_risks(events + 1, expected, threshold=1.5, shape=2.0, rate=2.0)
    plain = posterior_risks(events, expected, threshold=1.5, shape=2.0, rate=2.0)
    assert (more.p_above >= plain.p_above).all()
    assert (plain.low < plain.mean).all()
    assert (plain.mean < plain.high).all()
