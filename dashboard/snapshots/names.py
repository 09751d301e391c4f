"""Which names stand on the map, in which order they find their place, and how they are set."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes

from dashboard.snapshots import furniture
from dashboard.snapshots.basemap import Ground
from dashboard.snapshots.labels import Ink, label, letter_in, place, to_page
from dashboard.snapshots.page import Box, Extent, Style
from dashboard.snapshots.text import ITALIC, REGULAR, STRONG, Halo
from dashboard.theme import colour

LEAST_MM2 = 25.0
"""A part of a district smaller than this on the page gets no name."""

NEAR_MM = 5.0
"""How far the name of a line or a point may stand from it."""

INSET = 5.5
"""Names keep this far from the neatline, where the grid's figures stand, mm."""

HALO = Halo(colour("halo"), 2.4)
WARD = Style(size=7.6, weight=STRONG, halo=HALO)
OTHER_WARD = Style(size=7.6, weight=REGULAR, ink="ink-3", halo=HALO)
ROAD = Style(size=6.4, weight=STRONG, ink="ink-2", halo=HALO)
SPOT = Style(size=6.4, ink="ink-2", halo=HALO)
DISTRICT = Style(size=7.4, ink="ink-3", halo=Halo(colour("outland"), 2.4))
RIVER = Style(size=7.6, weight=ITALIC, ink="river-ink", halo=Halo(colour("water"), 2.0))


class Sheet(NamedTuple):
    """The map on the page: its box and the ground it shows."""

    box: Box
    extent: Extent

    @property
    def frame(self) -> Any:  # noqa: ANN401 - shapely ships no types
        """The box as a shapely polygon."""
        return shapely.box(self.box.left, self.box.top, self.box.right, self.box.bottom)

    def cut(self, shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
        """Bring a shape from the ground to the page and cut it at the neatline."""
        moved = shapely.transform(
            shape, lambda points: to_page(points, box=self.box, extent=self.extent)
        )
        return shapely.intersection(shapely.make_valid(moved), self.frame)

    def around(self, shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
        """Return where the name of a line or a point may stand."""
        return shapely.intersection(shapely.buffer(self.cut(shape), NEAR_MM), self.frame)


def letter(page: Axes, ground: Ground, *, ink: Ink, box: Box, extent: Extent) -> None:
    """Write the names, the most needed first; one that finds no free place is left out.

    Parameters
    ----------
    page
        The page's axes, in mm.
    ground
        What is named.
    ink
        Marks that names should not hide.
    box
        Where the map lies on the page.
    extent
        The ground it shows.
    """
    sheet = Sheet(box, extent)
    taken = [*furniture.occupied(box, extent), *_stations(ground, sheet)]
    inside = Box(box.left + INSET, box.top + INSET, box.width - 2 * INSET, box.height - 2 * INSET)
    for words, area, style in (
        *_wards(ground, sheet),
        *_around(ground, sheet),
        *_spots(ground, sheet),
    ):
        name = label(words, style)
        found = None if area.is_empty else place(name, area, taken=taken, ink=ink, inside=inside)
        if found is not None:
            letter_in(page, name, found)
            taken.append(found)


def _wards(ground: Ground, sheet: Sheet) -> Iterator[tuple[str, Any, Style]]:
    """Yield the wards, small ones first, and where each name may stand."""
    for name, shape in sorted(ground.wards.items(), key=lambda pair: float(pair[1].area)):
        chosen = ground.place.contains(shape.representative_point())
        yield name, sheet.cut(shape), WARD if chosen else OTHER_WARD


def _around(ground: Ground, sheet: Sheet) -> Iterator[tuple[str, Any, Style]]:
    """Yield the water, which is what no land covers, and the districts around."""
    districts = {name: sheet.cut(shape) for name, shape in ground.neighbours.items()}
    land = shapely.union_all([sheet.cut(ground.borough), *districts.values()])
    for name in ground.labels.get("water", {}):
        yield name, _largest(shapely.difference(sheet.frame, land)), RIVER
    for name, shape in districts.items():
        yield name, _largest(shape), DISTRICT


def _spots(ground: Ground, sheet: Sheet) -> Iterator[tuple[str, Any, Style]]:
    """Yield bridges and motorways, then stations, then parts of a ward where one is chosen."""
    for named in (ground.bridges, ground.motorways):
        for name, shape in named.items():
            yield name, sheet.around(shape), ROAD
    for name, shape in ground.stations.items():
        yield f"{name} station", sheet.around(shape), SPOT
    for name, shape in ground.labels.get("neighbourhood", {}).items() if ground.is_part else ():
        yield name, sheet.around(shape), SPOT


def _stations(ground: Ground, sheet: Sheet) -> Iterator[Box]:
    """Yield where the stations' marks stand, so that no name hides them."""
    for shape in ground.stations.values():
        for x, y in shapely.get_coordinates(sheet.cut(shape)):
            yield Box(float(x) - 0.7, float(y) - 0.7, 1.4, 1.4)


def _largest(shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
    """Return the largest part of a shape; nothing when it is too small for a name."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    big = areas.size and areas.max() >= LEAST_MM2
    return parts[int(np.argmax(areas))] if big else shapely.Polygon()
