"""Emerging hot spots: planted stories get their names, and few steps are said to be few."""

import numpy as np
import pytest
from numpy.typing import NDArray

from geo.emerging import find_emerging
from geo.patterns import (
    CONSECUTIVE,
    DIMINISHING,
    HISTORICAL,
    INTENSIFYING,
    NEW,
    OSCILLATING,
    PERSISTENT,
)
from tests.hexagons import disks, hexagon, row_of

LATTICE = hexagon(10)
NEIGHBOURS = disks(LATTICE)
CELLS = len(LATTICE)


def at(i: int, j: int) -> int:
    """Row of a cell."""
    return row_of(LATTICE, i, j)


def quiet(steps: int, *, mean: float = 1.0) -> NDArray[np.int64]:
    """Build a borough where nothing happens but chance."""
    return np.random.default_rng(12).poisson(mean, size=(CELLS, steps))


def test_planted_stories_get_their_names() -> None:
    steps = 12
    counts = quiet(steps)
    new, consecutive, lasting = at(-7, 0), at(7, 0), at(0, 7)
    growing, fading, gone = at(0, -7), at(-7, 7), at(7, -7)
    counts[new, -1] += 40
    counts[consecutive, -4:] += 40
    counts[lasting] += 40
    counts[growing] += 30 + 10 * np.arange(steps)
    counts[fading] += 30 + 10 * np.arange(steps)[::-1]
    counts[gone, :-1] += 40
    found = find_emerging(counts, neighbours=NEIGHBOURS)
    names = dict(zip((new, consecutive, lasting, growing, fading, gone), range(6), strict=True))
    assert [int(found.patterns[cell]) for cell in names][:2] == [NEW, CONSECUTIVE]
    assert found.patterns[growing] == INTENSIFYING
    assert found.patterns[fading] == DIMINISHING
    assert found.patterns[gone] == HISTORICAL
    assert found.patterns[lasting] in {PERSISTENT, DIMINISHING, INTENSIFYING}


def test_a_hot_spot_that_moves_is_not_called_persistent_anywhere() -> None:
    counts = quiet(10)
    track = [at(i, 0) for i in range(-9, 10, 2)]
    for step, cell in enumerate(track):
        counts[cell, step] += 40
    found = find_emerging(counts, neighbours=NEIGHBOURS)
    assert found.patterns[track[-1]] == NEW
    assert PERSISTENT not in found.patterns


def test_a_quiet_borough_has_hardly_any_pattern() -> None:
    found = find_emerging(quiet(12), neighbours=NEIGHBOURS)
    assert (found.patterns != 0).mean() < 0.01


def test_four_steps_are_blocked_and_fewer_than_ten_are_warned_of() -> None:
    with pytest.raises(ValueError, match="at least 5 steps of time; the data give 4"):
        find_emerging(quiet(4), neighbours=NEIGHBOURS)
    with pytest.raises(ValueError, match="the data give 1"):
        find_emerging(quiet(1)[:, 0], neighbours=NEIGHBOURS)
    assert "Only 9 steps" in find_emerging(quiet(9), neighbours=NEIGHBOURS).caution
    assert find_emerging(quiet(10), neighbours=NEIGHBOURS).caution == ""


def test_the_legend_of_a_sparse_layer_has_no_cold_spots() -> None:
    sparse = quiet(12, mean=0.05)
    names = [one.name for one in find_emerging(sparse, neighbours=NEIGHBOURS).legend]
    assert not any("cold" in name for name in names)
    assert names[0] == "New hot spot"
    assert names[-1] == "No pattern"
    full = find_emerging(quiet(12, mean=5.0), neighbours=NEIGHBOURS).legend
    assert len(full) == 17


def test_every_pattern_found_is_in_the_legend() -> None:
    counts = quiet(12, mean=4.0)
    counts[at(0, 0), [1, 6, 11]] += 60
    counts[NEIGHBOURS[[at(0, 0)], :].indices, 3] = 0
    found = find_emerging(counts, neighbours=NEIGHBOURS)
    assert set(found.patterns.tolist()) <= {one.number for one in found.legend}
    assert found.patterns[at(0, 0)] == OSCILLATING


def test_adding_a_step_does_not_change_what_earlier_steps_were() -> None:
    counts = quiet(12)
    counts[at(0, 0), 3:] += 30
    shorter = find_emerging(counts[:, :11], neighbours=NEIGHBOURS)
    longer = find_emerging(counts, neighbours=NEIGHBOURS)
    np.testing.assert_array_equal(longer.spots.levels[:, :11], shorter.spots.levels)


@pytest.mark.parametrize("level", [90, 95, 99])
def test_the_level_asked_for_decides_which_steps_are_hot(level: int) -> None:
    counts = quiet(6)
    counts[at(0, 0), -1] += 40
    found = find_emerging(counts, neighbours=NEIGHBOURS, level=level)
    hot_now = found.spots.levels[:, -1] >= level
    hot_before = (found.spots.levels[:, :-1] >= level).any(axis=1)
    assert hot_now.any()
    np.testing.assert_array_equal(found.patterns == NEW, hot_now & ~hot_before)
