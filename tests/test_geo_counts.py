"""Counts add up to the events, whatever their order and however time is cut."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.counts import (
    count_bins,
    count_cells,
    count_table,
    half_share,
    positions_of,
    tally,
)

STUDY = np.array([0x8919514D803FFFF + 0x40000 * step for step in range(20)], dtype=np.uint64)
CELLS = len(STUDY)
EVENTS = st.lists(
    st.tuples(
        st.integers(0, CELLS - 1),
        st.integers(0, 1094),
        st.integers(0, 13),
    ),
    max_size=80,
)


def columns(events: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    """Turn events into three rows: position of the cell, day, category."""
    return np.array(events, dtype=np.int64).reshape(-1, 3).T


@given(events=EVENTS, seed=st.integers(0, 2**16))
def test_cell_counts_sum_to_the_events_in_any_order(
    events: list[tuple[int, int, int]], seed: int
) -> None:
    cells = STUDY[columns(events)[0]]
    shuffled = np.random.default_rng(seed).permutation(cells)
    counted = count_cells(cells, study_cells=STUDY)
    assert counted.sum() == len(events)
    np.testing.assert_array_equal(counted, count_cells(shuffled, study_cells=STUDY))


@given(events=EVENTS)
def test_cell_counts_agree_with_counting_by_hand(events: list[tuple[int, int, int]]) -> None:
    cells = STUDY[columns(events)[0]]
    by_hand = Counter(cells.tolist())
    expected = [by_hand[cell] for cell in STUDY.tolist()]
    assert count_cells(cells, study_cells=STUDY).tolist() == expected


def test_every_study_cell_without_an_event_is_a_true_zero() -> None:
    empty = count_cells(np.array([], dtype=np.uint64), study_cells=STUDY)
    assert empty.tolist() == [0] * CELLS
    assert empty.dtype == np.int64


@pytest.mark.parametrize("stray", [0, int(STUDY[0]) - 1, int(STUDY[3]) + 1, int(STUDY[-1]) + 1])
def test_a_cell_outside_the_study_area_is_refused_and_named(stray: int) -> None:
    cells = np.append(STUDY, np.uint64(stray))
    with pytest.raises(ValueError, match=rf"1 of {CELLS + 1} are .* \(such as {stray:x}\)"):
        count_cells(cells, study_cells=STUDY)


def test_nothing_can_be_counted_in_an_empty_study_area() -> None:
    none = np.array([], dtype=np.uint64)
    assert count_cells(none, study_cells=none).shape == (0,)
    with pytest.raises(ValueError, match="1 of 1"):
        count_cells(STUDY[:1], study_cells=none)


@given(events=EVENTS)
def test_positions_lead_back_to_the_cells(events: list[tuple[int, int, int]]) -> None:
    cells = STUDY[columns(events)[0]]
    np.testing.assert_array_equal(STUDY[positions_of(cells, study_cells=STUDY)], cells)


@given(events=EVENTS)
def test_the_tally_agrees_with_counting_by_hand(events: list[tuple[int, int, int]]) -> None:
    cell, day, category = columns(events)
    entries = tally(cell, day, category)
    by_hand = Counter((when, where, kind) for where, when, kind in events)
    found = zip(entries.day, entries.cell_index, entries.category, entries.count, strict=True)
    assert [tuple(map(int, row)) for row in found] == [
        (*key, count) for key, count in sorted(by_hand.items())
    ]


@given(events=EVENTS, seed=st.integers(0, 2**16))
def test_the_tally_does_not_depend_on_the_order_of_the_events(
    events: list[tuple[int, int, int]], seed: int
) -> None:
    table = columns(events)
    shuffled = np.random.default_rng(seed).permutation(table, axis=1)
    first, second = tally(*table), tally(*shuffled)
    for name in ("day", "cell_index", "category", "count"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


@given(events=EVENTS, cuts=st.lists(st.integers(0, 1095), max_size=5))
def test_windows_that_partition_time_partition_the_counts(
    events: list[tuple[int, int, int]], cuts: list[int]
) -> None:
    entries = tally(*columns(events))
    edges = sorted({0, 1095, *cuts})
    parts = [
        entries.cell_counts(first=first, after=after, size=CELLS)
        for first, after in pairwise(edges)
    ]
    whole = entries.cell_counts(first=0, after=1095, size=CELLS)
    np.testing.assert_array_equal(np.sum(parts, axis=0), whole)
    assert whole.sum() == len(events)


@given(events=EVENTS, span=st.tuples(st.integers(-5, 1100), st.integers(0, 1100)))
def test_entries_of_a_window_count_like_its_events(
    events: list[tuple[int, int, int]], span: tuple[int, int]
) -> None:
    first, after = span[0], span[0] + span[1]
    table = columns(events)
    inside = (table[1] >= first) & (table[1] < after)
    expected = np.bincount(table[0][inside], minlength=CELLS)
    counted = tally(*table).cell_counts(first=first, after=after, size=CELLS)
    np.testing.assert_array_equal(counted, expected)


def test_a_tally_of_nothing_has_no_entries() -> None:
    entries = tally([], [], [])
    assert len(entries) == 0
    assert entries.cell_counts(first=0, after=10, size=3).tolist() == [0, 0, 0]


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_negative_number_is_refused_by_the_tally(broken: int) -> None:
    table = [[0, 1], [0, 1], [0, 1]]
    table[broken][1] = -1
    with pytest.raises(ValueError, match="at least 0; found -1 to 0"):
        tally(*table)


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\[2, 1, 2\]"):
        tally([0, 1], [0], [0, 1])


@given(
    positions=st.lists(st.integers(-1, 9), max_size=60),
)
def test_bins_count_all_but_what_is_in_none(positions: list[int]) -> None:
    counted = count_bins(np.array(positions, dtype=np.int64), size=10)
    assert counted.tolist() == [positions.count(position) for position in range(10)]


@pytest.mark.parametrize("wrong", [-2, 10])
def test_a_bin_that_there_is_not_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="at least -1 and below 10"):
        count_bins([0, wrong], size=10)


def test_a_position_is_never_a_fraction() -> None:
    with pytest.raises(ValueError, match="whole numbers; found float64"):
        count_bins([0.5], size=10)


@given(
    pairs=st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 6)), max_size=60),
)
def test_a_table_holds_each_pair_once(pairs: list[tuple[int, int]]) -> None:
    rows, across = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    table = count_table(rows, across, shape=(5, 7))
    assert table.shape == (5, 7)
    expected = [[pairs.count((row, column)) for column in range(7)] for row in range(5)]
    assert table.tolist() == expected


def test_a_table_needs_both_positions_of_each_event() -> None:
    with pytest.raises(ValueError, match="one value in each column"):
        count_table([0, 1], [0], shape=(2, 2))


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ([], 0),
        ([0, 0, 0], 0),
        ([1], 1),
        ([5, 5], 1),
        ([1, 1, 1, 1], 2),
        ([1, 1, 1], 2),
        ([10, 0, 0, 1, 1], 1),
        ([4, 3, 2, 1], 2),
    ],
)
def test_half_of_the_events_lie_in_the_fewest_cells(counts: list[int], cells: int) -> None:
    assert half_share(counts) == cells


@given(counts=st.lists(st.integers(0, 50), max_size=40))
def test_no_fewer_cells_hold_half(counts: list[int]) -> None:
    cells = half_share(np.array(counts, dtype=np.int64))
    ordered = sorted(counts, reverse=True)
    assert 2 * sum(ordered[:cells]) >= sum(counts)
    assert cells == 0 or 2 * sum(ordered[: cells - 1]) < sum(counts)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        half_share([3, -1])
