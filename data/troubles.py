"""What can be wrong with a store as a whole, each said in a sentence with what to do."""

from pathlib import Path

from data import archive
from geo.windows import LONDON


class StoreError(OSError):
    """The store can't be used as it is; the message says why and what to do."""


class BusyError(StoreError):
    """Another process has had the store for too long."""


class DamageError(StoreError):
    """The store is not whole; the message names the command that puts a backup back."""


def damaged(folder: Path, why: str) -> DamageError:
    """Say that a store is not whole.

    Parameters
    ----------
    folder
        The store's folder.
    why
        What is wrong, as the second half of a sentence without its full stop.

    Returns
    -------
    DamageError
        With the newest backup's time, and the command that puts it back.
    """
    return DamageError(f"The store in {folder} is damaged: {why}. {_remedy(folder)}")


def not_ours(folder: Path, said: str) -> StoreError | None:
    """Tell what the system refuses from damage.

    Parameters
    ----------
    folder
        The store's folder.
    said
        What the database said.

    Returns
    -------
    StoreError or None
        None where the system has refused nothing.
    """
    words = said.casefold()
    if any(sign in words for sign in ("permission denied", "access is denied", "read-only file")):
        return StoreError(
            f"The store in {folder} may not be opened by this account. Use the account that owns "
            "it, or have its permissions put right."
        )
    if any(sign in words for sign in ("no space left", "not enough space", "quota exceeded")):
        return StoreError(
            f"The disk of the store in {folder} is full; nothing was changed. Make room, and try "
            "again."
        )
    return None


def _remedy(folder: Path) -> str:
    backups = archive.listed(folder / archive.FOLDER)
    at = archive.written_at(backups[0]) if backups else None
    if at is None:
        return f"There is no backup in it: move {archive.TABLES} away and bring the files in again."
    local = at.astimezone(LONDON)
    place = f'"{folder}"' if " " in str(folder) else str(folder)
    return (
        f"Put back how it was on {local.day} {local:%B %Y at %H:%M} with "
        f"“python run.py restore latest --store {place}”."
    )
