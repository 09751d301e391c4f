"""`restore`: put a backup in the place of the store."""

import argparse
import sys

from dashboard.commands.undo import say_waiting
from data import upkeep
from data.restoring import LATEST, Restored
from data.store import Store

NAME = "restore"
HELP = "put a backup in the place of the store; what was there is kept aside"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `restore`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument(
        "backup",
        metavar=f"FILE|{LATEST}",
        help=f"a file that “backup” wrote, or “{LATEST}” for the newest in the store's folder",
    )


def run(args: argparse.Namespace) -> int:
    """Put a backup in place.

    Parameters
    ----------
    args : argparse.Namespace
        `store` and `backup`.

    Returns
    -------
    int
        0.
    """
    store = Store(args.store, on_wait=say_waiting)
    restored = upkeep.restore(store, args.backup)
    for line in restored.passed_over:
        sys.stderr.write(f"{line}\n")
    print(in_words(restored, store=store))
    return 0


def in_words(restored: Restored, *, store: Store) -> str:
    """Say what was restored.

    Parameters
    ----------
    restored : Restored
        What is in force now, and where the rest lies.
    store : Store
        The store.

    Returns
    -------
    str
        What is in force, the last import in it, and where the rest lies.
    """
    batches = store.batches()
    last = "" if batches.empty else f", the last of them {batches['file'].iloc[-1]}"
    noun = "import" if len(batches) == 1 else "imports"
    return (
        f"{restored.path} is in force: {len(batches):,} {noun}{last}.\n"
        f"What was there before lies in {restored.aside}."
    )
