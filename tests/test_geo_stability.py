"""Stability over shifted grids: a strong hot spot stays, one made by the grid does not."""

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, box

from geo.cells import cells_of, cells_touching, centres_of, neighbours_of, outlines_of
from geo.hotspots import find_hot_spots
from geo.stability import SHIFTS, shifts, stable_in

AREA = box(-2.80, 53.30, -2.68, 53.37)
CELLS = cells_touching(AREA, resolution=9)
MIDDLE = (-2.74, 53.335)


def scatter(number: int, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Events anywhere in the area."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-2.80, -2.68, number), rng.uniform(53.30, 53.37, number)


def around(number: int, *, metres: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Events within some metres of the middle."""
    rng = np.random.default_rng(seed)
    turn, far = rng.uniform(0, 2 * np.pi, number), metres * np.sqrt(rng.random(number))
    return MIDDLE[0] + far * np.cos(turn) / 66_500, MIDDLE[1] + far * np.sin(turn) / 111_300


def test_a_strong_hot_spot_is_hot_in_all_eight_shifts() -> None:
    lng, lat = np.hstack([scatter(300, seed=1), around(60, metres=150, seed=2)])
    stable = stable_in(lng, lat, cells=CELLS, area=AREA)
    home = np.searchsorted(CELLS, cells_of(*np.array(MIDDLE)[:, np.newaxis], resolution=9))[0]
    assert stable[home] == SHIFTS
    far = np.hypot(centres_of(CELLS)[0] - MIDDLE[0], centres_of(CELLS)[1] - MIDDLE[1]) > 0.03
    assert (stable[far] == 0).mean() > 0.97


def test_chance_alone_is_hardly_ever_stable() -> None:
    lng, lat = scatter(400, seed=3)
    stable = stable_in(lng, lat, cells=CELLS, area=AREA)
    assert (stable >= 4).mean() < 0.01


def test_a_weak_hot_spot_is_hot_in_some_shifts_only() -> None:
    lng, lat = np.hstack([scatter(300, seed=6), around(13, metres=350, seed=5)])
    stable = stable_in(lng, lat, cells=CELLS, area=AREA)
    assert stable.max() > 0
    assert ((stable > 0) & (stable < SHIFTS)).any()


def test_residents_explain_a_crowded_estate_in_every_shift() -> None:
    lng, lat = np.hstack([scatter(300, seed=1), around(60, metres=150, seed=2)])
    x, y = centres_of(CELLS)
    near = np.hypot((x - MIDDLE[0]) * 66_500, (y - MIDDLE[1]) * 111_300) < 450
    residents = np.where(near, 900.0, 40.0)
    even = stable_in(lng, lat, cells=CELLS, area=AREA)
    fair = stable_in(lng, lat, cells=CELLS, area=AREA, residents=residents)
    assert even[near].max() == SHIFTS
    assert fair[near].max() <= 1


def test_the_shifts_spread_over_the_cell_and_none_is_the_grid_itself() -> None:
    moves = np.array(list(shifts(CELLS)))
    assert moves.shape == (SHIFTS, 2)
    at = np.array(MIDDLE)
    homes = [centres_of(cells_of(*(at + move)[:, np.newaxis], resolution=9)) for move in moves]
    # where the point lies in its cell, in metres: eight places that keep their distance
    inside = np.array(
        [(at + m - np.ravel(h)) * [66_500, 111_300] for m, h in zip(moves, homes, strict=True)]
    )
    apart = np.hypot(*(inside[:, np.newaxis] - inside).T)
    assert apart[~np.eye(SHIFTS, dtype=bool)].min() > 50
    assert np.hypot(*inside.T).max() < 220


def test_an_unshifted_grid_gives_what_the_plain_test_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geo.stability.shifts", lambda _cells: iter([np.zeros(2)]))
    lng, lat = np.hstack([scatter(300, seed=1), around(40, metres=200, seed=2)])
    counts = np.bincount(
        np.searchsorted(CELLS, cells_of(lng, lat, resolution=9)), minlength=len(CELLS)
    )
    inside = shapely.area(shapely.intersection(outlines_of(CELLS), AREA))
    spots = find_hot_spots(counts, neighbours=neighbours_of(CELLS, steps=1), exposure=inside)
    once = stable_in(lng, lat, cells=CELLS, area=AREA)
    np.testing.assert_array_equal(once, spots.levels >= 95)
    assert once.any()


def test_the_order_of_events_changes_nothing() -> None:
    lng, lat = np.hstack([scatter(200, seed=1), around(20, metres=250, seed=2)])
    one = stable_in(lng, lat, cells=CELLS, area=AREA)
    other = stable_in(lng[::-1], lat[::-1], cells=CELLS, area=AREA)
    np.testing.assert_array_equal(one, other)


def test_an_event_outside_the_study_area_is_refused() -> None:
    with pytest.raises(ValueError, match="study area"):
        stable_in([-3.5], [53.3], cells=CELLS, area=AREA)


def test_a_round_area_with_slivers_of_cells_at_its_edge_works() -> None:
    area = Point(*MIDDLE).buffer(0.02)
    cells = cells_touching(area, resolution=9)
    lng, lat = around(150, metres=900, seed=9)
    residents = np.ones(len(cells))
    stable = stable_in(lng, lat, cells=cells, area=area, residents=residents)
    assert stable.shape == cells.shape


def test_a_cell_that_only_touches_the_area_is_never_hot_and_stops_nothing() -> None:
    lng, lat = np.hstack([scatter(300, seed=1), around(60, metres=150, seed=2)])
    beyond = cells_of(np.array([-2.60]), np.array([53.335]), resolution=9)
    cells = np.sort(np.append(CELLS, beyond))
    stable = stable_in(lng, lat, cells=cells, area=AREA, residents=np.ones(len(cells)))
    assert stable[cells == beyond] == 0
    assert stable.max() == SHIFTS
