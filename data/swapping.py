"""The last step of a restore: a folder that is ready takes the place of the store's parts.

Once the folder has its name, the restore has happened: whoever opens the store next, after a kill
in the midst of it, moves what is left to be moved before anything else.
"""

import os
import shutil
from pathlib import Path

from data import folder as private
from data import ledger, locks
from data.archive import TABLES, WRITTEN, parts_of

READY = "restoring"
LOCK = "restoring.lock"
PATIENCE_S = 60.0


def is_due(folder: Path) -> bool:
    """Say whether a restore was broken off.

    Parameters
    ----------
    folder
        The store's folder.

    Returns
    -------
    bool
    """
    return (folder / READY).is_dir()


def finish(folder: Path) -> None:
    """Do what a restore that was broken off has left to do.

    Parameters
    ----------
    folder
        The store's folder.
    """
    if is_due(folder):
        with locks.held(folder / LOCK, patience_s=PATIENCE_S):
            _move(folder)


def put_in_place(fresh: Path, folder: Path, *, aside: Path) -> None:
    """Put parts in the place of those of a store, at one go.

    What people wrote since stays, as long as it can be read.

    Parameters
    ----------
    fresh
        A folder with the parts, on the same disk as the store.
    folder
        The store's folder.
    aside
        A folder for the parts that are there now.
    """
    with locks.held(folder / LOCK, patience_s=PATIENCE_S):
        _move(folder)
        _set_aside(folder, aside)
        for part in WRITTEN:
            if (folder / part).exists() and not ledger.read(folder / part).problem:
                (fresh / part).unlink(missing_ok=True)
        fresh.rename(folder / READY)
        _move(folder)


def _move(folder: Path) -> None:
    ready = folder / READY
    if not ready.is_dir():
        return
    if (ready / TABLES).exists():
        (folder / f"{TABLES}.wal").unlink(missing_ok=True)  # of the tables that go; it lies aside
    for part in parts_of(ready):
        (folder / part).parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(ready / part, folder / part)  # noqa: PTH105  as atomic as the system can
    shutil.rmtree(ready)


def _set_aside(folder: Path, aside: Path) -> None:
    """Keep what is there: by another name for the same file where the disk can, else as a copy."""
    private.make_private(aside)
    log = f"{TABLES}.wal"
    for part in [*parts_of(folder), *([log] if (folder / log).exists() else [])]:
        (aside / part).parent.mkdir(exist_ok=True, mode=0o700)
        try:
            os.link(folder / part, aside / part)
        except OSError:
            shutil.copy2(folder / part, aside / part)
