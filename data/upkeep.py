"""Looking after a store: is it whole, write a backup, put one back."""

from pathlib import Path

from data import archive, backups, restoring, soundness
from data.restoring import Restored
from data.store import Store
from data.troubles import StoreError


def faults(store: Store) -> list[str]:
    """Read everything and hold it against the record of the imports.

    Parameters
    ----------
    store
        The store.

    Returns
    -------
    list of str
        What does not agree; empty for a whole store, and for none.

    Raises
    ------
    StoreError
        If it can't be read at all.
    """
    if not store.database.exists():
        return []
    with store.database.open(read_only=True) as connection:
        return soundness.faults(connection, store.folder, thorough=True)


def back_up(store: Store, *, to: Path | None = None) -> Path:
    """Write everything into one dated file.

    Parameters
    ----------
    store
        The store.
    to
        The folder; `backups` in the store's folder when left out.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    StoreError
        If there is nothing to back up, or it is damaged.
    """
    if not store.database.exists():
        raise StoreError(f"There is nothing to back up: {store.folder} holds no store.")
    folder = to or store.folder / archive.FOLDER
    return backups.write(store.database, folder, begins=archive.BY_HAND)


def restore(store: Store, backup: str) -> Restored:
    """Put a backup in the place of the store; what was there is kept aside.

    Parameters
    ----------
    store
        The store.
    backup
        A file that `back_up` wrote, or "latest".

    Returns
    -------
    Restored
        The backup that is in force now, and where the rest lies.

    Raises
    ------
    ValueError, LookupError, StoreError
        As for `restoring.restore`.
    """
    return restoring.restore(store.database, backup)
