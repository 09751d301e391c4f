"""Cells that a spreadsheet can't hold or would work out: marked going out, bared coming in.

Those are cells that it would take for a formula, and characters that it has no place for.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n\0]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_BREAK = re.compile(r"\r\n?")
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


def pictured(text: str) -> str:
    """Show the characters that a workbook can't hold by their pictures.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Such as \u2400 for NUL; line breaks of every kind are one.
    """
    return _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), _LINE_BREAK.sub("\n", text))
