"""The window compared with is the one a reader would mark on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard import comparing
from geo.windows import Window

STARTS = st.dates(date(1995, 1, 1), date(2090, 1, 1))
DAYS = st.integers(1, 800)


def window(start: str, end: str) -> Window:
    return Window(date.fromisoformat(start), date.fromisoformat(end))


def earlier(start: str, end: str, *, against: str, whole_months: bool = False) -> Window:
    return comparing.earlier(window(start, end), against=against, whole_months=whole_months)


def test_a_year_before_has_the_same_days_of_the_calendar() -> None:
    assert earlier("2026-08-01", "2026-11-01", against="year") == window("2025-08-01", "2025-11-01")


def test_a_leap_day_a_year_before_is_the_day_before_it() -> None:
    assert earlier("2028-02-29", "2028-03-10", against="year") == window("2027-02-28", "2027-03-10")


@given(STARTS, DAYS, st.sampled_from(["year", "before"]))
@example(date(2001, 1, 1), 366, "year")
def test_two_windows_never_share_a_day(start: date, days: int, against: str) -> None:
    later = Window(start, start + timedelta(days=days))
    assert comparing.earlier(later, against=against, whole_months=False).end <= later.start


@given(STARTS, DAYS)
def test_the_time_just_before_is_as_long_and_ends_where_the_window_begins(
    start: date, days: int
) -> None:
    later = Window(start, start + timedelta(days=days))
    before = comparing.earlier(later, against="before", whole_months=False)
    assert (before.end, before.days) == (later.start, later.days)


def test_whole_months_just_before_are_as_many_months() -> None:
    found = earlier("2026-03-01", "2026-05-01", against="before", whole_months=True)
    assert found == window("2026-01-01", "2026-03-01")


def test_chosen_dates_are_taken_as_they_are_and_widened_to_whole_months() -> None:
    chosen = "2025-03-10..2025-04-20"
    assert earlier("2026-03-01", "2026-05-01", against=chosen) == window("2025-03-10", "2025-04-20")
    whole = earlier("2026-03-01", "2026-05-01", against=chosen, whole_months=True)
    assert whole == window("2025-03-01", "2025-05-01")


@pytest.mark.parametrize("found", ["", "year", "before", "2025-01-01..2025-03-01"])
def test_what_is_compared_with_is_read_as_it_was_written(found: str) -> None:
    assert comparing.against(found) == (found or "year")


@pytest.mark.parametrize(
    "found", [None, 5, "never", "2025-01-01..", "..", "2025-03-01..2025-01-01", "a..b..c", ["year"]]
)
def test_any_other_comparison_is_refused(found: object) -> None:
    with pytest.raises(ValueError, match=r"found|window"):
        comparing.against(found)


def test_the_divider_is_there_or_not() -> None:
    assert comparing.swipe("swipe")
    assert not comparing.swipe("")
    with pytest.raises(ValueError, match="compared by swipe"):
        comparing.swipe("side")
