"""Repeat locations: events that are not the first at their place."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.repeats import repeat_locations


def test_events_after_the_first_at_a_place_are_repeats() -> None:
    found = repeat_locations([0, 0, 0, 5, 9], [1, 1, 1, 1, 2])
    assert (found.events, found.places, found.repeats) == (5, 3, 2)
    assert found.share == 0.4


def test_no_event_has_no_share() -> None:
    found = repeat_locations([], [])
    assert (found.events, found.places, found.repeats) == (0, 0, 0)
    assert np.isnan(found.share)


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_the_order_of_events_changes_nothing(x: list[int]) -> None:
    y = [value % 2 for value in x]
    assert repeat_locations(x, y) == repeat_locations(x[::-1], y[::-1])
    assert repeat_locations(x, y).places == len(set(x))
