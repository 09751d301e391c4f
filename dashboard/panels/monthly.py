"""Each layer month by month, with the range that is usual for each month."""

from datetime import date
from html import escape
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.board import Ints
from dashboard.panels import shapes
from dashboard.snapshots.words import LAYER_NAMES
from dashboard.tallies import Detail
from dashboard.words import LAYER_LABELS
from geo.days import months_later
from geo.usual import usual_range

HEIGHT = {True: 56.0, False: 26.0}
"""Height of the line by month, of the layer in focus and of another."""


def html(detail: Detail, *, focus: str, first: date) -> str:
    """Draw each layer month by month.

    Parameters
    ----------
    detail
        The counts.
    focus
        The layer in focus, which comes first and larger.
    first
        First day of the first month.

    Returns
    -------
    str
        HTML.
    """
    order = sorted(detail.months, key=lambda layer: layer != focus)
    return "".join(
        _months(detail.months[layer], layer, first, in_focus=layer == focus) for layer in order
    )


def last_month(count: int, *, low: float, high: float, month: date) -> str:
    """Say how the last month compares with what is usual.

    Parameters
    ----------
    count
        Its events.
    low, high
        The usual range, as `geo.usual` gives it; missing where there is none.
    month
        Its first day.

    Returns
    -------
    str
        Plain text; "" where no range is known.
    """
    if np.isnan(low):
        return ""
    least, most = int(np.ceil(low)), int(np.floor(high))
    side = "more than" if count > most else "fewer than" if count < least else "within"
    return f"{month:%B %Y}: {count:,}, {side} the usual {least:,} to {most:,}."


class _Line(NamedTuple):
    """One layer month by month, and the usual range of each month."""

    layer: str
    values: list[int]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    first: date

    @property
    def last(self) -> date:
        return months_later(self.first, months=len(self.values) - 1)

    @property
    def ranged(self) -> bool:
        """Whether any month has a usual range."""
        return bool(np.isfinite(self.high).any())

    @property
    def said(self) -> str:
        low, high = float(self.low[-1]), float(self.high[-1])
        return last_month(self.values[-1], low=low, high=high, month=self.last)

    @property
    def label(self) -> str:
        values = self.values
        return (
            f"{LAYER_NAMES[self.layer].capitalize()} each month from {self.first:%B %Y} to "
            f"{self.last:%B %Y}: at most {max(values):,}, at least {min(values):,}, "
            f"{values[-1]:,} in the last. {self.said}"
        ).strip()


def _months(counts: Ints, layer: str, first: date, *, in_focus: bool) -> str:
    title = f"{LAYER_LABELS[layer]} each month"
    if len(counts) < 2 or not counts.any():  # noqa: PLR2004 - a line has two ends
        none = "No month to compare." if len(counts) < 2 else "None in any month."  # noqa: PLR2004
        return f'<div class="hs-each"><h3>{title}</h3><p class="hs-none">{none}</p></div>'
    line = _Line(layer, counts.tolist(), *usual_range(counts), first)
    about = " <span>band: usual range</span>" if line.ranged else ""
    below = f'<p class="hs-none">{escape(line.said)}</p>' if line.said and in_focus else ""
    return (
        f'<div class="hs-each"><h3>{title}{about}</h3><div class="hs-months">'
        f'{_picture(line, height=HEIGHT[in_focus])}<span class="hs-first">{first:%b %Y}</span>'
        f'<span class="hs-last">{line.last:%b %Y}</span></div>{below}</div>'
    )


def _picture(line: _Line, *, height: float) -> str:
    top = max(*line.values, float(np.nanmax(line.high)) if line.ranged else 1.0)
    drawn = shapes.line(line.values, height=height, label=line.label, layer=line.layer, top=top)
    under = shapes.band(line.low, line.high, height=height, top=top) if line.ranged else ""
    return f'<span class="hs-top">{top:,.0f}</span><span class="hs-zero">0</span>{under}{drawn}'
