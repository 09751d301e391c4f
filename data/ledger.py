"""A short list of records in one JSON file: read whole, replaced whole, by one hand at a time.

It holds what people write about the data (notes, saved views), which must outlive an import and
be readable with any editor. A reader never waits and never sees half a file. A file that can't be
read is a sentence for the reader and is never written over.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from data import folder, locks

FORMAT = 1
LARGEST = 5_000_000
"""Bytes; a list that people write by hand stays far below."""

Record = dict[str, Any]

_BINARY = getattr(os, "O_BINARY", 0)


class Ledger(NamedTuple):
    """The records of a file, in their order, and what is wrong with it ("" for nothing)."""

    records: tuple[Record, ...]
    problem: str = ""


def read(path: Path) -> Ledger:
    """Read a list.

    Parameters
    ----------
    path
        The file; without one the list is empty.

    Returns
    -------
    Ledger
        Never an error: a file that can't be read has no records and a `problem`, a plain sentence.
    """
    try:
        content = path.read_bytes()
        return Ledger(_records(content))
    except FileNotFoundError:
        return Ledger(())
    except (OSError, ValueError, RecursionError) as trouble:
        return Ledger((), _sentence(path, trouble))


def change(path: Path, edit: Callable[[list[Record]], list[Record]]) -> None:
    """Change a list, while nobody else does.

    Parameters
    ----------
    path
        The file; made, in a folder that only its owner may enter, by the first change.
    edit
        Makes the new records from those of this moment; what it raises leaves the file as it is.

    Raises
    ------
    OSError
        If the file can't be read (it is then left as it is) or written, or someone else has been
        changing it for long.
    """
    folder.make_private(path.parent)
    with locks.held(path.with_name(f"{path.name}.lock")):
        found = read(path)
        if found.problem:
            raise OSError(f"{found.problem} Until then nothing can be saved there.")
        _write(path, edit(list(found.records)))


def version(path: Path) -> str:
    """Name the present content of a list without reading it; "" while there is none."""
    return folder.stamp(path)


def _records(content: bytes) -> tuple[Record, ...]:
    if len(content) > LARGEST:
        raise ValueError(f"it has {len(content):,} bytes and at most {LARGEST:,} are read")
    try:
        found = json.loads(content.decode("utf-8"))
    except ValueError as broken:
        raise ValueError("it is not whole JSON text") from broken
    if not isinstance(found, dict) or type(found.get("format")) is not int:
        raise ValueError("it does not say its format")
    if found["format"] > FORMAT:
        raise ValueError("a newer release of the dashboard has written it")
    records = found.get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError("it holds no list of records")
    return tuple(records)


def _write(path: Path, records: list[Record]) -> None:
    held = {"format": FORMAT, "records": records}
    text = json.dumps(held, indent=1, ensure_ascii=False)
    content = text.encode("utf-8", "backslashreplace")  # half a character, as JSON writes it
    if len(content) > LARGEST:
        raise OSError(f"The file {path.name} is full: it may have {LARGEST:,} bytes.")
    draft = folder.draft_of(path)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _sentence(path: Path, trouble: Exception) -> str:
    why = str(trouble) if isinstance(trouble, ValueError) else "it can't be opened or followed"
    return (
        f"The file {path.name} in the store's folder can't be read: {why}. "
        "Put it back from a copy, or move it away to begin anew."
    )
