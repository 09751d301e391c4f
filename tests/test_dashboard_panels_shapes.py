"""Small drawings: each layer has its own form, lines are data and never script."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import theme
from dashboard.panels import shapes
from data import schema


def picture(drawn: str) -> ET.Element:
    form = re.search(r"data:image/svg\+xml,(.*?)&quot;", drawn)
    assert form
    return ET.fromstring(unquote(form[1]))  # noqa: S314 - our own text


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_a_symbol_has_the_layers_shape_and_colour_and_no_words(layer: str) -> None:
    drawn = shapes.symbol(layer)
    assert f"hs-{theme.SHAPES[layer]}" in drawn
    assert f"hs-{layer}" in drawn
    assert 'aria-hidden="true"' in drawn


def test_a_layers_name_stands_beside_its_shape() -> None:
    assert shapes.layer_name("missing").endswith("<span>Missing</span>")


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=60))
def test_a_line_begins_at_zero_and_stays_inside_its_picture(values: list[int]) -> None:
    drawn = shapes.line(values, height=40, label="label", layer="incidents")
    line = picture(drawn)[0]
    points = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    assert len(points) == len(values)
    assert all(0 <= x <= 100 and 2 <= y <= 38 for x, y in points)
    assert points[0][0] == 0
    assert points[-1][0] == 100
    for (_, y), value in zip(points, values, strict=True):
        assert y == pytest.approx(2 + 36 * (1 - value / max(*values, 1)), abs=0.06)


@given(st.lists(st.integers(0, 900), min_size=2, max_size=40), st.integers(1, 30))
def test_a_band_lies_between_its_lines_on_the_scale_of_the_line(
    values: list[int], missing: int
) -> None:
    high = np.array([np.nan] * missing + values, dtype=float)
    drawn = shapes.band(high / 2, high, height=40, top=1000)
    points = [
        tuple(map(float, pair.split(","))) for pair in picture(drawn)[0].attrib["points"].split()
    ]
    upper, lower = points[: len(values)], points[len(values) :][::-1]
    assert [x for x, _ in upper] == [x for x, _ in lower]
    assert upper[-1][0] == 100
    assert upper[0][0] == pytest.approx(100 * missing / (len(high) - 1), abs=0.06)
    assert all(
        2 <= above <= below <= 38 for (_, above), (_, below) in zip(upper, lower, strict=True)
    )


def test_a_bar_may_have_a_mark() -> None:
    assert "left:25.0%" in shapes.bar(10, whole=20, tick=5)
    assert "hs-tick" not in shapes.bar(10, whole=20)


def test_a_line_says_in_words_what_it_shows() -> None:
    drawn = shapes.line([1, 2], height=20, label='"><script>', layer="missing")
    assert 'role="img"' in drawn
    assert "<script>" not in drawn


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(5, 10, "50.0%"), (10, 10, "100.0%"), (0, 0, "0.0%")]
)
def test_a_bar_is_as_long_as_its_share(part: int, whole: int, width: str) -> None:
    assert f"width:{width}" in shapes.bar(part, whole=whole)
