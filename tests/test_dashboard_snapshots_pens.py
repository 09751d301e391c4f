"""Shapely shapes as matplotlib draws them."""

from typing import Any

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_hex
from matplotlib.path import Path as Outline

from dashboard.snapshots.page import new_page
from dashboard.snapshots.pens import dots, fill, outline, stroke
from dashboard.theme import colour


def test_a_hole_stays_a_hole() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    path = outline(ring)
    assert path.contains_point((1, 1))
    assert path.codes is not None
    assert np.count_nonzero(np.asarray(path.codes) == Outline.CLOSEPOLY) == 2
    outer, inner = path.to_polygons()
    assert signed_area(outer) * signed_area(inner) < 0


def signed_area(ring: Any) -> float:  # noqa: ANN401 - matplotlib says any array
    x, y = np.asarray(ring).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def test_an_open_line_is_not_closed() -> None:
    path = outline(shapely.LineString([(0, 0), (1, 0), (1, 1)]))
    assert Outline.CLOSEPOLY not in np.asarray(path.codes)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 4, 4)]),
        shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]),
    ],
    ids=["polygons", "lines"],
)
def test_parts_of_a_shape_become_one_path(shape: Any) -> None:  # noqa: ANN401 - shapely ships no types
    starts = np.asarray(outline(shape).codes) == Outline.MOVETO
    assert np.count_nonzero(starts) == 2


def test_pens_draw_in_the_colours_of_the_theme_without_moving_the_map() -> None:
    _, page = new_page()
    before = page.get_xlim(), page.get_ylim()
    fill(page, shapely.box(0, 0, 9, 9), "land", order=1)
    stroke(page, shapely.box(0, 0, 999, 999), ("ward-line", 0.6), order=2)
    dots(page, shapely.MultiPoint([(5, 5), (999, 999)]), size=1, ink="postcode", order=3)
    shades: list[Any] = [page.collections[0].get_facecolor(), page.collections[1].get_edgecolor()]
    assert [to_hex(shade[0]).upper() for shade in shades] == [colour("land"), colour("ward-line")]
    assert page.lines[0].get_color() == colour("postcode")
    assert (page.get_xlim(), page.get_ylim()) == before
