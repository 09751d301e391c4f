"""The store's folder: made private, with files that appear whole or not at all, and its key."""

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEY_FILE = "pseudonym.key"
KEY_BYTES = 32
ENDING = ".new"
"""What the names of drafts end with."""
ABANDONED_S = 3600.0
"""No draft is worked on for so long; an older one was left behind by a kill."""


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, where the platform can say so.

    Parameters
    ----------
    folder
        The folder; one that exists is left as it is.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Let a file be written under another name, and give it its own only when it is whole.

    Whoever comes second finds that the file exists and leaves it alone: of two processes that
    make the same file at once, one wins and both go on with its file.

    Parameters
    ----------
    path
        Where the file shall be.

    Yields
    ------
    Path
        A name in the same folder that nobody else uses.
    """
    draft = draft_of(path)
    try:
        yield draft
        _claim(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def draft_of(path: Path) -> Path:
    """Name a draft of a file, in the same folder, that nobody else uses.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Path
    """
    return path.with_name(f"{path.name}.{secrets.token_hex(8)}{ENDING}")


def sweep(folder: Path) -> None:
    """Remove drafts that a kill left behind.

    Parameters
    ----------
    folder
        A folder with drafts; younger ones may be somebody's work and stay.
    """
    for draft in folder.glob(f"*{ENDING}*"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime <= ABANDONED_S:
                continue
            if draft.is_dir():
                shutil.rmtree(draft)
            else:
                draft.unlink()


def fingerprint(content: bytes) -> str:
    """Name a key without giving anything of it away.

    Parameters
    ----------
    content
        The key.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return hashlib.sha256(b"hotspots key " + content).hexdigest()[:16]


def stamp(*files: Path) -> str:
    """Name the present content of some files without reading them.

    Parameters
    ----------
    files
        The files; those that do not exist are left out.

    Returns
    -------
    str
        Another text after each change: it is made of identity, size and time of last change.
    """
    numbers = list[int]()
    for path in files:
        with suppress(FileNotFoundError):
            stat = path.stat()
            numbers += [stat.st_ino, stat.st_size, stat.st_mtime_ns]
    return "-".join(f"{number:x}" for number in numbers)


def key(path: Path) -> bytes:
    """Read the store's random key; the first call makes it.

    Parameters
    ----------
    path
        The key file; made readable by its owner alone (mode 0600).

    Returns
    -------
    bytes
        The 32 bytes, the same at each call.

    Raises
    ------
    OSError
        If the file is not a key, as when it was cut short.
    """
    if not path.exists():
        with made_whole(path) as draft:
            _write_private(draft, secrets.token_bytes(KEY_BYTES))
    found = path.read_bytes()
    if len(found) != KEY_BYTES:
        raise OSError(
            f"The key file {path} must hold {KEY_BYTES} bytes; it holds {len(found)}. "
            "Put the file back from a copy: without it, people in the store can't be told apart."
        )
    return found


def is_key(path: Path) -> bool:
    """Say whether a file can be the store's key.

    Parameters
    ----------
    path
        The key file.

    Returns
    -------
    bool
    """
    return path.is_file() and path.stat().st_size == KEY_BYTES


def _claim(draft: Path, path: Path) -> None:
    """Give a draft its name, unless the name is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        # a file system without hard links, such as a memory stick's
        if not path.exists():
            draft.rename(path)


def _write_private(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
