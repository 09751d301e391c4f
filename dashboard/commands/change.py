"""`python run.py change`: two windows compared, by hexagon, ward or for the borough."""

import argparse
import sys
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard import choices, records
from dashboard.commands import options, printing
from dashboard.findings import changes, gather, held
from dashboard.selection import Selection
from data import geography
from data.placed import placed
from data.store import Store
from geo import cells
from geo.windows import Window

NAME = "change"
HELP = "compare two windows by hexagon, ward or for the borough"


class _Units(NamedTuple):
    """Units with their counts in both windows, and which of them are printed."""

    pair: changes.Pair
    codes: Any
    names: Any
    shapes: Any
    listed: Any


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options.

    Parameters
    ----------
    parser
        The command's parser.
    """
    options.add(parser, defaults=False)
    parser.epilog = printing.WARD_PRINTS
    for name, words in (("from", "first day"), ("to", "first day after the end")):
        parser.add_argument(
            f"--against-{name}",
            dest=f"against_{name}",
            metavar="DATE",
            required=True,
            help=f"{words} of the earlier window that is compared with, YYYY-MM-DD",
        )
    parser.add_argument(
        "--by",
        choices=changes.UNITS,
        default="cell",
        help="what is compared (default: %(default)s)",
    )
    printing.add_format(parser)


def run(args: argparse.Namespace) -> int:
    """Print the comparison.

    Parameters
    ----------
    args
        The options.

    Returns
    -------
    int
        0.
    """
    printing.require_one_layer(args)
    store = Store(args.store)
    events = placed(store.events(), vintage=args.wards, store_dir=store.folder)
    selection = options.selection(args, events=events)
    against = choices.window(args.against_from, args.against_to)
    changes.check_windows(selection.window, against=against)
    units = _units(args.by, events, selection, against=against, store=store)
    table = changes.compared(
        units.pair, units=units.codes, names=units.names, windows=(against, selection.window)
    )
    about = printing.about(selection, store=store)
    about |= {"against": {"from": str(against.start), "to": str(against.end)}, "by": args.by}
    sys.stdout.write(_text(table.loc[units.listed], units, about=about, kind=args.format))
    _remark(events, selection, against=against)
    if about["label"]:
        sys.stderr.write(f"{about['label']}: these counts are invented.\n")
    return 0


def _remark(events: pd.DataFrame, selection: Selection, *, against: Window) -> None:
    """Say on standard error where the data do not cover a window: the counts stay as they are."""
    cover = held.of_events(events, selection.focus)
    for window in (against, selection.window):
        if reason := cover.why_not(window):
            name = selection.focus.capitalize()
            sys.stderr.write(f"{name}: {reason} A verdict may be about what is held.\n")


def _units(
    by: str, events: pd.DataFrame, selection: Selection, *, against: Window, store: Store
) -> _Units:
    found = [gather.chosen(events, selection, window=one) for one in (against, selection.window)]
    if by == "cell":
        study = gather.study_of(selection, folder=store.folder)
        size = selection.resolution
        pair = changes.Pair(*(gather.in_cells(one, study=study, resolution=size) for one in found))
        held = study["cell"].to_numpy()
        listed = gather.listed_cells(study, selection)
        return _Units(pair, cells.hex_of(held), study["place"], cells.outlines_of(held), listed)
    if selection.picked:
        raise ValueError("Picked hexagons are compared one by one; leave --cell out, or --by.")
    wards = geography.wards(selection.vintage, store_dir=store.folder)
    pair = changes.Pair(*(gather.in_wards(one, wards=wards) for one in found))
    if by == "ward":
        listed = gather.of_place(wards, selection.place, code="code")
        return _Units(pair, wards["code"], wards["name"], wards.geometry.to_numpy(), listed)
    if selection.place:
        raise ValueError("The borough has no part to print; leave --ward out, or use --by ward.")
    name = [changes.BOROUGH]
    area = [geography.study_area(selection.vintage, store_dir=store.folder)]
    return _Units(changes.borough_pair(pair), name, name, area, np.array([True]))


def _text(table: pd.DataFrame, units: _Units, *, about: dict[str, Any], kind: str) -> str:
    if kind == "csv":
        return records.csv_text(table)
    if kind == "json":
        return records.json_text(table, rows="units", about=about) + "\n"
    shapes = np.asarray(units.shapes, dtype=object)[units.listed]
    return records.geojson_text(table, shapes=shapes, about=about) + "\n"
