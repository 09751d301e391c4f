"""The British National Grid: metres to degrees, and the grid references that people write."""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]

# Ordnance Survey's seven-parameter transformation ("A guide to coordinate systems in Great
# Britain", section 6.6), good to some 5 m, spelled out so that it is the same on every machine.
_GRID_TO_DEGREES = (
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 "
    "+y_0=-100000 +ellps=airy +step +proj=push +v_3 +step +proj=cart +ellps=airy +step "
    "+proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step "
    "+proj=unitconvert +xy_in=rad +xy_out=deg"
)
# What it is off by (metres east and north) at Ordnance Survey's own test point TP16 at Daresbury,
# inside the borough: with it places in Halton are good to a few decimetres.
_OFF_AT_DARESBURY = (0.007, -1.719)

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # the grid has no I
_ROW = 5
_SQUARE_M = 100_000
_REFERENCE = re.compile(r"([HJNOST][A-HJ-Z])(\d{6}|\d{8}|\d{10})", re.ASCII)


def degrees_of(easting: Floats, northing: Floats) -> tuple[Floats, Floats]:
    """Convert National Grid metres to degrees.

    Parameters
    ----------
    easting, northing
        float64[n], metres (EPSG:27700).

    Returns
    -------
    lng, lat
        float64[n], degrees (WGS 84); within 0.2 m in Halton and 1 m in the North West, judged by
        the test points that Ordnance Survey publishes with OSTN15.
    """
    east, north = _OFF_AT_DARESBURY
    lng, lat = _transformer().transform(easting - east, northing - north)
    return np.asarray(lng), np.asarray(lat)


def square_of(reference: str) -> tuple[float, float, float] | None:
    """Find the square that a grid reference names.

    Parameters
    ----------
    reference
        Two letters and six, eight or ten figures, in any case and spacing, such as SJ 512 836.

    Returns
    -------
    easting, northing, side : float
        Centre and side of the square, metres; None where it is no such reference.

    References
    ----------
    Ordnance Survey, "A guide to coordinate systems in Great Britain", section 7.
    """
    match = _REFERENCE.fullmatch(re.sub(r"[\s,]", "", reference).upper())
    if match is None:
        return None
    east, north = _corner(match[1])
    half = len(match[2]) // 2
    side = float(_SQUARE_M // 10**half)
    easting = east + int(match[2][:half]) * side + side / 2
    northing = north + int(match[2][half:]) * side + side / 2
    return easting, northing, side


def _corner(letters: str) -> tuple[int, int]:
    """Give the south-west corner of a 100 km square: five by five squares lettered from the top."""
    big, small = (_LETTERS.index(letter) for letter in letters)
    east = (big - 2) % _ROW * _ROW + small % _ROW
    north = 19 - big // _ROW * _ROW - small // _ROW
    return east * _SQUARE_M, north * _SQUARE_M


@cache
def _transformer() -> Transformer:
    return Transformer.from_pipeline(_GRID_TO_DEGREES)
