"""Coordinates: checked once, all problems together; areas true to the ellipsoid."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo import coordinates

SPHERE_KM = 6371.007180918475


def test_a_pair_comes_back_as_it_was() -> None:
    lng, lat = coordinates.pairs_in_range([-180, 0.5, 180], [90, np.nan, -90])
    assert lng.tolist() == [-180, 0.5, 180]
    assert np.isnan(lat[1])
    assert lat[[0, 2]].tolist() == [90, -90]


@pytest.mark.parametrize("check", [coordinates.pairs, coordinates.pairs_in_range])
@pytest.mark.parametrize(("lng", "lat"), [([1.0], []), ([[1.0]], [[1.0]]), (1.0, 1.0)])
def test_what_does_not_pair_up_is_refused(check: object, lng: object, lat: object) -> None:
    assert callable(check)
    with pytest.raises(ValueError, match="come in pairs"):
        check(lng, lat)


def test_both_axes_are_reported_together() -> None:
    with pytest.raises(ValueError, match=r"Longitude .* found -352000; Latitude .* found inf"):
        coordinates.pairs_in_range([0, -352_000], [np.inf, 0])


def test_places_without_a_range_are_not_checked_for_one() -> None:
    assert coordinates.pairs([999.0], [999.0])[0].tolist() == [999.0]


@given(st.floats(-85, 85))
def test_a_small_patch_has_the_area_it_has_on_the_ellipsoid(lat: float) -> None:
    half = 0.005
    patch = shapely.segmentize(shapely.box(-half, lat - half, half, lat + half), 0.001)
    measured = abs(Geod(ellps="WGS84").geometry_area_perimeter(patch)[0]) / 1e6
    band = np.sin(np.radians(lat + half)) - np.sin(np.radians(lat - half))
    on_sphere = SPHERE_KM**2 * np.radians(2 * half) * band
    assert on_sphere * coordinates.ground_per_sphere([lat])[0] == pytest.approx(measured, rel=1e-5)
