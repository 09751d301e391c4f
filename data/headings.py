"""Headings as people write them: the form in which they are compared."""

import re


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
