"""A change in one column of a table: drawn on a scale that doubles, and in words beside it."""

from dashboard.panels.trends import parts

REACH = 4.0
"""The scale runs from a quarter to four times; beyond it the words say how far."""

TICKS = ((0.5, "½"), (1.0, "1"), (2.0, f"{parts.TIMES}2"))


def heading(title: str) -> str:
    """Write the heading of the column, the scale beside its title.

    Parameters
    ----------
    title
        HTML.

    Returns
    -------
    str
        HTML.
    """
    return f'<div class="hs-changed">{parts.axis(TICKS, reach=REACH)}<div>{title}</div></div>'


def beside(words: str, *, ratio: float, low: float, high: float, kind: str) -> str:
    """Draw a change with its range, and put the words beside the drawing.

    Parameters
    ----------
    words
        HTML.
    ratio, low, high
        Later over earlier for equal time, and its 95 % range.
    kind
        "rise", "fall", "same" or "few": the form and colour.

    Returns
    -------
    str
        HTML; those who hear the page get the words alone.
    """
    drawn = parts.interval(ratio, low, high, kind=kind, reach=REACH)
    return f'<div class="hs-changed">{drawn}<div>{words}</div></div>'
