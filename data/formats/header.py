"""Where the header stands: below title rows, perhaps in two rows with merged cells."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from data.headings import normal

LOOKED_AT = 30
"""How many rows with anything in them are looked at; nobody writes more of a title."""
ENOUGH_KNOWN = 2
"""So many headings that some source uses make a row the header."""
HALF_FILLED = 0.6
"""Share of the usual number of filled cells that a header has at least."""
_VALUE = re.compile(r"[\d.,:/ -]*\d[\d.,:/ -]*")

Line: TypeAlias = tuple[int, Sequence[str]]


class Header(NamedTuple):
    """The headings, the row they stand in (0: there is none), and what to say about it."""

    cells: tuple[str, ...]
    row: int
    notes: tuple[str, ...]


def find(lines: Sequence[Line], *, known: frozenset[str]) -> Header:
    """Find the header among the first rows.

    Parameters
    ----------
    lines
        Row numbers and cells.
    known
        Headings that some source uses, in the form of `headings.normal`.

    Returns
    -------
    Header
        The first row with the most known headings, if that is two or more. Otherwise the first
        that is filled like most others and holds no number or date, unless one above it is filled
        as much; otherwise the first.
    """
    filled = [(row, trimmed) for row, cells in lines if (trimmed := _trimmed(cells))]
    if not filled:
        return Header((), 0, ())
    place = _place([cells for _, cells in filled], known)
    row, cells = filled[place]
    above = filled[place - 1] if place and filled[place - 1][0] == row - 1 else None
    if above is not None and _are_groups(above[1], cells):
        cells = _joined(above[1], cells)
        place -= 1
    return Header(tuple(cells), row, _notes(place))


def widened(header: Header, lines: Sequence[Line]) -> Header:
    """Add the columns to the right that have no heading but are filled in most rows.

    Parameters
    ----------
    header
        As `find` gives it.
    lines
        Row numbers and cells, each cell under its heading as in a spreadsheet.

    Returns
    -------
    Header
        With blank headings at its end, and a note, where there are such columns.
    """
    below = [filled for row, cells in lines if row > header.row and (filled := _trimmed(cells))]
    width = len(header.cells)
    often = Counter(
        place for cells in below for place, cell in enumerate(cells) if cell and place >= width
    )
    last = max((place for place, count in often.items() if 2 * count > len(below) > 1), default=-1)
    if last < width:
        return header
    note = "Columns without a heading, to the right of the others, were not read."
    return Header((*header.cells, *[""] * (last + 1 - width)), header.row, (*header.notes, note))


def score(cells: Sequence[str], *, known: frozenset[str]) -> int:
    """Count the headings of a row that some source uses.

    Parameters
    ----------
    cells
        A row.
    known
        Headings, in the form of `headings.normal`.

    Returns
    -------
    int
        How many different ones there are.
    """
    return len({normal(cell) for cell in cells} & known)


def _place(rows: Sequence[list[str]], known: frozenset[str]) -> int:
    scores = [score(cells, known=known) for cells in rows]
    if max(scores) >= ENOUGH_KNOWN:
        return scores.index(max(scores))
    widths = [sum(map(bool, cells)) for cells in rows]
    usual = sorted(widths)[len(widths) // 2]
    for place, cells in enumerate(rows):
        if widths[place] >= max(1, HALF_FILLED * usual) and not any(map(_is_value, cells)):
            # a row above it that is as full is no title, and would be lost as one
            return next(at for at, width in enumerate(widths) if width >= widths[place])
    return 0


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Take the spaces from the ends, and the blank cells from the end."""
    stripped = [cell.strip() for cell in cells]
    last = max((place for place, cell in enumerate(stripped) if cell), default=-1)
    return stripped[: last + 1]


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell) is not None


def _are_groups(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether the row above names groups of columns: it fills what the header leaves open."""
    if sum(map(bool, above)) < ENOUGH_KNOWN or any(map(_is_value, above)):
        return False
    named = [normal(cell) for cell in cells if cell]
    open_ones = any(upper and not own for upper, own in _pairs(above, cells))
    return open_ones or len(set(named)) < len(named)


def _pairs(above: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    size = max(len(above), len(cells))
    padded = ([*row, *[""] * (size - len(row))] for row in (above, cells))
    return list(zip(*padded, strict=True))


def _joined(above: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Take the own heading, or the one above; one that came before gets its group's name."""
    joined, group, taken = list[str](), "", set[str]()
    for upper, own in _pairs(above, cells):
        group = upper or group
        name = own or upper
        if normal(name) in taken and own and group:
            name = f"{group} {own}"
        taken.add(normal(name))
        joined.append(name)
    return joined


def _notes(above: int) -> tuple[str, ...]:
    if not above:
        return ()
    rows = "row above the header was" if above == 1 else "rows above the header were"
    return (f"{above} {rows} taken for its title.",)
