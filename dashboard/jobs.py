"""Work that takes longer than a look at a page: done beside it, watched, and ended on request."""

import logging
import secrets
import threading
import traceback
from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
Work: TypeAlias = Callable[[Progress], None]

AT_ONCE = threading.BoundedSemaphore(2)
"""So much is worked on at the same time; the rest waits, so that the pages keep answering."""

_LOG = logging.getLogger("hotspots")


class CancelledError(Exception):
    """A person does not want the work any more."""


class Job:
    """One piece of work in a thread of its own.

    Parameters
    ----------
    work
        What is to do. It is told how to report progress; the report raises once the job is
        cancelled, so that the work ends at the next one.

    Attributes
    ----------
    trouble
        A plain sentence when the work failed; "" otherwise.
    """

    def __init__(self, work: Work) -> None:
        self.trouble = ""
        self._work = work
        self._share = 0.0
        self._over, self._cancelled = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="hotspots job", daemon=True)

    def start(self) -> "Job":
        """Begin; at once, or as soon as others are done."""
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask for the end; it comes with the next report of progress."""
        self._cancelled.set()

    def wait(self, seconds: float) -> bool:
        """Wait a while.

        Parameters
        ----------
        seconds
            How long at most.

        Returns
        -------
        bool
            Whether the work is over.
        """
        return self._over.wait(seconds)

    @property
    def over(self) -> bool:
        """Whether the work has ended, done or not."""
        return self._over.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether a person has asked for the end."""
        return self._cancelled.is_set()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self._share

    def _run(self) -> None:
        with AT_ONCE:
            try:
                self._report(0, 1)
                self._work(self._report)
            except CancelledError:
                pass
            except (ValueError, LookupError, OSError) as error:
                self.trouble = reason_of(error)
            except Exception as error:  # noqa: BLE001  nobody sees it; the log does
                self.trouble = _unforeseen(error)
            finally:
                self._over.set()

    def _report(self, done: int, size: int) -> None:
        if self.cancelled:
            raise CancelledError
        self._share = min(1.0, done / size) if size else 0.0


def reason_of(error: Exception) -> str:
    """Put an error that was raised on purpose in one line.

    Parameters
    ----------
    error
        A refusal of ours, or what the system said of a file.

    Returns
    -------
    str
        A sentence.
    """
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}."
    return " ".join(str(error).split())


def _unforeseen(error: Exception) -> str:
    number = secrets.token_hex(3)
    # where it happened, and not the error's own words: they may hold a cell of the file
    where = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("A file was not worked on (%s): %s\n%s", number, type(error).__name__, where)
    return (
        "Something went wrong with it, and it is not your doing. Nothing was brought in; tell "
        f"whoever looks after the dashboard the number {number}."
    )
