"""Small drawings in a row of a table: a bar with a mark, and a strip of steps, as HTML."""

from collections.abc import Sequence

DRAWN = "drawn"
"""Kind of a column that holds one of these."""


def gauge(value: float, *, mark: float, most: float) -> str:
    """Draw a number as a bar, with a line where another number lies.

    Parameters
    ----------
    value
        The number, 0 or more.
    mark
        Where the line is drawn.
    most
        What the whole width stands for, above 0; what lies beyond ends there.

    Returns
    -------
    str
        HTML, hidden from those who hear the page: both numbers stand beside it.
    """
    width, left = (100 * min(max(number / most, 0.0), 1.0) for number in (value, mark))
    return (
        f'<span class="hs-gauge" aria-hidden="true"><i class="hs-reach" style="width:{width:.1f}%">'
        f'</i><i class="hs-at" style="left:{left:.1f}%"></i></span>'
    )


def strip(steps: Sequence[int]) -> str:
    """Draw steps of time, the oldest first.

    Parameters
    ----------
    steps
        1 where a step was hot, -1 where it was cold, 0 for neither.

    Returns
    -------
    str
        HTML, with its numbers in words for those who hear the page.
    """
    names = {1: "hs-hot", -1: "hs-cold", 0: "hs-neither"}
    drawn = "".join(f'<i class="{names[int(step)]}"></i>' for step in steps)
    hot, cold = (sum(int(step) == kind for step in steps) for kind in (1, -1))
    said = f"hot in {hot} of {len(steps)} steps" + (f", cold in {cold}" if cold else "")
    return (
        f'<span class="hs-steps" aria-hidden="true">{drawn}</span>'
        f'<span class="hs-hidden">{said}</span>'
    )
