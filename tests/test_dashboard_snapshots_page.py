"""The page in millimetres, and the map's extent on it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.snapshots.page import (
    PAGE,
    Box,
    Extent,
    Style,
    fitted,
    line_height,
    map_axes,
    new_page,
    paragraph,
    rule,
    write,
)
from dashboard.snapshots.text import STRONG, Halo, Run

BOX = Box(12, 29, 204.3, 144.5)
COORDINATES = st.floats(330_000, 370_000)


def test_the_page_is_a4_landscape_and_a_millimetre_is_a_millimetre() -> None:
    figure, page = new_page()
    assert figure.get_size_inches() * 25.4 == pytest.approx(PAGE)
    dots = page.transData.transform([(0, 0), (10, 0), (0, 10)])
    assert dots[0] == pytest.approx((0, 210 / 25.4 * figure.dpi), abs=0.5)
    assert dots[1][0] - dots[0][0] == pytest.approx(10 / 25.4 * figure.dpi, rel=1e-3)
    assert dots[0][1] - dots[2][1] == pytest.approx(10 / 25.4 * figure.dpi, rel=1e-3)


def test_the_map_lies_in_its_box_with_north_up_and_equal_scales() -> None:
    figure, page = new_page()
    extent = fitted((345_000, 378_000, 361_000, 390_000), BOX, margin=0.03, least=5000)
    chart = map_axes(figure, BOX, extent=extent)
    corner = chart.transData.transform((extent.west, extent.north))
    assert corner == pytest.approx(page.transData.transform((BOX.left, BOX.top)), abs=0.5)
    here, north, east = chart.transData.transform(
        [(350_000, 380_000), (350_000, 381_000), (351_000, 380_000)]
    )
    assert north[1] - here[1] == pytest.approx(east[0] - here[0], rel=1e-6)
    assert north[0] == pytest.approx(here[0])


@given(COORDINATES, COORDINATES, st.floats(10, 20_000), st.floats(10, 20_000))
def test_what_must_be_seen_is_seen_with_a_margin(
    west: float, south: float, wide: float, high: float
) -> None:
    found = fitted((west, south, west + wide, south + high), BOX, margin=0.03, least=5000)
    assert found.west < west
    assert found.east > west + wide
    assert found.south < south
    assert found.north > south + high
    proportions = (found.east - found.west) / (found.north - found.south)
    assert proportions == pytest.approx(BOX.width / BOX.height)
    assert found.east - found.west >= 5000 - 1e-6


def test_the_middle_stays_in_the_middle() -> None:
    found = fitted((0, 0, 100, 40), BOX, margin=0, least=1)
    assert isinstance(found, Extent)
    assert np.mean([found.west, found.east]) == pytest.approx(50)
    assert np.mean([found.south, found.north]) == pytest.approx(20)


@pytest.mark.parametrize("words", ["$x$", "$\\frac{", "\\alpha_b^c", "50% of $5"])
def test_text_is_never_read_as_a_formula(words: str) -> None:
    figure, page = new_page()
    write(page, (10, 10), words, Style(size=9, halo=Halo("#fff")))
    figure.canvas.draw()
    assert page.texts[0].get_text() == words
    assert not page.texts[0].get_parse_math()


def test_a_paragraph_returns_where_the_next_one_starts() -> None:
    _, page = new_page()
    end = paragraph(page, (10, 20), [Run("one two three four")], width=12, style=Style(size=9))
    baselines = sorted({text.get_position()[1] for text in page.texts})
    assert len(baselines) > 1
    assert end == pytest.approx(baselines[-1] + line_height(9))
    assert np.diff(baselines) == pytest.approx(line_height(9))


def test_a_run_brings_its_own_weight() -> None:
    _, page = new_page()
    paragraph(page, (10, 20), [Run("a", STRONG), Run("b")], width=50, style=Style(size=9))
    files = [str(text.get_fontproperties().get_file()) for text in page.texts]
    assert [file.rpartition("-")[2] for file in files] == ["SemiBold.ttf", "Regular.ttf"]


def test_a_box_knows_its_other_edges() -> None:
    assert BOX.right == pytest.approx(216.3)
    assert BOX.bottom == pytest.approx(173.5)


def test_a_rule_runs_between_its_ends() -> None:
    _, page = new_page()
    rule(page, (1, 2), (3, 4))
    assert np.asarray(page.lines[0].get_xydata()).tolist() == [[1, 2], [3, 4]]
