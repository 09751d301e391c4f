"""Which kind of file it is, told by its first bytes and never by its name."""

from data.formats import delimited
from data.formats.grid import Grid
from data.formats.request import Request

START = 4096


def read(request: Request) -> list[Grid]:
    """Read a file of any kind.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        Its sheets.

    Raises
    ------
    ValueError
        If it is of no kind that is read, or beyond a limit; the message is one plain sentence or
        a few.
    """
    return delimited.read(request)
