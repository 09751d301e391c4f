"""When events began and ended: the columns of a file read as moments, checked and flagged."""

from datetime import timedelta

import pandas as pd

from data import date_orders, dates
from data.checks import Checks
from data.given import Given
from geo.days import midnight

LONGEST = timedelta(days=365)
"""What lasts longer is let in and flagged."""


def read(  # noqa: PLR0913  the columns are named by each source
    cells: pd.DataFrame,
    checks: Checks,
    given: Given,
    *,
    start: str = "start",
    end: str = "end",
    reported: str = "",
    open_ended: bool = False,
    lasts: bool = True,
) -> pd.DataFrame:
    """Read when events began and ended.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of rows without a sound start, with an unsound end, that end before they start or lie
        in the future.
    given
        What was given beside the file: the order of dates, the day of the import.
    start, end
        The columns; `end` is "" for none.
    reported
        The column that stands for a blank start; "" for none.
    lasts
        Whether the event lasts until its end; otherwise the end is only checked.
    open_ended
        Whether an event without an end is still open; otherwise it ends as the precision of its
        start says.

    Returns
    -------
    pd.DataFrame
        `start`, `end` (UTC) and `precision` (of the start); `latest_start` and `earliest_end`, the
        narrowest span that the cells allow.
    """
    closed = cells[end] if end else pd.Series("", index=cells.index, dtype="str")
    named = [name for name in (start, end, reported) if name]
    orders = date_orders.settle(
        {name: cells[name] for name in named},
        told=given.date_order,
        today=given.today,
        system=given.date_system,
        settled=given.settled,
    )
    begin, source = cells[start], dates.moments(cells[start], order=orders[start])
    if reported:
        stands_in = begin.eq("") & cells[reported].ne("")
        other = dates.moments(cells[reported], order=orders[reported])
        begin, source = begin.mask(stands_in, cells[reported]), source.mask(stands_in, other)
        checks.flag(stands_in.to_numpy(), code="reported-only")
    last = dates.moments(closed, order=orders.get(end, "iso"))
    _check_times(source, last, checks, given, texts=(begin, closed))
    otherwise = last["until"] if open_ended else source["until"]
    found = pd.DataFrame(
        {
            "start": source["start"],
            "end": last["until"].where(closed.ne("") & lasts, otherwise),
            "precision": source["precision"],
            "latest_start": source["until"],
            "earliest_end": last["start"],
        }
    )
    _flag_times(found, source["clocks"], last["clocks"], checks, given)
    return found


def late(given: Given) -> pd.Timestamp:
    """Say from when on nothing can have happened: the second day after the import's begins it."""
    return midnight(given.today + timedelta(days=2))


def _check_times(
    first: pd.DataFrame,
    last: pd.DataFrame,
    checks: Checks,
    given: Given,
    *,
    texts: tuple["pd.Series[str]", "pd.Series[str]"],
) -> None:
    begin, end = texts
    backwards = last["until"].le(first["start"]) & last["start"].lt(first["start"])
    checks.reject(first["start"].isna().to_numpy(), rule="date", found=begin)
    checks.reject((last["start"].isna() & end.ne("")).to_numpy(), rule="end", found=end)
    for moment, text in ((first, begin), (last, end)):
        checks.reject(moment["start"].ge(late(given)).to_numpy(), rule="future", found=text)
    checks.reject(backwards.to_numpy(), rule="end-before-start", found=begin + " to " + end)


def _flag_times(
    found: pd.DataFrame,
    begun: "pd.Series[str]",
    ended: "pd.Series[str]",
    checks: Checks,
    given: Given,
) -> None:
    until = found["end"].fillna(midnight(given.today + timedelta(days=1)))
    checks.flag((until - found["start"]).gt(LONGEST).to_numpy(), code="over-a-year")
    for code in ("hour-repeated", "hour-missing"):
        checks.flag((begun.eq(code) | ended.eq(code)).to_numpy(), code=code)
