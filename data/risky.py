"""Cells that a spreadsheet would take for a formula: marked on the way out, bared on the way in."""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n\0]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def guarded(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula; a plain number stays one.

    Parameters
    ----------
    cell
        The cell as handed in.

    Returns
    -------
    str
        With a leading ' if it begins with = + - @, tab, line break or NUL, or with such a mark.
    """
    risky = _RISKY.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def bared(cell: str) -> str:
    """Take the leading ' off again.

    Parameters
    ----------
    cell
        A cell of a file that comes back.

    Returns
    -------
    str
        What `guarded` was given.
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
