"""The legend: the classes of the layer in focus, symbols in use, lines of the ground."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from dashboard.classes import SYMBOL_BREAKS, breaks, class_of, labels, symbol_least
from dashboard.selection import Selection
from dashboard.snapshots import hatching
from dashboard.snapshots.marks import SYMBOL_RADII_MM, symbol
from dashboard.snapshots.page import Box, Style, line_height, write
from dashboard.snapshots.text import REGULAR, STRONG, width_of
from dashboard.snapshots.words import LAYER_NAMES, per_hexagon
from dashboard.theme import SHAPES, colour, ramp

HEADING = Style(size=8.2, weight=STRONG)
TEXT = Style(size=7.4)
RANGE_SIZES = (7.2, 6.6, 6.0)
"""Sizes in which the ranges are tried, points."""

WIDTHS, HEIGHT, BETWEEN = (9.8, 12.8), 3.4, 1.2
"""Least and greatest width of a swatch, its height, and the space between two ranges, mm."""

ROW = 4.9
SYMBOLS_LEFT, SYMBOLS_APART = 29.0, 11.8


def draw(
    page: Axes, box: Box, *, counts: pd.DataFrame, selection: Selection, marked: int = 0
) -> float:
    """Draw the legend in a column.

    Parameters
    ----------
    page
        The page's axes, in mm.
    box
        The column.
    counts
        Columns `layer` and `count`, as on the map.
    selection
        Says the layers, which of them fills the cells, and the window.
    marked
        How many hexagons are hatched.

    Returns
    -------
    float
        Where the legend ends, mm from the top of the page.
    """
    baseline = box.top + 2.6
    write(page, (box.left, baseline), per_hexagon(selection.focus), HEADING)
    baseline += line_height(TEXT.size)
    write(page, (box.left, baseline), selection.window.label(), TEXT._replace(ink="ink-2"))
    bottom = _classes(page, (box.left, baseline + 2.2), counts=counts, focus=selection.focus)
    for layer in selection.layers:
        if layer == selection.focus:
            continue
        bottom += ROW
        _symbols(page, (box.left, bottom), layer=layer, counts=counts)
    if marked:
        bottom += ROW
        _marked(page, (box.left, bottom), count=marked)
    return _lines(page, (box.left, bottom + ROW))


def _marked(page: Axes, at: tuple[float, float], *, count: int) -> None:
    """Draw one row: what hatching means, and how many hexagons have it."""
    left, baseline = at
    hatching.swatch(page, (left, baseline - 2.4), size=(5.5, 2.8))
    write(page, (left + 7.5, baseline), f"Marked, left out of rankings ({count})", TEXT)


def _classes(page: Axes, at: tuple[float, float], *, counts: pd.DataFrame, focus: str) -> float:
    """Draw the swatches with their ranges below, or say that there is nothing to class."""
    values = counts.loc[counts["layer"].eq(focus), "count"]
    left, top = at
    if values.empty:
        write(page, (left, top + 3.0), f"No {LAYER_NAMES[focus]} to show", TEXT)
        return top + 3.6
    ranges = labels(breaks(focus, values))
    width, style = _fitting(ranges)
    shades = ramp(focus, classes=len(ranges))
    for position, (shade, name) in enumerate(zip(shades, ranges, strict=True)):
        _swatch(page, (left + position * width, top), width, shade)
        write(page, (left + (position + 0.5) * width, top + HEIGHT + 3.2), name, style)
    return top + HEIGHT + 3.9


def _fitting(ranges: tuple[str, ...]) -> tuple[float, Style]:
    """Find the width of a swatch and the size of its range so that ranges do not touch."""
    widest = 0.0
    for size in RANGE_SIZES:
        widest = max(width_of(name, weight=REGULAR, size=size) for name in ranges) + BETWEEN
        if widest <= WIDTHS[1]:
            break
    return min(max(widest, WIDTHS[0]), WIDTHS[1]), Style(size=size, align="center")


def _swatch(page: Axes, at: tuple[float, float], width: float, shade: str) -> None:
    page.add_patch(
        Rectangle(at, width, HEIGHT, facecolor=shade, edgecolor=colour("ctl"), linewidth=0.4)
    )


def _symbols(page: Axes, at: tuple[float, float], *, layer: str, counts: pd.DataFrame) -> None:
    """Draw one row: the layer's name, then its symbol in the sizes in use."""
    left, baseline = at
    write(page, (left, baseline), LAYER_NAMES[layer].capitalize(), TEXT)
    least = symbol_least(layer, counts.loc[counts["layer"].eq(layer), "count"])
    sizes = [*zip(labels(SYMBOL_BREAKS), SYMBOL_RADII_MM, strict=True)]
    if least > 1:
        size = max(1, int(class_of(least, SYMBOL_BREAKS)))
        sizes = [(f"{least}+ (busiest tenth)", SYMBOL_RADII_MM[size])]
    for position, (name, radius) in enumerate(sizes):
        x = left + SYMBOLS_LEFT + position * SYMBOLS_APART
        corners = symbol(SHAPES[layer], middle=(x, baseline - 0.95), radius=radius, up=-1)
        page.add_patch(Polygon(corners, facecolor=colour(layer), linewidth=0))
        write(page, (x + 2.4, baseline), name, TEXT)


def _lines(page: Axes, at: tuple[float, float]) -> float:
    """Name the lines of the ground and return where the legend ends."""
    left, baseline = at
    for start, ink, width, name in (
        (0.0, "ward-line", 0.7, "Ward"),
        (19.0, "motorway-casing", 2.2, ""),
        (19.0, "motorway", 1.0, "Motorway"),
    ):
        page.add_line(
            Line2D(
                (left + start, left + start + 5.5),
                (baseline - 0.95, baseline - 0.95),
                color=colour(ink),
                linewidth=width,
                solid_capstyle="butt",
            )
        )
        write(page, (left + start + 7.5, baseline), name, TEXT)
    page.plot(
        (left + 43.5, left + 45.2, left + 46.6),
        (baseline - 0.4, baseline - 1.6, baseline - 0.7),
        linestyle="none",
        marker="o",
        markersize=1.3,
        markeredgewidth=0,
        color=colour("ctl"),
    )
    write(page, (left + 48.6, baseline), "Postcode", TEXT)
    return baseline + 1.4
