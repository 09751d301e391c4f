"""Everything on the page beside the map: marking, title, side column and foot."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dashboard.snapshots.page import (
    PAGE,
    Box,
    Style,
    line_height,
    paragraph,
    rule,
    write,
    write_lines,
)
from dashboard.snapshots.sheet import Sheet
from dashboard.snapshots.text import (
    BOLD,
    REGULAR,
    STRONG,
    Run,
    cut_to,
    spaced_out,
    width_of,
    wrapped,
)
from dashboard.theme import colour

MARGIN = 12.0
MARKING = Style(size=9.5, weight=BOLD, align="center")
MARKING_BASELINES = (8.2, 205.0)
TITLE_SIZES = (19.0, 17.5, 16.0, 14.5, 13.0)
LEAD_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
NOTE_SIZES = (8.8, 8.4, 8.0, 7.6, 7.2, 6.8)
FOOT = Style(size=7.0, ink="ink-2")
FOOT_GUTTER = 5.0
NAME_WIDTH = 17.0
GAP = 0.5
"""Space between two notes, in lines."""

MOST_LINES = 5
"""Lines of one value at the foot; the file's metadata holds it in full."""


def marking(page: Axes, sheet: Sheet) -> None:
    """Set the handling marking above and below everything, and the label of invented data."""
    for baseline in MARKING_BASELINES:
        write(page, (PAGE[0] / 2, baseline), spaced_out(sheet.marking), MARKING)
        if sheet.label:
            _tag(page, sheet.label, right=PAGE[0] - MARGIN, baseline=baseline)


def headings(page: Axes, sheet: Sheet) -> None:
    """Set the finding, and below it what was counted and when; long ones in smaller type."""
    width = PAGE[0] - 2 * MARGIN
    for words, baseline, sizes, weight, ink in (
        (sheet.title, 18.6, TITLE_SIZES, STRONG, "ink"),
        (sheet.lead, 24.9, LEAD_SIZES, REGULAR, "ink-2"),
    ):
        size = _largest(words, sizes, weight=weight, width=width)
        shown = cut_to(words, width=width, weight=weight, size=size)
        write(page, (MARGIN, baseline), shown, Style(size=size, weight=weight, ink=ink))


def notes(page: Axes, sheet: Sheet, column: Box) -> None:
    """Set the side column in the largest type in which all of it fits."""
    rule(page, (column.left, column.top), (column.right, column.top))
    fits = (size for size in NOTE_SIZES if _height(sheet.notes, column, size) < column.height)
    size = next(fits, NOTE_SIZES[-1])
    baseline = column.top + line_height(size) * 1.15
    for heading, words in sheet.notes:
        write(page, (column.left, baseline), heading, Style(size=size, weight=STRONG))
        baseline += line_height(size)
        for line in words.split("\n"):
            at = (column.left, baseline)
            baseline = paragraph(page, at, [Run(line)], width=column.width, style=Style(size=size))
        baseline += line_height(size) * GAP


def foot(page: Axes, sheet: Sheet, box: Box, *, split: float) -> None:
    """Set source and attribution on the left of the foot, and how to make the sheet again."""
    grid = "Drawn in the British National Grid, 1 km ticks; grid north."
    left = right = box.top + line_height(FOOT.size)
    for name, words in (("Source", sheet.source), ("Attribution", f"{sheet.attribution} {grid}")):
        runs = [Run(name, STRONG), Run(words)]
        wide = split - box.left - FOOT_GUTTER
        left = paragraph(page, (box.left, left), runs, width=wide, style=FOOT)
    for name, value in sheet.provenance:
        write(page, (split + FOOT_GUTTER, right), name, FOOT)
        right = _value(page, (split + FOOT_GUTTER + NAME_WIDTH, right), value, right=box.right)
    rule(page, (split, box.top + 0.8), (split, max(left, right) - line_height(FOOT.size) + 0.8))


def _value(page: Axes, at: tuple[float, float], value: str, *, right: float) -> float:
    """Set one value of the foot; what does not fit ends in an ellipsis."""
    lines = wrapped([Run(value)], width=right - at[0], size=FOOT.size)
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES - 1][0]
        lines = [*lines[: MOST_LINES - 1], [last._replace(words=f"{last.words} …")]]
    return write_lines(page, at, lines, style=FOOT._replace(ink="ink"))


def _tag(page: Axes, words: str, *, right: float, baseline: float) -> None:
    """Set a label in a frame, its right edge at the margin."""
    style = Style(size=8.6, weight=STRONG, align="right")
    wide = width_of(words, weight=style.weight, size=style.size)
    page.add_patch(
        Rectangle(
            (right - wide - 3.2, baseline - 3.6),
            wide + 3.2,
            5.0,
            fill=False,
            edgecolor=colour("ink"),
            linewidth=0.8,
        )
    )
    write(page, (right - 1.6, baseline), words, style)


def _largest(words: str, sizes: Sequence[float], *, weight: str, width: float) -> float:
    """Find the largest size in which a line fits; the smallest if none does."""
    fits = (size for size in sizes if width_of(words, weight=weight, size=size) <= width)
    return next(fits, sizes[-1])


def _height(notes_: Sequence[tuple[str, str]], column: Box, size: float) -> float:
    """Measure the side column in one size, mm."""
    texts = [line for _, words in notes_ for line in words.split("\n")]
    lines = sum(len(wrapped([Run(text)], width=column.width, size=size)) for text in texts)
    return line_height(size) * (0.3 + lines + len(notes_) + GAP * (len(notes_) - 1))
