"""Backups: everything that a store holds in one dated file.

A backup is a zip without compression: the tables, the key, remembered mappings and ward outlines
of one's own, and a list of them with their checksums. One is written before each import.
"""

import hashlib
import json
import os
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from data import folder as private
from data.database import Database, one_writer

FOLDER = "backups"
AUTOMATIC = "before-import"
KEPT = 5
"""How many of the backups that are made before imports are kept, unless a setting says more."""
TABLES = "store.duckdb"
CONTENTS = "contents.json"
PARTS = (TABLES, private.KEY_FILE, "wards-*.geojson", "mappings/*.toml")
"""What a backup holds, as patterns in the store's folder."""

STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(r"(?:store|before-import)-(?P<stamp>\d{8}-\d{6}-\d{6})\.zip")


def write(database: Database, to: Path, *, name: str) -> Path:
    """Write everything into one dated file.

    Parameters
    ----------
    database
        The tables; their folder holds the rest.
    to
        The folder of the backup; made private if it is new.
    name
        How the file's name begins.

    Returns
    -------
    Path
        The file, readable by its owner alone; it appears whole or not at all.
    """
    private.make_private(to)
    path = to / f"{name}-{datetime.now(UTC).strftime(STAMP)}.zip"
    with one_writer:
        with database.open(read_only=False):
            pass  # what lies beside the file, in its log, is taken in
        # a reader keeps writers of other processes out while the file is copied
        with database.open(read_only=True), private.made_whole(path) as draft:
            _pack(database.file.parent, draft)
    return path


def prune(folder: Path, *, kept: int) -> None:
    """Remove the oldest of the backups that were made before imports.

    Parameters
    ----------
    folder
        Where they lie.
    kept
        How many stay.
    """
    for path in listed(folder, begins=AUTOMATIC)[kept:]:
        path.unlink(missing_ok=True)


def listed(folder: Path, *, begins: str = "") -> list[Path]:
    """List the backups in a folder.

    Parameters
    ----------
    folder
        The folder, which need not exist.
    begins
        How their names begin.

    Returns
    -------
    list of Path
        The newest first.
    """
    named = [(_NAME.fullmatch(path.name), path) for path in folder.glob(f"{begins}*.zip")]
    dated = [(match["stamp"], path) for match, path in named if match]
    return [path for _, path in sorted(dated, reverse=True)]


def _pack(folder: Path, draft: Path) -> None:
    parts = parts_of(folder)
    contents = {part: digest_of(folder / part) for part in parts}
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w") as zipped:
            for part in parts:
                zipped.write(folder / part, part)
            zipped.writestr(CONTENTS, json.dumps(contents, indent=2))
        file.flush()
        os.fsync(file.fileno())


def parts_of(folder: Path) -> list[str]:
    """List what of a store's folder a backup holds.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    list of str
        Paths within it, with slashes.
    """
    found = (path for pattern in PARTS for path in sorted(folder.glob(pattern)))
    return [path.relative_to(folder).as_posix() for path in found]


def digest_of(path: Path) -> str:
    """Fingerprint a part of a backup.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        SHA-256 of its bytes, in hex.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
