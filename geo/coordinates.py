"""Longitudes and latitudes: checked pairs, and how large the earth is under them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_SPHERE_KM = 6371.007180918475  # the sphere on which h3 measures
_WGS84_AXIS_KM = 6378.137
_WGS84_ECCENTRICITY_SQUARED = 0.0066943799901413165
_LIMITS = (("Longitude", 180), ("Latitude", 90))


def pairs(lng: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Give longitudes and latitudes as two arrays of one length.

    Raises
    ------
    ValueError
        If they are not.
    """
    x, y = np.asarray(lng, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(
            f"Longitudes and latitudes come in pairs: {x.shape} and {y.shape} do not match."
        )
    return x, y


def pairs_in_range(lng: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Give longitudes and latitudes as two arrays, NaN where unknown.

    Raises
    ------
    ValueError
        If the lengths differ, or a coordinate is infinite or beyond the ends of the earth; both
        axes are reported together.
    """
    both = pairs(lng, lat)
    problems = [
        f"{name} runs from -{limit} to {limit} degrees, found {values[np.abs(values) > limit][0]:g}"
        for values, (name, limit) in zip(both, _LIMITS, strict=True)
        if (np.abs(values) > limit).any()
    ]
    if problems:
        raise ValueError("; ".join(problems) + ". Check that the two are not swapped.")
    return both


def ground_per_sphere(lat: ArrayLike) -> Floats:
    """Give the area of a patch of the earth over that of the same patch of h3's sphere.

    The product of the two radii of curvature of the WGS 84 ellipsoid over the square of the
    sphere's radius (Snyder 1987, *Map Projections*, equations 4-18 and 4-20). At 53 degrees north
    h3's areas are 0.4 % too small.

    Parameters
    ----------
    lat
        Degrees, shape (n,).

    Returns
    -------
    float64, shape (n,).
    """
    flattened = 1 - _WGS84_ECCENTRICITY_SQUARED * np.sin(np.radians(np.asarray(lat))) ** 2
    curvature = _WGS84_AXIS_KM**2 * (1 - _WGS84_ECCENTRICITY_SQUARED) / flattened**2
    return np.asarray(curvature / _SPHERE_KM**2, dtype=np.float64)
