"""`python run.py cells`: the counts the map would show, on standard output."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard import records
from dashboard.board import lay_out
from dashboard.commands import options, printing
from dashboard.findings import columns, gather
from dashboard.findings.ground import Ground, ground_of
from dashboard.selection import Selection
from dashboard.snapshots import table
from dashboard.snapshots.sheet import Sheet, compose
from data import geography, schema
from data.placed import placed
from data.store import Store
from geo import cells

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
        "--with",
        dest="extra",
        type=printing.names_of(columns.KINDS),
        default=(),
        metavar=",".join(columns.KINDS),
        help="statistics to add as columns, with commas between; they are always of the whole "
        "borough",
    )
    printing.add_format(parser)


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
    if args.extra:
        full = with_statistics(sheet, events=events, kinds=args.extra)
        sys.stdout.write(_extended(full, sheet=sheet, kind=args.format))
    else:
        sys.stdout.write(FORMATS[args.format](sheet))
    if sheet.label:
        sys.stderr.write(f"{sheet.label}: these counts are invented.\n")
    return 0


def with_statistics(sheet: Sheet, *, events: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Add statistics to the counts of a sheet.

    Parameters
    ----------
    sheet
        The counts.
    events
        The events they were counted from, placed in their wards.
    kinds
        Keys of `columns.KINDS`.

    Returns
    -------
    pd.DataFrame
        The counts with further columns; `cell` is uint64.
    """
    chosen = sheet.selection
    study = gather.study_of(chosen, folder=sheet.folder)
    area = geography.study_area(chosen.vintage, store_dir=sheet.folder)
    ground = _ground(events, chosen, study=study, folder=sheet.folder)
    parts = []
    for layer in chosen.layers:
        focused = replace(chosen, focus=layer)
        found = gather.chosen(events, focused, window=chosen.window)
        count = gather.in_cells(found, study=study, resolution=chosen.resolution)
        counted = columns.Counted(count, study, found, area, (ground, focused) if ground else None)
        parts.append(columns.added(kinds, counted).assign(layer=layer))
    order = list(table.HEADER)
    return sheet.counts[order].merge(pd.concat(parts), on=["cell", "layer"], how="left")


def _ground(
    events: pd.DataFrame, chosen: Selection, *, study: pd.DataFrame, folder: Path | None
) -> Ground | None:
    """Lay all events out, for what looks at more than the window; none where there is none."""
    if not events["ward"].ne("").any():
        return None
    wards = geography.wards(chosen.vintage, store_dir=folder)
    board = lay_out(
        events, study=study, wards=wards, layers=schema.LAYERS, resolution=chosen.resolution
    )
    return ground_of(board, events=events, study=study, wards=wards, folder=folder or Path())


def _extended(full: pd.DataFrame, *, sheet: Sheet, kind: str) -> str:
    held = full["cell"].to_numpy()
    written = full.assign(cell=cells.hex_of(held))
    if kind == "csv":
        return records.csv_text(written)
    about = table.about(sheet)
    if kind == "json":
        return records.json_text(written, rows="cells", about=about) + "\n"
    return records.geojson_text(written, shapes=cells.outlines_of(held), about=about) + "\n"
