"""Dates as partners write them: one order for a whole column, local time, precision as given.

Without an offset a time is local to Europe/London. When the clocks go back, the hour from 01:00
to 02:00 comes twice: it is read as the first, in summer time. When they go forward it does not
exist: 01:30 is read as half an hour after the change, 02:30 in summer time. A time of exactly
00:00 is how many systems write "unknown", so it says no more than the day.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

import pandas as pd

from geo.windows import LONDON, Precision

FIRST_YEAR, LAST_YEAR = 1900, 2099
MONTHS_IN_YEAR = 12
LAST_DAY = 31

_TIME = r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?)?"
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    rf"(?:[T ]{_TIME} ?(?P<offset>Z|[+-]\d\d:?\d\d)?)?)?",
    re.ASCII,
)
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})(?:,? {_TIME})?", re.ASCII
)


class Moment(NamedTuple):
    """What a cell says: from `start` until `until` it may have been, known to `precision`."""

    start: datetime | None
    until: datetime | None
    precision: str


NOT_A_DATE = Moment(None, None, "")


def moments(texts: "pd.Series[str]") -> pd.DataFrame:
    """Read a column of dates, whose order has been settled by `settle_order`.

    Parameters
    ----------
    texts
        n cells.

    Returns
    -------
    pd.DataFrame
        With the index of the cells: `start` and `until` in UTC, the first moment that the cell
        allows and the first it no longer does (the same for an instant), NaT where it is blank
        or no date; `precision`, "" there.
    """
    codes, distinct = pd.factorize(texts)
    read = [read_moment(text) for text in distinct]
    known = pd.DataFrame(read, columns=list(Moment._fields))
    for name in ("start", "until"):
        known[name] = pd.to_datetime(known[name], utc=True).astype("datetime64[us, UTC]")
    return known.astype({"precision": "str"}).take(codes).set_index(texts.index)


def read_moment(text: str) -> Moment:
    """Read one date, ISO or day first.

    Parameters
    ----------
    text
        Such as 2026-11, 2026-11-23, 23/11/2026 14:30 or 2026-11-23T14:30:00Z.

    Returns
    -------
    Moment
        In UTC; `NOT_A_DATE` if it is none, or before 1900 or after 2099.
    """
    match = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return NOT_A_DATE
    parts = match.groupdict()
    try:
        return _month(parts) if parts["day"] is None else _moment(parts)
    except (ValueError, OverflowError):
        return NOT_A_DATE


def settle_order(columns: Mapping[str, "pd.Series[str]"]) -> None:
    """Make sure that the dates of a file are ISO or day first, column by column.

    A column's order is settled by all its cells. One whose days are all 12 or less takes the
    order of the file's other dates.

    Parameters
    ----------
    columns
        The columns that hold dates, by name.

    Raises
    ------
    ValueError
        If a column mixes two orders, is written month first, or can't be told.
    """
    seen = {name: _orders(texts) for name, texts in columns.items()}
    for name, examples in seen.items():
        _refuse_mixed(name, examples)
    if any("day first" in examples for examples in seen.values()):
        return
    for name, examples in seen.items():
        if "open" in examples:
            raise ValueError(
                f"Whether the dates in the column {name!r} are written day first or month first "
                f"can't be told, as every day is 12 or less, such as {examples['open']!r}. "
                "Write them as YYYY-MM-DD."
            )


def _orders(texts: "pd.Series[str]") -> dict[str, str]:
    """Find the orders in which a column's dates are written, each with its first example."""
    found: dict[str, str] = {}
    for text in texts.unique():
        order = _order(text)
        if order:
            found.setdefault(order, text)
    return found


def _order(text: str) -> str:
    """Tell what one date says about its column: "open" when it could be either order."""
    if _ISO.fullmatch(text):
        return "ISO"
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return ""
    first, second = int(match["day"]), int(match["month"])
    if first == second or max(first, second) > LAST_DAY or min(first, second) > MONTHS_IN_YEAR:
        return ""
    if max(first, second) <= MONTHS_IN_YEAR:
        return "open"
    return "day first" if first > second else "month first"


def _refuse_mixed(name: str, examples: Mapping[str, str]) -> None:
    others = examples.keys() - {"ISO"}
    if ("ISO" in examples and others) or {"day first", "month first"} <= others:
        forms = " and ".join(f"{text!r} ({order})" for order, text in examples.items())
        raise ValueError(
            f"The dates in the column {name!r} are not all written in one order: {forms}. "
            "Write them all as YYYY-MM-DD, or all as DD/MM/YYYY."
        )
    if "month first" in examples:
        raise ValueError(
            f"The dates in the column {name!r} are written month first, such as "
            f"{examples['month first']!r}. Write them as YYYY-MM-DD or DD/MM/YYYY."
        )


def _month(parts: Mapping[str, str | None]) -> Moment:
    year, month = _number(parts, "year"), _number(parts, "month")
    after = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
    return _span(date(year, month, 1), after, "month")


def _moment(parts: Mapping[str, str | None]) -> Moment:
    day = date(_number(parts, "year"), _number(parts, "month"), _number(parts, "day"))
    clock = time(_number(parts, "hour"), _number(parts, "minute"), _number(parts, "second"))
    if clock == time(0) and parts.get("offset") is None:
        return _span(day, day + timedelta(days=1), "day")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return NOT_A_DATE
    zone = _zone(parts.get("offset"))
    start = datetime.combine(day, clock, zone).astimezone(UTC)
    if parts["minute"] is None:
        return Moment(start, start + timedelta(hours=1), "hour")
    return Moment(start, start, "instant")


def _span(first: date, after: date, precision: Precision) -> Moment:
    """Say that it was between two local midnights."""
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return NOT_A_DATE
    start, until = (
        datetime.combine(day, time(0), LONDON).astimezone(UTC) for day in (first, after)
    )
    return Moment(start, until, precision)


def _zone(offset: str | None) -> tzinfo:
    """Give the zone of a written offset; `fold` stays 0: the first of the hour that comes twice."""
    if offset is None:
        return LONDON
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if offset[0] == "-" else size)


def _number(parts: Mapping[str, str | None], name: str) -> int:
    return int(parts.get(name) or 0)
