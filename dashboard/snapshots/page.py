"""The A4 page: one drawing surface in millimetres from the top left corner, and one for the map."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from dashboard.snapshots.text import DPI, REGULAR, Halo, Piece, Run, font, printable, wrapped
from dashboard.theme import colour

PAGE = (297.0, 210.0)
"""A4 landscape, mm."""

LEADING = 1.31
"""Line height as a multiple of the type size."""


class Box(NamedTuple):
    """A rectangle on the page, mm from its left and top edges."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge, mm."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge, mm."""
        return self.top + self.height


class Extent(NamedTuple):
    """The ground a map shows: eastings and northings of the British National Grid, metres."""

    west: float
    south: float
    east: float
    north: float


class Style(NamedTuple):
    """How text is set: size in points, face, colour, alignment, halo."""

    size: float
    weight: str = REGULAR
    ink: str = "ink"
    align: str = "left"
    halo: Halo | None = None


def new_page() -> tuple[Figure, Axes]:
    """Make an empty A4 page.

    Returns
    -------
    figure
        The figure, with its Agg canvas, white.
    page
        Axes over the whole page: x runs 0 to 297 and y 0 to 210 mm downwards.
    """
    figure = Figure(figsize=(PAGE[0] / 25.4, PAGE[1] / 25.4), dpi=DPI, facecolor="white")
    canvas: Any = FigureCanvasAgg  # matplotlib ships no types for its canvases
    canvas(figure)
    page = figure.add_axes((0, 0, 1, 1), frameon=False)
    page.set(xlim=(0, PAGE[0]), ylim=(PAGE[1], 0), xticks=[], yticks=[])
    page.set_zorder(2)
    return figure, page


def map_axes(figure: Figure, box: Box, *, extent: Extent) -> Axes:
    """Add the map's axes to a page.

    Parameters
    ----------
    figure
        The page's figure.
    box
        Where the map lies on the page.
    extent
        The ground it shows; must have the box's proportions.

    Returns
    -------
    Axes
        Axes in metres of the British National Grid, grid north up.
    """
    frame = (
        box.left / PAGE[0],
        1 - box.bottom / PAGE[1],
        box.width / PAGE[0],
        box.height / PAGE[1],
    )
    axes = figure.add_axes(frame, facecolor=colour("water"))
    axes.set(xlim=(extent.west, extent.east), ylim=(extent.south, extent.north))
    axes.set(xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def fitted(bounds: Sequence[float], box: Box, *, margin: float, least: float) -> Extent:
    """Find the ground that shows some bounds in a box.

    Parameters
    ----------
    bounds
        West, south, east and north of what must be seen, metres.
    box
        Where the map lies on the page.
    margin
        Ground to leave on each side, as a part of the longer side.
    least
        Least width of the ground, metres.

    Returns
    -------
    Extent
        Ground with the box's proportions and the bounds in the middle of it.
    """
    west, south, east, north = bounds
    room = 1 + 2 * margin
    width = max((east - west) * room, (north - south) * room * box.width / box.height, least)
    height = width * box.height / box.width
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Extent(
        middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2
    )


def write(axes: Axes, at: tuple[float, float], words: str, style: Style) -> None:
    """Write one line of text with its baseline at a point of the axes.

    Parameters
    ----------
    axes
        The page or the map.
    at
        Where the line starts, or ends or is centred as the style's `align` says.
    words
        Any text; it is never read as a formula or a command.
    style
        How it is set.
    """
    text = axes.text(
        *at,
        printable(words),
        fontproperties=font(style.weight, style.size),
        color=colour(style.ink),
        ha=style.align,
        va="baseline",
        parse_math=False,
        clip_on=False,
    )
    if style.halo is not None:
        text.set_path_effects(style.halo.effect())


def paragraph(
    page: Axes, at: tuple[float, float], runs: Iterable[Run], *, width: float, style: Style
) -> float:
    """Write a paragraph in a column.

    Parameters
    ----------
    page
        The page's axes.
    at
        Left edge and first baseline, mm.
    runs
        The words; each run brings its own weight.
    width
        Column width, mm.
    style
        Size and colour.

    Returns
    -------
    float
        The baseline after the last line, mm.
    """
    return write_lines(page, at, wrapped(runs, width=width, size=style.size), style=style)


def write_lines(
    page: Axes, at: tuple[float, float], lines: Sequence[Sequence[Piece]], *, style: Style
) -> float:
    """Write wrapped lines below each other and return the baseline after the last, mm."""
    left, baseline = at
    for line in lines:
        for piece in line:
            face = style._replace(weight=piece.weight)
            write(page, (left + piece.offset, baseline), piece.words, face)
        baseline += line_height(style.size)
    return baseline


def line_height(size: float) -> float:
    """Return the distance of two baselines in mm, for type of a size in points."""
    return size * LEADING * 25.4 / 72


def rule(page: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a hairline between two points of the page, mm."""
    page.add_line(Line2D(*zip(start, end, strict=True), color=colour("ctl"), linewidth=0.5))
