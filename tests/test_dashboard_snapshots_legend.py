"""The legend says what the map shows, and fits its column."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon, Rectangle

from dashboard.classes import breaks, labels
from dashboard.snapshots import legend
from dashboard.snapshots.page import Box, new_page
from dashboard.theme import RAMPS
from tests.sheets import selection

COLUMN = Box(221, 29, 64, 144)
ALL = ("incidents", "cuckooing", "missing")


def counts(**layers: list[int]) -> pd.DataFrame:
    rows = [(layer, value) for layer, values in layers.items() for value in values]
    return pd.DataFrame(rows, columns=["layer", "count"])


def drawn(table: pd.DataFrame, focus: str = "incidents") -> tuple[Axes, float]:
    _, page = new_page()
    layers = tuple(layer for layer in ALL if layer == focus or layer in set(table["layer"]))
    chosen = selection(layers=layers, focus=focus)
    return page, legend.draw(page, COLUMN, counts=table, selection=chosen)


def texts(page: Axes) -> list[str]:
    return [text.get_text() for text in page.texts]


def swatches(page: Axes) -> list[str]:
    boxes = [patch for patch in page.patches if isinstance(patch, Rectangle)]
    return [to_hex(patch.get_facecolor()).upper() for patch in boxes]


def test_unit_and_window_head_the_legend() -> None:
    page, _ = drawn(counts(incidents=[1, 2]))
    assert texts(page)[:2] == ["Incidents in a hexagon", "1 Sep to 31 Oct 2026"]


def test_classes_are_those_of_the_map() -> None:
    values = [*range(1, 40), 80, 90]
    page, _ = drawn(counts(incidents=values))
    ranges = labels(breaks("incidents", values))
    assert set(ranges) <= set(texts(page))
    assert swatches(page) == list(RAMPS["incidents"]["light"])


def test_few_classes_take_the_far_end_of_the_ramp() -> None:
    page, _ = drawn(counts(incidents=[1, 1, 1, 5]))
    assert swatches(page) == list(RAMPS["incidents"]["light"][-2:])


def test_nothing_to_show_is_said() -> None:
    page, _ = drawn(counts(), focus="cuckooing")
    assert "No cuckooing reports to show" in texts(page)
    assert swatches(page) == []


@pytest.mark.parametrize("most", [9, 999, 99_999])
def test_ranges_of_any_length_do_not_touch_and_stay_in_the_column(most: int) -> None:
    figure, page = new_page()
    table = counts(incidents=[most // n for n in range(1, 9)])
    legend.draw(page, COLUMN, counts=table, selection=selection())
    names = labels(breaks("incidents", table["count"]))
    boxes = [
        text.get_window_extent().transformed(page.transData.inverted())
        for text in page.texts
        if text.get_text() in names
    ]
    assert len(boxes) == len(names)
    for left, right in pairwise(boxes):
        assert left.x1 < right.x0
    assert boxes[-1].x1 <= COLUMN.right
    assert figure.axes


def test_each_layer_out_of_focus_has_a_row_of_symbols() -> None:
    page, bottom = drawn(counts(incidents=[3], cuckooing=[1], missing=[4]))
    assert "Cuckooing reports" in texts(page)
    assert "Missing episodes" in texts(page)
    symbols = [patch for patch in page.patches if isinstance(patch, Polygon)]
    assert len(symbols) == 6
    assert bottom > drawn(counts(incidents=[3]))[1]


def test_incidents_as_symbols_say_their_threshold() -> None:
    page, _ = drawn(counts(missing=[1], incidents=list(range(1, 101))), focus="missing")
    assert "91+ (busiest tenth)" in texts(page)


def test_lines_of_the_ground_are_named() -> None:
    page, _ = drawn(counts(incidents=[1]))
    assert {"Ward", "Motorway", "Postcode"} <= set(texts(page))


def test_nothing_leaves_the_column() -> None:
    page, bottom = drawn(counts(incidents=[2, 3, 400], cuckooing=[1], missing=[40]))
    for text in page.texts:
        box = text.get_window_extent().transformed(page.transData.inverted())
        assert box.x0 >= COLUMN.left - 0.2
        assert box.x1 <= COLUMN.right
        assert box.y0 <= bottom
