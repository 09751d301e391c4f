"""A change is drawn beside its words, on a scale that doubles."""

import math
import re

import pytest

from dashboard.panels import changed


def places(said: str) -> list[float]:
    return [float(left) for left in re.findall(r"left:([\d.]+)%", said)]


def test_the_scale_stands_over_the_drawings_and_doubles_at_even_steps() -> None:
    said = changed.heading("<b>Change</b>")
    assert places(said) == [25.0, 50.0, 75.0]
    assert "<b>Change</b>" in said


@pytest.mark.parametrize(("ratio", "left"), [(1.0, 50.0), (2.0, 75.0), (0.5, 25.0), (9.0, 100.0)])
def test_the_dot_is_where_the_scale_says(ratio: float, left: float) -> None:
    said = changed.beside("words", ratio=ratio, low=0.25, high=4.0, kind="rise")
    assert places(said) == [0.0, left]
    assert "width:100.0%" in said


def test_a_change_from_nothing_to_nothing_has_no_dot() -> None:
    said = changed.beside("words", ratio=math.nan, low=0.0, high=math.inf, kind="few")
    assert "hs-dot" not in said


def test_those_who_hear_the_page_get_the_words_alone() -> None:
    said = changed.beside("<b>+5%</b>", ratio=1.05, low=0.9, high=1.2, kind="same")
    heard = re.sub(r'<span class="hs-axis.*?</span>', "", said)
    assert heard == '<div class="hs-changed"><div><b>+5%</b></div></div>'
    assert 'class="hs-axis hs-same" aria-hidden="true"' in said
