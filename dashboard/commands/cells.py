"""`python run.py cells`: the counts the map would show, on standard output."""

import argparse
import sys

from dashboard.commands import options
from dashboard.snapshots import table
from dashboard.snapshots.sheet import compose
from data.placed import placed
from data.store import Store

NAME = "cells"
HELP = "print the counts the map would show, cell by cell"

FORMATS = {
    "csv": lambda sheet: table.csv_text(sheet, labelled=False),
    "json": lambda sheet: table.json_text(sheet) + "\n",
    "geojson": lambda sheet: table.geojson_text(sheet) + "\n",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options.

    Parameters
    ----------
    parser
        The command's parser.
    """
    options.add(parser, defaults=False)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="csv",
        help="how to print them (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the counts.

    Parameters
    ----------
    args
        The options.

    Returns
    -------
    int
        0.
    """
    store = Store(args.store)
    events = placed(store.events(), vintage=args.wards, store_dir=store.folder)
    sheet = compose(options.selection(args, events=events), store=store, events=events)
    sys.stdout.write(FORMATS[args.format](sheet))
    if sheet.label:
        sys.stderr.write(f"{sheet.label}: these counts are invented.\n")
    return 0
