"""Days are local days: 23 or 25 hours long when the clocks change, and never off by one."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.days import (
    LONDON,
    PRECISIONS,
    as_moments,
    day_numbers,
    known_to_month,
    midnight,
    months_later,
)

ORIGIN = date(2023, 11, 23)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
CHANGES = [date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30), date(2025, 10, 26)]
DAYS = st.one_of(
    st.sampled_from([SPRING, AUTUMN, *CHANGES]),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31)),
)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 5, 1), 24)])
def test_a_local_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    length = midnight(day + timedelta(days=1)) - midnight(day)
    assert length == pd.Timedelta(hours=hours)


@given(day=DAYS, seconds=st.integers(min_value=0, max_value=23 * 3600 - 1))
def test_every_moment_of_a_local_day_has_its_number(day: date, seconds: int) -> None:
    moments = pd.DatetimeIndex([midnight(day).tz_convert("UTC") + pd.Timedelta(seconds=seconds)])
    assert day_numbers(moments, origin=ORIGIN).tolist() == [(day - ORIGIN).days]


@given(day=DAYS)
def test_the_last_moment_before_midnight_belongs_to_the_day_that_ends(day: date) -> None:
    edge = midnight(day).tz_convert("UTC")
    around = pd.DatetimeIndex([edge - pd.Timedelta(microseconds=1), edge])
    number = (day - ORIGIN).days
    assert day_numbers(around, origin=ORIGIN).tolist() == [number - 1, number]


def test_both_passes_of_the_repeated_hour_are_the_same_day() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)
    moments = pd.DatetimeIndex(pd.to_datetime([first, second], utc=True))
    assert moments[1] - moments[0] == pd.Timedelta(hours=1)
    assert day_numbers(moments, origin=AUTUMN).tolist() == [0, 0]


def test_half_past_midnight_in_summer_is_the_day_that_has_begun_in_halton() -> None:
    moments = pd.DatetimeIndex(["2026-06-30 23:30"], tz="UTC")  # half past midnight in Halton
    assert day_numbers(moments, origin=date(2026, 7, 1)).tolist() == [0]


def test_a_series_counts_like_an_index_and_the_zone_it_is_stored_in_does_not_matter() -> None:
    moments = pd.date_range("2026-03-28", periods=80, freq="h", tz="UTC")
    as_series = pd.Series(moments.tz_convert("Asia/Tokyo"), index=range(100, 180))
    np.testing.assert_array_equal(
        day_numbers(moments, origin=ORIGIN), day_numbers(as_series, origin=ORIGIN)
    )


def test_the_store_s_microseconds_and_pandas_nanoseconds_give_the_same_days() -> None:
    moments = pd.date_range("2026-10-24", periods=72, freq="h", tz="UTC")
    np.testing.assert_array_equal(
        day_numbers(moments.as_unit("us"), origin=ORIGIN),
        day_numbers(moments.as_unit("ns"), origin=ORIGIN),
    )


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must say their time zone"):
        as_moments(pd.DatetimeIndex(["2026-10-24"]))


def test_an_unknown_start_has_no_day() -> None:
    moments = pd.DatetimeIndex(["2026-10-24", None, None], tz="UTC")
    with pytest.raises(ValueError, match="2 have none"):
        day_numbers(moments, origin=ORIGIN)


def test_no_events_have_no_days() -> None:
    assert day_numbers(pd.DatetimeIndex([], tz="UTC"), origin=ORIGIN).shape == (0,)


@given(day=DAYS, months=st.integers(min_value=-200, max_value=200))
def test_months_later_lands_in_that_month_and_never_on_a_later_day(day: date, months: int) -> None:
    later = months_later(day, months=months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_a_day_the_month_lacks_becomes_its_last() -> None:
    assert months_later(date(2024, 3, 31), months=-1) == date(2024, 2, 29)
    assert months_later(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), months=1) == date(2027, 1, 15)


def test_only_month_precision_is_known_to_the_month() -> None:
    assert known_to_month(list(PRECISIONS)).tolist() == [False, False, False, True]
    assert known_to_month(pd.Series(["month", "day"], dtype="str")).tolist() == [True, False]
    assert known_to_month([]).tolist() == []


def test_a_precision_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match=r"instant, hour, day, month; found minute, year"):
        known_to_month(["day", "year", "minute", "year"])
