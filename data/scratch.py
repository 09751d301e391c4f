"""Folders for what lies on disk only while it is worked on.

They hold rows as partners sent them, names and all. Whoever makes one takes away what a kill has
left of others: a lock says whether somebody still works in it.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import locks

PREFIX = "hotspots-work-"
LOCK, INSIDE = "lock", "work"
GRACE_S = 60.0
"""Seconds for which a folder is left alone that nobody has locked yet."""


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder that only its owner may enter, and remove it afterwards.

    Yields
    ------
    Path
        The folder, empty.
    """
    sweep()
    outside = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with locks.held(outside / LOCK):
            inside = outside / INSIDE
            inside.mkdir()
            yield inside
    finally:
        shutil.rmtree(outside, ignore_errors=True)


def sweep() -> None:
    """Remove the folders in which nobody works any more."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if left.is_symlink() or time.time() - left.stat().st_mtime < GRACE_S:
                continue
            with locks.held(left / LOCK, patience_s=0):
                pass
            shutil.rmtree(left)
        except OSError:  # somebody works in it, or it is another person's
            continue
