"""The options that say a selection, shared by every command that counts or draws."""

import argparse
import re
import shlex
from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from dashboard import choices
from dashboard.selection import Selection
from data import geography, schema
from geo import cells
from geo.windows import LONDON, Window, last_months, snapped

PLAIN = re.compile(r"[\w ,.()&/:+-]+")
DEFAULT_MONTHS = 3
"""Length of the window where none is asked for, as on the page."""


def add(parser: argparse.ArgumentParser, *, defaults: bool) -> None:
    """Add the options of a selection to a command.

    Parameters
    ----------
    parser
        The command's parser.
    defaults
        Whether layer and window may be left out.
    """
    parser.add_argument(
        "--layer",
        action="append",
        dest="layers",
        choices=schema.LAYERS,
        required=not defaults,
        help="layer to count; may be repeated"
        + (", the first fills the hexagons (default: all that are held)" if defaults else ""),
    )
    parser.add_argument(
        "--resolution",
        type=int,
        choices=cells.RESOLUTIONS,
        default=cells.DEFAULT_RESOLUTION,
        help="H3 resolution of the hexagons (default: %(default)s)",
    )
    usual = " (default: the last three months held)" if defaults else ""
    for name, words in (("from", "first day counted"), ("to", "first day no longer counted")):
        parser.add_argument(
            f"--{name}",
            dest=f"{name}_day",
            metavar="DATE",
            required=not defaults,
            help=f"{words}, YYYY-MM-DD{usual}",
        )
    _add_filters(parser)


def selection(args: argparse.Namespace, *, events: pd.DataFrame) -> Selection:
    """Turn the options into a selection.

    Parameters
    ----------
    args
        What the parser read.
    events
        The store's events: they say which categories there are and where the data end.

    Returns
    -------
    Selection

    Raises
    ------
    ValueError
        When a date, a category or the window breaks a rule.
    LookupError
        When there is no such ward, town or hexagon.
    """
    layers = tuple(dict.fromkeys(args.layers or _held(events)))
    return Selection(
        layers=tuple(layer for layer in schema.LAYERS if layer in layers),
        focus=layers[0],
        resolution=args.resolution,
        window=_window(args, events=events, layers=layers),
        categories=_categories(args.category, events=events, layers=layers),
        place=_place(args.ward, vintage=args.wards),
        vintage=args.wards,
        picked=_picked(args.cell, resolution=args.resolution, vintage=args.wards),
    )


def written(chosen: Selection) -> str:
    """Write a selection as the options that give it back.

    Parameters
    ----------
    chosen
        The selection; its selected cell is not part of what is counted.

    Returns
    -------
    str
        For example "--layer incidents --resolution 9 --from 2024-01-01 --to 2024-05-01".
    """
    others = [layer for layer in chosen.layers if layer != chosen.focus]
    pairs = [("--layer", layer) for layer in (chosen.focus, *others)]
    pairs += [
        ("--resolution", str(chosen.resolution)),
        ("--from", str(chosen.window.start)),
        ("--to", str(chosen.window.end)),
    ]
    pairs += [
        ("--category", f"{layer}:{name}")
        for layer, name in chosen.categories
        if layer in chosen.layers
    ]
    pairs += [("--ward", chosen.place)] if chosen.place else []
    pairs += [("--wards", chosen.vintage)] if chosen.vintage != geography.VINTAGES[0] else []
    pairs += [("--cell", name) for name in chosen.picked]
    return " ".join(f"{option} {_quoted(value)}" for option, value in pairs)


def default_window(events: pd.DataFrame, *, layers: Sequence[str]) -> Window:
    """Give the window of a view for which none was asked: the last three months of the data.

    Parameters
    ----------
    events
        The store's events.
    layers
        The layers that will be counted, the one in focus first.

    Returns
    -------
    Window
        It ends with the last event of the layer in focus, and holds whole months where an event
        is known only by its month.

    Raises
    ------
    ValueError
        When there is no event to take it from.
    """
    focus = events.loc[events["layer"].eq(layers[0])]
    if focus.empty:
        raise ValueError(
            f"The store holds no {layers[0]} from which to take a window. Give --from and --to, or "
            "bring a file in first; starting the dashboard fills an empty store with the "
            "synthetic borough."
        )
    last = focus["start"].max().tz_convert(LONDON).date()
    if events.loc[events["layer"].isin(list(layers)), "precision"].eq("month").any():
        last = snapped(Window(last, last + timedelta(days=1)), step="month").last
    return last_months(last, months=DEFAULT_MONTHS)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    """Add what narrows a selection; none of it has to be given."""
    for name, metavar, words in (
        ("category", "C", "category, of one layer if written LAYER:C"),
        ("cell", "HEX", "hexagon, named by its H3 index"),
    ):
        said = f"count only this {words}; may be repeated"
        parser.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=said)
    parser.add_argument(
        "--ward",
        default="",
        metavar="W",
        help="count only points inside this ward (code or name) or town",
    )
    parser.add_argument(
        "--wards",
        choices=geography.VINTAGES,
        default=geography.VINTAGES[0],
        help="ward outlines of which year (default: %(default)s)",
    )


def _held(events: pd.DataFrame) -> tuple[str, ...]:
    """Find the layers of which there is an event; all of them when there is none."""
    held = set(events["layer"].unique())
    return tuple(layer for layer in schema.LAYERS if layer in held) or schema.LAYERS


def _window(args: argparse.Namespace, *, events: pd.DataFrame, layers: Sequence[str]) -> Window:
    """Read the window; both ends or neither."""
    if args.from_day is None and args.to_day is None:
        return default_window(events, layers=layers)
    if args.from_day is None or args.to_day is None:
        raise ValueError("A window has two ends: give both --from and --to, or neither.")
    return choices.window(args.from_day, args.to_day)


def _categories(
    asked: Sequence[str], *, events: pd.DataFrame, layers: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Find the categories asked for, whatever their capitals; a bare name is one of every layer."""
    wanted = [_of_layers(name, layers) for name in asked]
    held = events.loc[events["layer"].isin(list(layers)), ["layer", "category"]].drop_duplicates()
    known = {name.casefold(): name for name in sorted(held["category"])}
    there = set(zip(held["layer"], held["category"].str.casefold(), strict=True))
    unknown = [
        name for of, name in wanted if not {(layer, name.casefold()) for layer in of} & there
    ]
    if unknown:
        raise ValueError(
            f"The store holds no {' or '.join(layers)} of category {', '.join(unknown)}. "
            f"Categories there are: {', '.join(known.values()) or 'none'}."
        )
    pairs = [(layer, known[name.casefold()]) for of, name in wanted for layer in of]
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: schema.LAYERS.index(pair[0])))


def _of_layers(asked: str, layers: Sequence[str]) -> tuple[Sequence[str], str]:
    layer, colon, name = asked.partition(":")
    return ((layer,), name) if colon and layer in layers else (layers, asked)


def _place(asked: str, *, vintage: str) -> str:
    """Find a town or a ward by its name or code."""
    towns = {town.casefold(): town for town in choices.TOWNS}
    name = asked.strip()
    if not name:
        return ""
    return towns.get(name.casefold()) or str(geography.match_ward(name, vintage))


def _picked(asked: Sequence[str], *, resolution: int, vintage: str) -> tuple[str, ...]:
    """Find hexagons by their names."""
    names = [name.casefold() for name in asked]
    found = choices.picked(names, resolution=resolution, vintage=vintage)
    if unknown := [name for name in names if name not in found]:
        raise LookupError(
            f"The borough has no hexagon {', '.join(unknown)} at resolution {resolution}. "
            "`cells` prints those with events; --resolution says which size."
        )
    return found


def _quoted(value: str) -> str:
    """Quote a value for any shell; double quotes also work in the Windows prompt."""
    if re.fullmatch(r"[\w.:-]+", value):
        return value
    return f'"{value}"' if PLAIN.fullmatch(value) else shlex.quote(value)
