"""Waiting for a store that somebody else has: with growing pauses, a word, and an end."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from data import holder
from data.troubles import BusyError

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.01, 0.5

# DuckDB keeps other processes out, but not a second thread of this one
_one_writer = threading.RLock()


class Patience(NamedTuple):
    """How to wait.

    Parameters
    ----------
    folder
        The store's folder.
    patience_s
        How long, in seconds.
    on_wait
        Called when a wait is no longer short, with who has the store.
    """

    folder: Path
    patience_s: float
    on_wait: Callable[[str], None]

    def turns(self) -> Iterator[None]:
        """Pause between one try and the next, longer each time.

        Yields
        ------
        None
            For each try, until patience ends.
        """
        deadline, pause = time.monotonic() + self.patience_s, FIRST_PAUSE_S
        yield
        while time.monotonic() <= deadline:
            time.sleep(pause)
            if pause < LONGEST_PAUSE_S <= 2 * pause:
                self.on_wait(holder.in_words(self.folder))
            pause = min(2 * pause, LONGEST_PAUSE_S)
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for the other threads of this process.

        Yields
        ------
        None
            While no other thread changes a store; a thread may do it again within.

        Raises
        ------
        BusyError
            If patience ends.
        """
        if not _one_writer.acquire(timeout=LONGEST_PAUSE_S):
            self.on_wait(holder.in_words(self.folder))
            if not _one_writer.acquire(timeout=self.patience_s):
                raise self.ended()
        try:
            yield
        finally:
            _one_writer.release()

    def ended(self) -> BusyError:
        """Say that patience has ended.

        Returns
        -------
        BusyError
        """
        return BusyError(
            f"The store in {self.folder} has been in use by {holder.in_words(self.folder)} for "
            f"{self.patience_s:.0f} seconds. Try again when that is done."
        )
