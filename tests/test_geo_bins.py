"""Time bins are equal, cover their window and put each day in exactly one of them."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bins import STEPS, Step, bin_edges, bin_of, coarsest
from geo.days import day_numbers
from geo.windows import Window, snapped

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
WINDOWS = st.builds(
    lambda start, days: Window(start, start + timedelta(days=days)),
    DAYS,
    st.integers(min_value=1, max_value=1200),
)


def test_one_month_only_event_makes_the_clock_step_by_months() -> None:
    assert coarsest(["instant", "day", "month"]) == "month"
    assert coarsest(["instant", "hour", "day"]) == "day"
    assert coarsest([]) == "day"


def test_the_coarsest_step_of_a_million_events_reads_each_precision_once() -> None:
    assert coarsest(pd.Series(["instant"] * 1_000_000 + ["month"], dtype="str")) == "month"


def test_the_coarsest_step_of_an_unknown_precision_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="found year"):
        coarsest(["day", "year"])


@given(window=WINDOWS, step=st.sampled_from(STEPS))
def test_bins_of_a_snapped_window_partition_its_days(window: Window, step: Step) -> None:
    whole = snapped(window, step=step)
    edges = bin_edges(whole, step=step)
    assert (edges[0], edges[-1]) == (whole.start, whole.end)
    lengths = [(later - earlier).days for earlier, later in pairwise(edges)]
    allowed = {"day": {1}, "week": {7}, "month": {28, 29, 30, 31}}[step]
    assert set(lengths) <= allowed
    found = bin_of(np.arange(whole.days), edges)
    np.testing.assert_array_equal(np.bincount(found), lengths)
    assert (np.diff(found) >= 0).all()


def test_three_years_are_36_months_counted_from_any_day_that_every_month_has() -> None:
    edges = bin_edges(Window(date(2023, 11, 23), date(2026, 11, 23)), step="month")
    assert len(edges) == 37
    assert {edge.day for edge in edges} == {23}


def test_weeks_count_from_the_first_day_of_the_window() -> None:
    edges = bin_edges(Window(date(2026, 9, 24), date(2026, 10, 8)), step="week")
    assert edges == [date(2026, 9, 24), date(2026, 10, 1), date(2026, 10, 8)]


@pytest.mark.parametrize(
    ("start", "end", "step"),
    [
        (date(2026, 9, 24), date(2026, 11, 23), "month"),
        (date(2026, 9, 24), date(2026, 11, 23), "week"),
        (date(2026, 1, 31), date(2026, 3, 31), "month"),
    ],
)
def test_a_window_of_unequal_bins_is_refused(start: date, end: date, step: Step) -> None:
    with pytest.raises(ValueError, match=f"whole {step}s"):
        bin_edges(Window(start, end), step=step)


def test_a_step_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="'hour' is not"):
        bin_edges(Window(date(2026, 1, 1), date(2026, 1, 2)), step="hour")  # type: ignore[arg-type]  # the wrong value is the point


def test_days_outside_the_edges_are_in_no_bin() -> None:
    edges = [date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 4)]
    assert bin_of([-1, 0, 1, 2, 3, 400], edges).tolist() == [-1, 0, 0, 1, -1, -1]


def test_moments_reach_their_bin_through_their_local_day() -> None:
    edges = bin_edges(Window(date(2026, 3, 28), date(2026, 3, 31)), step="day")
    # half-hours from local midnight: 48, then 46 on the day with 23 hours, then 48
    moments = pd.date_range("2026-03-28", periods=142, freq="30min", tz="UTC")
    found = bin_of(day_numbers(moments, origin=edges[0]), edges)
    assert np.bincount(found).tolist() == [48, 46, 48]


@pytest.mark.parametrize(
    "edges",
    [[], [date(2026, 1, 1)], [date(2026, 1, 2), date(2026, 1, 1)], [date(2026, 1, 1)] * 2],
)
def test_edges_that_make_no_bins_are_refused(edges: list[date]) -> None:
    with pytest.raises(ValueError, match="rising edges"):
        bin_of([0], edges)
