"""Cells: held against plain h3, one point at a time."""

import h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo import cells
from geo.coordinates import Floats

HALTON = shapely.box(-2.833, 53.305, -2.595, 53.403)
IN_HALTON = st.tuples(st.floats(-2.84, -2.59), st.floats(53.30, 53.41))
ANYWHERE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
EACH_RESOLUTION = pytest.mark.parametrize("resolution", cells.RESOLUTIONS)


def points(number: int, *, seed: int = 1) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    return random.uniform(-2.84, -2.59, number), random.uniform(53.30, 53.41, number)


def plain(lng: Floats, lat: Floats, resolution: int) -> list[int]:
    return [
        h3.str_to_int(h3.latlng_to_cell(y, x, resolution)) for x, y in zip(lng, lat, strict=True)
    ]


@EACH_RESOLUTION
def test_every_point_falls_in_the_cell_that_h3_names(resolution: int) -> None:
    lng, lat = points(3_000)
    assert cells.cells_of(lng, lat, resolution=resolution).tolist() == plain(lng, lat, resolution)


def test_repeated_coordinates_give_the_same_cells_as_one_by_one() -> None:
    lng, lat = points(40)
    pick = np.random.default_rng(2).integers(0, 40, 5_000)
    found = cells.cells_of(lng[pick], lat[pick], resolution=9)
    assert found.tolist() == plain(lng[pick], lat[pick], 9)


@given(st.lists(ANYWHERE, max_size=20))
def test_any_point_on_earth_has_the_cell_that_h3_names(pairs: list[tuple[float, float]]) -> None:
    lng, lat = np.array(pairs, dtype=float).reshape(-1, 2).T
    assert cells.cells_of(lng, lat, resolution=8).tolist() == plain(lng, lat, 8)


@given(st.lists(IN_HALTON, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_points_never_matters(
    pairs: list[tuple[float, float]], random: st.DataObject
) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its randoms loosely
    one = cells.cells_of(*np.array(pairs, dtype=float).reshape(-1, 2).T, resolution=9)
    two = cells.cells_of(*np.array(shuffled, dtype=float).reshape(-1, 2).T, resolution=9)
    assert sorted(one.tolist()) == sorted(two.tolist())


def test_an_unknown_place_has_no_cell_and_disturbs_no_other() -> None:
    found = cells.cells_of([np.nan, -2.7, -2.7], [53.3, np.nan, 53.35], resolution=9)
    assert found[:2].tolist() == [0, 0]
    assert found[2:].tolist() == plain(np.array([-2.7]), np.array([53.35]), 9)


def test_no_points_give_no_cells() -> None:
    assert cells.cells_of([], [], resolution=9).dtype == np.uint64


@pytest.mark.parametrize(
    ("lng", "lat", "finding"),
    [
        ([-2.7], [999.0], "Latitude runs from -90 to 90 degrees, found 999"),
        ([181.0], [53.0], "Longitude runs from -180 to 180 degrees, found 181"),
        ([np.inf], [53.0], "found inf"),
        ([352_000.0], [385_000.0], "Longitude .* Latitude "),
    ],
)
def test_a_coordinate_out_of_range_is_refused_with_what_was_found(
    lng: list[float], lat: list[float], finding: str
) -> None:
    with pytest.raises(ValueError, match=finding):
        cells.cells_of(lng, lat, resolution=9)


def test_coordinates_that_do_not_pair_up_are_refused() -> None:
    with pytest.raises(ValueError, match="come in pairs"):
        cells.cells_of([-2.7, -2.8], [53.3], resolution=9)


@pytest.mark.parametrize("resolution", [0, 6, 11, 15])
def test_a_resolution_that_is_not_offered_is_refused(resolution: int) -> None:
    with pytest.raises(ValueError, match="resolutions are 7, 8, 9, 10"):
        cells.cells_of([-2.7], [53.3], resolution=resolution)


@given(st.lists(ANYWHERE, max_size=20), st.sampled_from(cells.RESOLUTIONS))
def test_parents_are_those_of_h3(pairs: list[tuple[float, float]], resolution: int) -> None:
    fine = [h3.latlng_to_cell(lat, lng, 10) for lng, lat in pairs]
    parents = cells.parents_of(cells.cells_from_hex(fine), resolution=resolution)
    assert cells.hex_of(parents).tolist() == [h3.cell_to_parent(c, resolution) for c in fine]


@given(st.lists(IN_HALTON, min_size=1, max_size=60))
def test_a_parent_holds_exactly_what_its_children_hold(pairs: list[tuple[float, float]]) -> None:
    lng, lat = np.array(pairs).T
    fine = cells.cells_of(lng, lat, resolution=10)
    each, count = np.unique(fine, return_counts=True)
    held: dict[int, int] = {}
    for parent, number in zip(cells.parents_of(each, resolution=8), count, strict=True):
        held[int(parent)] = held.get(int(parent), 0) + int(number)
    for parent, number in held.items():
        children = {h3.str_to_int(c) for c in h3.cell_to_children(h3.int_to_str(parent), 10)}
        assert number == sum(int(cell) in children for cell in fine)


def test_the_parent_of_no_cell_is_no_cell() -> None:
    assert cells.parents_of(np.zeros(2, np.uint64), resolution=8).tolist() == [0, 0]


def test_a_finer_parent_is_refused() -> None:
    coarse = cells.cells_of([-2.7], [53.35], resolution=8)
    with pytest.raises(ValueError, match="cells of resolution 8 have no parents at 9"):
        cells.parents_of(coarse, resolution=9)


@EACH_RESOLUTION
def test_outlines_are_those_of_h3_with_longitude_first(resolution: int) -> None:
    found = cells.cells_of(*points(50), resolution=resolution)
    for cell, outline in zip(found.tolist(), cells.outlines_of(found), strict=True):
        corners = [(lng, lat) for lat, lng in h3.cell_to_boundary(h3.int_to_str(cell))]
        assert list(outline.exterior.coords) == [*corners, corners[0]]
    assert cells.outlines_of([]).size == 0


def test_a_cell_with_extra_corners_keeps_them() -> None:
    """Cells on the edges of the icosahedron have up to ten corners."""
    crowded = [c for c in h3.cell_to_children("8001fffffffffff", 3) if h3.get_resolution(c) == 3]
    odd = [c for c in crowded if len(h3.cell_to_boundary(c)) > 6][:3]
    assert odd
    outlines = cells.outlines_of(cells.cells_from_hex(odd))
    assert [len(o.exterior.coords) - 1 for o in outlines] == [
        len(h3.cell_to_boundary(c)) for c in odd
    ]


def test_centres_lie_in_their_own_cells() -> None:
    found = np.unique(cells.cells_of(*points(200), resolution=9))
    lng, lat = cells.centres_of(found)
    assert (cells.cells_of(lng, lat, resolution=9) == found).all()
    assert cells.centres_of([])[0].shape == (0,)


def test_written_cells_read_back_as_they_were() -> None:
    found = np.append(cells.cells_of(*points(50), resolution=10), np.uint64(0))
    written = cells.hex_of(found)
    assert written[0] == h3.int_to_str(int(found[0]))
    assert written[-1] == ""
    assert (cells.cells_from_hex(written) == found).all()


@pytest.mark.parametrize("text", ["banana", "0", "8919518aa6b", "-1", "f" * 40, " 8919518aa6bffff"])
def test_a_text_that_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="An H3 cell is written like"):
        cells.cells_from_hex([text])


@EACH_RESOLUTION
def test_the_cells_touching_an_area_are_all_that_overlap_it_and_no_other(resolution: int) -> None:
    area = (
        shapely.Point(-2.72, 53.35)
        .buffer(0.01)
        .difference(shapely.Point(-2.72, 53.35).buffer(0.004))
    )
    found = cells.cells_touching(area, resolution=resolution)
    candidates = np.unique(cells.cells_of(*points(60_000), resolution=resolution))
    overlapping = candidates[shapely.intersects(area, cells.outlines_of(candidates))]
    assert np.isin(overlapping, found).all()
    assert shapely.dwithin(area, cells.outlines_of(found), 2e-6).all()
    assert (np.diff(found.astype(object)) > 0).all()


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30))
@settings(deadline=None)
def test_a_point_of_the_area_always_finds_its_cell_even_on_the_edge(
    shares: list[tuple[float, float]],
) -> None:
    west, south, east, north = HALTON.bounds
    inside = [(west + a * (east - west), south + b * (north - south)) for a, b in shares]
    corners = [*inside, (west, south), (east, north), (west, (south + north) / 2)]
    found = cells.cells_of(*np.array(corners).T, resolution=8)
    assert np.isin(found, cells.cells_touching(HALTON, resolution=8)).all()


def test_an_empty_area_touches_no_cell() -> None:
    assert cells.cells_touching(shapely.Polygon(), resolution=9).size == 0


@EACH_RESOLUTION
def test_areas_are_those_on_the_ellipsoid(resolution: int) -> None:
    found = np.unique(cells.cells_of(*points(40), resolution=resolution))
    geod = Geod(ellps="WGS84")
    measured = [abs(geod.geometry_area_perimeter(o)[0]) / 1e6 for o in cells.outlines_of(found)]
    np.testing.assert_allclose(cells.areas_of(found), measured, rtol=2e-5)


def test_areas_at_the_default_resolution_are_about_nine_and_a_half_hectares() -> None:
    assert cells.areas_of(cells.cells_of([-2.72], [53.35], resolution=9))[0] == pytest.approx(
        0.095, abs=0.001
    )


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_neighbours_are_the_grid_disk_cut_to_the_given_cells(steps: int) -> None:
    given_cells = cells.cells_touching(shapely.Point(-2.72, 53.35).buffer(0.012), resolution=9)
    mixed = np.random.default_rng(3).permutation(given_cells)
    near = cells.neighbours_of(mixed, steps=steps).toarray()
    written = cells.hex_of(mixed).tolist()
    for row, cell in enumerate(written):
        disk = set(h3.grid_disk(cell, steps)) & set(written)
        assert {written[column] for column in np.flatnonzero(near[row])} == disk
    assert (near == near.T).all()
    assert near.max() == 1


def test_neighbours_of_no_cells_are_an_empty_matrix() -> None:
    assert cells.neighbours_of([], steps=1).shape == (0, 0)


def test_neighbours_refuse_repeated_cells_and_negative_steps() -> None:
    one = cells.cells_of([-2.7], [53.35], resolution=9)
    with pytest.raises(ValueError, match="1 are repeated"):
        cells.neighbours_of(np.repeat(one, 2), steps=1)
    with pytest.raises(ValueError, match="0 or more steps, not -1"):
        cells.neighbours_of(one, steps=-1)


@EACH_RESOLUTION
def test_the_resolution_is_read_off_the_cells(resolution: int) -> None:
    assert cells.resolution_of(cells.cells_of(*points(5), resolution=resolution)) == resolution


def test_cells_of_several_resolutions_or_none_have_no_one_resolution() -> None:
    mixed = np.append(
        cells.cells_of([-2.7], [53.35], resolution=8), cells.cells_of([-2.7], [53.35], resolution=9)
    )
    with pytest.raises(ValueError, match=r"one resolution, found \[8, 9\]"):
        cells.resolution_of(mixed)
    with pytest.raises(ValueError, match="one resolution"):
        cells.resolution_of([])


def test_a_speck_between_a_straight_edge_and_h3s_great_circle_still_finds_its_cell() -> None:
    outlines = cells.outlines_of(cells.cells_touching(HALTON, resolution=7))
    ends = [shapely.get_coordinates(outline) for outline in outlines]
    middles = np.vstack([(corners[:-1] + corners[1:]) / 2 for corners in ends])
    between = False
    for lng, lat in np.vstack([middles + np.array([0, 2e-7]), middles - np.array([0, 2e-7])]):
        speck = shapely.Point(lng, lat).buffer(1e-9)
        own = cells.cells_of([lng], [lat], resolution=7)
        between |= not shapely.intersects(cells.outlines_of(own)[0], speck)
        assert np.isin(own, cells.cells_touching(speck, resolution=7)).all()
    assert between, "no speck lay between the two edges: the test shows nothing"
