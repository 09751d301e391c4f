"""How much of a file is read at most, each limit with its reason; beyond it a file is refused.

The largest file that a partner is known to send is a force's year of street crime: 200,000 rows,
12 columns, 50 MB.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

MB = 1_000_000


class RefusalError(ValueError):
    """A file is not read; the message says why, and what to do, in plain words."""


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
        "MB when unpacked",
        "What is packed in a file may unpack to no more; a small one can unpack without end.",
    ),
    Limit(
        "HOTSPOTS_MAX_RATIO",
        100,
        "times its size when unpacked",
        "Sheets and tables pack to a tenth; only a trap packs to less than a hundredth.",
    ),
    Limit(
        "HOTSPOTS_MAX_NESTING", 50, "levels of nesting", "A GeoJSON of points is six levels deep."
    ),
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


def reading_memory(size: int) -> int:
    """Give the memory that the reading of a file may use.

    Parameters
    ----------
    size
        The file's bytes.

    Returns
    -------
    int
        Bytes.
    """
    return limit("HOTSPOTS_READING_MEMORY_MB") * MB + 4 * size


def check(name: str, count: float) -> None:
    """Refuse what is beyond a limit.

    Parameters
    ----------
    name
        The limit.
    count
        How many of its unit there are; bytes where it counts MB.

    Raises
    ------
    RefusalError
        If there are more.
    """
    most, unit = limit(name), _BY_NAME[name].unit
    if count > most * (MB if unit.startswith("MB") else 1):
        raise RefusalError(
            f"It has more than {most:,} {unit}, which is the most that is read ({name}). Split it, "
            "or raise the limit."
        )
