"""A snapshot in the format its ending names, and on the disk whole or not at all."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd

from dashboard.selection import Selection
from dashboard.snapshots import figure, table
from dashboard.snapshots.sheet import Sheet, compose
from data.store import Store

WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "png": figure.png,
    "csv": lambda sheet: table.csv_text(sheet, labelled=True).encode(),
    "geojson": lambda sheet: table.geojson_text(sheet).encode(),
}
"""What each ending makes."""


def require_ending(ending: str) -> str:
    """Return a file's ending in small letters without its dot.

    Parameters
    ----------
    ending
        "png" or ".PNG".

    Returns
    -------
    str

    Raises
    ------
    ValueError
        When no snapshot has that ending; the message lists those that it can have.
    """
    known = ending.lower().removeprefix(".")
    if known not in WRITERS:
        found = f"{ending!r}" if known else "no ending"
        raise ValueError(
            f"A snapshot's file ends in {', '.join(f'.{name}' for name in WRITERS)}; found {found}."
        )
    return known


def render(  # noqa: PLR0913 - each is known to one caller only: the page, a command, a test
    selection: Selection,
    *,
    store: Store,
    ending: str,
    events: pd.DataFrame | None = None,
    person: str = "",
    made: datetime | None = None,
) -> bytes:
    """Make a snapshot.

    Parameters
    ----------
    selection
        The view. Its layers must be ones that the person may see.
    store
        Where the events are.
    ending
        "png", "csv" or "geojson".
    events
        The store's placed events where they are at hand; read from the store when left out.
    person
        For whom the copy is made, "" when unknown.
    made
        When it is made; now when left out.

    Returns
    -------
    bytes
        The file's content.

    Raises
    ------
    ValueError
        When the ending is unknown, or the window cuts through a month of which only the month is
        known.
    """
    write = WRITERS[require_ending(ending)]
    return write(compose(selection, store=store, events=events, person=person, made=made))


def save(content: bytes, path: Path) -> None:
    """Write a file so that whoever looks sees all of it or what was there before.

    Parameters
    ----------
    content
        The whole file.
    path
        Where it goes; a file of that name is replaced.

    Raises
    ------
    OSError
        When the folder is not there or cannot be written to.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
