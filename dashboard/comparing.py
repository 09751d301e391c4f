"""The window that a view is compared with, and whether the map shows both."""

from dashboard import choices
from geo.days import months_later
from geo.windows import Window, snapped

YEAR, BEFORE = "year", "before"
"""Windows to compare with: the same days a year before, or the time just before."""

SWIPE = "swipe"

AGAINST_WORDS = {YEAR: "the same days a year before", BEFORE: "the same time just before"}


def against(found: object) -> str:
    """Check which window is compared with.

    Returns
    -------
    str
        `YEAR`, `BEFORE`, or two dates as ``2025-01-01..2025-03-01``.

    Raises
    ------
    ValueError
        When it is none of these.
    """
    if found in ("", YEAR, BEFORE):
        return str(found) or YEAR
    if isinstance(found, str) and found.count("..") == 1:
        start, end = found.split("..")
        choices.window(start, end)
        return found
    raise ValueError(
        f"A window is compared with {YEAR}, {BEFORE} or two dates FROM..TO; found {found!r}"
    )


def swipe(found: object) -> bool:
    """Check whether the map shows two windows.

    Raises
    ------
    ValueError
        When it is neither `SWIPE` nor nothing.
    """
    if found in ("", SWIPE):
        return found == SWIPE
    raise ValueError(f"Two windows are compared by {SWIPE}; found {found!r}")


def earlier(window: Window, *, against: str, whole_months: bool) -> Window:
    """Find the window that another is compared with.

    Parameters
    ----------
    window
        The later one.
    against
        `YEAR` for the same days a year before (as many years as a longer window needs to share no
        day with it), `BEFORE` for as many days (whole months) just before, or two dates.
    whole_months
        Whether windows are made of whole months.

    Returns
    -------
    Window
        29 February becomes the 28th.
    """
    if against == YEAR:
        years = window.end.year - window.start.year
        years += months_later(window.end, months=-12 * years) > window.start
        months = -12 * years
        return Window(
            months_later(window.start, months=months), months_later(window.end, months=months)
        )
    if against != BEFORE:
        chosen = choices.window(*against.split(".."))
        return snapped(chosen, step="month") if whole_months else chosen
    if whole_months:
        months = 12 * (window.end.year - window.start.year) + window.end.month - window.start.month
        return Window(months_later(window.start, months=-months), window.start)
    return Window(window.start - (window.end - window.start), window.start)
