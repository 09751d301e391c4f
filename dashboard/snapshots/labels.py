"""Names on the map: set where they hide least, never over each other or over the furniture."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes
from numpy.typing import NDArray

from dashboard.snapshots.page import Box, Extent, Style, write
from dashboard.snapshots.text import MM_PER_POINT, width_of

Floats = NDArray[np.float64]

CAPITAL = 0.73
"""Height of a capital, as a part of the type size."""

LINE = 1.12
"""Line height of a label of two lines, as a part of the type size."""

LONGEST_LINE = 15
"""Letters above which a name is set on two lines."""

STEPS = 15
"""Candidates along the longer side of an area."""

OVERHANG, DISTANCE = 6.0, 5.0
"""Cost of a label that leaves its area altogether, and of one that stands as far from the area's
middle as the area is wide; a cell of the highest class under the label costs 1."""

CLEARANCE = 0.7
"""A mark this near to a label counts as hidden, mm."""


class Label(NamedTuple):
    """A name with its lines and the page boxes they need, its middle at the origin, in mm."""

    lines: tuple[str, ...]
    width: float
    height: float
    style: Style


class Ink(NamedTuple):
    """What labels should not hide: middles of marks on the page (mm) and what hiding one costs."""

    middles: Floats
    weights: Floats


def label(name: str, style: Style) -> Label:
    """Make a label; a long name gets two lines of about the same length.

    Parameters
    ----------
    name
        The words.
    style
        How they are set.

    Returns
    -------
    Label
    """
    lines = _broken(name)
    widths = [width_of(line, weight=style.weight, size=style.size) for line in lines]
    size = style.size * MM_PER_POINT
    height = size * (CAPITAL + 0.3) + (len(lines) - 1) * size * LINE
    return Label(lines, max(widths) + 0.6, height + 0.4, style._replace(align="center"))


def place(
    names: Label,
    area: Any,  # noqa: ANN401 - shapely ships no types
    *,
    taken: Sequence[Box],
    ink: Ink,
    inside: Box,
) -> Box | None:
    """Find the best place for a label in its area.

    Parameters
    ----------
    names
        The label.
    area
        The area that is named, a shapely geometry on the page in mm.
    taken
        Boxes that are not free.
    ink
        Marks that should stay visible.
    inside
        The label must lie wholly in it.

    Returns
    -------
    Box or None
        Where the label goes; None when there is no free place whose middle is in the area.
    """
    middles = _candidates(area)
    boxes = [
        Box(x - names.width / 2, y - names.height / 2, names.width, names.height)
        for x, y in middles
    ]
    free = [box for box in boxes if _within(box, inside) and not _touches(box, taken)]
    if not free:
        return None
    costs = _overhang(free, area) + _hidden(free, ink) + _distance(free, area)
    return free[int(np.argmin(costs))]


def letter_in(page: Axes, names: Label, box: Box) -> None:
    """Write a label in its box."""
    size = names.style.size * MM_PER_POINT
    block = size * CAPITAL + (len(names.lines) - 1) * size * LINE
    baseline = box.top + (box.height - block) / 2 + size * CAPITAL
    for line in names.lines:
        write(page, (box.left + box.width / 2, baseline), line, names.style)
        baseline += size * LINE


def to_page(points: Floats, *, box: Box, extent: Extent) -> Floats:
    """Turn metres of the National Grid into mm of the page, float64[n, 2]."""
    scale = box.width / (extent.east - extent.west)
    return np.column_stack(
        (
            box.left + (points[:, 0] - extent.west) * scale,
            box.top + (extent.north - points[:, 1]) * scale,
        )
    )


def _broken(name: str) -> tuple[str, ...]:
    """Break a long name at the space that leaves the most even lines."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) < 2:  # noqa: PLR2004 - one word cannot be broken
        return (name,)
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(splits, key=lambda pair: max(map(len, pair)))


def _candidates(area: Any) -> Floats:  # noqa: ANN401 - shapely ships no types
    """Return a lattice of points in the area, its point furthest inside first."""
    west, south, east, north = area.bounds
    step = max(east - west, north - south) / STEPS
    x, y = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    held = shapely.intersects_xy(area, x.ravel(), y.ravel())
    lattice = np.column_stack((x.ravel(), y.ravel()))[held]
    return np.vstack((_middle(area), lattice))


def _middle(area: Any) -> Floats:  # noqa: ANN401 - shapely ships no types
    """Return the point furthest from the area's edge."""
    circle = shapely.maximum_inscribed_circle(area, tolerance=0.5)
    return np.asarray(shapely.get_coordinates(circle)[:1], dtype=np.float64)


def _within(box: Box, outer: Box) -> bool:
    return (
        box.left > outer.left
        and box.right < outer.right
        and box.top > outer.top
        and box.bottom < outer.bottom
    )


def _touches(box: Box, others: Iterable[Box]) -> bool:
    return any(
        box.left < other.right
        and other.left < box.right
        and box.top < other.bottom
        and other.top < box.bottom
        for other in others
    )


def _overhang(boxes: Sequence[Box], area: Any) -> Floats:  # noqa: ANN401 - shapely ships no types
    """Cost of the part of each label that lies outside its area."""
    shapes = shapely.box(*np.array([(b.left, b.top, b.right, b.bottom) for b in boxes]).T)
    inside = shapely.area(shapely.intersection(shapes, area)) / shapely.area(shapes)
    return np.asarray(OVERHANG * (1 - inside), dtype=np.float64)


def _hidden(boxes: Sequence[Box], ink: Ink) -> Floats:
    """Cost of the marks whose middle lies under each label."""
    x, y = ink.middles[:, 0], ink.middles[:, 1]
    return np.array(
        [
            ink.weights[
                (abs(x - b.left - b.width / 2) < b.width / 2 + CLEARANCE)
                & (abs(y - b.top - b.height / 2) < b.height / 2 + CLEARANCE)
            ].sum()
            for b in boxes
        ]
    )


def _distance(boxes: Sequence[Box], area: Any) -> Floats:  # noqa: ANN401 - shapely ships no types
    """Cost of the way from the area's middle."""
    middles = np.array([(b.left + b.width / 2, b.top + b.height / 2) for b in boxes])
    away = np.hypot(*(middles - _middle(area)).T) / np.sqrt(area.area)
    return np.asarray(DISTANCE * away, dtype=np.float64)
