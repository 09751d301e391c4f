"""Words for numbers and names, the same on every page, panel and export."""

LAYER_LABELS = {"incidents": "Incidents", "cuckooing": "Cuckooing", "missing": "Missing"}
"""A layer's name on screen."""


def share(part: float, *, whole: float) -> str:
    """Write a share in whole percent, never 0% or 100% for what is neither.

    Parameters
    ----------
    part, whole
        Two amounts of the same kind; `whole` above zero.

    Returns
    -------
    str
        For example "6%", "under 1%" or "over 99%".
    """
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1%"
    if 99 < percent < 100:  # noqa: PLR2004 - the text says the same number
        return "over 99%"
    return f"{percent:.0f}%"


def rows(number: int) -> str:
    """Write how many rows there are.

    Parameters
    ----------
    number
        How many.

    Returns
    -------
    str
        For example "1 row" or "1,200 rows".
    """
    return "1 row" if number == 1 else f"{number:,} rows"


def capital(text: str) -> str:
    """Begin with a capital letter, and leave the rest as it is: "A hospital near Kestrels Way".

    Parameters
    ----------
    text
        What stands at the beginning of a line or a sentence.

    Returns
    -------
    str
    """
    return text[:1].upper() + text[1:]
