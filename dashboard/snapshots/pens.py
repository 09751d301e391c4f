"""Drawing shapely shapes on a map with matplotlib: fills, lines and dots in the theme's colours."""

from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from dashboard.theme import colour


def outline(geometry: Any) -> Outline:  # noqa: ANN401 - shapely ships no types
    """Turn a shapely geometry into one path of matplotlib, holes included.

    Parameters
    ----------
    geometry
        Lines or polygons, of one part or many.

    Returns
    -------
    Outline
        A compound path; holes run the other way than their ring, so that they stay open.
    """
    rings = [
        ring
        for part in shapely.get_parts(shapely.orient_polygons(geometry))
        for ring in (shapely.get_rings(part) if shapely.get_dimensions(part) > 1 else [part])
    ]
    return Outline.make_compound_path(*(_path(shapely.get_coordinates(ring)) for ring in rings))


def fill(chart: Axes, shape: Any, ink: str, *, order: float, alpha: float = 1.0) -> None:  # noqa: ANN401 - shapely ships no types
    """Fill a shape with a colour of the theme, at a place in the pile of layers."""
    chart.add_collection(
        PathCollection(
            [outline(shape)], facecolors=colour(ink), linewidths=0, alpha=alpha, zorder=order
        ),
        autolim=False,
    )


def stroke(
    chart: Axes,
    shape: Any,  # noqa: ANN401 - shapely ships no types
    pen: tuple[str, float],
    *,
    order: float,
    alpha: float = 1.0,
) -> None:
    """Draw lines with a pen: its colour, and its width in points."""
    chart.add_collection(
        PathCollection(
            [outline(shape)],
            facecolors="none",
            edgecolors=colour(pen[0]),
            linewidths=pen[1],
            alpha=alpha,
            joinstyle="round",
            capstyle="round",
            zorder=order,
        ),
        autolim=False,
    )


def dots(  # noqa: PLR0913 - a dot has a size, a colour, a place in the pile and a shape
    chart: Axes,
    shape: Any,  # noqa: ANN401 - shapely ships no types
    *,
    size: float,
    ink: str,
    order: float,
    marker: str = "o",
) -> None:
    """Draw the points of a shape, `size` in points."""
    chart.plot(
        *shapely.get_coordinates(shape).T,
        linestyle="none",
        marker=marker,
        markersize=size,
        markeredgewidth=0.5 if marker == "s" else 0,
        markeredgecolor=colour("halo"),
        color=colour(ink),
        zorder=order,
        scalex=False,
        scaley=False,
    )


def _path(points: NDArray[np.float64]) -> Outline:
    """Close a line whose ends meet."""
    codes = np.full(len(points), Outline.LINETO, dtype=np.uint8)
    codes[0] = Outline.MOVETO
    if (points[0] == points[-1]).all():
        codes[-1] = Outline.CLOSEPOLY
    return Outline(points, codes)
