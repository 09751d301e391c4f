"""Names find a place where they hide least."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.snapshots.labels import Ink, Label, label, letter_in, place, to_page
from dashboard.snapshots.page import Box, Extent, Style, new_page
from dashboard.snapshots.text import STRONG, Halo

STYLE = Style(size=7.6, weight=STRONG, halo=Halo("#fff"))
MAP = Box(12, 29, 204.3, 144.5)
FIELD = shapely.box(50, 60, 110, 100)
NO_INK = Ink(np.empty((0, 2)), np.empty(0))
NAME = label("Grange", STYLE)


def found(name: Label, *, taken: tuple[Box, ...] = (), ink: Ink = NO_INK) -> Box:
    box = place(name, FIELD, taken=taken, ink=ink, inside=MAP)
    assert box is not None
    return box


def middle(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def test_on_an_empty_map_a_name_stands_in_the_middle_of_its_area() -> None:
    # in a rectangle every point of the middle line's middle part is as far from the edge
    assert middle(found(NAME))[1] == pytest.approx(80, abs=4)
    assert FIELD.contains(shapely.box(*corners(found(NAME))))


def corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def test_a_name_moves_away_from_a_symbol_it_would_hide() -> None:
    before = middle(found(NAME))
    ink = Ink(np.array([before]), np.array([2.5]))
    moved = found(NAME, ink=ink)
    assert not shapely.box(*corners(moved)).contains(shapely.Point(before))


def test_of_two_marks_a_name_hides_the_lighter_one() -> None:
    field = shapely.box(50, 60, 50 + NAME.width + 1, 60 + 2 * NAME.height + 2)
    upper, lower = (58, 61 + NAME.height / 2), (58, 61 + NAME.height * 1.5)
    ink = Ink(np.array([upper, lower]), np.array([9.0, 0.1]))
    box = place(NAME, field, taken=[], ink=ink, inside=MAP)
    assert box is not None
    assert middle(box)[1] > upper[1]


def test_names_never_lie_on_each_other() -> None:
    boxes: list[Box] = []
    for name in ("Appleton", "Halton View", "Central & West Bank", "Highfield"):
        box = place(label(name, STYLE), FIELD, taken=boxes, ink=NO_INK, inside=MAP)
        assert box is not None
        assert not any(shapely.box(*corners(box)).overlaps(shapely.box(*corners(b))) for b in boxes)
        boxes.append(box)


def test_a_name_without_a_free_place_is_left_out() -> None:
    assert place(NAME, FIELD, taken=[MAP], ink=NO_INK, inside=MAP) is None


@settings(deadline=None, max_examples=50)
@given(st.floats(0, 230), st.floats(0, 190), st.floats(3, 60))
def test_a_name_is_wholly_on_the_map_or_left_out(x: float, y: float, size: float) -> None:
    area = shapely.box(x, y, x + size, y + size)
    box = place(NAME, area, taken=[], ink=NO_INK, inside=MAP)
    if box is not None:
        assert box.left > MAP.left
        assert box.right < MAP.right
        assert box.top > MAP.top
        assert box.bottom < MAP.bottom


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Grange", ("Grange",)),
        ("Mersey & Weston", ("Mersey & Weston",)),
        ("Central & West Bank", ("Central &", "West Bank")),
        ("Ditton, Hale Village & Halebank", ("Ditton, Hale", "Village & Halebank")),
        ("Cholmondeleyshire-on-Sea", ("Cholmondeleyshire-on-Sea",)),
    ],
)
def test_long_names_are_set_on_two_even_lines(name: str, lines: tuple[str, ...]) -> None:
    assert label(name, STYLE).lines == lines


def test_two_lines_need_more_height_and_the_width_of_the_wider() -> None:
    one, two = label("West Bank", STYLE), label("Central & West Bank", STYLE)
    assert two.height > one.height * 1.5
    assert two.width == pytest.approx(one.width, rel=0.15)


def test_the_letters_lie_in_the_box_they_were_given() -> None:
    figure, page = new_page()
    name = label("Central & West Bank", STYLE)
    box = Box(100, 100, name.width, name.height)
    letter_in(page, name, box)
    for text in page.texts:
        text.set_path_effects([])
        drawn = text.get_window_extent().transformed(page.transData.inverted())
        assert drawn.x0 >= box.left - 0.05
        assert drawn.x1 <= box.right + 0.05
        assert min(drawn.y0, drawn.y1) >= box.top - 0.1
        assert max(drawn.y0, drawn.y1) <= box.bottom + 0.3
    assert len(page.texts) == 2
    assert figure.axes == [page]


def test_ground_and_page_agree_on_the_corners_of_the_map() -> None:
    extent = Extent(345_000, 378_000, 361_000, 378_000 + 16_000 * MAP.height / MAP.width)
    points = np.array([(extent.west, extent.north), (extent.east, extent.south)])
    assert to_page(points, box=MAP, extent=extent) == pytest.approx(
        np.array([(MAP.left, MAP.top), (MAP.right, MAP.bottom)])
    )
