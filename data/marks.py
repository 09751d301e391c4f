"""Marks: what a cell's numbers do not say by themselves, and whether rankings leave it out.

A prison, a hospital or a custody suite leads every ranking because events are recorded there, not
because they happen around it. A mark is drawn at one resolution and read at all: it reaches its
own cell and the finer ones inside it, never a coarser one around it. By H3's numbering a finer
cell belongs to exactly one coarser cell, though its outline may stick out of it a little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo import cells

KINDS = {
    "prison": "Prison",
    "hospital": "Hospital",
    "custody": "Custody suite",
    "retail": "Retail park",
    "other": "Other",
}
"""What can stand in a marked cell, by the name that is kept: the word that is shown."""

SHORTEST, LONGEST = 5, 300
"""Characters of a reason."""


@dataclass(frozen=True, kw_only=True)
class Removal:
    """That a mark was taken back: by whom, when (UTC) and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark on one cell.

    Parameters
    ----------
    cell
        The cell in hexadecimal; its resolution is that of the mark.
    kind
        One of `KINDS`.
    reason
        Why, in `SHORTEST` to `LONGEST` characters; spaces are tidied.
    by, at
        Who made it and when (UTC).
    excluded
        Whether rankings leave the cell out; else the mark is a note and no more.
    removed
        When it is no longer in force.

    Raises
    ------
    ValueError
        If the cell, the kind or the reason breaks a rule; all problems are named.
    """

    cell: str
    kind: str
    reason: str
    by: str
    at: datetime
    excluded: bool = True
    removed: Removal | None = None

    def __post_init__(self) -> None:
        """Tidy the reason and name all that is wrong at once."""
        object.__setattr__(self, "reason", " ".join(self.reason.split()))
        problems = [*_cell_problems(self.cell), *_kind_problems(self.kind)]
        problems += _reason_problems(self.reason)
        if problems:
            raise ValueError(" ".join(problems))

    @property
    def resolution(self) -> int:
        """Resolution of the marked cell."""
        return cells.resolution_of(cells.cells_from_hex([self.cell]))

    @property
    def words(self) -> str:
        """What stands there, and why it is marked: "Prison: visitors are searched at the gate"."""
        return f"{KINDS[self.kind]}: {self.reason}"


def left_out(
    marks: Iterable[Mark], study_cells: ArrayLike, *, resolution: int
) -> NDArray[np.bool_]:
    """Say which cells rankings leave out.

    Parameters
    ----------
    marks
        Marks in force; notes that exclude nothing do not count.
    study_cells
        uint64[m], all of one resolution.
    resolution
        That resolution.

    Returns
    -------
    bool[m]
        True for a cell with an excluding mark and for every cell inside one.
    """
    found = np.asarray(study_cells, dtype=np.uint64)
    out = np.zeros(len(found), dtype=bool)
    excluding = [mark for mark in marks if mark.excluded and mark.resolution <= resolution]
    for level in sorted({mark.resolution for mark in excluding}):
        marked = cells.cells_from_hex([m.cell for m in excluding if m.resolution == level])
        out |= np.isin(cells.parents_of(found, resolution=level), marked)
    return out


def over(marks: Iterable[Mark], cell: str) -> tuple[Mark, ...]:
    """Find the marks that reach a cell: its own first, then those of ever coarser cells around it.

    Parameters
    ----------
    marks
        Marks in force.
    cell
        The cell in hexadecimal.

    Returns
    -------
    tuple of Mark
    """
    found = [mark for mark in marks if _holds(mark.cell, cell)]
    return tuple(sorted(found, key=lambda mark: -mark.resolution))


def inside(marks: Iterable[Mark], cell: str) -> tuple[Mark, ...]:
    """Find the marks on finer cells inside a cell; they do not leave it out.

    Parameters
    ----------
    marks
        Marks in force.
    cell
        The cell in hexadecimal.

    Returns
    -------
    tuple of Mark
    """
    return tuple(mark for mark in marks if mark.cell != cell and _holds(cell, mark.cell))


def _holds(outer: str, inner: str) -> bool:
    """Tell whether a cell is the other or one of its parents."""
    whole, part = cells.cells_from_hex([outer]), cells.cells_from_hex([inner])
    level = cells.resolution_of(whole)
    if level > cells.resolution_of(part):
        return False
    return bool((cells.parents_of(part, resolution=level) == whole).all())


def _cell_problems(cell: object) -> list[str]:
    try:
        level = cells.resolution_of(cells.cells_from_hex([cell])) if isinstance(cell, str) else -1
    except ValueError:
        level = -1
    return [] if level in cells.RESOLUTIONS else ["A mark lies on a hexagon of the map."]


def _kind_problems(kind: object) -> list[str]:
    return [] if kind in KINDS else [f"Choose what stands there: {', '.join(KINDS.values())}."]


def _reason_problems(reason: str) -> list[str]:
    if SHORTEST <= len(reason) <= LONGEST and reason.isprintable():
        return []
    return [f"Give a reason in {SHORTEST} to {LONGEST} characters; found {len(reason)}."]
