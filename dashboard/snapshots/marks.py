"""Hexagons that carry the layer in focus, and the symbols of the other layers in them."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from dashboard.classes import SYMBOL_BREAKS, breaks, class_of, symbol_least
from dashboard.snapshots.ground import hexagons
from dashboard.theme import SHAPES, colour, ramp

Floats = NDArray[np.float64]

GAP_SHARE, WIDEST_GAP_MM = 0.06, 0.45
"""Cells are drawn a little small, so that a gap shows between them; large ones keep a fine gap."""

OUTLINE_STEP = 2
"""Pale classes are outlined in the ramp's third colour: an edge always reads against the land."""

SYMBOL_RADII = (0.13, 0.17, 0.21)
"""Radius of a symbol of 1 to 2, 3 to 5, 6 and more, as a part of the cell's width."""

LEAST_RADII_MM = (0.55, 0.75, 0.95)
"""Radius below which a symbol would no longer show its shape."""

SYMBOL_RADII_MM = (0.8, 1.1, 1.4)
"""Radius in the legend, and the largest on the map."""

SIDE_BY_SIDE = 0.22
"""How far two symbols in one cell stand from its middle, as a part of the cell's width; a symbol
that is alone stands in the middle."""


def fill_cells(axes: Axes, counts: pd.DataFrame, *, layer: str, metres_per_mm: float) -> None:
    """Fill the cells of the layer in focus by class.

    Parameters
    ----------
    axes
        The map, in metres of the National Grid.
    counts
        Columns `cell`, `layer` and `count`.
    layer
        The layer in focus.
    metres_per_mm
        Ground covered by one millimetre of paper.
    """
    focus = counts.loc[counts["layer"].eq(layer)]
    ends = breaks(layer, focus["count"])
    colours = np.array(ramp(layer, classes=len(ends) + 1))
    shades: list[str] = colours[class_of(focus["count"], ends)].tolist()
    edge = ramp(layer)[OUTLINE_STEP]
    pale = set(ramp(layer)[:OUTLINE_STEP])
    outlines = hexagons(focus["cell"].to_numpy())
    axes.add_collection(
        PolyCollection(
            list(with_gap(outlines, metres_per_mm=metres_per_mm)),
            facecolors=shades,
            edgecolors=[edge if shade in pale else shade for shade in shades],
            linewidths=0.35,
            joinstyle="miter",
            zorder=3,
        ),
        autolim=False,
    )


def add_symbols(
    axes: Axes, counts: pd.DataFrame, *, layers: Sequence[str], metres_per_mm: float
) -> None:
    """Draw the layers out of focus as symbols in their cells.

    Parameters
    ----------
    axes
        The map, in metres of the National Grid.
    counts
        Columns `cell`, `layer` and `count`.
    layers
        The layers to draw, at most two; two stand side by side.
    metres_per_mm
        Ground covered by one millimetre of paper.
    """
    shown = {layer: _shown(counts, layer) for layer in layers}
    for layer, side in zip(layers, (-1.0, 1.0), strict=False):
        others = pd.concat(
            [mine["cell"][:0] if name == layer else mine["cell"] for name, mine in shown.items()]
        )
        sides = np.where(shown[layer]["cell"].isin(others), side, 0.0)
        shapes = list(_symbols(shown[layer], layer=layer, sides=sides, metres_per_mm=metres_per_mm))
        _halo_and_fill(axes, shapes, layer=layer)


def symbol(shape: str, *, middle: Sequence[float], radius: float, up: float = 1.0) -> Floats:
    """Return the outline of a symbol.

    Parameters
    ----------
    shape
        "circle", "diamond" or "triangle".
    middle
        Its middle, in the units of the axes.
    radius
        Radius of the circle; the others get about the same area.
    up
        1 where y grows upwards, -1 where it grows downwards.

    Returns
    -------
    float64[k, 2]
        Corners.
    """
    corners, stretch = {"circle": (48, 1.0), "diamond": (4, 1.22), "triangle": (3, 1.36)}[shape]
    turns = np.pi / 2 + 2 * np.pi * np.arange(corners) / corners
    unit = np.column_stack((np.cos(turns), up * np.sin(turns)))
    return np.asarray(middle, dtype=np.float64) + radius * stretch * unit


def with_gap(outlines: Floats, *, metres_per_mm: float) -> Floats:
    """Shrink hexagons towards their middles until a gap shows.

    Parameters
    ----------
    outlines
        float64[n, 6, 2], metres.
    metres_per_mm
        Ground covered by one millimetre of paper.

    Returns
    -------
    float64[n, 6, 2]
    """
    if not len(outlines):
        return outlines
    width = float(np.ptp(outlines[0, :, 0]))
    share = 1 - min(GAP_SHARE, WIDEST_GAP_MM * metres_per_mm / width)
    middles = outlines.mean(axis=1, keepdims=True)
    return np.asarray(middles + (outlines - middles) * share)


def _shown(counts: pd.DataFrame, layer: str) -> pd.DataFrame:
    """Keep the cells of a layer in which its symbol stands."""
    mine = counts.loc[counts["layer"].eq(layer)]
    return mine.loc[mine["count"].ge(symbol_least(layer, mine["count"]))]


def _symbols(
    shown: pd.DataFrame, *, layer: str, sides: Floats, metres_per_mm: float
) -> Iterator[Floats]:
    """Yield one outline per cell, its size by class, shifted to its side of the cell."""
    outlines = hexagons(shown["cell"].to_numpy())
    sizes = class_of(shown["count"], SYMBOL_BREAKS).tolist()
    for outline, size, side in zip(outlines, sizes, sides, strict=True):
        width = float(np.ptp(outline[:, 0])) / metres_per_mm
        least, most = LEAST_RADII_MM[size], SYMBOL_RADII_MM[size]
        radius = min(max(SYMBOL_RADII[size] * width, least), most)
        shift = side * max(SIDE_BY_SIDE * width, LEAST_RADII_MM[-1])
        middle = outline.mean(axis=0) + np.array((shift, 0.0)) * metres_per_mm
        yield symbol(SHAPES[layer], middle=middle, radius=radius * metres_per_mm)


def _halo_and_fill(axes: Axes, shapes: Sequence[Floats], *, layer: str) -> None:
    """Draw all halos of a layer, then all its symbols."""
    for width, edge, order in ((2.4, colour("halo"), 4.0), (0.0, "none", 4.1)):
        axes.add_collection(
            PolyCollection(
                list(shapes),
                facecolors=colour(layer),
                edgecolors=edge,
                linewidths=width,
                joinstyle="round",
                zorder=order,
            ),
            autolim=False,
        )
