"""Lists of leading hexagons: marked ones are tested like all others and listed apart.

A hole in the grid would change what is expected of its neighbours, so a mark changes no test.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard import results
from dashboard.panels import marking
from dashboard.panels.trends import parts
from dashboard.panels.trends.parts import Column
from dashboard.session import Look
from geo import cells

TITLE = "Marked, listed apart"
NOTE = "tested like all others"


class Listing(NamedTuple):
    """What a list is called and how long it gets.

    Parameters
    ----------
    title, caption
        Its heading, and what it holds for those who hear it.
    columns
        Headings and kinds.
    most
        Rows at most.
    note
        What stands behind the heading where all rows are shown.
    """

    title: str
    caption: str
    columns: Sequence[Column]
    most: int
    note: str


def listed(
    look: Look,
    positions: NDArray[np.int64],
    listing: Listing,
    *,
    row: Callable[[int], Sequence[str]],
    below: str = "",
) -> str:
    """List places in their order, and after them the marked ones with their reasons.

    Parameters
    ----------
    look
        Who is looking and at what.
    positions
        int64[k], positions of study cells, the first ones first.
    listing
        What the list is.
    row
        Writes the row of a position as HTML.
    below
        HTML that stands below the list.

    Returns
    -------
    str
        HTML.
    """
    out = marking.left_out(look)[positions]
    first, marked = positions[~out], positions[out]
    shown = [row(int(at)) for at in first[: listing.most]]
    rest = len(first) - len(shown)
    note = f"the first {listing.most}; {rest} more on the map" if rest else listing.note
    quiet = parts.quietly("All of them are marked.")
    table = parts.table(listing.caption, listing.columns, shown) if shown else quiet
    main = parts.section(listing.title, table + below, note=note if shown else "")
    return main + _marked(look, marked, listing, row=row)


def _marked(
    look: Look,
    marked: NDArray[np.int64],
    listing: Listing,
    *,
    row: Callable[[int], Sequence[str]],
) -> str:
    if not len(marked):
        return ""
    rows = [row(int(at)) for at in marked[: listing.most]]
    table = parts.table(f"{listing.caption}, marked", listing.columns, rows)
    study = results.study(look.source, look.selection.resolution)["cell"].to_numpy()
    names = [str(name) for name in cells.hex_of(study[marked])]
    reasons = escape("; ".join(marking.reasons(look, names)))
    return parts.section(TITLE, f'{table}<p class="hs-none">{reasons}.</p>', note=NOTE)
