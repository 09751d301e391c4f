"""The events of a hexagon one by one, for those allowed to see them."""

from html import escape

import pandas as pd
from pandas.api.typing import NaTType

from dashboard import access, answers
from dashboard.panels import shapes
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from geo.days import LONDON

MOST = 40
"""Rows shown; the page is for looking, and an analyst's own system holds the rest."""

KNOWN = {
    "instant": "to the minute",
    "hour": "to the hour",
    "day": "day only",
    "month": "month only",
}
PLACED = {
    "exact": "exact point",
    "UPRN": "address",
    "grid reference": "grid reference",
    "postcode": "middle of the postcode",
    "map point": "anonymised point",
}


def allowed(look: Look) -> bool:
    """Tell whether the viewer may see single events.

    Parameters
    ----------
    look
        Who is looking.

    Returns
    -------
    bool
    """
    return access.is_analyst(look.viewer, settings=look.options)


def html(look: Look) -> str:
    """Write the events of the selected hexagon, or of the picked ones, as a table.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    str
        HTML; every value that comes from data is escaped.

    Raises
    ------
    PermissionError
        When the viewer may not see single events.
    """
    found = answers.rows(look)
    if found.empty:
        return '<p class="hs-none">No event in this window.</p>'
    body = "".join(_row(row) for _, row in found.head(MOST).iterrows())
    return (
        f'<p class="hs-none">{escape(_limit(len(found)))}</p><div class="hs-scroll" tabindex="0" '
        'role="region" aria-label="Events"><table class="hs-ranking hs-events"><caption '
        'class="hs-hidden">Events, the newest first</caption><thead><tr><th scope="col">When</th>'
        '<th scope="col">What and where</th><th scope="col">Reference</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def when(start: pd.Timestamp, end: pd.Timestamp | NaTType, precision: str) -> str:
    """Say when an event happened, no finer than it is known.

    Parameters
    ----------
    start, end
        Aware times; the end is missing where the event is still open.
    precision
        How finely the start is known.

    Returns
    -------
    str
        Local time, for example "3 Nov 2026, 22:15 to 4 Nov 2026, 08:00".
    """
    first = start.tz_convert(LONDON)
    if precision == "month":
        return f"{first:%b %Y}"
    day = f"{first.day} {first:%b %Y}"
    if precision == "day":
        return day
    begun = f"{day}, {first:%H:%M}"
    if pd.isna(end) or end <= start:
        return begun
    last = end.tz_convert(LONDON)
    until = "" if last.date() == first.date() else f"{last.day} {last:%b %Y}, "
    return f"{begun} to {until}{last:%H:%M}"


def _limit(number: int) -> str:
    if number <= MOST:
        return f"{number:,} {'event' if number == 1 else 'events'}, the newest first."
    return f"The newest {MOST} of {number:,} events. Choose a shorter window to see others."


def _row(row: "pd.Series[str]") -> str:
    layer = str(row["layer"])
    time = when(pd.Timestamp(row["start"]), pd.Timestamp(row["end"]), str(row["precision"]))
    known = PLACED.get(str(row["placing"]), str(row["placing"]))
    place = ", ".join(filter(None, (str(row["location"]), known)))
    what = str(row["category"]) or LAYER_LABELS[layer]
    return (
        f'<tr><td>{escape(time)}<span class="hs-under">{KNOWN[str(row["precision"])]}</span></td>'
        f'<td>{shapes.symbol(layer)} <span class="hs-hidden">{LAYER_LABELS[layer]}: </span>'
        f'{escape(what)}<span class="hs-under">{escape(place)}</span></td>'
        f"<td>{escape(str(row['reference'])) or 'none'}</td></tr>"
    )
