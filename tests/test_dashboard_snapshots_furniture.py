"""Scale bar, north arrow and grid: what makes a picture a map must be true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Rectangle

from dashboard.snapshots import furniture
from dashboard.snapshots.page import Box, Extent, fitted, map_axes, new_page

BOX = Box(12, 29, 204.3, 144.5)
BOROUGH = fitted((345_000, 378_000, 361_000, 390_000), BOX, margin=0.03, least=5000)
WARD = fitted((350_000, 380_000, 351_000, 381_000), BOX, margin=0.03, least=5000)


def drawn(extent: Extent) -> tuple[list[Rectangle], list[tuple[str, float, float]]]:
    """Parts of the scale bar, and every text with its place on the page."""
    _, page = new_page()
    furniture.draw(page, BOX, extent)
    parts = [each for each in page.patches if str(each.get_gid()).startswith("scale-")]
    assert all(isinstance(part, Rectangle) for part in parts)
    places = [(text.get_text(), text.get_position()) for text in page.texts]
    texts = [(name, float(x), float(y)) for name, (x, y) in places]
    return [part for part in parts if isinstance(part, Rectangle)], texts


@pytest.mark.parametrize(
    ("extent", "figures", "metres"),
    [(BOROUGH, ["0", "1", "2 km"], 2000), (WARD, ["0", "250", "500 m"], 500)],
    ids=["borough", "ward"],
)
def test_the_scale_bar_is_as_long_on_the_ground_as_it_says(
    extent: Extent, figures: list[str], metres: float
) -> None:
    parts, texts = drawn(extent)
    left = min(part.get_x() for part in parts)
    right = max(part.get_x() + part.get_width() for part in parts)
    figure, page = new_page()
    chart = map_axes(figure, BOX, extent=extent)
    ends = page.transData.transform([(left, 160), (right, 160)])
    ground = chart.transData.inverted().transform(ends)
    assert ground[1][0] - ground[0][0] == pytest.approx(metres, rel=1e-6)
    assert [name for name, _, _ in texts if name in figures] == figures
    places = [x for name, x, _ in texts if name in figures]
    assert places == pytest.approx([left, (left + right) / 2, right])


@given(st.floats(800, 90_000))
def test_the_bar_is_a_round_length_and_a_small_part_of_the_map(width: float) -> None:
    length = furniture.bar_length(Extent(0, 0, width, width * 0.7))
    assert f"{length:.0e}"[0] in "125"
    assert 0.05 * width < length <= furniture.BAR_SHARE * width * (1 + 1e-9)


def test_grid_figures_stand_on_the_grid_lines_they_name() -> None:
    _, texts = drawn(BOROUGH)
    scale = furniture.metres_per_mm(BOX, BOROUGH)
    eastings = [(name, x) for name, x, y in texts if name.isdigit() and y > BOX.bottom - 3]
    assert len(eastings) > 5
    for name, x in eastings:
        metres = BOROUGH.west + (x - BOX.left) * scale
        assert metres / 1000 % 100 == pytest.approx(int(name), abs=1e-6)
    northings = [(name, y) for name, x, y in texts if name.isdigit() and x < BOX.left + 3]
    assert len(northings) > 3
    for name, y in northings:
        metres = BOROUGH.north - (y - 0.8 - BOX.top) * scale
        assert metres / 1000 % 100 == pytest.approx(int(name), abs=1e-6)


def test_every_kilometre_has_a_tick_on_all_four_sides() -> None:
    _, page = new_page()
    furniture.draw(page, BOX, BOROUGH)
    ends = [np.asarray(line.get_xydata()) for line in page.lines]
    upright = [end for end in ends if end[0][0] == end[1][0]]
    lines = list(furniture.grid_lines(BOROUGH.west, BOROUGH.east))
    tops = [end for end in upright if end[0][1] == pytest.approx(BOX.top)]
    bottoms = [end for end in upright if end[0][1] == pytest.approx(BOX.bottom)]
    assert len(tops) == len(bottoms) == len(lines)


def test_grid_lines_are_whole_kilometres_within_the_bounds() -> None:
    assert list(furniture.grid_lines(345_001, 348_000)) == [346_000, 347_000, 348_000]


def test_the_arrow_points_up_the_page() -> None:
    _, page = new_page()
    furniture.draw(page, BOX, BOROUGH)
    head = next(
        np.asarray(li.get_xydata()) for li in page.lines if len(np.asarray(li.get_xydata())) == 3
    )
    tip = head[1]
    assert tip[1] < head[0][1]
    assert tip[1] < head[2][1]
    name = next(text for text in page.texts if text.get_text() == "N")
    assert name.get_position()[0] == pytest.approx(tip[0])
    assert name.get_position()[1] < tip[1]


def test_all_furniture_lies_inside_the_neatline_and_in_the_boxes_kept_free() -> None:
    parts, texts = drawn(BOROUGH)
    bar, north = furniture.occupied(BOX, BOROUGH)
    for part in parts:
        assert bar.left < part.get_x() < bar.right
        assert bar.top < part.get_y() < bar.bottom
    x, y = next((x, y) for name, x, y in texts if name == "N")
    assert north.left < x < north.right
    assert north.top < y < north.bottom
    for _, x, y in texts:
        assert BOX.left < x < BOX.right
        assert BOX.top < y < BOX.bottom
