"""What makes a picture a map: neatline, grid ticks and figures, scale bar and north arrow."""

import math
from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from dashboard.snapshots.page import Box, Extent, Style, write
from dashboard.snapshots.text import STRONG, Halo
from dashboard.theme import colour

KM = 1000
TICK_MM = 1.35
MOST_FIGURES = 9
BAR_SHARE = 0.14
"""The scale bar is about this part of the map's width, rounded down to 1, 2 or 5."""


def metres_per_mm(box: Box, extent: Extent) -> float:
    """Return how much ground one millimetre of paper covers, metres."""
    return (extent.east - extent.west) / box.width


def bar_length(extent: Extent) -> float:
    """Return the length of the scale bar: 1, 2 or 5 times a power of ten, in metres."""
    wanted = (extent.east - extent.west) * BAR_SHARE
    power = 10.0 ** math.floor(math.log10(wanted))
    return max(step * power for step in (1, 2, 5) if step * power <= wanted)


def draw(page: Axes, box: Box, extent: Extent) -> None:
    """Draw all furniture of a map.

    Parameters
    ----------
    page
        The page's axes, in mm.
    box
        Where the map lies on the page.
    extent
        The ground it shows.
    """
    _ticks(page, box, extent)
    _scale_bar(page, box, extent)
    _north(page, (box.right - 8.0, box.top + 5.6))
    page.add_patch(
        Rectangle(
            (box.left, box.top),
            box.width,
            box.height,
            fill=False,
            edgecolor=colour("ink-2"),
            linewidth=0.8,
            zorder=9,
        )
    )


def occupied(box: Box, extent: Extent) -> list[Box]:
    """Return where the furniture lies on the page, so that labels keep away from it."""
    bar = bar_length(extent) / metres_per_mm(box, extent)
    return [
        Box(box.left + 7, box.bottom - 16, bar + 12, 11),
        Box(box.right - 13, box.top, 13, 14),
    ]


def grid_lines(low: float, high: float, *, step: int = KM) -> Iterator[int]:
    """Yield the grid lines between two coordinates, metres."""
    yield from range(math.ceil(low / step) * step, math.floor(high) + 1, step)


def _ticks(page: Axes, box: Box, extent: Extent) -> None:
    """Tick every kilometre on all four sides; figures stay clear of corners and of each other."""
    scale = metres_per_mm(box, extent)
    style = Style(size=6.4, ink="ink-2", halo=Halo(colour("outland"), 1.8))
    every = _figure_step(extent)
    for east in grid_lines(extent.west, extent.east):
        x = box.left + (east - extent.west) / scale
        _line(page, (x, x), (box.top, box.top + TICK_MM))
        _line(page, (x, x), (box.bottom, box.bottom - TICK_MM))
        if east % every == 0 and box.left + 6 < x < box.right - 6:
            write(page, (x, box.bottom - 2.1), _figure(east), style._replace(align="center"))
    for north in grid_lines(extent.south, extent.north):
        y = box.bottom - (north - extent.south) / scale
        _line(page, (box.left, box.left + TICK_MM), (y, y))
        _line(page, (box.right, box.right - TICK_MM), (y, y))
        if north % every == 0 and box.top + 6 < y < box.bottom - 6:
            write(page, (box.left + 2.1, y + 0.8), _figure(north), style)


def _figure_step(extent: Extent) -> int:
    """Say how far apart the numbered grid lines are: 1 km while there are few, else 2."""
    return KM if (extent.east - extent.west) / KM <= MOST_FIGURES else 2 * KM


def _figure(metres: int) -> str:
    """Name a grid line as Ordnance Survey maps do: its kilometre within the 100 km square."""
    return f"{metres // KM % 100:02d}"


def _scale_bar(page: Axes, box: Box, extent: Extent) -> None:
    """Draw four equal parts, filled and open by turns, with 0, half and full length named."""
    length = bar_length(extent)
    wide = length / metres_per_mm(box, extent)
    left, top, high = box.left + 9.5, box.bottom - 13.6, 1.2
    for part in range(4):
        page.add_patch(
            Rectangle(
                (left + part * wide / 4, top),
                wide / 4,
                high,
                facecolor=colour("ink-2" if part % 2 == 0 else "halo"),
                edgecolor=colour("ink-2"),
                linewidth=0.6,
                zorder=8,
                gid=f"scale-{part}",
            )
        )
    style = Style(size=7.0, ink="ink-2", align="center", halo=Halo(colour("halo"), 2.4))
    figures = _figures(length)
    for part, figure in enumerate(figures):
        write(page, (left + part * wide / 2, top + high + 3.0), figure, style)


def _figures(length: float) -> tuple[str, str, str]:
    """Name nothing, half and the whole of a length; the unit stands at the end."""
    unit, size = ("km", KM) if length >= KM else ("m", 1)
    return "0", f"{length / 2 / size:g}", f"{length / size:g} {unit}"


def _north(page: Axes, tip: tuple[float, float]) -> None:
    """Draw an arrow that points up the page: the map is on the grid, so that is grid north."""
    x, y = tip
    for xs, ys in (((x, x), (y, y + 6.0)), ((x - 1.3, x, x + 1.3), (y + 1.9, y, y + 1.9))):
        page.add_line(
            Line2D(xs, ys, color=colour("ink-2"), linewidth=1.0, solid_capstyle="round", zorder=8)
        )
    style = Style(size=7.4, weight=STRONG, ink="ink-2", align="center", halo=Halo(colour("halo")))
    write(page, (x, y - 1.1), "N", style)


def _line(page: Axes, xs: tuple[float, float], ys: tuple[float, float]) -> None:
    page.add_line(Line2D(xs, ys, color=colour("ink-2"), linewidth=0.5, zorder=8))
