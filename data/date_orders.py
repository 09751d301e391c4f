"""Which order a column of dates is written in: settled by the whole column, never row by row."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import pandas as pd  # noqa: TC002  every module here imports it so

from data.dates import (
    EXCEL_DAY_0,
    ISO,
    MONTHS_IN_YEAR,
    NOT_A_DATE,
    NUMBERS,
    SERIAL,
    read_moment,
)
from data.settled import Settled

LAST_DAY = 31
OPEN, SERIALS = "open", "serial"
"""What a date can say of its column besides an order: it could be either; it is a number."""

_READS = {
    "day-first": {"day-first", OPEN},
    "month-first": {"month-first", OPEN},
    "iso": {"iso"},
    "excel-1900": {SERIALS},
    "excel-1904": {SERIALS},
}
"""For each order what a date may say of its column to be read in it."""
_ADVICE = "Write them all in one way, or say with --date-order how those in figures are written."


class UnclearOrder(ValueError):  # noqa: N818  it is a question to a person, as much as an error
    """A column's order can't be told from its cells; a person can say it.

    Parameters
    ----------
    message
        What is unclear.
    column
        The column's name.
    choices
        The orders that may be meant, of `dates.ORDERS`.
    mixed
        Whether its dates are in several orders, rather than in one that can't be told.
    """

    def __init__(
        self, message: str, *, column: str, choices: tuple[str, ...], mixed: bool = False
    ) -> None:
        super().__init__(message)
        self.column, self.choices, self.mixed = column, choices, mixed


def settle(
    columns: Mapping[str, "pd.Series[str]"],
    *,
    told: str = "",
    today: date,
    system: int = 0,
    settled: Settled | None = None,
) -> dict[str, str]:
    """Find the order of each column of dates.

    A column whose days are all 12 or less takes the order of the file's other columns. Serial
    numbers are of the system that the workbook says; of another file they are of Excel's 1900
    system when that of 1904 would put one in the future.

    Parameters
    ----------
    columns
        The columns that hold dates, by name.
    told
        The order that a person has given, of `dates.ORDERS`; "" for none. A date in another order
        is then a fault of its row and no longer refuses the file.
    today
        The day of the import.
    system
        The year from which the file says that its serial numbers count, 1900 or 1904; 0 where it
        does not say.
    settled
        What is known from before stands, unless a person has told otherwise; told of what the
        figures of these columns say.

    Returns
    -------
    dict of str to str
        For each column one of `dates.ORDERS`.

    Raises
    ------
    UnclearOrder
        If a column mixes two orders, or can't be told.
    """
    seen = {name: _kinds(texts) for name, texts in columns.items()}
    settled = Settled() if settled is None else settled
    if told:
        orders = _told(seen, told=told, system=system)
    else:
        orders = _found(columns, seen, settled.known, today=today, system=system)
    for name, kinds in seen.items():
        if told or kinds.keys() - {"iso"}:
            settled.note(name, orders[name])
    return orders


def _told(seen: Mapping[str, Mapping[str, str]], *, told: str, system: int) -> dict[str, str]:
    if told in EXCEL_DAY_0:
        # it says nothing about dates that are not numbers
        return {
            name: told if SERIALS in kinds else _of_figures({name: kinds})[name]
            for name, kinds in seen.items()
        }
    # nor is a column of a workbook's own numbers meant by what is said of figures
    numbered = [name for name, kinds in seen.items() if system and _are_numbers(kinds)]
    return dict.fromkeys(seen, told) | dict.fromkeys(numbered, f"excel-{system}")


def _are_numbers(kinds: Mapping[str, str]) -> bool:
    return SERIALS in kinds and kinds.keys() <= {SERIALS, "iso"}


def _found(
    columns: Mapping[str, "pd.Series[str]"],
    seen: Mapping[str, Mapping[str, str]],
    known: Mapping[str, str],
    *,
    today: date,
    system: int,
) -> dict[str, str]:
    """Find the orders of the columns of which nothing is known from before."""
    before = {name: known[name] for name in columns if name in known}
    fresh = {name: kinds for name, kinds in seen.items() if name not in before}
    for name, kinds in fresh.items():
        _refuse_mixed(name, kinds, system=system)
    numbered = {name: columns[name] for name, kinds in fresh.items() if SERIALS in kinds}
    figures = {name: kinds for name, kinds in fresh.items() if name not in numbered}
    clear = {order for order in before.values() if order in {"day-first", "month-first"}}
    return {
        **before,
        **_of_figures(figures, clear=clear),
        **_of_serials(numbered, today=today, system=system),
    }


def kind(text: str) -> str:
    """Tell what one date says about its column.

    Parameters
    ----------
    text
        A cell.

    Returns
    -------
    str
        "iso", "day-first" or "month-first"; "open" when it could be either of these two, "serial"
        for an Excel number; "" when it says nothing, as words for months, 05/05/2026, or what is
        no date at all, as 31/02/2026.
    """
    if ISO.fullmatch(text):
        return "iso"
    if SERIAL.fullmatch(text):
        return SERIALS
    match = NUMBERS.fullmatch(text)
    if match is None:
        return ""
    first, second = int(match["first"]), int(match["second_"])
    if first == second or max(first, second) > LAST_DAY or min(first, second) > MONTHS_IN_YEAR:
        return ""
    if max(first, second) <= MONTHS_IN_YEAR:
        return OPEN
    order = "day-first" if first > second else "month-first"
    return order if read_moment(text, order=order) != NOT_A_DATE else ""


def _kinds(texts: "pd.Series[str]") -> dict[str, str]:
    """Find what a column's dates say, each with its first example."""
    found: dict[str, str] = {}
    for text in texts.unique():
        said = kind(text)
        if said:
            found.setdefault(said, text)
    return found


def _refuse_mixed(name: str, kinds: Mapping[str, str], *, system: int) -> None:
    if system and _are_numbers(kinds):
        return  # dates of a workbook, of which only some cells are shown as such
    settled = kinds.keys() - {OPEN}
    mixed = len(settled) > 1 or (OPEN in kinds and bool(settled & {"iso", SERIALS}))
    if mixed:
        forms = " and ".join(f"{text!r} ({said})" for said, text in kinds.items())
        raise UnclearOrder(
            f"The dates in the column {name!r} are not all written in one order: {forms}. "
            f"{_ADVICE}",
            column=name,
            choices=tuple(order for order, said in _READS.items() if said & kinds.keys()),
            mixed=True,
        )


def _of_figures(
    seen: Mapping[str, Mapping[str, str]], *, clear: Collection[str] = ()
) -> dict[str, str]:
    """Give each column its own order, or that of the others (`clear`: of those known before)."""
    clear = set(clear) | {
        order for kinds in seen.values() for order in ("day-first", "month-first") if order in kinds
    }
    orders = {}
    for name, kinds in seen.items():
        own = [order for order in ("day-first", "month-first") if order in kinds]
        if OPEN in kinds and not own and len(clear) != 1:
            raise UnclearOrder(
                f"Whether the dates in the column {name!r} are written day first or month first "
                f"can't be told, as every day is 12 or less, such as {kinds[OPEN]!r}. Say "
                "--date-order day-first or --date-order month-first, or write them as YYYY-MM-DD.",
                column=name,
                choices=("day-first", "month-first"),
            )
        orders[name] = own[0] if own else next(iter(clear), "day-first")
    return orders


def _of_serials(
    columns: Mapping[str, "pd.Series[str]"], *, today: date, system: int
) -> dict[str, str]:
    """Tell Excel's two systems apart: they lie four years and a day from each other."""
    if system or not columns:
        return dict.fromkeys(columns, f"excel-{system}")
    newest = max(
        float(text) for texts in columns.values() for text in texts if SERIAL.fullmatch(text)
    )
    if EXCEL_DAY_0["excel-1904"] + timedelta(days=newest) > today + timedelta(days=1):
        return dict.fromkeys(columns, "excel-1900")
    name = next(iter(columns))
    one, other = (day_0 + timedelta(days=newest) for day_0 in EXCEL_DAY_0.values())
    raise UnclearOrder(
        f"The dates in the column {name!r} are Excel serial numbers, and whether their system is "
        f"that of 1900 or of 1904 can't be told: the newest, {newest:.0f}, is {one} or {other}. "
        "Say --date-order excel-1900 or --date-order excel-1904, or write them as YYYY-MM-DD.",
        column=name,
        choices=tuple(EXCEL_DAY_0),
    )
