"""`check`: read the whole store and hold it against its own record."""

import argparse

from dashboard.commands.undo import say_waiting
from data import archive, upkeep
from data.store import Store
from data.troubles import damaged
from geo.windows import LONDON

NAME = "check"
HELP = "read the whole store and hold it against its own record"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Add no options: there are none.

    Parameters
    ----------
    _parser : argparse.ArgumentParser
        The parser of this command.
    """


def run(args: argparse.Namespace) -> int:
    """Say that the store is whole, or what is wrong with it.

    Parameters
    ----------
    args : argparse.Namespace
        `store`.

    Returns
    -------
    int
        0.

    Raises
    ------
    StoreError
        If the store is damaged; all that is wrong is said.
    """
    store = Store(args.store, on_wait=say_waiting)
    found = upkeep.faults(store)
    if found:
        raise damaged(store.folder, "; ".join(found))
    print(in_words(store))
    return 0


def in_words(store: Store) -> str:
    """Say of a whole store what was checked.

    Parameters
    ----------
    store : Store
        The store.

    Returns
    -------
    str
        One line for the store, one for its backups.
    """
    batches = store.batches()
    if batches.empty:
        whole = f"The store in {store.folder} holds nothing."
    else:
        noun = "import" if len(batches) == 1 else "imports"
        whole = f"The store in {store.folder} is whole: {len(batches):,} {noun}, every row there."
    return f"{whole}\n{_backups(store)}"


def _backups(store: Store) -> str:
    known = archive.listed(store.folder / archive.FOLDER)
    at = archive.written_at(known[0]) if known else None
    if at is None:
        return "There is no backup in it."
    local = at.astimezone(LONDON)
    noun = "backup" if len(known) == 1 else "backups, the last"
    return f"{len(known):,} {noun} of {local.day} {local:%B %Y at %H:%M}."
