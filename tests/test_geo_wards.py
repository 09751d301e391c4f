"""Points in wards: held against geopandas, corners and shared lines included."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import wards

SQUARES = [shapely.box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)]
ODD = [
    shapely.Polygon([(0, 0), (3, 0.2), (2.5, 2), (1, 1.1)]),
    shapely.MultiPolygon([shapely.box(3, 3, 4, 4), shapely.box(0, 3, 1, 4)]),
    shapely.box(1, 2, 3, 4).difference(shapely.box(1.5, 2.5, 2, 3)),
]
HALVES = st.integers(-2, 12).map(lambda number: number / 2)


def by_joining(lng: list[float], lat: list[float], outlines: list[shapely.Polygon]) -> list[int]:
    """The same by geopandas: the first outline that meets the point."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lng, lat))
    joined = points.sjoin(gpd.GeoDataFrame(geometry=outlines), how="left", predicate="intersects")
    first = joined["index_right"].groupby(level=0).min().fillna(-1)
    return [int(value) for value in first]


@pytest.mark.parametrize("outlines", [SQUARES, ODD])
def test_random_points_are_placed_as_geopandas_places_them(outlines: list[shapely.Polygon]) -> None:
    lng, lat = np.random.default_rng(1).uniform(-0.5, 4.5, (2, 4_000)).tolist()
    found = wards.locate(lng, lat, outlines=outlines)
    assert found.tolist() == by_joining(lng, lat, outlines)
    assert -1 in found


@given(st.lists(st.tuples(HALVES, HALVES), min_size=1, max_size=40))
def test_points_on_lines_and_corners_are_placed_as_geopandas_places_them(
    pairs: list[tuple[float, float]],
) -> None:
    lng, lat = (list(values) for values in zip(*pairs, strict=True))
    assert wards.locate(lng, lat, outlines=SQUARES).tolist() == by_joining(lng, lat, SQUARES)


@given(
    st.lists(st.tuples(st.floats(-1, 5), st.floats(-1, 5)), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_order_of_points_never_matters(
    pairs: list[tuple[float, float]], random: st.DataObject
) -> None:
    order = list(range(len(pairs)))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types its randoms loosely
    lng, lat = np.array(pairs).T
    found = wards.locate(lng, lat, outlines=ODD)
    assert (wards.locate(lng[order], lat[order], outlines=ODD) == found[order]).all()


def test_a_shared_line_belongs_to_the_first_outline() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    assert wards.locate([1.0], [0.5], outlines=[left, right]).tolist() == [0]
    assert wards.locate([1.0], [0.5], outlines=[right, left]).tolist() == [0]


def test_an_unknown_place_is_in_no_ward() -> None:
    assert wards.locate([np.nan, 0.5], [0.5, np.nan], outlines=SQUARES).tolist() == [-1, -1]


def test_no_points_or_no_outlines_give_no_ward() -> None:
    assert wards.locate([], [], outlines=SQUARES).size == 0
    assert wards.locate([0.5], [0.5], outlines=[]).tolist() == [-1]


def test_coordinates_that_do_not_pair_up_are_refused() -> None:
    with pytest.raises(ValueError, match="come in pairs"):
        wards.locate([0.5], [0.5, 0.6], outlines=SQUARES)


def test_overlaps_are_shares_of_the_shape() -> None:
    shapes = [shapely.box(0.5, 0, 1.5, 1), shapely.box(9, 9, 10, 10), shapely.box(0, 0, 0.5, 0.5)]
    shares = wards.overlaps(shapes, outlines=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 1.25, 1)])
    assert shares.tolist() == [[0.5, 0.25], [0, 0], [1, 0]]


def test_the_shares_of_a_shape_within_touching_outlines_sum_to_one() -> None:
    shapes = shapely.Point(2, 2).buffer(np.linspace(0.1, 1.9, 20))
    np.testing.assert_allclose(wards.overlaps(shapes, outlines=SQUARES).sum(axis=1), 1)
