"""From longitude and latitude to the British National Grid, in which the snapshot is drawn.

On this grid north is up and a metre is the same length everywhere on the sheet (to 0.04 % in
Halton), so the scale bar is true.
"""

from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

from geo import cells

Floats = NDArray[np.float64]

CORNERS = 6


def to_grid(lng: ArrayLike, lat: ArrayLike) -> Floats:
    """Turn positions into eastings and northings.

    Parameters
    ----------
    lng, lat
        Degrees, WGS 84, n of each.

    Returns
    -------
    float64[n, 2]
        Metres, EPSG:27700, good to about 5 m.
    """
    return np.column_stack(_transformer().transform(np.asarray(lng), np.asarray(lat)))


def on_grid(shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
    """Return a shapely geometry, or an array of them, in metres of the National Grid."""
    return shapely.transform(shape, lambda points: to_grid(points[:, 0], points[:, 1]))


def rings_of(shape: Any) -> list[Floats]:  # noqa: ANN401 - shapely ships no types
    """Return the outer rings of a shape on the grid, largest first; holes are left out."""
    parts = shapely.get_parts(on_grid(shape))
    areas = shapely.area(parts)
    return [shapely.get_coordinates(part.exterior) for part in parts[np.argsort(-areas)]]


def hexagons(indexes: ArrayLike) -> Floats:
    """Return the outlines of cells on the grid.

    Parameters
    ----------
    indexes
        uint64[n], H3 cells.

    Returns
    -------
    float64[n, 6, 2]
        Corners, metres.
    """
    shapes = cells.outlines_of(indexes)
    if not len(shapes):
        return np.empty((0, CORNERS, 2))
    rings = shapely.get_coordinates(shapes).reshape(len(shapes), CORNERS + 1, 2)[:, :CORNERS]
    return to_grid(*rings.reshape(-1, 2).T).reshape(-1, CORNERS, 2)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
