"""The pieces that the sections of Trends are made of, as HTML coloured by the style sheet."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

TIMES, MINUS = "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}"

AXIS = 8.0
"""The axis of ratios runs from an eighth to eight times."""

TICKS = (
    (0.125, "⅛"),
    (0.25, "¼"),
    (0.5, "½"),
    (1.0, "same"),
    (2.0, f"{TIMES}2"),
    (4.0, f"{TIMES}4"),
    (8.0, f"{TIMES}8"),
)
LARGE_RATIO = 3.0
"""From here on a change is a multiple and no percentage."""


class Column(NamedTuple):
    """A column of a table: its heading and what kind of content it has."""

    title: str
    kind: str = ""


class Said(NamedTuple):
    """What a section has to say.

    Parameters
    ----------
    headline
        The finding, plain text, at most 16 words.
    stand
        The sentence below it, HTML.
    body
        Tables, drawings and how to read them, HTML.
    """

    headline: str
    stand: str
    body: str


def body(main: str, side: str) -> str:
    """Put what is shown beside how to read it."""
    return f'<div class="hs-trend"><div class="hs-main">{main}</div><aside>{side}</aside></div>'


def reading(shows: str, limits: Sequence[str]) -> str:
    """Say in one sentence what is shown, and what cannot be said and why.

    Parameters
    ----------
    shows
        One sentence.
    limits
        Sentences.

    Returns
    -------
    str
        HTML.
    """
    items = "".join(f"<li>{escape(limit)}</li>" for limit in limits)
    return (
        f'<section class="hs-reading"><h2>What this shows</h2><p>{escape(shows)}</p>'
        f"<h2>What can&rsquo;t be said</h2><ul>{items}</ul></section>"
    )


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """Write a table.

    Parameters
    ----------
    caption
        What it holds, for those who hear it; also its accessible name.
    columns
        Headings and kinds: "figure" is a right-aligned number, "wide" takes what is left.
    rows
        HTML of each cell; names from data must be escaped already.

    Returns
    -------
    str
        HTML.
    """
    head = "".join(
        f'<th scope="col" class="hs-{column.kind or "plain"}">{column.title}</th>'
        for column in columns
    )
    lines = "".join(
        "<tr>"
        + "".join(
            f'<td class="hs-{column.kind or "plain"}">{cell}</td>'
            for column, cell in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="hs-table"><caption class="hs-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )


def place(name: str, under: str = "", *, href: str = "") -> str:
    """Name a place, and below it the larger one that it lies in; with an address it is a link."""
    below = f'<span class="hs-under">{escape(under)}</span>' if under else ""
    said = f'<b class="hs-name">{escape(name)}</b>'
    if href:
        link = f'<a class="hs-on-map" href="{escape(href)}" title="Show on the map">'
        said = f"{link}{said}</a>"
    return f"{said}{below}"


def on_map(href: str) -> str:
    """Lead to the map that shows the same."""
    return f'<a class="hs-on-map hs-whole-map" href="{escape(href)}">Show on the map</a>'


def section(title: str, content: str, *, note: str = "") -> str:
    """Put a heading over a part; the note stands behind it in lighter ink."""
    behind = f" <span>{escape(note)}</span>" if note else ""
    return f'<section class="hs-part"><h2>{escape(title)}{behind}</h2>{content}</section>'


def facts(numbers: Sequence[tuple[str, str, str]]) -> str:
    """Show a few large numbers, each with its noun above and a remark below."""
    items = "".join(
        f'<div><dt>{escape(noun)}</dt><dd><b class="hs-number">{escape(number)}</b>'
        f'<span class="hs-past">{escape(remark) or "&nbsp;"}</span></dd></div>'
        for noun, number, remark in numbers
    )
    return f'<dl class="hs-metrics hs-facts">{items}</dl>'


def quietly(sentence: str) -> str:
    """Say calmly that there is nothing to show, and why."""
    return f'<p class="hs-quietly">{escape(sentence)}</p>'


def axis(ticks: Sequence[tuple[float, str]] = TICKS, *, reach: float = AXIS) -> str:
    """Write the heading of the column of ratios.

    Parameters
    ----------
    ticks
        Ratios and what is written over them.
    reach
        The largest ratio of the axis; it begins at one part in as many.

    Returns
    -------
    str
        HTML, hidden from those who hear the page.
    """
    marks = "".join(
        f'<i style="left:{_position(ratio, reach):.1f}%">{label}</i>' for ratio, label in ticks
    )
    return f'<span class="hs-ticks" aria-hidden="true">{marks}</span>'


def interval(ratio: float, low: float, high: float, *, kind: str, reach: float = AXIS) -> str:
    """Draw a ratio with its range on a log axis.

    Parameters
    ----------
    ratio, low, high
        The ratio and its 95 % range; endless and missing ones are drawn as far as the axis goes.
    kind
        "rise", "fall", "same" or "few": the form and colour.
    reach
        The largest ratio of the axis.

    Returns
    -------
    str
        HTML, hidden from those who hear the page: the range stands beside it in words.
    """
    left, right = _position(low, reach), _position(high, reach)
    at = _position(ratio, reach)
    dot = "" if math.isnan(ratio) else f'<i class="hs-dot" style="left:{at:.1f}%"></i>'
    return (
        f'<span class="hs-axis hs-{kind}" aria-hidden="true">'
        f'<i class="hs-range" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>{dot}</span>'
    )


def change_words(ratio: float) -> str:
    """Say a ratio as a change: a percentage, a multiple, or "none before".

    Parameters
    ----------
    ratio
        Later over earlier, for equal time.

    Returns
    -------
    str
    """
    if math.isnan(ratio):
        return "none in either"
    if math.isinf(ratio):
        return "none before"
    if ratio >= LARGE_RATIO:
        return f"{TIMES}{ratio:.1f}" if ratio < 10 else f"{TIMES}{ratio:,.0f}"  # noqa: PLR2004  two digits
    percent = round(100 * (ratio - 1))
    return f"{'+' if percent > 0 else MINUS if percent < 0 else '±'}{abs(percent)}%"


def range_words(low: float, high: float) -> str:
    """Say a 95 % range as two changes."""
    upper = "no limit" if math.isinf(high) else change_words(high)
    return f"{change_words(low)} to {upper}"


def _position(ratio: float, reach: float) -> float:
    if math.isnan(ratio):
        return 50.0
    inside = min(max(ratio, 1 / reach), reach)
    return 50.0 + 50.0 * math.log(inside) / math.log(reach)
