"""Hexagons by class and symbols in them."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from dashboard.snapshots import marks
from dashboard.snapshots.ground import hexagons
from dashboard.snapshots.page import Box, fitted, map_axes, new_page
from dashboard.theme import RAMPS, colour
from data import geography

BOX = Box(12, 29, 204.3, 144.5)
CELLS = geography.cells(9)["cell"].to_numpy()
SCALE = 80.0


def chart() -> Axes:
    extent = fitted((345_000, 378_000, 361_000, 390_000), BOX, margin=0.03, least=5000)
    return map_axes(new_page()[0], BOX, extent=extent)


def counts(*rows: tuple[int, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": CELLS[[row[0] for row in rows]],
            "layer": [row[1] for row in rows],
            "count": [row[2] for row in rows],
        }
    )


def polygons(axes: Axes) -> list[PolyCollection]:
    return [each for each in axes.collections if isinstance(each, PolyCollection)]


def shapes(collection: PolyCollection) -> list[np.ndarray]:
    return [np.asarray(path.vertices) for path in collection.get_paths()]


def hexes(shades: Any) -> list[str]:  # noqa: ANN401 - matplotlib's colours are of many kinds
    return [to_hex(shade).upper() for shade in shades]


def test_a_hexagon_is_filled_with_the_colour_of_its_class() -> None:
    axes = chart()
    table = counts((0, "missing", 1), (1, "missing", 4), (2, "missing", 40))
    marks.fill_cells(axes, table, layer="missing", metres_per_mm=SCALE)
    found = hexes(polygons(axes)[0].get_facecolor())
    ramp = RAMPS["missing"]["light"]
    assert found == [ramp[0], ramp[1], ramp[4]]


def test_pale_classes_are_outlined_in_a_colour_that_reads() -> None:
    axes = chart()
    table = counts((0, "missing", 1), (1, "missing", 40))
    marks.fill_cells(axes, table, layer="missing", metres_per_mm=SCALE)
    edges = hexes(polygons(axes)[0].get_edgecolor())
    ramp = RAMPS["missing"]["light"]
    assert edges == [ramp[2], ramp[4]]


def test_only_the_layer_in_focus_fills() -> None:
    axes = chart()
    table = counts((0, "incidents", 1), (1, "missing", 4))
    marks.fill_cells(axes, table, layer="incidents", metres_per_mm=SCALE)
    assert len(polygons(axes)[0].get_paths()) == 1


@pytest.mark.parametrize("resolution", [7, 8, 9, 10])
def test_a_fine_gap_shows_between_cells_of_any_size(resolution: int) -> None:
    cells = geography.cells(resolution)["cell"].to_numpy()[:1]
    axes = chart()
    table = pd.DataFrame({"cell": cells, "layer": ["incidents"], "count": [1]})
    marks.fill_cells(axes, table, layer="incidents", metres_per_mm=SCALE)
    drawn = shapes(polygons(axes)[0])[0]
    full = hexagons(cells)[0]
    gap = (np.ptp(full[:, 0]) - np.ptp(drawn[:, 0])) / SCALE
    assert 0.05 < gap <= marks.WIDEST_GAP_MM + 1e-9
    assert drawn[:6].mean(axis=0) == pytest.approx(full.mean(axis=0))


def test_an_empty_map_draws_nothing_and_does_not_fail() -> None:
    axes = chart()
    nothing = counts((0, "incidents", 1)).iloc[:0]
    marks.fill_cells(axes, nothing, layer="incidents", metres_per_mm=SCALE)
    marks.add_symbols(axes, nothing, layers=["missing", "cuckooing"], metres_per_mm=SCALE)
    assert all(len(each.get_paths()) == 0 for each in polygons(axes))


def symbols(table: pd.DataFrame, *layers: str) -> dict[str, list[np.ndarray]]:
    """Outlines by layer, without their halos."""
    axes = chart()
    marks.add_symbols(axes, table, layers=layers, metres_per_mm=SCALE)
    found = polygons(axes)
    assert len(found) == 2 * len(layers)
    return dict(zip(layers, (shapes(each) for each in found[1::2]), strict=True))


def test_a_symbol_alone_stands_in_the_middle_of_its_cell() -> None:
    outline = symbols(counts((5, "missing", 1)), "missing")["missing"][0]
    middle = hexagons(CELLS[[5]])[0].mean(axis=0)
    assert outline[:3].mean(axis=0) == pytest.approx(middle)


def test_two_symbols_in_one_cell_stand_side_by_side_without_touching() -> None:
    table = counts((5, "cuckooing", 9), (5, "missing", 9))
    found = symbols(table, "cuckooing", "missing")
    left, right = (shapely.Polygon(found[layer][0]) for layer in ("cuckooing", "missing"))
    assert left.centroid.x < right.centroid.x
    assert not left.intersects(right)
    cell = shapely.Polygon(hexagons(CELLS[[5]])[0])
    assert cell.intersection(left).area > 0.95 * left.area
    assert cell.intersection(right).area > 0.95 * right.area


def test_symbols_have_three_sizes_by_class() -> None:
    table = counts((0, "missing", 2), (1, "missing", 5), (2, "missing", 6), (3, "missing", 60))
    areas = [shapely.Polygon(each).area for each in symbols(table, "missing")["missing"]]
    assert areas[0] < areas[1] < areas[2] == pytest.approx(areas[3])


def test_incidents_stand_as_symbols_only_in_the_busiest_tenth() -> None:
    table = counts(*((n, "incidents", n + 1) for n in range(100)))
    assert len(symbols(table, "incidents")["incidents"]) == 10


@pytest.mark.parametrize("metres_per_mm", [10.0, 80.0, 400.0])
def test_symbols_are_never_too_small_to_tell_nor_larger_than_the_legend(
    metres_per_mm: float,
) -> None:
    axes = chart()
    table = counts((0, "missing", 1), (1, "missing", 6))
    marks.add_symbols(axes, table, layers=["missing"], metres_per_mm=metres_per_mm)
    for outline, least, most in zip(
        shapes(polygons(axes)[1]), (0.55, 0.95), (0.8, 1.4), strict=True
    ):
        middle = outline[:3].mean(axis=0)
        radius = np.hypot(*(outline[0] - middle)) / metres_per_mm / 1.36
        assert least - 1e-6 <= radius <= most + 1e-6


@pytest.mark.parametrize(("shape", "corners"), [("circle", 48), ("diamond", 4), ("triangle", 3)])
def test_shapes_have_their_corners_and_point_up(shape: str, corners: int) -> None:
    for up in (1.0, -1.0):
        outline = marks.symbol(shape, middle=(3, 4), radius=2, up=up)
        assert outline.shape == (corners, 2)
        assert outline.mean(axis=0) == pytest.approx((3, 4))
        top = outline[np.argmax(outline[:, 1] * up)]
        assert top[0] == pytest.approx(3, abs=1e-9)


def test_shapes_weigh_about_the_same() -> None:
    areas = [
        shapely.Polygon(marks.symbol(shape, middle=(0, 0), radius=1)).area
        for shape in ("circle", "diamond", "triangle")
    ]
    assert max(areas) / min(areas) < 1.35


def test_symbols_carry_the_colour_of_their_layer() -> None:
    axes = chart()
    table = counts((0, "cuckooing", 1))
    marks.add_symbols(axes, table, layers=["cuckooing"], metres_per_mm=SCALE)
    assert hexes(polygons(axes)[1].get_facecolor()) == [colour("cuckooing")]
