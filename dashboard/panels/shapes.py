"""Small drawings in HTML alone, coloured by the style sheet so that they follow the theme.

Streamlit strips SVG from HTML, so a line is a mask: its form comes from here, its colour from
the element behind it.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from dashboard import theme
from dashboard.words import LAYER_LABELS

WIDTH = 100.0


def symbol(layer: str) -> str:
    """Draw a layer's shape.

    Parameters
    ----------
    layer
        One of ours.

    Returns
    -------
    str
        HTML, hidden from screen readers: the layer's name always stands beside it.
    """
    return f'<i class="hs-symbol hs-{theme.SHAPES[layer]} hs-{layer}" aria-hidden="true"></i>'


def layer_name(layer: str) -> str:
    """Write a layer's name behind its shape.

    Parameters
    ----------
    layer
        One of ours.

    Returns
    -------
    str
        HTML.
    """
    return f"{symbol(layer)}<span>{LAYER_LABELS[layer]}</span>"


def line(values: Sequence[float], *, height: float, label: str, layer: str) -> str:
    """Draw a line through values at equal steps, from zero up.

    Parameters
    ----------
    values
        At least two numbers, zero or more.
    height
        Height in CSS pixels.
    label
        What the line says, for those who cannot see it.
    layer
        Whose colour it has.

    Returns
    -------
    str
        HTML.
    """
    picture = quote(_svg(values, height=height), safe=" =:/,;'")
    style = f"height:{height:g}px;--form:url(&quot;data:image/svg+xml,{picture}&quot;)"
    return (
        f'<div class="hs-line hs-{layer}" role="img" aria-label="{escape(label)}" '
        f'style="{style}"></div>'
    )


def bar(part: float, *, whole: float) -> str:
    """Draw a bar whose length is a share.

    Parameters
    ----------
    part, whole
        Two amounts of the same kind.

    Returns
    -------
    str
        HTML, hidden from screen readers: the number always stands beside it.
    """
    percent = 100 * part / whole if whole else 0
    return f'<i class="hs-bar" aria-hidden="true"><i style="width:{percent:.1f}%"></i></i>'


def _svg(values: Sequence[float], *, height: float) -> str:
    top, room = max(*values, 1), height - 4
    step = WIDTH / (len(values) - 1)
    points = " ".join(
        f"{i * step:.1f},{2 + room * (1 - value / top):.1f}" for i, value in enumerate(values)
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH:g} {height:g}' "
        f"preserveAspectRatio='none'><polyline points='{points}' fill='none' stroke='black' "
        "stroke-width='1.6' stroke-linejoin='round' vector-effect='non-scaling-stroke'/></svg>"
    )
