"""Ward outlines of both vintages, built from the 2011 output areas.

The only open outlines of the 2020 wards are generalised to about 200 m. Output areas are drawn to
20 m and follow streets, as ward lines mostly do. So each output area that lies at least three
quarters in one ward is given to it whole; the others are split by the ward line. The 2013 wards are
made of whole output areas. Both vintages are unions of the same faces, so that their outer edges
agree corner for corner, and neighbours share every corner of their common line.
"""

from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo import wards

WHOLE_FROM = 0.75  # share of an output area in one ward from which the ward gets all of it
GRID = 1e-6  # degrees, 0.1 m: corners of the published outlines lie on it
NARROW = 15.0  # metres: a split-off strip narrower than this is an artefact of generalisation
SMALL = 0.002  # square kilometres: so is a scrap of this size
METRES = "EPSG:27700"

Shapes = NDArray[Any]


class Tightened(NamedTuple):
    """Faces of the borough with their owners: positions in the output areas and the wards."""

    faces: Shapes
    output_area: NDArray[np.int64]
    ward: NDArray[np.int64]
    split: int


def outlines(
    output_areas: gpd.GeoDataFrame, new: gpd.GeoDataFrame, old: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, Tightened]:
    """Build both vintages, columns code, name, town and geometry, in order of code."""
    areas = output_areas.geometry.to_numpy()
    tight = tighten(areas, new.geometry.to_numpy())
    of_area = wards.overlaps(areas, outlines=old.geometry.to_numpy()).argmax(axis=1)
    recent = _dissolved(new, tight.faces, tight.ward)
    former = _dissolved(old, tight.faces, of_area[tight.output_area])
    return recent, former, tight


def tighten(areas: Shapes, rough: Shapes) -> Tightened:
    """Give output areas to roughly drawn wards, whole where three quarters agree."""
    shares = wards.overlaps(areas, outlines=rough)
    whole = shares.max(axis=1) >= WHOLE_FROM
    faces = _faces(areas, rough, to_split=~whole)
    inside = shapely.point_on_surface(faces)
    owner = wards.locate(shapely.get_x(inside), shapely.get_y(inside), outlines=areas)
    of_face = wards.overlaps(faces, outlines=rough).argmax(axis=1)
    ward = np.where(whole[owner], shares.argmax(axis=1)[owner], of_face)
    ward = _without_scraps(faces, ward, movable=~whole[owner])
    return Tightened(faces, owner, ward, int((~whole).sum()))


def _faces(areas: Shapes, rough: Shapes, *, to_split: NDArray[np.bool_]) -> Shapes:
    """Cut the borough along every output-area line, and the chosen ones along the ward lines."""
    ward_lines = shapely.union_all(shapely.boundary(rough), grid_size=GRID)
    cuts = shapely.intersection(areas[to_split], ward_lines, grid_size=GRID)
    lines = shapely.union_all([*shapely.boundary(areas), *cuts], grid_size=GRID)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    borough = shapely.union_all(areas)
    inside = shapely.point_on_surface(pieces)
    held = wards.locate(shapely.get_x(inside), shapely.get_y(inside), outlines=[borough])
    return np.asarray(pieces[held == 0])


def _without_scraps(
    faces: Shapes, ward: NDArray[np.int64], *, movable: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Give strips, scraps and pieces cut off from their ward to the neighbour they lean on most."""
    ward = ward.copy()
    border = _shared_borders(faces)
    in_metres = gpd.GeoSeries(faces, crs="EPSG:4326").to_crs(METRES)
    area = in_metres.area.to_numpy()
    width = 2 * area / in_metres.length.to_numpy()
    scrap = movable & ((width < NARROW) | (area < SMALL * 1e6))
    for face in [*np.flatnonzero(scrap), *np.flatnonzero(_detached(border, ward, movable))]:
        near = border.loc[border["face"] == face]
        lengths = near["length"].groupby(ward[near["neighbour"].to_numpy()]).sum()
        ward[face] = lengths.idxmax()
    return ward


def _shared_borders(faces: Shapes) -> pd.DataFrame:
    tree = shapely.STRtree(faces)
    one, other = tree.query(faces, predicate="touches")
    lengths = shapely.length(shapely.intersection(faces[one], faces[other]))
    table = pd.DataFrame({"face": one, "neighbour": other, "length": lengths})
    return table.loc[table["length"] > 0].sort_values(["face", "neighbour"], ignore_index=True)


def _detached(
    border: pd.DataFrame, ward: NDArray[np.int64], movable: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Find movable faces with no face of their own ward beside them."""
    own = ward[border["face"].to_numpy()] == ward[border["neighbour"].to_numpy()]
    supported = np.isin(np.arange(ward.size), border.loc[own, "face"].to_numpy())
    return np.asarray(movable & ~supported)


def _dissolved(
    table: gpd.GeoDataFrame, faces: Shapes, owner: NDArray[np.int64]
) -> gpd.GeoDataFrame:
    merged = [shapely.coverage_union_all(faces[owner == i]) for i in range(len(table))]
    code, name = table.columns[0], table.columns[1]
    result = gpd.GeoDataFrame(
        {"code": table[code], "name": table[name], "town": _towns(faces, merged)},
        geometry=[shapely.normalize(shape) for shape in merged],
        crs="EPSG:4326",
    )
    return result.sort_values("code", ignore_index=True)


def _towns(faces: Shapes, merged: list[Any]) -> list[str]:
    """Tell the towns apart: the Mersey leaves the borough in two pieces, Widnes the northern one.

    The river is no part of any output area, and no ward reaches across it.
    """
    banks = sorted(
        shapely.get_parts(shapely.coverage_union_all(faces)), key=lambda bank: bank.centroid.y
    )
    if len(banks) != 2:  # noqa: PLR2004 - a river has two banks
        raise ValueError(f"The Mersey must leave two banks, found {len(banks)} pieces.")
    held = wards.overlaps(merged, outlines=banks)
    if (held.max(axis=1) < 1 - 1e-9).any():
        raise ValueError("A ward reaches across the Mersey: check the outlines.")
    return [("Runcorn", "Widnes")[bank] for bank in held.argmax(axis=1)]
