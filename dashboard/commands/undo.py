"""`undo`: take an import back, whole."""

import argparse
import sys

from dashboard import settings
from data.receipts import Undone
from data.store import Store

NAME = "undo"
HELP = "undo an import: what it brought goes, what it revised is as it was before"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `undo`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument(
        "number", type=int, metavar="N", help="the import's number, as “batches” lists it"
    )


def run(args: argparse.Namespace) -> int:
    """Undo one import.

    Parameters
    ----------
    args : argparse.Namespace
        `store` and `number`.

    Returns
    -------
    int
        0.
    """
    kept = settings.current().backups
    print(in_words(Store(args.store, on_wait=say_waiting, backups=kept).undo(args.number)))
    return 0


def in_words(undone: Undone) -> str:
    """Say what became of an import that was undone.

    Parameters
    ----------
    undone : Undone
        What became of its events.

    Returns
    -------
    str
        One line.
    """
    counts = [
        (undone.removed, "removed"),
        (undone.restored, "as before"),
        (undone.kept, "kept as later imports left them"),
    ]
    said = ", ".join(f"{number:,} {word}" for number, word in counts if number) or "no events"
    return (
        f"Import {undone.batch_id} ({undone.file}, {undone.layer}) is undone: {said}. "
        "The file may be brought in again."
    )


def say_waiting(who: str) -> None:
    """Say on standard error that somebody else has the store.

    Parameters
    ----------
    who : str
        Who has it.
    """
    sys.stderr.write(f"The store is in use by {who}; waiting for it ...\n")
    sys.stderr.flush()
