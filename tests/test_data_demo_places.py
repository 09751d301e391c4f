"""Invented events lie on real ground: in the ward of the open count that they follow."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from data import geography
from data.demo_draws import Draws
from data.demo_parameters import number
from data.demo_places import (
    METRES_A_DEGREE,
    NEIGHBOURS,
    WEIGHTS,
    apart_m,
    in_cells,
    map_points,
    premises,
    scatter,
    shake,
    streets_near,
    wards_of,
)
from geo.cells import cells_of

GLOBE = Geod(ellps="WGS84")


def true_metres(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Measure pair by pair on the ellipsoid."""
    return np.asarray(GLOBE.inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])[2])


def test_premises_are_the_borough_s_postcodes() -> None:
    held = premises()
    assert 0.99 * len(geography.postcodes()) < len(held.coords) <= len(geography.postcodes())
    assert (held.ward != "").all()
    assert set(held.ward) == set(geography.wards()["code"])
    cells = cells_of(held.coords[:, 0], held.coords[:, 1], resolution=9)
    np.testing.assert_array_equal(held.cell, cells)


def test_map_points_hold_every_open_count_in_the_borough() -> None:
    open_counts = pd.read_csv(WEIGHTS, encoding="utf-8")
    points = map_points()
    at = open_counts[["lng", "lat"]].to_numpy()
    inside = wards_of(at) != ""
    assert points.counts.sum() == open_counts.loc[inside, "count"].sum()
    assert inside.mean() > 0.99
    by_category = open_counts[inside].groupby("category")["count"].sum()
    assert points.counts.sum(axis=0).tolist() == by_category[list(points.categories)].tolist()


def test_weights_of_a_category_follow_its_counts() -> None:
    points = map_points()
    weights = points.weights("Shoplifting")
    own = points.counts[:, points.categories.index("Shoplifting")]
    assert weights.sum() == pytest.approx(1)
    assert np.corrcoef(weights, own)[0, 1] > 0.98
    assert (weights > 0).all()


def test_what_lies_near_a_map_point_is_in_reach_and_in_its_ward() -> None:
    points, held = map_points(), premises()
    assert points.near.shape == (len(points.coords), NEIGHBOURS)
    row, column = np.nonzero(points.near >= 0)
    found = points.near[row, column]
    wards = wards_of(points.coords)
    assert (held.ward[found] == wards[row]).all()
    far = true_metres(points.coords[row], held.coords[found])
    assert far.max() <= 1.01 * number("incidents.reach_m")


def test_the_ones_that_fit_come_first() -> None:
    fits = map_points().near >= 0
    assert (np.diff(fits.astype(int), axis=1) <= 0).all()
    assert fits.any(axis=1).mean() > 0.8


def test_scattered_events_stay_in_their_ward_and_within_reach() -> None:
    points = np.arange(len(map_points().coords))
    made = scatter(Draws(1, "any"), points)
    source = map_points().coords
    np.testing.assert_array_equal(wards_of(made), wards_of(source))
    reach = number("incidents.reach_m") + 1.5 * number("incidents.shake_m")
    assert true_metres(source, made).max() <= 1.01 * reach


def test_scattered_events_do_not_stack() -> None:
    busy = np.full(500, int(map_points().counts.sum(axis=1).argmax()))
    made = scatter(Draws(1, "any"), busy)
    assert len(np.unique(made, axis=0)) > 450


def test_shaking_never_leaves_the_cell_the_ward_or_the_land() -> None:
    held = premises()
    made = shake(Draws(1, "any"), held.coords)
    cells = cells_of(made[:, 0], made[:, 1], resolution=9)
    np.testing.assert_array_equal(cells, held.cell)
    np.testing.assert_array_equal(wards_of(made), held.ward)
    moved = true_metres(held.coords, made)
    assert 0 < np.median(moved) < number("incidents.shake_m")
    assert moved.max() <= 1.42 * number("incidents.shake_m")


def test_premises_are_found_by_cell_and_ward() -> None:
    held = premises()
    chosen = in_cells(held.cell[:1], ward=str(held.ward[0]))
    assert 0 in chosen
    assert (held.cell[chosen] == held.cell[0]).all()
    assert (held.ward[chosen] == held.ward[0]).all()
    assert len(in_cells(held.cell[:1], ward="nowhere")) == 0


def test_distances_are_good_to_half_a_percent_over_the_borough() -> None:
    some = premises().coords[::100]
    measured = apart_m(some, some)
    assert measured.shape == (len(some), len(some))
    rows, columns = np.triu_indices(len(some), k=1)
    true = true_metres(some[rows], some[columns])
    np.testing.assert_allclose(measured[rows, columns], true, rtol=5e-3)
    assert METRES_A_DEGREE[0] < METRES_A_DEGREE[1]


def test_a_place_on_a_street_is_named_by_it() -> None:
    streets = geography.streets()
    some = streets.iloc[::50]
    named = streets_near(some[["lng", "lat"]].to_numpy())
    for name, lng, lat in zip(named, some["lng"], some["lat"], strict=True):
        here = streets["lng"].eq(lng) & streets["lat"].eq(lat)
        assert name in set(streets.loc[here, "name"])
