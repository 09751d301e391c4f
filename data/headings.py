"""Headings as people write them: the form in which they are compared."""

import re

OWN_COLUMNS = ("row in quarantine", "what is wrong", "what to do")
"""Our headings in a downloaded quarantine, before those of the file; no source uses them."""


def normal(cell: str) -> str:
    """Bring a column's name into the form in which names are compared.

    Parameters
    ----------
    cell
        A cell of the header.

    Returns
    -------
    str
        In lower case, with single spaces.
    """
    return re.sub(r"[\s_/.:?()-]+", " ", cell).strip().casefold()
