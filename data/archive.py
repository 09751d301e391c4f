"""The file of a backup: a zip with all that a store holds, its name dated, nothing compressed.

It holds the tables, the key, what people wrote (notes, views), remembered mappings, ward outlines
of one's own, and a list of these with their checksums.
"""

import hashlib
import json
import os
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from data import folder as private

FOLDER = "backups"
TABLES = "store.duckdb"
WRITTEN = ("notes.json", "views.json")
"""What people wrote about the data."""
PARTS = (TABLES, private.KEY_FILE, *WRITTEN, "wards-*.geojson", "mappings/*.toml")
"""What a backup holds, as patterns in the store's folder."""
BY_HAND, AUTOMATIC = "store", "before-change"
"""How the names of backups begin: written by a command, or before the store was changed."""
CONTENTS = "contents.json"

STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(rf"(?:{BY_HAND}|{AUTOMATIC})-(?P<stamp>[0-9]{{8}}-[0-9]{{6}}-[0-9]{{6}})\.zip")
_PART = re.compile("|".join(re.escape(part).replace(r"\*", "[0-9A-Za-z_-]+") for part in PARTS))


def named(begins: str) -> str:
    """Name a backup of this moment.

    Parameters
    ----------
    begins
        `BY_HAND` or `AUTOMATIC`.

    Returns
    -------
    str
    """
    return f"{begins}-{datetime.now(UTC).strftime(STAMP)}.zip"


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
    found = [(_NAME.fullmatch(path.name), path) for path in folder.glob(f"{begins}*.zip")]
    dated = [(match["stamp"], path) for match, path in found if match]
    return [path for _, path in sorted(dated, reverse=True)]


def written_at(path: Path) -> datetime | None:
    """Read off a backup's name when it was written.

    Parameters
    ----------
    path
        The backup.

    Returns
    -------
    datetime or None
        In UTC; None where somebody gave it another name.
    """
    match = _NAME.fullmatch(path.name)
    return datetime.strptime(match["stamp"], STAMP).replace(tzinfo=UTC) if match else None


def version_of(path: Path) -> str:
    """Read which content of a store a backup holds.

    Parameters
    ----------
    path
        The backup.

    Returns
    -------
    str
        What `pack` was given; "" for a file that can't be read.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            return zipped.comment.decode("ascii", "replace")
    except (OSError, zipfile.BadZipFile):
        return ""


def parts_of(folder: Path) -> list[str]:
    """List what of a store's folder a backup holds.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    list of str
        Paths within it, with slashes; the tables come last.
    """
    found = [path for pattern in PARTS for path in sorted(folder.glob(pattern))]
    names = [path.relative_to(folder).as_posix() for path in found]
    return sorted(filter(_PART.fullmatch, names), key=lambda name: name == TABLES)


def pack(folder: Path, draft: Path, *, version: str) -> None:
    """Write a store's folder into a file that only its owner can read.

    Parameters
    ----------
    folder
        The folder; nobody changes it meanwhile.
    draft
        The file, which must not exist.
    version
        Names the content of the tables.
    """
    parts = parts_of(folder)
    contents = {part: _digest(folder / part) for part in parts}
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w") as zipped:
            for part in parts:
                zipped.write(folder / part, part)
            zipped.writestr(CONTENTS, json.dumps(contents, indent=2))
            zipped.comment = version.encode("ascii")
        file.flush()
        os.fsync(file.fileno())


def unpack(path: Path, into: Path) -> None:
    """Unpack a backup and hold each part against its checksum.

    Parameters
    ----------
    path
        The backup.
    into
        A folder for its parts.

    Raises
    ------
    ValueError, OSError, KeyError, zipfile.BadZipFile
        If it is damaged, or no backup.
    """
    with zipfile.ZipFile(path) as zipped:
        contents: dict[str, str] = json.loads(zipped.read(CONTENTS))
        if TABLES not in contents or not all(map(_PART.fullmatch, contents)):
            raise ValueError("it is no backup of a store")
        for part in contents:
            (into / part).parent.mkdir(exist_ok=True, mode=0o700)
            zipped.extract(part, into)
            (into / part).chmod(0o600)
    wrong = [part for part, digest in contents.items() if _digest(into / part) != digest]
    if wrong:
        raise ValueError(f"{wrong[0]} in it is not what was put in")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
