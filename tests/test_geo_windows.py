"""A window is half-open between local midnights, and never shows half of a month."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.days import LONDON, midnight
from geo.windows import PRESETS, STEPS, Step, Window, last_months, snapped

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
WINDOWS = st.builds(
    lambda start, days: Window(start, start + timedelta(days=days)),
    DAYS,
    st.integers(min_value=1, max_value=1200),
)
MOMENTS = st.lists(
    st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2036, 1, 1)),  # noqa: DTZ001 (given its zone below)
    min_size=1,
    max_size=30,
)


def at(*moments: str) -> pd.DatetimeIndex:
    """Read clock times in Halton as moments."""
    return pd.DatetimeIndex(moments).tz_localize(LONDON).tz_convert("UTC")


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2026, 9, 24), date(2026, 11, 23), "24 Sep to 22 Nov 2026"),
        (date(2025, 9, 24), date(2026, 11, 23), "24 Sep 2025 to 22 Nov 2026"),
        (date(2026, 4, 1), date(2026, 5, 1), "1 to 30 Apr 2026"),
        (date(2026, 11, 22), date(2026, 11, 23), "22 Nov 2026"),
        (date(2025, 12, 31), date(2026, 1, 2), "31 Dec 2025 to 1 Jan 2026"),
        (date(2025, 4, 1), date(2026, 5, 1), "1 Apr 2025 to 30 Apr 2026"),
        (date(2026, 12, 1), date(2027, 1, 1), "1 to 31 Dec 2026"),
    ],
)
def test_the_label_says_the_last_day_that_is_inside(start: date, end: date, label: str) -> None:
    assert Window(start, end).label() == label


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_window_that_does_not_end_after_its_start_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="first day after the window"):
        Window(date(2026, 1, 1), end)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(ValueError, match="between two days"):
        Window(date(2026, 1, 1), datetime(2026, 1, 2, 12, tzinfo=LONDON))


def test_equal_windows_are_one_key_and_windows_sort_by_start() -> None:
    first, second = (
        Window(date(2026, 1, 1), date(2026, 2, 1)),
        Window(date(2026, 1, 2), date(2026, 1, 3)),
    )
    assert len({first, Window(date(2026, 1, 1), date(2026, 2, 1))}) == 1
    assert sorted([second, first]) == [first, second]


def test_the_start_is_inside_and_the_end_is_not() -> None:
    window = Window(date(2026, 3, 1), date(2026, 3, 2))
    starts = at("2026-02-28 23:59:59.999999", "2026-03-01", "2026-03-01 23:59:59", "2026-03-02")
    assert window.holds(starts).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)]
)
def test_one_day_holds_as_many_hours_as_the_clocks_give_it(day: date, hours: int) -> None:
    window = Window(day, day + timedelta(days=1))
    around = pd.date_range(
        midnight(day).tz_convert("UTC") - pd.Timedelta(days=2), periods=120, freq="h"
    )
    assert window.holds(around).sum() == hours


def test_summer_windows_begin_an_hour_before_utc_midnight() -> None:
    lower, upper = Window(date(2026, 7, 1), date(2026, 7, 2)).bounds()
    assert lower.tz_convert("UTC") == pd.Timestamp("2026-06-30 23:00", tz="UTC")
    assert upper.tz_convert("UTC") == pd.Timestamp("2026-07-01 23:00", tz="UTC")
    assert str(lower.tz) == "Europe/London"


@given(window=WINDOWS, moments=MOMENTS)
def test_a_window_holds_exactly_the_moments_whose_local_date_it_holds(
    window: Window, moments: list[datetime]
) -> None:
    starts = pd.DatetimeIndex(moments, tz="UTC")
    expected = [window.start <= moment.date() < window.end for moment in starts.tz_convert(LONDON)]
    assert window.holds(starts).tolist() == expected


@given(window=WINDOWS, cut=st.integers(min_value=1, max_value=1199), moments=MOMENTS)
def test_two_windows_that_meet_hold_each_event_once(
    window: Window, cut: int, moments: list[datetime]
) -> None:
    middle = window.start + timedelta(days=cut)
    if middle >= window.end:
        return
    starts = pd.Series(pd.DatetimeIndex(moments, tz="UTC"))
    parts = [Window(window.start, middle), Window(middle, window.end)]
    both = sum(part.holds(starts).astype(int) for part in parts)
    np.testing.assert_array_equal(both, window.holds(starts).astype(int))


def test_an_event_known_to_the_month_is_held_by_its_whole_month_alone() -> None:
    starts, months = at("2026-04-01"), ["month"]
    inside = [
        (date(2026, 4, 1), date(2026, 5, 1)),
        (date(2026, 3, 30), date(2026, 5, 20)),
    ]
    cut = [
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 4, 2), date(2026, 5, 1)),
        (date(2026, 3, 1), date(2026, 4, 2)),
        (date(2026, 4, 1), date(2026, 4, 2)),
    ]
    assert all(Window(*span).holds(starts, precisions=months).all() for span in inside)
    assert not any(Window(*span).holds(starts, precisions=months).any() for span in cut)


def test_the_month_rule_leaves_better_known_events_alone() -> None:
    window = Window(date(2026, 4, 1), date(2026, 4, 15))
    starts = at("2026-04-01", "2026-04-01", "2026-04-01", "2026-04-14 23:00")
    held = window.holds(starts, precisions=["month", "day", "instant", "hour"])
    assert held.tolist() == [False, True, True, True]


@given(window=WINDOWS, first=DAYS)
def test_the_month_rule_agrees_with_comparing_both_ends_of_the_month(
    window: Window, first: date
) -> None:
    month = snapped(Window(first, first + timedelta(days=1)), step="month")
    starts = pd.DatetimeIndex([midnight(month.start)])
    whole = window.start <= month.start and month.end <= window.end
    assert window.holds(starts, precisions=["month"]).tolist() == [whole]


def test_an_unknown_start_is_in_no_window() -> None:
    starts = pd.Series(pd.DatetimeIndex(["2026-04-01", None], tz="UTC"))
    assert Window(date(2000, 1, 1), date(2030, 1, 1)).holds(starts).tolist() == [True, False]


def test_starts_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Window(date(2026, 1, 1), date(2026, 1, 2)).holds(pd.DatetimeIndex(["2026-01-01"]))


@given(window=WINDOWS)
def test_days_are_calendar_days_whatever_the_clocks_do(window: Window) -> None:
    assert window.days == (window.end - window.start).days
    assert window.last + timedelta(days=1) == window.end


def test_presets_end_with_the_last_day_of_the_data() -> None:
    last = date(2026, 11, 22)
    windows = {name: last_months(last, months=months) for name, months in PRESETS.items()}
    assert windows == {
        "last month": Window(date(2026, 10, 23), date(2026, 11, 23)),
        "last quarter": Window(date(2026, 8, 23), date(2026, 11, 23)),
        "last 12 months": Window(date(2025, 11, 23), date(2026, 11, 23)),
    }


def test_presets_are_whole_months_where_the_data_end_with_a_month() -> None:
    assert last_months(date(2024, 4, 30), months=1) == Window(date(2024, 4, 1), date(2024, 5, 1))
    assert last_months(date(2024, 2, 29), months=12).start == date(2023, 3, 1)


def test_a_preset_takes_the_last_day_of_a_shorter_month() -> None:
    assert last_months(date(2024, 3, 30), months=1).start == date(2024, 2, 29)


@given(last=DAYS, months=st.integers(min_value=1, max_value=36))
def test_a_longer_preset_holds_the_shorter(last: date, months: int) -> None:
    shorter, longer = (last_months(last, months=n) for n in (months, months + 1))
    assert longer.start < shorter.start
    assert longer.last == shorter.last == last


def test_a_preset_of_no_months_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        last_months(date(2026, 11, 22), months=0)


def test_snapping_widens_to_the_calendar() -> None:
    window = Window(date(2026, 9, 24), date(2026, 11, 23))
    assert snapped(window, step="day") == window
    assert snapped(window, step="week") == Window(date(2026, 9, 21), date(2026, 11, 23))
    assert snapped(window, step="month") == Window(date(2026, 9, 1), date(2026, 12, 1))


@given(window=WINDOWS, step=st.sampled_from(STEPS))
def test_snapping_never_loses_a_day_and_needs_doing_once(window: Window, step: Step) -> None:
    whole = snapped(window, step=step)
    assert whole.start <= window.start
    assert whole.end >= window.end
    assert snapped(whole, step=step) == whole
    assert whole.days - window.days <= {"day": 0, "week": 12, "month": 60}[step]


def test_snapping_to_a_step_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="day, week, month"):
        snapped(Window(date(2026, 1, 1), date(2026, 2, 1)), step="year")  # type: ignore[arg-type]  # the wrong value is the point
