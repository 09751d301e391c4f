"""No data must not look like no events: what is held, from when, and the reason when it is not."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage import MONTH_DAYS, Coverage, coverage_of
from geo.windows import Window

FIRST = date(2026, 1, 1)
INSIDE = Window(FIRST + timedelta(days=200), FIRST + timedelta(days=300))


def after(days: int) -> date:
    return FIRST + timedelta(days=days)


def daily(first: int = 0, last: int = 400, *, each: int = 3) -> Coverage:
    """Cover some days with a few events on each."""
    days = np.repeat(np.arange(first, last), each) + FIRST.toordinal()
    return coverage_of(days, monthly=False)


def test_days_with_events_are_held() -> None:
    assert daily().holds(INSIDE)
    assert daily().why_not(INSIDE) == ""


def test_a_window_before_the_data_is_not_held_and_is_told_when_they_begin() -> None:
    late = daily(250)
    assert not late.holds(INSIDE)
    assert late.why_not(INSIDE).startswith("The data begin on 8 September 2026 and do not reach")
    assert INSIDE.label() in late.why_not(INSIDE)


def test_a_window_that_outlives_the_data_is_not_held_and_is_told_when_they_end() -> None:
    early = daily(0, 250)
    assert not early.holds(INSIDE)
    assert early.why_not(INSIDE).startswith("The data end about 7 September 2026")


def test_a_hole_is_not_taken_for_a_quiet_time() -> None:
    days = np.concatenate([daily(0, 230).days, daily(260, 400).days])
    holed = coverage_of(np.repeat(days, 3), monthly=False)
    assert not holed.holds(INSIDE)
    assert holed.why_not(INSIDE).startswith("The data have a hole")


def test_the_last_days_of_a_window_may_still_come_in() -> None:
    assert daily(0, 296).holds(INSIDE)  # four of a hundred days
    assert not daily(0, 290).holds(INSIDE)


@pytest.mark.parametrize("number", [1, 8, 40])
def test_a_rare_layer_may_be_silent_for_long(number: int) -> None:
    rare = coverage_of(np.linspace(0, 400, number).astype(int) + FIRST.toordinal(), monthly=False)
    assert rare.holds(INSIDE)


def test_nothing_is_not_held() -> None:
    nothing = coverage_of(np.array([], dtype=np.int64), monthly=False)
    assert not nothing.holds(INSIDE)
    assert nothing.why_not(INSIDE)
    assert nothing.begins(earliest=FIRST, until=after(900)) == FIRST


def test_a_month_known_as_such_is_held_from_its_first_day_to_its_last() -> None:
    firsts = [date(2026, month, 1).toordinal() for month in range(1, 10) for _ in range(200)]
    held = coverage_of(firsts, monthly=True)
    assert held.span == MONTH_DAYS
    assert held.holds(Window(date(2026, 5, 1), date(2026, 8, 1)))
    assert held.holds(Window(date(2026, 9, 1), date(2026, 10, 1)))
    assert not held.holds(Window(date(2026, 8, 1), date(2026, 11, 1)))


def test_a_layer_begins_where_its_first_event_is_no_surprise() -> None:
    assert daily(250).begins(earliest=FIRST, until=after(900)) == after(
        247
    )  # three days are its patience
    assert daily(250).begins(earliest=after(300), until=after(900)) == after(300)
    few = coverage_of(np.arange(3) + FIRST.toordinal(), monthly=False)
    assert few.begins(earliest=after(-900), until=after(900)) == after(-900)


def test_a_layer_begins_anew_after_a_hole_and_a_short_silence_is_none() -> None:
    days = np.concatenate([daily(0, 100).days, daily(106, 200).days, daily(220, 400).days])
    holed = coverage_of(np.repeat(days, 3), monthly=False)
    assert holed.begins(earliest=after(-9), until=after(400)) == after(220)
    assert holed.begins(earliest=after(-9), until=after(200)) < FIRST
    firsts = [date(2026, month, 1).toordinal() for month in (1, 2, 3, 6, 7, 8) for _ in range(99)]
    monthly = coverage_of(firsts, monthly=True)
    assert monthly.begins(earliest=FIRST, until=date(2026, 9, 1)) == date(2026, 6, 1)
    assert monthly.begins(earliest=FIRST, until=date(2026, 4, 1)) == FIRST


def test_a_layer_ends_where_further_silence_would_be_a_surprise() -> None:
    assert daily(0, 250).ends(latest=after(400)) == after(252)
    assert daily(0, 250).ends(latest=after(100)) == after(100)
    few = coverage_of(np.arange(3) + FIRST.toordinal(), monthly=False)
    assert few.ends(latest=after(900)) == after(900)
    september = [date(2026, 9, 1).toordinal()] * 900
    assert coverage_of(september, monthly=True).ends(latest=after(900)) == date(2026, 9, 30)


@given(st.lists(st.integers(0, 500), min_size=1), st.integers(0, 500), st.integers(1, 200))
def test_a_reason_is_given_exactly_where_a_window_is_not_held(
    days: list[int], start: int, length: int
) -> None:
    held = coverage_of(np.array(days) + FIRST.toordinal(), monthly=False)
    window = Window(after(start), after(start + length))
    assert held.holds(window) == (held.why_not(window) == "")
    assert held.begins(earliest=FIRST, until=after(900)) >= FIRST
