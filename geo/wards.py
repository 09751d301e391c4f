"""Points in wards: which outline holds each point, exactly; and cells in wards by overlap."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo import cells
from geo.coordinates import pairs

Shapes = Sequence[Any] | NDArray[Any]


def locate(lng: ArrayLike, lat: ArrayLike, *, outlines: Shapes) -> NDArray[np.int64]:
    """Find the outline that holds each point.

    The answer is exact: an outline's bounding box only saves work. A point on a line shared by two
    outlines belongs to the first of them; a point on the outer edge is inside.

    Parameters
    ----------
    lng, lat
        Degrees, shape (n,). NaN means that the place is unknown.
    outlines
        Shapely polygons or multipolygons (longitude, latitude).

    Returns
    -------
    int64, shape (n,): position in `outlines`, -1 where none holds the point.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    x, y = pairs(lng, lat)
    held_by = np.full(x.size, -1, dtype=np.int64)
    for position, outline in enumerate(outlines):
        west, south, east, north = outline.bounds
        boxed = (x >= west) & (x <= east) & (y >= south) & (y <= north) & (held_by < 0)
        nearby = np.flatnonzero(boxed)
        shapely.prepare(outline)
        held_by[nearby[shapely.intersects_xy(outline, x[nearby], y[nearby])]] = position
    return held_by


def overlaps(shapes: Shapes, *, outlines: Shapes) -> NDArray[np.float64]:
    """Measure how much of each shape lies in each outline.

    Parameters
    ----------
    shapes
        Shapely polygons (longitude, latitude) small enough for a degree to be one length
        throughout, such as cells: n of them.
    outlines
        Shapely polygons or multipolygons (longitude, latitude): m of them.

    Returns
    -------
    float64, shape (n, m): share of the shape's own area, 0 to 1.
    """
    tree = shapely.STRtree(shapes)
    shares = np.zeros((len(shapes), len(outlines)))
    own = shapely.area(shapes)
    for position, outline in enumerate(outlines):
        near = tree.query(outline, predicate="intersects")
        shared = shapely.area(shapely.intersection(tree.geometries[near], outline))
        shares[near, position] = shared / own[near]
    return shares


class Tiling(NamedTuple):
    """The cells of some outlines: arrays of one length, sorted by cell.

    Attributes
    ----------
    cell
        uint64: every cell that overlaps an outline.
    position
        int64: the outline that holds most of the cell.
    area_km2
        float64: how much of the cell lies in the outlines taken together, square kilometres.
    """

    cell: NDArray[np.uint64]
    position: NDArray[np.int64]
    area_km2: NDArray[np.float64]


def tile(outlines: Shapes, *, resolution: int) -> Tiling:
    """Cover outlines with cells and say to which outline each cell mainly belongs.

    Parameters
    ----------
    outlines
        Shapely polygons or multipolygons (longitude, latitude) that do not overlap.
    resolution
        One of `geo.cells.RESOLUTIONS`.

    Returns
    -------
    Tiling
        Sorted by cell.
    """
    covering = cells.cells_touching(shapely.union_all(outlines), resolution=resolution)
    shares = overlaps(cells.outlines_of(covering), outlines=outlines)
    inside = np.minimum(shares.sum(axis=1), 1.0)
    return Tiling(covering, shares.argmax(axis=1), inside * cells.areas_of(covering))
