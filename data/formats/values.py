"""Typed cells as text, in one canonical form: ISO dates and times, plain numbers."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def text_of(value: object, *, month_only: bool = False) -> str:
    """Write a value as text.

    Parameters
    ----------
    value
        What a format gives: text, number, truth value, date, time, or nothing.
    month_only
        Whether a date is shown with its month only, so that its day says nothing.

    Returns
    -------
    str
        "" for nothing; 12 and not 12.0; 2026-11-23, 2026-11-23 14:30, 2026-11, 14:30.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value, month_only=month_only)
    if isinstance(value, date) and month_only:
        return f"{value:%Y-%m}"
    for kind, write in _WRITTEN.items():
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else str(value)


def number(value: float) -> str:
    """Write a number with digits and a decimal point only.

    Parameters
    ----------
    value
        The number.

    Returns
    -------
    str
        Without .0 and without an exponent; "" for what is no number.
    """
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(float(value))), "f")


def _moment(value: datetime, *, month_only: bool) -> str:
    """Round to the second first: a serial date is a fraction of a day, off by microseconds."""
    zoned = value.utcoffset() is not None
    rounded = value.replace(microsecond=0)
    if value.microsecond >= 500_000:  # noqa: PLR2004  half a second
        rounded += timedelta(seconds=1)
    if month_only:
        return f"{rounded:%Y-%m}"
    if rounded.time() == time(0) and not zoned:
        return rounded.date().isoformat()
    day, clock = rounded.date().isoformat(), _clock(rounded.time())
    return f"{day} {clock}{_offset(rounded)}" if not zoned else f"{day}T{clock}{_offset(rounded)}"


def _offset(value: datetime) -> str:
    ahead = value.utcoffset()
    if ahead is None:
        return ""
    minutes = int(ahead.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "Z"


def _clock(value: time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    int: number,
    float: number,
    date: date.isoformat,
    time: _clock,
    timedelta: _duration,
}
