"""The marks that people have made, kept in the store's folder with their history.

A mark that is taken back stays on record, with who did so, when and why.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from data import ledger
from data.ledger import Record
from data.marks import Mark, Removal

FILE = "notes.json"
REPLACED = "Replaced by a newer mark."


class Kept(NamedTuple):
    """All marks there ever were, oldest first, and what is wrong with their file ("" for nothing).

    `problem` is a plain sentence; marks that could be read are there all the same.
    """

    all: tuple[Mark, ...] = ()
    problem: str = ""

    @property
    def in_force(self) -> tuple[Mark, ...]:
        """Those that were not removed: at most one on a cell."""
        return tuple(mark for mark in self.all if mark.removed is None)


def read(folder: Path) -> Kept:
    """Read the marks.

    Parameters
    ----------
    folder
        The store's folder.

    Returns
    -------
    Kept
    """
    found = ledger.read(folder / FILE)
    marks = [_mark_of(record) for record in found.records]
    known = tuple(mark for mark in marks if mark)
    lost = len(marks) - len(known)
    return Kept(known, found.problem or _lost_words(lost))


def version(folder: Path) -> str:
    """Name the marks of this moment without reading them; part of every key of a cached result."""
    return ledger.version(folder / FILE)


def put(folder: Path, mark: Mark) -> None:
    """Put a mark on its cell; one that is there is replaced and stays on record.

    Parameters
    ----------
    folder
        The store's folder.
    mark
        The mark.

    Raises
    ------
    OSError
        If the file can't be read or written.
    """

    def edit(records: list[Record]) -> list[Record]:
        gone = Removal(by=mark.by, at=mark.at, why=REPLACED)
        return [*_without(records, mark.cell, gone), _record_of(mark)]

    ledger.change(folder / FILE, edit)


def remove(folder: Path, cell: str, *, removal: Removal) -> None:
    """Take the mark of a cell back; it stays on record as removed.

    Parameters
    ----------
    folder
        The store's folder.
    cell
        The marked cell in hexadecimal.
    removal
        Who does so, when and why.

    Raises
    ------
    LookupError
        If the cell has no mark (any more).
    OSError
        If the file can't be read or written.
    """

    def edit(records: list[Record]) -> list[Record]:
        if not any(_lies_on(record, cell) for record in records):
            raise LookupError("This hexagon has no mark: someone else may have removed it.")
        return _without(records, cell, removal)

    ledger.change(folder / FILE, edit)


def _without(records: Sequence[Record], cell: str, removal: Removal) -> list[Record]:
    gone = {"by": removal.by, "at": _text(removal.at), "why": removal.why}
    return [{**record, "removed": gone} if _lies_on(record, cell) else record for record in records]


def _lies_on(record: Record, cell: str) -> bool:
    return record.get("cell") == cell and record.get("removed") is None


def _record_of(mark: Mark) -> Record:
    return {
        "cell": mark.cell,
        "kind": mark.kind,
        "reason": mark.reason,
        "by": mark.by,
        "at": _text(mark.at),
        "excluded": mark.excluded,
        "removed": None,
    }


def _mark_of(record: Record) -> Mark | None:
    """Read a record; None for one that breaks a rule, as after an edit by hand."""
    try:
        gone = record.get("removed")
        return Mark(
            cell=record["cell"],
            kind=record["kind"],
            reason=str(record["reason"]),
            by=str(record["by"]),
            at=_moment(record["at"]),
            excluded=record["excluded"] is True,
            removed=_removal_of(gone) if gone is not None else None,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _removal_of(record: Any) -> Removal:  # noqa: ANN401 - from a file
    return Removal(by=str(record["by"]), at=_moment(record["at"]), why=str(record["why"]))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: Any) -> datetime:  # noqa: ANN401 - from a file
    return datetime.fromisoformat(text).astimezone(UTC)


def _lost_words(lost: int) -> str:
    if not lost:
        return ""
    notes = "One note" if lost == 1 else f"{lost} notes"
    return (
        f"{notes} in the file {FILE} can't be read and {'is' if lost == 1 else 'are'} left aside."
    )
