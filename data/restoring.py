"""Putting a backup in the place of a store, when it has been held against its own record."""

import contextlib
import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from data import archive, soundness, swapping
from data import folder as private
from data.database import Database
from data.troubles import DamageError, StoreError

LATEST = "latest"


class Restored(NamedTuple):
    """What was restored.

    Parameters
    ----------
    path
        The backup that is in force now.
    aside
        The folder where the parts lie that were there before.
    passed_over
        Why newer backups could not be used, a sentence for each.
    """

    path: Path
    aside: Path
    passed_over: tuple[str, ...]


def restore(database: Database, backup: str) -> Restored:
    """Put a backup in the place of a store; what was there is kept aside.

    Parameters
    ----------
    database
        The tables of the store.
    backup
        A backup's path, or "latest" for the newest in the store's folder that is whole.

    Returns
    -------
    Restored

    Raises
    ------
    ValueError
        If it is damaged, or made by a newer release.
    LookupError
        If there is none.
    StoreError
        If the store is busy for too long.
    """
    folder = database.folder
    refused = list[str]()
    for path in candidates(folder, backup):
        fresh = private.draft_of(folder / "restore")
        try:
            prepare(path, fresh)
            aside = folder / f"replaced-{datetime.now(UTC).strftime(archive.STAMP)}"
            _put_in_place(database, fresh, aside=aside)
            return Restored(path, aside, tuple(refused))
        except ValueError as error:
            refused.append(str(error))
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    raise ValueError(f"{refused[0]} Nothing was changed.")


def candidates(folder: Path, backup: str) -> list[Path]:
    """Find the backups that may be meant, the best first.

    Parameters
    ----------
    folder
        The store's folder.
    backup
        A path, or "latest".

    Returns
    -------
    list of Path
        At least one.

    Raises
    ------
    LookupError
        If there is none.
    """
    if backup != LATEST:
        if not Path(backup).is_file():
            raise LookupError(f"There is no backup {backup}.")
        return [Path(backup)]
    known = archive.listed(folder / archive.FOLDER)
    if not known:
        raise LookupError(f"There is no backup in {folder / archive.FOLDER}.")
    return known


def prepare(path: Path, fresh: Path) -> None:
    """Unpack a backup and hold it against its checksums and its own record.

    Parameters
    ----------
    path
        The backup.
    fresh
        A folder for its parts; made.

    Raises
    ------
    ValueError
        If it is damaged, no backup, or made by a newer release.
    """
    private.make_private(fresh)
    try:
        archive.unpack(path, fresh)
        with Database(fresh / archive.TABLES).open(read_only=True) as connection:
            found = soundness.faults(connection, fresh, thorough=True)
    except DamageError as error:
        raise ValueError(f"The backup {path} can't be used: it is damaged.") from error
    except (KeyError, zipfile.BadZipFile) as error:
        raise ValueError(f"The backup {path} can't be used: it is none, or cut short.") from error
    except (StoreError, OSError, ValueError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise ValueError(f"The backup {path} can't be used: {reason}.") from error
    if found:
        raise ValueError(f"The backup {path} can't be used: {found[0]}.")


def _put_in_place(database: Database, fresh: Path, *, aside: Path) -> None:
    with contextlib.ExitStack() as others_wait:
        if database.exists():
            # damaged tables can't be held still; nobody else can use them either
            with contextlib.suppress(DamageError):
                others_wait.enter_context(database.settled())
        if os.name == "nt":
            others_wait.close()  # an open file can't be replaced there
        swapping.put_in_place(fresh, database.folder, aside=aside)
