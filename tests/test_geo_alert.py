"""The alarm: no more false ones than stated, a real wave caught, two years asked for."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from geo.alert import expect, surveil, why_no_alarm

WEEKS = 52
UNITS = 19


def level(steps: int, *, mean: NDArray[np.float64], year: int = WEEKS) -> NDArray[np.float64]:
    """Means with a yearly wave, ``[units, steps]``."""
    wave = 0.25 * np.cos(2 * np.pi * (np.arange(steps) - 8) / year)
    return np.outer(mean, np.exp(wave))


@pytest.mark.parametrize("unrest", [1.0, 1.5])
@pytest.mark.parametrize("year", [52, 12])
@pytest.mark.parametrize("events", ["incidents", "missing"])
def test_false_alarms_keep_to_the_stated_rate(unrest: float, year: int, events: str) -> None:
    # Each past gives a bar for its next step; the chance that an ordinary step passes it is
    # known exactly, so a few pasts measure the rate well.
    rng = np.random.default_rng(7)
    steps, runs = 2 * year + 1, 60
    weekly = np.append(rng.gamma(3, 5, UNITS - 1), 280.0)
    mean = weekly * (52 / year) / (1 if events == "incidents" else 22)
    means = level(steps, mean=mean, year=year)
    # A negative binomial whose variance is `unrest` times its mean; hardly any for a Poisson one.
    spread = max(unrest - 1, 1e-6)
    a_year = []
    for _ in range(runs):
        counts = rng.negative_binomial(means / spread, 1 / (1 + spread))
        bars = surveil(counts, steps_a_year=year)["alarm_from"]
        ordinary = stats.nbinom(means[:, -1] / spread, 1 / (1 + spread))
        a_year.append(ordinary.sf(bars - 1).sum() * year)
    error = np.std(a_year) / np.sqrt(runs)
    assert np.mean(a_year) <= 1.0 + 3 * error
    assert np.mean(a_year) >= 0.1  # a rule that never speaks would pass the line above


def test_a_wave_is_caught_and_only_where_it_is() -> None:
    rng = np.random.default_rng(2)
    counts = rng.poisson(level(150, mean=np.full(UNITS, 10.0)))
    counts[4, -1] = 38
    table = surveil(counts)
    assert np.flatnonzero(table["alarm"]).tolist() == [4]
    assert table["p"].iloc[4] < 1e-6
    assert table["alarm_from"].iloc[4] <= 38


def test_the_alarm_and_the_bar_and_the_p_value_agree() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(level(130, mean=rng.gamma(2, 6, size=UNITS)))
    limit = 50.0 / (UNITS * WEEKS)
    for last in (3, 9, 25, 80):
        counts[:, -1] = last
        table = surveil(counts, false_alarms_a_year=50)
        small = (table["p"] <= limit) & (table["observed"] >= 3)
        np.testing.assert_array_equal(table["alarm"], small)


def test_an_ordinary_summer_is_no_alarm_because_the_season_is_known() -> None:
    wave = np.exp(1.0 * np.cos(2 * np.pi * np.arange(157) / WEEKS))
    counts = np.round(20 * wave).astype(np.int64)[np.newaxis, :]
    assert counts[0, -1] > 2 * counts.mean()
    assert not surveil(counts)["alarm"].iloc[0]
    assert expect(counts[:, :-1], steps_a_year=WEEKS).mean[0] == pytest.approx(
        counts[0, -1], rel=0.05
    )


def test_a_wave_that_builds_up_does_not_raise_its_own_bar() -> None:
    calm = np.random.default_rng(5).poisson(10, size=(1, 130))
    building = calm.copy()
    building[0, -5:-1] = 60
    assert surveil(calm)["alarm_from"].equals(surveil(building)["alarm_from"])


def test_a_ward_without_any_event_needs_three_for_an_alarm() -> None:
    counts = np.zeros((2, 120), dtype=np.int64)
    counts[:, -1] = [2, 3]
    table = surveil(counts)
    assert table["alarm_from"].tolist() == [3, 3]
    assert table["alarm"].tolist() == [False, True]
    assert (table["expected"] > 0).all()


def test_less_than_two_years_is_said_and_refused() -> None:
    assert why_no_alarm(105, steps_a_year=52) == ""
    assert "104 steps; there are 103" in why_no_alarm(104, steps_a_year=52)
    assert "24 steps; there are 0" in why_no_alarm(0, steps_a_year=12)
    with pytest.raises(ValueError, match="2 years of events"):
        surveil(np.ones((3, 104)))


def test_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        surveil(np.full((1, 120), 0.5))


def test_the_order_of_units_changes_nothing() -> None:
    counts = np.random.default_rng(9).poisson(4, size=(6, 120))
    order = np.array([3, 0, 5, 1, 4, 2])
    table = surveil(counts)
    moved = surveil(counts[order])
    np.testing.assert_allclose(
        moved.to_numpy(dtype=float), table.to_numpy(dtype=float)[order], rtol=1e-9
    )
