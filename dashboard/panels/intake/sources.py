"""The sources: what each has sent, how far it reaches, and where months are missing."""

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd

from dashboard.panels import shapes
from dashboard.panels.intake import strip
from dashboard.panels.trends import parts
from dashboard.panels.trends.parts import Column
from dashboard.sources import SourceRow
from dashboard.words import LAYER_LABELS, share
from geo.days import LONDON

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
BEHIND_DAYS = 62
"""A source that ends so long before the newest is named in the headline."""


def headline(rows: Sequence[SourceRow], *, waiting: int | None) -> str:
    """Say how things stand.

    Parameters
    ----------
    rows
        The sources.
    waiting
        Rows in quarantine; None for who may not know.

    Returns
    -------
    str
        Plain text.
    """
    if not rows:
        begun = "Nothing has been brought in yet"
    else:
        begun = f"{_count(len(rows))}, up to date to {_reach(rows)}{_behind(rows)}"
    if not waiting:
        return begun
    noun = "row waits" if waiting == 1 else "rows wait"
    return f"{begun}; {waiting:,} {noun} in quarantine"


def table(rows: Sequence[SourceRow]) -> str:
    """Write the table of sources.

    Parameters
    ----------
    rows
        The sources.

    Returns
    -------
    str
        HTML.
    """
    if not rows:
        return parts.quietly("No source has sent anything yet.")
    columns = (
        Column("Source"),
        Column("Events", "figure"),
        Column("First to last", "range"),
        Column(strip.years(rows[0].months) + '<span class="hs-hidden">Months</span>', "wide"),
        Column("On the map", "figure"),
        Column("Last import", "figure"),
    )
    body = parts.table("Sources", columns, [_line(row) for row in rows])
    return f'<div class="hs-sources">{body}{strip.legend()}</div>'


def day(moment: pd.Timestamp) -> str:
    """Write the day of a moment as people in London say it."""
    local = moment.tz_convert(LONDON)
    return f"{local.day} {local:%b %Y}"


def _line(row: SourceRow) -> list[str]:
    name = parts.place(row.source, LAYER_LABELS[row.layer])
    gaps = f'<span class="hs-under">{strip.words(row.months)}</span>'
    return [
        f'<span class="hs-source">{shapes.symbol(row.layer)}<span>{name}</span></span>',
        f"{row.events:,}",
        f"{_when(row.first, monthly=row.monthly)} to<br>{_when(row.last, monthly=row.monthly)}",
        strip.html(row.months, layer=row.layer) + gaps,
        escape(share(row.on_map, whole=row.events)),
        day(row.imported),
    ]


def _count(number: int) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number}"
    return f"{word} source" if number == 1 else f"{word} sources"


def _reach(rows: Sequence[SourceRow]) -> str:
    newest = max(rows, key=lambda row: row.last)
    return _when(newest.last, monthly=newest.monthly)


def _behind(rows: Sequence[SourceRow]) -> str:
    newest = max(row.last for row in rows)
    late = [row for row in rows if (newest - row.last).days > BEHIND_DAYS]
    if not late:
        return ""
    if len(late) > 1:
        return f", but {len(late)} of them end long before"
    return f", but {late[0].source} ends in {late[0].last:%b %Y}"


def _when(moment: date, *, monthly: bool) -> str:
    return f"{moment:%b %Y}" if monthly else f"{moment.day} {moment:%b %Y}"
