"""What an import would do, told by doing it to a copy: the store itself is never written to."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from data import scratch
from data.commit import commit
from data.database import Database
from data.receipts import Intake, Receipt
from data.store import Store


def rehearse(store: Store, intakes: Sequence[Intake]) -> tuple[Receipt, ...]:
    """Say what would become of each row if these intakes were brought in now.

    Parameters
    ----------
    store
        The store; nothing in it changes, and others may read it meanwhile.
    intakes
        The sheets of a file, as read.

    Returns
    -------
    tuple of Receipt
        Those that `Store.commit_all` would give.

    Raises
    ------
    ValueError
        If the import would be refused, as where rows come back that can't.
    StoreError
        If the store can't be read.
    """
    with scratch.folder() as folder:
        copy = Database(folder / store.file.name)
        _copy(store, copy.file)
        copy.make()
        with copy.writing() as connection:
            return tuple(
                commit(connection, intake, synthetic=False, folder=store.folder)
                for intake in intakes
            )


def _copy(store: Store, to: Path) -> None:
    """Copy the tables with what lies in their log; a reader keeps writers out meanwhile."""
    if not store.file.exists():
        return
    with store.database.open(read_only=True):
        for suffix in ("", ".wal"):
            part = store.file.with_name(store.file.name + suffix)
            if part.exists():
                shutil.copyfile(part, to.with_name(to.name + suffix))
