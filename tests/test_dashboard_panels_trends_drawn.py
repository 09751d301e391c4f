"""Drawings in a row: as long as their numbers, never beyond their room, and said in words."""

import re

import pytest

from dashboard.panels.trends import drawn


def width(written: str) -> float:
    (found,) = re.findall(r"width:([\d.]+)%", written)
    return float(found)


def mark(written: str) -> float:
    (found,) = re.findall(r"left:([\d.]+)%", written)
    return float(found)


def test_a_gauge_is_as_long_as_its_number_and_its_mark_lies_where_the_other_one_is() -> None:
    written = drawn.gauge(30, mark=10, most=40)
    assert (width(written), mark(written)) == (75, 25)
    assert 'aria-hidden="true"' in written


@pytest.mark.parametrize(("value", "at"), [(500, 700), (0, 0)])
def test_a_gauge_stays_in_its_room(value: float, at: float) -> None:
    written = drawn.gauge(value, mark=at, most=40)
    assert 0 <= width(written) <= 100
    assert 0 <= mark(written) <= 100


def test_steps_stand_in_their_order_and_are_said() -> None:
    written = drawn.strip([-1, 0, 1, 1])
    classes = re.findall(r'<i class="hs-(\w+)">', written)
    assert classes == ["cold", "neither", "hot", "hot"]
    assert "hot in 2 of 4 steps, cold in 1" in written
    assert "cold" not in drawn.strip([0, 1])
