"""Lettering: the bundled Inter, measuring, wrapping, and text that is never read as a formula."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patheffects import AbstractPathEffect, withStroke

FONTS = Path(__file__).parent / "fonts"
REGULAR, ITALIC, STRONG, BOLD = "Regular", "Italic", "SemiBold", "Bold"
MM_PER_POINT = 25.4 / 72
DPI = 300
"""Pixels to the inch of every picture."""

UNKNOWN = "?"
NO_BREAK = "\N{NO-BREAK SPACE}"
TIED = re.compile(r"(?<=\d) (?=(?:ha|m|km|[A-Z][a-z]{2})\b)|(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)")
"""A number stays with its unit and a date in one piece, whatever the column."""
HAIR_SPACE = "\N{HAIR SPACE}"


class Run(NamedTuple):
    """Words in one weight."""

    words: str
    weight: str = REGULAR


class Piece(NamedTuple):
    """Words of one weight on one line, `offset` mm from the line's start."""

    offset: float
    words: str
    weight: str


class Halo(NamedTuple):
    """A line around letters, so that they read on any ground; `width` in points."""

    colour: str
    width: float = 2.2

    def effect(self) -> list[AbstractPathEffect]:
        """Return the halo as matplotlib's path effects."""
        return [withStroke(linewidth=self.width, foreground=self.colour)]


def font(weight: str, size: float) -> FontProperties:
    """Return a bundled face at a size in points."""
    return FontProperties(fname=FONTS / f"Inter-{weight}.ttf", size=size)


def printable(words: str) -> str:
    """Return text on one line that the bundled font can draw.

    Parameters
    ----------
    words
        Any text, for instance a category from a partner's file.

    Returns
    -------
    str
        Line breaks and tabs as spaces, control characters dropped, and a question mark for each
        character the font has no glyph for.
    """
    known = _charmap()
    spaced = (" " if letter in "\t\n\r\v\f" else letter for letter in words)
    kept = (letter for letter in spaced if letter.isprintable() or ord(letter) in known)
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in kept)


def width_of(words: str, *, weight: str, size: float) -> float:
    """Return how wide a line of text is, in mm."""
    return _points(printable(words), weight, size) * MM_PER_POINT


def wrapped(runs: Iterable[Run], *, width: float, size: float) -> list[list[Piece]]:
    """Break text into lines that fit a column.

    Parameters
    ----------
    runs
        The text, in one or more weights. A word wider than the column is cut where it must be.
    width
        Column width in mm.
    size
        Type size in points.

    Returns
    -------
    list of list of Piece
        Lines, each a list of pieces from left to right.
    """
    lines: list[list[Piece]] = [[]]
    offset = 0.0
    for word, weight in _words(runs, width=width, size=size):
        gap = width_of(" ", weight=weight, size=size) if lines[-1] else 0.0
        wide = width_of(word, weight=weight, size=size)
        if lines[-1] and offset + gap + wide > width:
            lines.append([])
            offset = gap = 0.0
        _append(lines[-1], Piece(offset + gap, word, weight))
        offset += gap + wide
    return [line for line in lines if line]


def spaced_out(words: str) -> str:
    """Return words with hair spaces between the letters, as the marking is set."""
    return HAIR_SPACE.join(printable(words))


def cut_to(words: str, *, width: float, weight: str, size: float) -> str:
    """Return text that fits a width in mm, ending in an ellipsis where something was cut off."""
    if width_of(words, weight=weight, size=size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", weight=weight, size=size) > width:
        kept = kept[:-1].rstrip()
    return kept + "…"


def _append(line: list[Piece], piece: Piece) -> None:
    """Add a piece to a line, joined to the one before when the weight is the same."""
    if line and line[-1].weight == piece.weight:
        before = line.pop()
        piece = Piece(before.offset, f"{before.words} {piece.words}", piece.weight)
    line.append(piece)


def _words(runs: Iterable[Run], *, width: float, size: float) -> Iterable[tuple[str, str]]:
    """Yield word by word, long ones in parts."""
    for run in runs:
        for word in filter(None, TIED.sub(NO_BREAK, printable(run.words)).split(" ")):
            whole = width_of(word, weight=run.weight, size=size) <= width
            parts = [word] if whole else _parts(word, run.weight, width, size)
            yield from ((part, run.weight) for part in parts)


def _parts(word: str, weight: str, width: float, size: float) -> Sequence[str]:
    """Cut a word that is wider than the column."""
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, weight=weight, size=size) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@cache
def _charmap() -> frozenset[int]:
    return frozenset(get_font(FONTS / f"Inter-{REGULAR}.ttf").get_charmap())


@cache
def _points(words: str, weight: str, size: float) -> float:
    """Measure as the picture is drawn, letters fitted to its pixels; points."""
    agg: Any = RendererAgg  # matplotlib ships no types for its renderers
    face = font(weight, size)
    wide, _, _ = agg(1, 1, DPI).get_text_width_height_descent(words, face, ismath=False)
    return float(wide) * 72 / DPI
