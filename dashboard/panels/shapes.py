"""Small drawings in HTML alone, coloured by the style sheet so that they follow the theme.

Streamlit strips SVG from HTML, so a line is a mask: its form comes from here, its colour from
the element behind it.
"""

import math
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

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


def line(
    values: Sequence[float], *, height: float, label: str, layer: str, top: float = 0.0
) -> str:
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
    top
        The value at the upper edge; the largest one where it is larger.

    Returns
    -------
    str
        HTML.
    """
    points = _points(values, height=height, top=max(*values, top, 1))
    drawn = (
        f"<polyline points='{points}' fill='none' stroke='black' stroke-width='1.6' "
        "stroke-linejoin='round' vector-effect='non-scaling-stroke'/>"
    )
    return (
        f'<div class="hs-line hs-{layer}" role="img" aria-label="{escape(label)}" '
        f'style="{_form(drawn, height=height)}"></div>'
    )


def band(low: NDArray[np.float64], high: NDArray[np.float64], *, height: float, top: float) -> str:
    """Draw a band between two lines, where both are known.

    Parameters
    ----------
    low, high
        float64[n], at equal steps; missing at the first ones.
    height
        Height in CSS pixels.
    top
        The value at the upper edge.

    Returns
    -------
    str
        HTML, hidden from screen readers: what it says stands in words beside it.
    """
    upper = _points(high, height=height, top=top)
    lower = _points(low, height=height, top=top)
    outline = " ".join([*upper.split(), *reversed(lower.split())])
    drawn = f"<polygon points='{outline}' fill='black'/>"
    return f'<i class="hs-band" aria-hidden="true" style="{_form(drawn, height=height)}"></i>'


def bar(part: float, *, whole: float, tick: float | None = None) -> str:
    """Draw a bar whose length is a share.

    Parameters
    ----------
    part, whole
        Two amounts of the same kind.
    tick
        A third one to set the first beside, as a mark across the bar.

    Returns
    -------
    str
        HTML, hidden from screen readers: the number always stands beside it.
    """
    share = 100 / whole if whole else 0
    mark = "" if tick is None else f'<i class="hs-tick" style="left:{share * tick:.1f}%"></i>'
    return (
        f'<i class="hs-bar" aria-hidden="true"><i style="width:{share * part:.1f}%"></i>{mark}</i>'
    )


def _points(values: Sequence[float] | NDArray[np.float64], *, height: float, top: float) -> str:
    """Place values at equal steps; missing ones are left out."""
    room, step = height - 4, WIDTH / (len(values) - 1)
    return " ".join(
        f"{i * step:.1f},{2 + room * (1 - value / top):.1f}"
        for i, value in enumerate(values)
        if not math.isnan(value)
    )


def _form(drawn: str, *, height: float) -> str:
    """Write a drawing as the mask of an element of a given height."""
    picture = quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH:g} {height:g}' "
        f"preserveAspectRatio='none'>{drawn}</svg>",
        safe=" =:/,;'",
    )
    return f"height:{height:g}px;--form:url(&quot;data:image/svg+xml,{picture}&quot;)"
