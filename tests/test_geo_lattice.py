"""Lattice coordinates: neighbours differ by one step, on made-up and on real cells."""

import numpy as np
import pytest
from shapely.geometry import box

from geo.cells import cells_touching, centres_of, neighbours_of
from geo.lattice import lattice_of
from tests.hexagons import STEPS, disks, hexagon

BOROUGH = box(-2.86, 53.29, -2.58, 53.42)


def test_a_turned_and_scaled_grid_gets_coordinates_of_the_same_shape() -> None:
    lattice = hexagon(6)
    turn = np.exp(1j * 0.3)
    place = 0.004 * turn * (lattice[:, 0] + lattice[:, 1] * np.exp(1j * np.pi / 3))
    lat = 53.3 + place.imag
    lng = -2.7 + place.real / np.cos(np.radians(lat.mean()))
    found = lattice_of(lng, lat, neighbours=disks(lattice))
    assert len(np.unique(found, axis=0)) == len(lattice)
    pairs = disks(lattice).tocoo()
    steps = {tuple(step) for step in (found[pairs.col] - found[pairs.row]).tolist()}
    assert steps == {(0, 0), *STEPS}


@pytest.mark.parametrize("resolution", [7, 8, 9, 10])
def test_real_cells_of_a_borough_lie_on_one_lattice(resolution: int) -> None:
    cells = cells_touching(BOROUGH, resolution=resolution)
    neighbours = neighbours_of(cells, steps=1)
    lng, lat = centres_of(cells)
    found = lattice_of(lng, lat, neighbours=neighbours)
    assert len(np.unique(found, axis=0)) == len(cells)
    place = {tuple(one) for one in found.tolist()}
    around = [sum((i + a, j + b) in place for a, b in ((0, 0), *STEPS)) for i, j in found.tolist()]
    np.testing.assert_array_equal(around, neighbours.sum(axis=1))


def test_a_single_cell_or_another_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="two neighbouring cells"):
        lattice_of([-2.7], [53.3], neighbours=disks(hexagon(0)))
    lattice = hexagon(2)
    with pytest.raises(ValueError, match="one hexagonal grid"):
        lattice_of(
            -2.7 + 0.01 * lattice[:, 0] ** 3,
            53.3 + 0.01 * lattice[:, 1] ** 3,
            neighbours=disks(lattice),
        )
