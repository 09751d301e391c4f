"""Dates as partners write them: local time, precision as given, one order for a whole column.

The order of a column comes from `data.date_orders`. Without an offset a time is local to
Europe/London. When the clocks go back, the hour from 01:00 to 02:00 comes twice: it is read as the
first, in summer time. When they go forward it does not exist: 01:30 is read as half an hour after
the change, 02:30 in summer time. Both are said of the row. A time of exactly 00:00 is how many
systems write "unknown", so it says no more than the day. Two figures of a year are 1969 to 2068.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

import pandas as pd

from geo.windows import LONDON, Precision

FIRST_YEAR, LAST_YEAR = 1900, 2099
MONTHS_IN_YEAR = 12
NOON = 12
SHORT_YEAR = 2
LAST_SHORT_YEAR = 68
"""Two figures up to this are of the years from 2000, above it from 1900 (as POSIX has it)."""

ORDERS = ("day-first", "month-first", "iso", "excel-1900", "excel-1904")
"""How a column of dates can be written, besides words for months."""
EXCEL_DAY_0 = {"excel-1900": date(1899, 12, 30), "excel-1904": date(1904, 1, 1)}
"""Day 0 of the serial numbers; of 1900 so that it fits from March 1900 on."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?)?"
    r"(?: ?(?P<half>[ap])m)?"
)
_AND_TIME = rf"(?:,? {_TIME})?"
_YEAR = r"(?P<year>\d{4}|\d\d)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII | re.IGNORECASE)


ISO = _pattern(
    r"(?P<year>\d{4})[-/](?P<month>\d\d)(?:[-/](?P<day>\d\d)"
    rf"(?:[T ]{_TIME} ?(?P<offset>Z|[+-]\d\d:?\d\d)?)?)?"
)
NUMBERS = _pattern(rf"(?P<first>\d{{1,2}})[/.-](?P<second_>\d{{1,2}})[/.-]{_YEAR}{_AND_TIME}")
SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,15})?", re.ASCII)
"""An Excel serial number from 1954 to 2119; smaller ones would be years and other numbers."""
_WORDS = (
    _pattern(
        r"(?:[a-z]{3,9},? )?(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[a-z]{3,9})\.?[ -]"
        rf"{_YEAR}{_AND_TIME}"
    ),
    _pattern(
        r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?, ?(?P<year>\d{4})"
        rf"{_AND_TIME}"
    ),
    _pattern(rf"(?P<name>[a-z]{{3,9}})(?:[ /-](?=\d{{4}})|-){_YEAR}"),
    _pattern(r"(?P<month>\d{1,2})/(?P<year>\d{4})"),
)


class Moment(NamedTuple):
    """What a cell says: from `start` until `until` it may have been, known to `precision`.

    `clocks` is "hour-repeated" or "hour-missing" where the clocks of that night leave a doubt.
    """

    start: datetime | None
    until: datetime | None
    precision: str
    clocks: str = ""


NOT_A_DATE = Moment(None, None, "")


def moments(texts: "pd.Series[str]", *, order: str = "day-first") -> pd.DataFrame:
    """Read a column of dates.

    Parameters
    ----------
    texts
        n cells.
    order
        One of `ORDERS`, as `date_orders.settle` found it.

    Returns
    -------
    pd.DataFrame
        With the index of the cells: `start` and `until` in UTC, the first moment that the cell
        allows and the first it no longer does (the same for an instant), NaT where it is blank
        or no date; `precision` and `clocks`, "" there.
    """
    codes, distinct = pd.factorize(texts)
    read = [read_moment(text, order=order) for text in distinct]
    known = pd.DataFrame(read, columns=list(Moment._fields))
    for name in ("start", "until"):
        known[name] = pd.to_datetime(known[name], utc=True).astype("datetime64[us, UTC]")
    words = known.astype({"precision": "str", "clocks": "str"})
    return words.take(codes).set_index(texts.index)


def read_moment(text: str, *, order: str = "day-first") -> Moment:
    """Read one date.

    Parameters
    ----------
    text
        Such as 2026-11, 2026-11-23, 23/11/2026 14:30, 3 Mar 2026 or 2026-11-23T14:30:00Z.
    order
        One of `ORDERS`. ISO dates and months in words are read in every order.

    Returns
    -------
    Moment
        In UTC; `NOT_A_DATE` if it is none, or before 1900 or after 2099.
    """
    try:
        if order in EXCEL_DAY_0 and SERIAL.fullmatch(text):
            return _serial(text, order)
        parts = _parts(text, order)
        if parts is None:
            return NOT_A_DATE
        return _month(parts) if parts.get("day") is None else _moment(parts)
    except (ValueError, OverflowError):
        return NOT_A_DATE


def _parts(text: str, order: str) -> Mapping[str, str | None] | None:
    """Tell day, month, year and time of a date apart; None for no date."""
    if match := ISO.fullmatch(text):
        return match.groupdict()
    if match := NUMBERS.fullmatch(text):
        if order not in {"day-first", "month-first"}:
            return None
        day, month = ("first", "second_") if order == "day-first" else ("second_", "first")
        return {**match.groupdict(), "day": match[day], "month": match[month]}
    for pattern in _WORDS:
        if match := pattern.fullmatch(text):
            return match.groupdict()
    return None


def _serial(text: str, order: str) -> Moment:
    whole = datetime.combine(EXCEL_DAY_0[order], time(0))
    at = whole + timedelta(seconds=round(float(text) * 86_400))
    return _at(at.date(), at.time(), minute_known=True)


def _month(parts: Mapping[str, str | None]) -> Moment:
    year, month = _year(parts), _month_number(parts)
    after = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
    return _span(date(year, month, 1), after, "month")


def _moment(parts: Mapping[str, str | None]) -> Moment:
    day = date(_year(parts), _month_number(parts), _number(parts, "day"))
    clock = time(_hour(parts), _number(parts, "minute"), _number(parts, "second"))
    return _at(day, clock, offset=parts.get("offset"), minute_known=parts.get("minute") is not None)


def _at(day: date, clock: time, *, offset: str | None = None, minute_known: bool) -> Moment:
    if clock == time(0) and offset is None:
        return _span(day, day + timedelta(days=1), "day")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return NOT_A_DATE
    local = datetime.combine(day, clock, _zone(offset))
    start = local.astimezone(UTC)
    if not minute_known:
        return Moment(start, start + timedelta(hours=1), "hour", _clocks(local))
    return Moment(start, start, "instant", _clocks(local))


def _clocks(local: datetime) -> str:
    """Say whether the clocks that night show this time twice, or never."""
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return "hour-repeated" if first > second else "hour-missing"


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
    if offset.upper() == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if offset[0] == "-" else size)


def _year(parts: Mapping[str, str | None]) -> int:
    text = parts["year"] or ""
    if len(text) != SHORT_YEAR:
        return int(text)
    return int(text) + (2000 if int(text) <= LAST_SHORT_YEAR else 1900)


def _month_number(parts: Mapping[str, str | None]) -> int:
    name = parts.get("name")
    if name is None:
        return _number(parts, "month")
    return _MONTHS.index(name[:3].lower()) + 1


def _hour(parts: Mapping[str, str | None]) -> int:
    hour, half = _number(parts, "hour"), parts.get("half")
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError(f"There is no {hour} o'clock before or after noon.")
    return hour % NOON + (NOON if half.lower() == "p" else 0)


def _number(parts: Mapping[str, str | None], name: str) -> int:
    return int(parts.get(name) or 0)
