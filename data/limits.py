"""How much of a file is read at most, each limit with its reason; beyond it a file is refused.

The largest file that a partner is known to send is a force's year of street crime: 200,000 rows,
12 columns, 50 MB.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Limit:
    """One limit.

    Parameters
    ----------
    name
        The environment variable that sets another value.
    value
        The value without it.
    unit
        What is counted.
    reason
        Why there is such a limit.
    """

    name: str
    value: int
    unit: str
    reason: str


LIMITS = (
    Limit(
        "HOTSPOTS_MAX_FILE_MB",
        500,
        "MB",
        "Two million rows of street crime, the most rows read, have 400 MB.",
    ),
    Limit(
        "HOTSPOTS_MAX_WORKBOOK_MB",
        50,
        "MB",
        "A workbook is taken apart piece by piece; a register of 100,000 rows has 15 MB.",
    ),
    Limit(
        "HOTSPOTS_MAX_ARCHIVE_MB",
        2_000,
        "MB",
        "The police.uk archive of three years and all forces has 1,600 MB; only what is asked for"
        " is unpacked.",
    ),
    Limit(
        "HOTSPOTS_MAX_ROWS",
        2_000_000,
        "rows",
        "A sheet holds 1,048,576 at most; the borough has 11,000 recorded events a year.",
    ),
    Limit("HOTSPOTS_MAX_COLUMNS", 512, "columns", "The widest known extract has 90."),
    Limit("HOTSPOTS_MAX_SHEETS", 100, "sheets", "One a month for eight years."),
    Limit(
        "HOTSPOTS_MAX_ENTRIES",
        5_000,
        "entries",
        "The police.uk archive of three years and 44 forces has some 4,700.",
    ),
    Limit(
        "HOTSPOTS_MAX_UNPACKED_MB",
        400,
        "MB",
        "What is packed in a file may unpack to no more; a small one can unpack without end.",
    ),
    Limit(
        "HOTSPOTS_MAX_RATIO",
        100,
        "times",
        "Sheets and tables pack to a tenth; only a trap packs to less than a hundredth.",
    ),
    Limit("HOTSPOTS_MAX_NESTING", 50, "levels", "A GeoJSON of points is six levels deep."),
    Limit(
        "HOTSPOTS_READING_MEMORY_MB",
        512,
        "MB",
        "A process that reads a file may use it, and four times the file's size.",
    ),
    Limit(
        "HOTSPOTS_READING_SECONDS",
        120,
        "seconds",
        "The largest file allowed is read in a quarter of it; nobody waits longer.",
    ),
)
"""Every limit, in the order of the documents."""
_BY_NAME: Mapping[str, Limit] = {limit.name: limit for limit in LIMITS}


def limit(name: str) -> int:
    """Give a limit's value.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    int
        From the environment, or as it stands here.

    Raises
    ------
    ValueError
        If the environment says something that is no whole number above 0.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return _BY_NAME[name].value
    if not (given.isascii() and given.isdigit() and int(given)):
        raise ValueError(f"{name} must be a whole number above 0, and is {given!r}.")
    return int(given)


def check_size(size: int, *, name: str = "HOTSPOTS_MAX_FILE_MB") -> None:
    """Refuse a file that is too large.

    Parameters
    ----------
    size
        Its bytes.
    name
        The limit that holds for its kind.

    Raises
    ------
    ValueError
        If there are more.
    """
    most = limit(name)
    if size > most * MB:
        raise ValueError(
            f"It has {size / MB:,.0f} MB, and {most:,} MB is the most that is read of such a file "
            f"({name}). Split it, or raise the limit."
        )


def check_rows(rows: int) -> None:
    """Refuse a sheet with too many rows.

    Parameters
    ----------
    rows
        How many were found so far.

    Raises
    ------
    ValueError
        If these are too many.
    """
    _check(rows, "HOTSPOTS_MAX_ROWS")


def check_columns(columns: int) -> None:
    """Refuse a sheet with too many columns.

    Parameters
    ----------
    columns
        How many it has.

    Raises
    ------
    ValueError
        If these are too many.
    """
    _check(columns, "HOTSPOTS_MAX_COLUMNS")


def check_sheets(sheets: int) -> None:
    """Refuse a workbook with too many sheets.

    Parameters
    ----------
    sheets
        How many it has.

    Raises
    ------
    ValueError
        If these are too many.
    """
    _check(sheets, "HOTSPOTS_MAX_SHEETS")


def _check(count: int, name: str) -> None:
    most = limit(name)
    if count > most:
        raise ValueError(
            f"It has more than {most:,} {_BY_NAME[name].unit}, which is the most that is read "
            f"({name}). Split it, or raise the limit."
        )
