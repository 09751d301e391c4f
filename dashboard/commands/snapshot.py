"""`python run.py snapshot`: one view of the map as a file."""

import argparse
from pathlib import Path

from dashboard.commands import options
from dashboard.snapshots.writing import WRITERS, render, require_ending, save
from data.placed import placed
from data.store import Store

NAME = "snapshot"
HELP = "save one view of the map as a file (" + ", ".join(WRITERS) + ")"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options.

    Parameters
    ----------
    parser
        The command's parser.
    """
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="file to write; its ending says what it becomes: "
        + ", ".join(f".{ending}" for ending in WRITERS),
    )
    options.add(parser, defaults=True)


def run(args: argparse.Namespace) -> int:
    """Make the snapshot and save it.

    Parameters
    ----------
    args
        The options.

    Returns
    -------
    int
        0.
    """
    ending = require_ending(args.out.suffix)
    store = Store(args.store)
    events = placed(store.events(), vintage=args.wards, store_dir=store.folder)
    selection = options.selection(args, events=events)
    save(render(selection, store=store, ending=ending, events=events), args.out)
    print(f"{args.out}: {options.written(selection)}")
    return 0
