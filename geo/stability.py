"""Does a hot spot depend on where the grid happens to lie? The test again on shifted grids."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.cells import (
    cells_of,
    cells_touching,
    centres_of,
    neighbours_of,
    outlines_of,
    resolution_of,
)
from geo.counts import positions_of
from geo.exposure import checked_exposure
from geo.hotspots import find_hot_spots
from geo.lattice import lattice_of

SHIFTS = 8

Points = NDArray[np.float64]  # [n, 2], degrees: longitude, latitude
Area = Any  # a shapely geometry in degrees; shapely ships no types


def stable_in(  # noqa: PLR0913  (a place, its events and the choices of the test)
    lng: ArrayLike,
    lat: ArrayLike,
    *,
    cells: NDArray[np.uint64],
    area: Area,
    residents: ArrayLike | None = None,
    level: int = 95,
) -> NDArray[np.int64]:
    """Count in how many of eight shifted grids each cell is hot.

    Moving the grid one way is moving the events and the study area the other way, which is what
    is done. A cell counts as hot in a shifted grid when the shifted cell over its middle is hot.
    With residents, those of each cell are spread evenly over it and counted again. Disks reach one
    step.

    Parameters
    ----------
    lng, lat
        ``[events]`` degrees, all in the study area.
    cells
        uint64[n], sorted, the study-area cells of the grid as it is.
    area
        The study area, a shapely geometry (longitude, latitude).
    residents
        ``[n]`` for the null *in proportion to residents*; ``None`` for *even over the area*.
    level
        90, 95 or 99.

    Returns
    -------
    int64[n]
        0 to 8: "hot in x of 8 shifts".

    Raises
    ------
    ValueError
        If an event lies outside the study area, or as `geo.hotspots.find_hot_spots`.
    """
    shapely.prepare(area)
    resolution = resolution_of(cells)
    events = np.column_stack([np.asarray(lng, np.float64), np.asarray(lat, np.float64)])
    middles, people = _middles(cells, area), _spread(cells, area, residents)
    hot = np.zeros(len(cells), dtype=np.int64)
    for move in shifts(cells):
        ground = shapely.transform(area, lambda points, by=move: points + by)
        grid = cells_touching(ground, resolution=resolution)
        place = _placed(events + move, grid=grid, resolution=resolution)
        exposure = shapely.area(shapely.intersection(outlines_of(grid), ground))
        if people is not None:
            homes = _found(people[0] + move, grid=grid, resolution=resolution)
            there = homes >= 0
            exposure = np.bincount(homes[there], weights=people[1][there], minlength=len(grid))
        spots = find_hot_spots(
            np.bincount(place, minlength=len(grid)),
            neighbours=neighbours_of(grid, steps=1),
            null="even" if people is None else "residents",
            exposure=exposure,
        )
        over = _found(middles + move, grid=grid, resolution=resolution)
        hot += (over >= 0) & (spots.levels[over] >= level)
    return hot


def shifts(cells: NDArray[np.uint64]) -> Iterator[Points]:
    """Give eight moves, spread evenly over one cell of the grid.

    The grid repeats itself along two axes, so a move is a pair of fractions of a step on each. The
    eight pairs leave out no part of the cell, and none is the grid as it is.

    Parameters
    ----------
    cells
        uint64[n], the cells of one grid, of which some are neighbours.

    Yields
    ------
    float64[2]
        Degrees of longitude and latitude.
    """
    centres = np.column_stack(centres_of(cells))
    lattice = lattice_of(centres[:, 0], centres[:, 1], neighbours=neighbours_of(cells, steps=1))
    axes = np.linalg.lstsq(np.column_stack([lattice, np.ones(len(cells))]), centres, rcond=None)[0]
    for number in range(SHIFTS):
        fractions = np.array([number + 0.5, (3 * number + 0.5) % SHIFTS]) / SHIFTS
        yield fractions @ axes[:2]


def _middles(cells: NDArray[np.uint64], area: Area) -> Points:
    # The centre, or for a cell whose centre lies outside the study area a point of it inside.
    middles = np.column_stack(centres_of(cells))
    outside = np.flatnonzero(~shapely.contains_xy(area, middles[:, 0], middles[:, 1]))
    inside = shapely.point_on_surface(shapely.intersection(outlines_of(cells[outside]), area))
    there = ~shapely.is_empty(inside)
    middles[outside[there]] = shapely.get_coordinates(inside[there])
    return middles


def _spread(
    cells: NDArray[np.uint64], area: Area, residents: ArrayLike | None
) -> tuple[Points, NDArray[np.float64]] | None:
    # 18 points stand for a cell's residents: three on each line from its middle to a corner.
    if residents is None:
        return None
    people = checked_exposure(residents, cells=len(cells))
    corners = np.array([shapely.get_coordinates(one)[:6] for one in outlines_of(cells)])
    centres = np.column_stack(centres_of(cells))[:, np.newaxis, np.newaxis, :]
    # At these radii each point stands for the same ground (rings of equal area).
    radii = np.sqrt((np.arange(3) + 0.5) / 3)[:, np.newaxis, np.newaxis]
    points = (centres + radii * (corners[:, np.newaxis] - centres)).reshape(len(cells), -1, 2)
    inside = shapely.contains_xy(area, points[..., 0], points[..., 1])
    lone = ~inside.any(axis=1)  # a sliver of the area that no point meets
    points[lone, 0], inside[lone, 0] = _middles(cells[lone], area), True
    each = np.where(inside, (people / inside.sum(axis=1))[:, np.newaxis], 0.0)
    return points[inside], each[inside]


def _placed(points: Points, *, grid: NDArray[np.uint64], resolution: int) -> NDArray[np.int64]:
    return positions_of(cells_of(*points.T, resolution=resolution), study_cells=grid)


def _found(points: Points, *, grid: NDArray[np.uint64], resolution: int) -> NDArray[np.int64]:
    # -1 off the grid: rounding can push the point of a cell that only touches the area outside it.
    cells = cells_of(*points.T, resolution=resolution)
    place = np.minimum(np.searchsorted(grid, cells), len(grid) - 1)
    return np.where(grid[place] == cells, place, -1)
