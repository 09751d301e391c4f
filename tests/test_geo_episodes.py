"""Missing episodes: episodes and people apart, open ones counted fairly, ways from ward to ward."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.episodes import durations, flows, repeats

NOW = pd.Timestamp("2026-11-23", tz="UTC")


def at(*hours: float | None) -> pd.DatetimeIndex:
    """Moments some hours after a Monday in June; None is not there."""
    opening = pd.Timestamp("2026-06-01", tz="UTC")
    moments = [pd.NaT if one is None else opening + pd.Timedelta(hours=one) for one in hours]
    return pd.DatetimeIndex(moments, tz="UTC")


def test_episodes_people_and_unnamed_episodes_are_three_counts() -> None:
    found = repeats(["a", "b", "a", "", "c", "a", "b", ""])
    assert (found.episodes, found.people, found.unnamed) == (8, 3, 2)
    assert (found.repeat_people, found.often_people) == (2, 1)
    assert found.often_share == 0.5
    assert found.people_with_half == 1


def test_no_named_episode_has_no_share() -> None:
    found = repeats(["", ""])
    assert (found.episodes, found.people, found.people_with_half) == (2, 0, 0)
    assert np.isnan(found.often_share)


def test_durations_of_returned_episodes_are_plain_quantiles() -> None:
    found = durations(at(0, 0, 0, 0), at(2, 4, 30, 50), now=NOW)
    assert (found.returned, found.still_open) == (4, 0)
    assert (found.quarter, found.median, found.three_quarters) == (2, 4, 30)
    assert found.over_a_day == 0.5


def test_an_open_episode_has_lasted_at_least_until_now() -> None:
    now = at(10)[0]
    found = durations(at(0, 0, 0), at(2, 6, None), now=now)
    assert (found.returned, found.still_open) == (2, 1)
    assert (found.quarter, found.median) == (2, 6)
    assert np.isnan(found.three_quarters)  # not so many are back yet
    # By hand: at 4 h one of two is back, the third was last seen open after 1 h.
    early = durations(at(0, 0, 9), at(4, 6, None), now=now)
    assert early.median == 4
    late_return = durations(at(0, 0), at(2, 40), now=now)
    assert late_return.still_open == 1  # it had not ended by then


def test_leaving_open_episodes_out_would_shorten_the_median() -> None:
    rng = np.random.default_rng(1)
    lasted = rng.exponential(20, 4_000)
    starts = at(*np.zeros(4_000))
    ends = starts + pd.to_timedelta(lasted, unit="h")
    now = starts[0] + pd.Timedelta(hours=20)
    fair = durations(starts, ends, now=now)
    assert fair.median == pytest.approx(20 * np.log(2), rel=0.06)
    assert np.median(lasted[lasted <= 20]) < 0.7 * fair.median


def test_no_episode_has_no_duration() -> None:
    found = durations(at(), at(), now=NOW)
    assert (found.returned, found.still_open) == (0, 0)
    assert np.isnan(found.median)
    assert np.isnan(found.over_a_day)


@pytest.mark.parametrize(
    ("starts", "ends"), [(at(5), at(3)), (at(None), at(3)), (at(1e5), at(None))]
)
def test_impossible_times_are_refused(starts: pd.DatetimeIndex, ends: pd.DatetimeIndex) -> None:
    with pytest.raises(ValueError, match="1 do not"):
        durations(starts, ends, now=NOW)


def test_starts_and_ends_must_pair() -> None:
    with pytest.raises(ValueError, match="start and an end: 2, 1"):
        durations(at(1, 2), at(3), now=NOW)


def test_ways_count_episodes_and_people_apart() -> None:
    table = flows(
        ["Halton Castle", "Halton Castle", "Halton Castle", "Ditton"],
        ["Norton", "Norton", "outside", "Ditton"],
        people=["a", "a", "b", ""],
    )
    assert table.to_dict("list") == {
        "missing_from": ["Halton Castle", "Ditton", "Halton Castle"],
        "found": ["Norton", "Ditton", "outside"],
        "episodes": [2, 1, 1],
        "people": [1, 0, 1],
    }


def test_no_episode_is_an_empty_table_and_unequal_lengths_are_refused() -> None:
    assert list(flows([], [], people=[]).columns) == [
        "missing_from",
        "found",
        "episodes",
        "people",
    ]
    with pytest.raises(ValueError, match="2 of missing_from, 1 of found, 1 of person"):
        flows(["a", "b"], ["a"], people=["x"])


episodes = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.sampled_from(["", "x", "y"])),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(episodes)
def test_the_order_of_episodes_changes_nothing(rows: list[tuple[str, str, str]]) -> None:
    start, found, people = (list(column) for column in zip(*rows, strict=True))
    table = flows(start, found, people=people)
    assert table["episodes"].sum() == len(rows) == repeats(people).episodes
    assert flows(start[::-1], found[::-1], people=people[::-1]).equals(table)
    assert repr(repeats(people[::-1])) == repr(repeats(people))  # NaN is not equal to itself
