"""Hexagonal cells of the H3 grid, as ``uint64`` arrays.

The only module that knows the h3 library. Arrays of coordinates are always given longitude first,
in degrees (WGS 84); h3 itself takes latitude first and accepts a latitude of 999 without a word, so
the ranges are checked here. The cell number 0 stands for "no cell".
"""

import re
from collections.abc import Iterable
from typing import Any

import h3.api.basic_int as h3
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from geo.coordinates import Floats, ground_per_sphere, pairs_in_range

RESOLUTIONS = (7, 8, 9, 10)
DEFAULT_RESOLUTION = 9

Cells = NDArray[np.uint64]

_FINEST = 15
_RESOLUTION_SHIFT = np.uint64(52)
_DIGIT_BITS = 3
_WRITTEN = re.compile(r"8[0-9a-f]{14}")
_KM_PER_DEGREE = 110.0  # a little less than a degree of latitude, so that margins err outwards
_HAIR = 1e-6  # degrees, 0.1 m: h3's edges are great circles, the outlines' are straight on the map


def cells_of(lng: ArrayLike, lat: ArrayLike, *, resolution: int) -> Cells:
    """Give the cell that holds each point.

    Every distinct coordinate is looked up once: published police data repeats a few thousand.

    Parameters
    ----------
    lng, lat
        Degrees, shape (n,). NaN in either means that the place is unknown.
    resolution
        One of `RESOLUTIONS`.

    Returns
    -------
    uint64, shape (n,); 0 where the place is unknown.

    Raises
    ------
    ValueError
        If a coordinate is out of range or infinite, the lengths differ, or the resolution is not
        offered.
    """
    _check_resolution(resolution)
    x, y = pairs_in_range(lng, lat)
    found = np.zeros(x.size, dtype=np.uint64)
    known = ~(np.isnan(x) | np.isnan(y))
    position, distinct = pd.factorize(x[known] + 1j * y[known])
    pairs = zip(distinct.imag.tolist(), distinct.real.tolist(), strict=True)
    cells = [h3.latlng_to_cell(a, b, resolution) for a, b in pairs]
    found[known] = np.array(cells, dtype=np.uint64)[position]
    return found


def parents_of(cells: ArrayLike, *, resolution: int) -> Cells:
    """Give each cell's parent: the cell of a coarser resolution that it belongs to.

    An H3 number holds its resolution in bits 52 to 55 and below it three bits a level, all ones
    where the level is unused, so a parent is a matter of two masks
    (https://h3geo.org/docs/core-library/h3Indexing).

    Parameters
    ----------
    cells
        uint64, shape (n,); 0 stays 0.
    resolution
        Of the parents, one of `RESOLUTIONS`.

    Returns
    -------
    uint64, shape (n,).

    Raises
    ------
    ValueError
        If a cell is already coarser than the resolution asked for.
    """
    _check_resolution(resolution)
    numbers = np.asarray(cells, dtype=np.uint64)
    none = numbers == 0
    own = (numbers >> _RESOLUTION_SHIFT) & np.uint64(0xF)
    if (own[~none] < resolution).any():
        coarsest = int(own[~none].min())
        raise ValueError(
            f"A parent is coarser than its cell: cells of resolution {coarsest} have no parents "
            f"at {resolution}. Count the points again at the finer resolution instead."
        )
    unused = np.uint64((1 << _DIGIT_BITS * (_FINEST - resolution)) - 1)
    level = np.uint64(resolution) << _RESOLUTION_SHIFT
    cleared = numbers & ~(np.uint64(0xF) << _RESOLUTION_SHIFT)
    return np.where(none, np.uint64(0), cleared | level | unused)


def outlines_of(cells: ArrayLike) -> NDArray[np.object_]:
    """Give the outline of each cell (none of them 0): shapely polygons (longitude, latitude)."""
    boundaries = [h3.cell_to_boundary(cell) for cell in _as_list(cells)]
    if not boundaries:
        return np.empty(0, dtype=object)
    corners = np.array([corner for boundary in boundaries for corner in boundary])[:, ::-1]
    owner = np.repeat(np.arange(len(boundaries)), [len(boundary) for boundary in boundaries])
    return np.asarray(shapely.polygons(shapely.linearrings(corners, indices=owner)))


def centres_of(cells: ArrayLike) -> tuple[Floats, Floats]:
    """Give the centre of each cell as two arrays: longitudes and latitudes in degrees."""
    centres = np.array([h3.cell_to_latlng(cell) for cell in _as_list(cells)]).reshape(-1, 2)
    return centres[:, 1].copy(), centres[:, 0].copy()


def hex_of(cells: ArrayLike) -> NDArray[np.object_]:
    """Write cells as people and files write them, "8919518aa6bffff"; no cell (0) is ""."""
    return np.array([f"{cell:x}" if cell else "" for cell in _as_list(cells)], dtype=object)


def cells_from_hex(written: Iterable[str]) -> Cells:
    """Read cells written in hexadecimal; "" is no cell (0).

    Raises
    ------
    ValueError
        If a text is not the number of an H3 cell.
    """
    return np.array([_read_hex(text) for text in written], dtype=np.uint64)


def cells_touching(area: Any, *, resolution: int) -> Cells:  # noqa: ANN401 - shapely ships no types
    """Give every cell that overlaps an area.

    Parameters
    ----------
    area
        A shapely polygon or multipolygon (longitude, latitude).
    resolution
        One of `RESOLUTIONS`.

    Returns
    -------
    uint64, shape (m,), sorted. Cells no more than 0.1 m away count too: a point on the area's very
    edge always finds its cell here.
    """
    _check_resolution(resolution)
    if area.is_empty:
        return np.empty(0, dtype=np.uint64)
    reach = 2 * h3.average_hexagon_edge_length(resolution, unit="km") / _KM_PER_DEGREE
    margin = reach / np.cos(np.radians(max(abs(area.bounds[1]), abs(area.bounds[3]))))
    nearby = np.array(h3.geo_to_cells(area.buffer(margin), resolution), dtype=np.uint64)
    shapely.prepare(area)
    return np.sort(nearby[shapely.dwithin(area, outlines_of(nearby), _HAIR)])


def areas_of(cells: ArrayLike) -> Floats:
    """Measure cells on the ground, in square kilometres.

    h3 measures on a sphere; its areas are scaled to the WGS 84 ellipsoid at each cell's centre.

    Returns
    -------
    float64, shape (n,).
    """
    spherical = np.array([h3.cell_area(cell, unit="km^2") for cell in _as_list(cells)], dtype=float)
    _, lat = centres_of(cells)
    return spherical * ground_per_sphere(lat)


def neighbours_of(cells: ArrayLike, *, steps: int) -> sparse.csr_array:
    """Say which of the given cells lie within some steps of each other.

    Parameters
    ----------
    cells
        uint64, shape (n,), distinct, of one resolution, in any order.
    steps
        0 or more: 1 is the cell and its six neighbours. Cells not given are left out, so a grid
        disk at the edge of the study area is cut short.

    Returns
    -------
    Sparse matrix of 0 and 1 (int8), shape (n, n), symmetric, the diagonal included.

    Raises
    ------
    ValueError
        If the steps are negative or a cell is given twice.
    """
    if steps < 0:
        raise ValueError(f"A grid disk reaches 0 or more steps, not {steps}.")
    given = _as_list(cells)
    position = {cell: index for index, cell in enumerate(given)}
    if len(position) != len(given):
        raise ValueError(f"Cells must be distinct: {len(given) - len(position)} are repeated.")
    disks = [
        sorted(position[near] for near in h3.grid_disk(cell, steps) if near in position)
        for cell in given
    ]
    ends = np.concatenate([[0], np.cumsum([len(disk) for disk in disks])]).astype(np.int64)
    columns = np.array([index for disk in disks for index in disk], dtype=np.int64)
    ones = np.ones(columns.size, dtype=np.int8)
    return sparse.csr_array((ones, columns, ends), shape=(len(given), len(given)))


def resolution_of(cells: ArrayLike) -> int:
    """Read the one resolution of some cells off their numbers.

    Raises
    ------
    ValueError
        If there is no cell, or they are of several resolutions.
    """
    levels = np.unique((np.asarray(cells, dtype=np.uint64) >> _RESOLUTION_SHIFT) & np.uint64(0xF))
    if levels.size != 1:
        raise ValueError(f"Cells must be of one resolution, found {levels.tolist()}.")
    return int(levels[0])


def _check_resolution(resolution: int) -> None:
    if resolution not in RESOLUTIONS:
        offered = ", ".join(map(str, RESOLUTIONS))
        raise ValueError(f"The resolutions are {offered}, not {resolution}.")


def _read_hex(text: str) -> int:
    if not text:
        return 0
    cell = int(text, 16) if _WRITTEN.fullmatch(text) else 0
    if not h3.is_valid_cell(cell):
        raise ValueError(f"An H3 cell is written like 8919518aa6bffff, not {text[:40]!r}.")
    return cell


def _as_list(cells: ArrayLike) -> list[int]:
    numbers: list[int] = np.asarray(cells, dtype=np.uint64).tolist()
    return numbers
