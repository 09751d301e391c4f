"""The 17 patterns: the truth table, both wordings, and every definition shown."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.patterns import (
    CONSECUTIVE,
    HISTORICAL,
    NAMES,
    NEW,
    OSCILLATING,
    PATTERNS,
    PERSISTENT,
    SPORADIC,
    Wording,
    classify,
    pattern,
)

TRENDS = {"intensifying": 1, "diminishing": -1}


def of(*flags: int, trend: int = 0, wording: Wording = "current") -> int:
    """Pattern of one place."""
    found = classify(np.array([flags], np.int8), np.array([trend], np.int8), wording=wording)
    return int(found[0])


def test_the_shared_truth_table(shared: Path) -> None:
    path = shared / "cases/emerging_hotspot_truth_table.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    for name, flags in case["flags"].items():
        found, expected = of(*flags, trend=TRENDS.get(name, 0)), case["expected"][name]
        word = NAMES[found - 1].lower() if found else "no pattern"
        assert word == expected, name
        mirrored = of(*(-flag for flag in flags), trend=-TRENDS.get(name, 0))
        assert mirrored == -found, name


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((0, 0, 0, 0, 1), NEW),
        ((0, 0, 0, 1, 1), CONSECUTIVE),
        ((1, 1, 1, 1, 1), PERSISTENT),
        ((0, 1, 0, 0, 1), SPORADIC),
        ((1, -1, 0, 0, 1), OSCILLATING),
        ((1, 0, 0, 1, 0), 0),
        ((1, 1, 1, 1, 1, 1, 1, 1, 1, 0), HISTORICAL),
        ((0, 1, 1, 1, 1, 1, 1, 1, 1, 1), PERSISTENT),  # nine of ten are 90 %
        ((1, 1, 1, 1, 0), 0),  # eight of ten are not
    ],
)
def test_the_definitions_on_short_series(flags: tuple[int, ...], expected: int) -> None:
    assert of(*flags) == expected
    assert of(*(-flag for flag in flags)) == -expected


def test_the_older_wording_calls_a_place_sporadic_that_is_not_hot_at_the_end() -> None:
    assert of(1, 0, 0, 1, 0) == 0
    assert of(1, 0, 0, 1, 0, wording="older") == SPORADIC
    assert of(1, 0, -1, 1, 0, wording="older") == 0
    assert of(1, 0, 0, 1, 1, wording="older") == of(1, 0, 0, 1, 1) == SPORADIC


def test_a_first_hot_step_is_new_even_after_a_cold_one() -> None:
    assert of(-1, 0, 0, 0, 1) == NEW  # its definition asks only that it was never hot


def test_a_place_hot_nearly_always_and_cold_at_the_end_is_a_historical_hot_spot() -> None:
    assert of(1, 1, 1, 1, 1, 1, 1, 1, 1, -1) == HISTORICAL


def test_there_are_17_patterns_each_with_a_sentence() -> None:
    shown = [pattern(number) for number in PATTERNS]
    assert len({one.name for one in shown}) == len(PATTERNS) == 17
    assert all(one.definition.endswith(".") and "{" not in one.definition for one in shown)
    assert pattern(-1).name == "New cold spot"
    assert pattern(-1).definition == "Cold in the last step, and never cold before."
    assert pattern(-3).definition.count("low counts") == 1


def test_the_two_changed_definitions_are_worded_both_ways() -> None:
    changed = [n for n in PATTERNS if pattern(n) != pattern(n, wording="older")]
    assert changed == [CONSECUTIVE, SPORADIC, -CONSECUTIVE, -SPORADIC]


def test_an_unknown_wording_is_refused() -> None:
    with pytest.raises(ValueError, match="current, older"):
        of(1, wording="newest")  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(-1, 1), min_size=7, max_size=7), min_size=1),
    st.integers(-1, 1),
)
def test_places_are_classified_one_by_one(flags: list[list[int]], trend: int) -> None:
    trends = np.full(len(flags), trend, np.int8)
    together = classify(np.array(flags, np.int8), trends)
    assert together.tolist() == [of(*row, trend=trend) for row in flags]
