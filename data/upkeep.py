"""Looking after a store: is it whole, write a backup, put one back."""

from pathlib import Path

from data import backups, restoring, soundness
from data import folder as private
from data.store import Store, StoreError


def faults(store: Store) -> list[str]:
    """Read everything and hold it against the record of the imports.

    Parameters
    ----------
    store
        The store.

    Returns
    -------
    list of str
        What does not agree; empty for a whole store.

    Raises
    ------
    StoreError
        If it can't be read at all, or the key is not its own.
    """
    if not store.file.exists():
        return []
    with store.database.open(read_only=True) as connection:
        soundness.check_key(connection, store.folder / private.KEY_FILE)
        return soundness.faults(connection)


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
    if not store.file.exists():
        raise StoreError(f"There is nothing to back up: {store.folder} holds no store.")
    found = faults(store)
    if found:
        raise StoreError(soundness.torn(store.folder, found))
    return backups.write(store.database, to or store.folder / backups.FOLDER, name="store")


def restore(store: Store, backup: str) -> Path:
    """Put a backup in the place of the store; what was there is kept aside.

    Parameters
    ----------
    store
        The store.
    backup
        A file that `back_up` wrote, or "latest".

    Returns
    -------
    Path
        The backup that is in force now.

    Raises
    ------
    ValueError, LookupError, StoreError
        As for `restoring.restore`.
    """
    return restoring.restore(store.database, backup)
