"""One hand at a time: a lock on a file that the system lets go of when its holder dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOK_S = 0.02
"""How often to look whether a lock has become free, in seconds."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _give_back(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def held(path: Path, *, patience_s: float = 5.0) -> Iterator[None]:
    """Hold a lock, among the threads and processes of this machine.

    Parameters
    ----------
    path
        The lock's own file; made where there is none, and never removed: two could otherwise hold
        locks on two files of one name.
    patience_s
        How long to wait for whoever has it, in seconds.

    Yields
    ------
    None
        While nobody else has it.

    Raises
    ------
    OSError
        If it is still taken after that time, or the file can't be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(handle, until=time.monotonic() + patience_s)
        try:
            yield
        finally:
            _give_back(handle)
    finally:
        os.close(handle)


def _wait(handle: int, *, until: float) -> None:
    while True:
        try:
            return _take(handle)
        except OSError as taken:
            if time.monotonic() >= until:
                raise OSError(
                    "Only one person can save at a time, and someone else has been saving for a "
                    "while. Try again in a moment."
                ) from taken
        time.sleep(LOOK_S)
