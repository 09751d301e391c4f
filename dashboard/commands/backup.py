"""`backup`: write everything that the store holds into one dated file."""

import argparse
from pathlib import Path

from dashboard.commands.undo import say_waiting
from data import upkeep
from data.store import Store

NAME = "backup"
HELP = "write everything that the store holds, its key included, into one dated file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `backup`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="the folder (default: backups in the store's folder)"
    )


def run(args: argparse.Namespace) -> int:
    """Write a backup.

    Parameters
    ----------
    args : argparse.Namespace
        `store` and `to`.

    Returns
    -------
    int
        0.
    """
    path = upkeep.back_up(Store(args.store, on_wait=say_waiting), to=args.to)
    print(
        f"{path} ({path.stat().st_size / 1e6:,.1f} MB) holds the store and its key: keep it safe."
    )
    return 0
