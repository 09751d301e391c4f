"""A legend offers exactly the patterns that some data with these steps could produce."""

import itertools

import numpy as np
import pytest

from geo.patterns import HISTORICAL, OSCILLATING, Wording, classify
from geo.possible import possible_patterns


def produced(hot: tuple[bool, ...], cold: tuple[bool, ...], wording: Wording) -> set[int]:
    """Every pattern that any flags allowed in these steps have, by trying all of them."""
    choices = [
        [0] + [1] * can_hot + [-1] * can_cold for can_hot, can_cold in zip(hot, cold, strict=True)
    ]
    flags = np.array(list(itertools.product(*choices)), dtype=np.int8)
    return {
        int(number)
        for trend in (-1, 0, 1)
        for number in classify(flags, np.full(len(flags), trend, np.int8), wording=wording)
    }


@pytest.mark.parametrize("wording", ["current", "older"])
def test_the_rules_name_exactly_what_trying_everything_finds(wording: Wording) -> None:
    for hot in itertools.product([False, True], repeat=5):
        for cold in itertools.product([False, True], repeat=5):
            rules = possible_patterns(np.array(hot), np.array(cold), wording=wording)
            assert set(rules) == produced(hot, cold, wording), (hot, cold)


@pytest.mark.parametrize("steps", [9, 10, 11])
def test_the_rules_hold_where_nine_tenths_begins_to_differ_from_all(steps: int) -> None:
    for last in (True, False):
        hot = (True,) * (steps - 1) + (last,)
        for cold in ((False,) * steps, (False,) * (steps - 3) + (True, False, False)):
            rules = possible_patterns(np.array(hot), np.array(cold))
            assert set(rules) == produced(hot, cold, "current"), (hot, cold)


def test_a_layer_that_cannot_be_cold_has_no_cold_pattern_and_no_oscillating_one() -> None:
    found = possible_patterns(np.ones(12, bool), np.zeros(12, bool))
    assert min(found) == 0
    assert OSCILLATING not in found
    assert HISTORICAL in found
    assert possible_patterns(np.ones(12, bool), np.ones(12, bool))[-1] == 0


def test_untested_steps_leave_only_no_pattern() -> None:
    assert possible_patterns(np.zeros(6, bool), np.zeros(6, bool)) == (0,)
