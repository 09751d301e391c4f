"""`python run.py hotspots`: every study cell tested against chance, on standard output."""

import argparse
import sys
from typing import Any

import pandas as pd

from dashboard import records
from dashboard.commands import options, printing
from dashboard.findings import gather, spots
from dashboard.selection import Selection
from data.placed import placed
from data.store import Store
from geo import cells
from geo.nulls import NULL_WORDS

NAME = "hotspots"
HELP = "test every hexagon for a hot or cold spot"
NULL_COLUMN = "null"
"""Last column where more than one null is asked for."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options.

    Parameters
    ----------
    parser
        The command's parser.
    """
    options.add(parser, defaults=False)
    parser.epilog = printing.WARD_PRINTS
    parser.add_argument(
        "--null",
        type=printing.names_of(NULL_WORDS),
        default=("even",),
        metavar="even,residents",
        help="what chance is taken to do: events even over the borough, or in proportion to "
        "residents; both with a comma between (default: even)",
    )
    parser.add_argument(
        "--p",
        choices=tuple(spots.P_WORDS),
        default="exact",
        help="where the p-values come from: the binomial distribution, or a check of it that deals "
        "all events out again many times (seconds; default: %(default)s)",
    )
    printing.add_format(parser)


def run(args: argparse.Namespace) -> int:
    """Print the tests.

    Parameters
    ----------
    args
        The options.

    Returns
    -------
    int
        0, also where there are too few events to test.
    """
    printing.require_one_layer(args)
    store = Store(args.store)
    events = placed(store.events(), vintage=args.wards, store_dir=store.folder)
    selection = options.selection(args, events=events)
    study = gather.study_of(selection, folder=store.folder)
    found = gather.chosen(events, selection, window=selection.window)
    count = gather.in_cells(found, study=study, resolution=selection.resolution)
    disks = spots.disks(study)
    tests = [
        spots.find(count, study=study, neighbours=disks, null=null, p=args.p) for null in args.null
    ]
    listed = gather.listed_cells(study, selection)
    table = _table(tests).loc[list(listed) * len(tests)]
    about = printing.about(selection, store=store) | {
        "nulls": _nulls(tests),
        "p": spots.P_WORDS[args.p],
    }
    sys.stdout.write(_text(table, about=about, kind=args.format))
    _remark(tests, about=about, selection=selection)
    return 0


def _table(tests: list[spots.Spots]) -> pd.DataFrame:
    tables = [test.table for test in tests]
    if len(tests) > 1:
        tables = [test.table.assign(**{NULL_COLUMN: test.null}) for test in tests]
    return pd.concat(tables, ignore_index=True)


def _nulls(tests: list[spots.Spots]) -> dict[str, dict[str, str]]:
    return {
        test.null: {"words": NULL_WORDS[test.null], "not_tested": test.reason} for test in tests
    }


def _text(table: pd.DataFrame, *, about: dict[str, Any], kind: str) -> str:
    written = table.assign(cell=cells.hex_of(table["cell"].to_numpy()))
    if kind == "csv":
        return records.csv_text(written)
    if kind == "json":
        return records.json_text(written, rows="cells", about=about) + "\n"
    shapes = cells.outlines_of(table["cell"].to_numpy())
    return records.geojson_text(written, shapes=shapes, about=about) + "\n"


def _remark(tests: list[spots.Spots], *, about: dict[str, Any], selection: Selection) -> None:
    """Say on standard error what a reader of the table must know."""
    reasons = dict.fromkeys(test.reason for test in tests if test.reason)
    for reason in reasons:
        sys.stderr.write(f"{selection.focus.capitalize()}: {reason}\n")
    if about["label"]:
        sys.stderr.write(f"{about['label']}: these counts are invented.\n")
