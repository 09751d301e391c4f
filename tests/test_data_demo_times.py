"""Days and hours follow their rhythm, on Halton's clocks, whatever the clocks do."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data.demo_draws import Draws
from data.demo_parameters import group, numbers
from data.demo_times import (
    DAYS,
    DEMO_FROM,
    DEMO_UNTIL,
    MINUTES_IN_DAY,
    YEARS,
    day_of,
    day_weights,
    draw_minutes,
    moments,
)
from geo.days import LONDON, day_numbers

RHYTHMS = list(group("rhythm.week"))


def test_the_borough_covers_three_whole_years() -> None:
    assert date(2023, 11, 23) == DEMO_FROM
    assert DEMO_FROM.replace(year=DEMO_FROM.year + YEARS) == DEMO_UNTIL
    assert DAYS == 1096


def test_days_are_numbered_from_the_first() -> None:
    assert day_of(DEMO_FROM) == 0
    assert day_of(DEMO_UNTIL) == DAYS


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_day_has_a_weight_above_nothing(rhythm: str) -> None:
    weights = day_weights(rhythm)
    assert weights.shape == (DAYS,)
    assert (weights > 0).all()


def test_a_day_weighs_what_its_month_and_weekday_say() -> None:
    christmas_eve = date(2024, 12, 24)  # a Tuesday
    expected = numbers("rhythm.season.shops")[11] * numbers("rhythm.week.shops")[1]
    assert day_weights("shops")[day_of(christmas_eve)] == pytest.approx(expected)


def test_a_yearly_change_shifts_the_years_and_leaves_the_middle() -> None:
    ratio = day_weights("shops", yearly_change=0.08) / day_weights("shops")
    middles = ratio.reshape(-1)[[DAYS // 6, DAYS // 2, 5 * DAYS // 6]]
    assert middles.tolist() == pytest.approx([0.92, 1.0, 1.08], abs=1e-3)


@pytest.mark.parametrize("rhythm", list(group("rhythm.hours")))
def test_hours_follow_their_weights(rhythm: str) -> None:
    minutes = draw_minutes(Draws(1, rhythm), rhythm, size=40_000)
    assert ((minutes >= 0) & (minutes < MINUTES_IN_DAY)).all()
    weights = numbers(f"rhythm.hours.{rhythm}")
    found = np.bincount(minutes // 60, minlength=24) / len(minutes)
    np.testing.assert_allclose(found, weights / weights.sum(), atol=0.01)


def test_every_minute_of_the_hour_is_equally_likely() -> None:
    minutes = draw_minutes(Draws(1, "any"), "shops", size=60_000) % 60
    counted = np.bincount(minutes, minlength=60)
    assert counted.min() > 850
    assert counted.max() < 1150


def test_missing_people_leave_in_the_evening_and_at_night() -> None:
    hours = draw_minutes(Draws(1, "any"), "missing", size=20_000) // 60
    late = (hours >= 18) | (hours < 2)
    assert late.mean() > 0.5


def test_midnight_stays_the_day_s_own_all_year() -> None:
    starts = moments(np.arange(DAYS))
    assert starts.dtype == "datetime64[us, UTC]"
    np.testing.assert_array_equal(day_numbers(starts, origin=DEMO_FROM), np.arange(DAYS))
    assert set(starts.dt.tz_convert(LONDON).dt.hour) == {0}


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 7, 1), "12:00", "2026-07-01 11:00"),
        (date(2026, 1, 5), "12:00", "2026-01-05 12:00"),
        (date(2026, 3, 29), "01:30", "2026-03-29 01:00"),  # left out: the first moment after it
        (date(2026, 10, 25), "01:30", "2026-10-25 00:30"),  # twice: the first pass
    ],
)
def test_clock_times_become_moments(day: date, clock: str, utc: str) -> None:
    hour, minute = (int(part) for part in clock.split(":"))
    made = moments(np.array([day_of(day)]), np.array([hour * 60 + minute]))
    assert made.tolist() == [pd.Timestamp(utc, tz="UTC")]


def test_no_minute_of_any_day_leaves_its_day() -> None:
    changes = [date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30), date(2026, 10, 25)]
    for day in (*changes, changes[0] + timedelta(days=1)):
        made = moments(np.full(MINUTES_IN_DAY, day_of(day)), np.arange(MINUTES_IN_DAY))
        assert set(day_numbers(made, origin=DEMO_FROM)) == {day_of(day)}
        assert made.is_monotonic_increasing
