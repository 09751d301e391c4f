"""The points of map files: in which columns they go, and how they are written in bytes (WKB)."""

import re
import struct
from collections.abc import Sequence

from data.formats.values import number
from data.headings import normal
from data.limits import RefusalError

DEGREES = "OGC:CRS84"
_DEGREES = re.compile(r"CRS:?:?84|EPSG:+4326\b|WGS[ _]?84\b(?!.*UTM)", re.IGNORECASE)
_GRID = re.compile(r"EPSG:+27700\b|OSGB|British[ _]National[ _]Grid", re.IGNORECASE)
OWN = {"longitude", "lng", "lon", "long", "latitude", "lat"}
OWN |= {"easting", "eastings", "northing", "northings"}
"""Properties that say where; they go before the geometry, which would say it twice."""

POINT = 1
_HIGH_DIMENSIONS = 0x1FFFFFFF  # the three bits above it tell of height, measure and system (EWKB)
_HAS_SYSTEM = 0x20000000
_THOUSANDS = 1000  # ISO numbers kinds with height or measure from 1000 on


def headings_of(system: str, names: Sequence[str]) -> tuple[str, ...]:
    """Choose the headings of the coordinates.

    Parameters
    ----------
    system
        The name of the coordinate system; "" is degrees, as GeoJSON has it.
    names
        The other columns.

    Returns
    -------
    tuple of str
        Longitude and latitude, or easting and northing; none if other columns say where.

    Raises
    ------
    ValueError
        If it is another system.
    """
    if {normal(name) for name in names} & OWN:
        return ()
    if _GRID.search(system):
        return "easting", "northing"
    if not system or _DEGREES.search(system):
        return "longitude", "latitude"
    raise RefusalError(
        f"Its coordinates are in {system[:60]!r}, and only WGS 84 (EPSG:4326) and the British "
        "National Grid (EPSG:27700) are read. Save it in one of them."
    )


def point_of(shape: bytes | None) -> tuple[str, str] | None:
    """Read a point from its bytes.

    Parameters
    ----------
    shape
        Well-known binary, of ISO or with PostGIS's extensions; None for no geometry.

    Returns
    -------
    tuple of str or None
        Its two coordinates, blank for no or an empty geometry; None for anything but a point.
    """
    if not shape:
        return "", ""
    order = "<" if shape[0] else ">"
    try:
        kind = struct.unpack_from(f"{order}I", shape, 1)[0]
        if (kind & _HIGH_DIMENSIONS) % _THOUSANDS != POINT:
            return None
        x, y = struct.unpack_from(f"{order}dd", shape, 9 if kind & _HAS_SYSTEM else 5)
    except struct.error:
        return None
    return number(x), number(y)
