"""The small map of Trends: classes where they lie, counted in the legend, and no coordinate."""

import re
from urllib.parse import unquote

import numpy as np
import pytest

from dashboard.panels.trends import minimap
from dashboard.panels.trends.minimap import Hexagons, Layer
from data import geography
from geo.cells import centres_of
from tests.test_dashboard_findings_ground import BEFORE

STUDY = BEFORE.study
WEST = int(np.argmin(centres_of(BEFORE.board.cells)[0]))
EAST = int(np.argmax(centres_of(BEFORE.board.cells)[0]))
NONE = np.array([], dtype=np.int64)


def drawn(*layers: Layer, label: str = "A map.") -> str:
    return minimap.html(BEFORE, layers, vintage="2020", label=label)


def paths(written: str) -> list[str]:
    """Give the path of each mask, in the order drawn."""
    return re.findall(r"<path d='([^']*)'", unquote(written))


def points(path: str) -> np.ndarray:
    return np.array(re.findall(r"(-?\d+) (-?\d+)", path), dtype=float)


def test_each_class_is_drawn_where_its_hexagons_lie() -> None:
    west, east = np.array([WEST]), np.array([EAST])
    written = drawn(Layer("West", "--layer", west), Layer("East", "--fall", east, "ring"))
    land, first, second, lines = paths(written)
    assert points(first)[:, 0].max() < points(second)[:, 0].min()
    box = points(land)
    for part in (first, second):
        assert points(part)[:, 0].min() >= box[:, 0].min() - 40
        assert points(part)[:, 0].max() <= box[:, 0].max() + 40
    assert lines.count("M") >= len(geography.wards())
    assert first.count("M") == second.count("M") == 1


def test_a_ring_is_a_line_and_a_fill_is_none() -> None:
    cells = np.array([WEST])
    filled, ringed = (
        unquote(drawn(Layer("x", "--layer", cells, form))) for form in ("fill", "ring")
    )
    assert filled.count("fill='none'") == 1  # the ward lines
    assert ringed.count("fill='none'") == 2


def test_the_legend_counts_the_hexagons_and_leaves_out_empty_classes() -> None:
    written = drawn(Layer("Hot", "--hot-99", np.arange(12)), Layer("Cold", "--fall", NONE, "ring"))
    assert re.search(r"Hot <b>12</b>", written)
    assert "Cold" not in written
    assert len(paths(written)) == 3


def test_a_map_without_a_class_is_the_borough_alone() -> None:
    assert len(paths(drawn())) == 2


def test_what_the_map_says_is_said_to_those_who_cannot_see_it() -> None:
    written = drawn(label='Hot & "cold"')
    assert 'role="img"' in written
    assert 'aria-label="Hot &amp; &quot;cold&quot;"' in written


def test_a_label_is_text() -> None:
    written = drawn(Layer("<script>x</script>", "--layer", np.array([WEST])))
    assert "<script>" not in written


def test_towns_are_named_inside_the_picture() -> None:
    written = drawn()
    for town in ("Widnes", "Runcorn"):
        left, top = map(float, re.findall(rf"left:([\d.]+)%;top:([\d.]+)%\">{town}", written)[0])
        assert 0 < left < 100
        assert 0 < top < 100


def test_no_degree_of_longitude_or_latitude_leaves_the_server() -> None:
    assert "53." not in drawn(Layer("x", "--layer", np.arange(50)))
    assert "-2." not in drawn(Layer("x", "--layer", np.arange(50)))


@pytest.mark.parametrize("vintage", geography.VINTAGES)
def test_both_generations_of_wards_can_be_drawn(vintage: str) -> None:
    found = minimap.picture(
        STUDY,
        [Hexagons("--layer", BEFORE.board.cells[:3])],
        vintage=vintage,
        folder=BEFORE.folder,
        label="x",
    )
    assert paths(found)[-1].count("M") >= len(geography.wards(vintage))
