"""The British National Grid: the sheet's true scale stands on it."""

import numpy as np
import pytest
import shapely

from dashboard.snapshots.ground import hexagons, on_grid, to_grid
from data import geography
from geo.cells import areas_of, centres_of

# Ordnance Survey's worked example: a point near Caister, OSGB36 / WGS84 within metres
CAISTER = ((1.716073, 52.658008), (651409.903, 313177.270))
# Silver Jubilee Bridge, grid reference SJ 509 836 in the open gazetteers
BRIDGE = ((-2.7382, 53.3466), (350900, 383600))


@pytest.mark.parametrize(
    ("place", "known", "within"), [(*CAISTER, 10), (*BRIDGE, 100)], ids=["Caister", "bridge"]
)
def test_known_points_have_their_known_grid_references(
    place: tuple[float, float], known: tuple[float, float], within: float
) -> None:
    found = to_grid([place[0]], [place[1]])
    assert found.shape == (1, 2)
    assert np.abs(found[0] - known).max() < within


def test_north_is_up_and_east_is_right() -> None:
    here, north, east = to_grid([-2.7, -2.7, -2.69], [53.33, 53.34, 53.33])
    assert north[1] - here[1] > 1000
    assert east[0] - here[0] > 600
    assert abs(north[0] - here[0]) < 20


@pytest.mark.parametrize("resolution", [7, 8, 9, 10])
def test_hexagons_keep_their_size_and_middle(resolution: int) -> None:
    cells = geography.cells(resolution)["cell"].to_numpy()
    corners = hexagons(cells)
    assert corners.shape == (len(cells), 6, 2)
    areas = shapely.area(shapely.polygons(corners)) / 1e6
    assert areas == pytest.approx(areas_of(cells), rel=2e-3)
    lng, lat = centres_of(cells)
    assert np.abs(corners.mean(axis=1) - to_grid(lng, lat)).max() < 3


def test_no_cells_make_no_hexagons() -> None:
    assert hexagons(np.empty(0, dtype=np.uint64)).shape == (0, 6, 2)


def test_the_borough_has_its_area_on_the_grid() -> None:
    assert on_grid(geography.study_area()).area / 1e6 == pytest.approx(79.1, rel=0.01)
