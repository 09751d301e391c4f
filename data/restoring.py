"""Putting a backup in the place of a store, when it has been held against its own record."""

import contextlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from data import folder as private
from data import soundness
from data.backups import CONTENTS, FOLDER, STAMP, TABLES, digest_of, listed, parts_of
from data.database import BusyError, Database, StoreError, one_writer

_PART = re.compile(r"store\.duckdb|pseudonym\.key|wards-\d{4}\.geojson|mappings/[0-9a-f]+\.toml")


def restore(database: Database, backup: str) -> Path:
    """Put a backup in the place of a store; what was there is kept aside.

    Parameters
    ----------
    database
        The tables of the store.
    backup
        A backup's path, or "latest" for the newest in the store's folder.

    Returns
    -------
    Path
        The backup.

    Raises
    ------
    ValueError
        If it is damaged, or made by a newer release.
    LookupError
        If there is none.
    StoreError
        If the store is busy for too long.
    """
    path, folder = find(database.file.parent, backup), database.file.parent
    private.make_private(folder)
    with one_writer, unpacked(path, beside=folder) as fresh:
        _settle(database)
        aside = folder / f"replaced-{datetime.now(UTC).strftime(STAMP)}"
        _set_aside(folder, aside)
        for part in sorted(parts_of(fresh), key=lambda part: part == TABLES):
            (folder / part).parent.mkdir(exist_ok=True, mode=0o700)
            os.replace(fresh / part, folder / part)  # noqa: PTH105  the tables last, each at one go
    return path


def find(folder: Path, backup: str) -> Path:
    """Find a backup.

    Parameters
    ----------
    folder
        The store's folder.
    backup
        A path, or "latest".

    Returns
    -------
    Path

    Raises
    ------
    LookupError
        If there is none.
    """
    if backup != "latest":
        if not Path(backup).is_file():
            raise LookupError(f"There is no backup {backup}.")
        return Path(backup)
    known = listed(folder / FOLDER)
    if not known:
        raise LookupError(f"There is no backup in {folder / FOLDER}.")
    return known[0]


@contextlib.contextmanager
def unpacked(path: Path, *, beside: Path) -> Iterator[Path]:
    """Unpack a backup and hold it against its checksums and its own record.

    Parameters
    ----------
    path
        The backup.
    beside
        A folder on the disk where the store lies.

    Yields
    ------
    Path
        A folder with its parts, removed afterwards.

    Raises
    ------
    ValueError
        If it is damaged, no backup, or made by a newer release.
    """
    with tempfile.TemporaryDirectory(prefix="restore-", suffix=private.ENDING, dir=beside) as name:
        fresh = Path(name)
        try:
            _unpack(path, fresh)
            with Database(fresh / TABLES).open(read_only=True) as connection:
                soundness.check_key(connection, fresh / private.KEY_FILE)
                found = soundness.faults(connection)
        except (StoreError, OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ValueError(_refused(path, error)) from error
        if found:
            raise ValueError(_refused(path, ValueError(found[0])))
        yield fresh


def _unpack(path: Path, fresh: Path) -> None:
    with zipfile.ZipFile(path) as zipped:
        contents: dict[str, str] = json.loads(zipped.read(CONTENTS))
        if TABLES not in contents or not all(map(_PART.fullmatch, contents)):
            raise ValueError("it is no backup of a store")
        for part in contents:
            (fresh / part).parent.mkdir(exist_ok=True, mode=0o700)
            zipped.extract(part, fresh)
            (fresh / part).chmod(0o600)
    wrong = [part for part, digest in contents.items() if digest_of(fresh / part) != digest]
    if wrong:
        raise ValueError(f"{wrong[0]} in it is not what was put in")


def _refused(path: Path, error: Exception) -> str:
    reason = str(error).splitlines()[0].replace(str(path.parent), "").rstrip(".")
    older = [other for other in listed(path.parent) if other.name < path.name] or []
    hint = f" The one before is {older[0]}." if older else ""
    return f"The backup {path} can't be used, and nothing was changed: {reason}.{hint}"


def _settle(database: Database) -> None:
    """Wait for others, and take in what lies beside the file; damaged tables can't."""
    if not database.file.exists():
        return
    try:
        with database.open(read_only=False):
            pass
    except BusyError:
        raise
    except StoreError:
        return


def _set_aside(folder: Path, aside: Path) -> None:
    """Keep what is there: by another name for the same file where the disk can, else as a copy."""
    private.make_private(aside)
    for part in parts_of(folder):
        (aside / part).parent.mkdir(exist_ok=True, mode=0o700)
        try:
            os.link(folder / part, aside / part)
        except OSError:
            shutil.copy2(folder / part, aside / part)
    log = folder / f"{TABLES}.wal"
    if log.exists():
        log.replace(aside / log.name)  # it belongs to the tables that go
