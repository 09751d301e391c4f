import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.overlaps import episode_of, overlapping

DAY_0 = pd.Timestamp("2026-01-01", tz="UTC")
reports = st.tuples(
    st.sampled_from(["", "a", "b"]), st.integers(0, 20), st.integers(0, 8) | st.none()
)


def spans(
    *rows: tuple[str, int, int | None],
) -> tuple[list[str], pd.DatetimeIndex, pd.DatetimeIndex]:
    people = [person for person, _, _ in rows]
    starts = pd.DatetimeIndex([DAY_0 + pd.Timedelta(days=start) for _, start, _ in rows])
    ends = [pd.NaT if end is None else DAY_0 + pd.Timedelta(days=end) for _, _, end in rows]
    return people, starts, pd.DatetimeIndex(pd.Series(ends, dtype="datetime64[us, UTC]"))


def test_reports_episodes_and_people_are_three_counts() -> None:
    found = spans(("a", 0, 3), ("a", 2, 5), ("a", 9, 10), ("b", 0, 3))
    assert len(found[0]) == 4
    assert len(set(episode_of(*found))) == 3
    assert len(set(found[0])) == 2
    assert list(overlapping(*found)) == [True, True, False, False]


def test_reports_that_overlap_only_through_a_third_are_one_episode() -> None:
    numbers = episode_of(*spans(("a", 0, 10), ("a", 1, 2), ("a", 9, 12)))
    assert len(set(numbers)) == 1


def test_a_report_that_begins_when_another_ends_is_an_episode_of_its_own() -> None:
    assert not overlapping(*spans(("a", 0, 3), ("a", 3, 5))).any()


def test_an_open_report_overlaps_whatever_comes_later() -> None:
    assert list(overlapping(*spans(("a", 5, 6), ("a", 0, None), ("b", 9, None)))) == [
        True,
        True,
        False,
    ]


def test_reports_of_unknown_people_are_never_one_episode() -> None:
    assert not overlapping(*spans(("", 0, 5), ("", 1, 6))).any()


def test_no_reports_are_no_trouble() -> None:
    empty = pd.DatetimeIndex([], tz="UTC")
    assert len(overlapping([], empty, empty)) == 0


def test_lengths_that_differ_are_told() -> None:
    people, starts, ends = spans(("a", 0, 3))
    with pytest.raises(ValueError, match="1, 1, 0"):
        episode_of(people, starts, ends[:0])


@given(st.lists(reports, min_size=1, max_size=8))
def test_two_reports_that_overlap_always_share_their_episode(
    rows: list[tuple[str, int, int | None]],
) -> None:
    whole = [
        (who, start, None if length is None else start + length) for who, start, length in rows
    ]
    numbers = episode_of(*spans(*whole))
    for i, (who, start, end) in enumerate(whole):
        for j, (other, begin, until) in enumerate(whole[:i]):
            meet = start < (np.inf if until is None else until) and begin < (
                np.inf if end is None else end
            )
            if who and who == other and meet and (start, begin) != (end, until):
                lasting = start != end and begin != until
                assert numbers[i] == numbers[j] or not lasting
            if who != other:
                assert numbers[i] != numbers[j]
