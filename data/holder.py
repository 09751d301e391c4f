"""A note in the store's folder that says who is changing it, for those who wait.

DuckDB's lock on the file is what keeps others out; the note only gives it a name. One that a
killed process left behind is told by that process being gone.
"""

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from data import folder as private
from geo.windows import LONDON

NOTE = "importing.json"
SOMEBODY = "another import"


@contextlib.contextmanager
def noted(folder: Path, *, person: str = "") -> Iterator[None]:
    """Leave the note while the store is held.

    Parameters
    ----------
    folder
        The store's folder.
    person
        Who holds it; the account of this process when left out.

    Yields
    ------
    None
        While the note lies there.
    """
    note = {
        "person": person or account(),
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    path = folder / NOTE
    draft = private.draft_of(path)
    draft.write_text(json.dumps(note), encoding="utf-8")
    draft.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def account() -> str:
    """Name the account that this process runs under.

    Returns
    -------
    str
        "" where the system has no name for it, as in some containers.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def in_words(folder: Path) -> str:
    """Say who is importing.

    Parameters
    ----------
    folder
        The store's folder.

    Returns
    -------
    str
        "an import by anna (process 4711 on desk-3, since 14:05)"; "another import" where no note
        says who, or only one that a process left behind which is no more.
    """
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        pid, host, person = int(note["pid"]), str(note["host"]), str(note["person"])
        since = datetime.fromisoformat(note["since"]).astimezone(LONDON)
    except (OSError, ValueError, KeyError, TypeError):
        return SOMEBODY
    if host == socket.gethostname() and not is_alive(pid):
        return SOMEBODY
    by = f" by {person}" if person else ""
    return f"an import{by} (process {pid} on {host}, since {since:%H:%M})"


def is_alive(pid: int) -> bool:
    """Tell whether a process of this machine still runs.

    Parameters
    ----------
    pid
        Its number.

    Returns
    -------
    bool
        True also where the system won't say.
    """
    if os.name == "nt":
        return True  # asking there would end the process
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
