"""How the commands that test print their tables, and what they ask of their options."""

import argparse
from collections.abc import Callable, Collection
from typing import Any

from dashboard import settings
from dashboard.selection import Selection
from dashboard.snapshots.sheet import SYNTHETIC
from data import geography
from data.store import Store

WARD_PRINTS = (
    "--ward prints only the rows of a ward or town, --cell only those named; counts, test and "
    "correction stay those of the whole borough."
)


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the option that says how a table is printed.

    Parameters
    ----------
    parser
        The command's parser.
    """
    parser.add_argument(
        "--format",
        choices=("csv", "json", "geojson"),
        default="csv",
        help="how to print the table (default: %(default)s)",
    )


def names_of(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Make a reader of names with commas between.

    Parameters
    ----------
    known
        The names there are.

    Returns
    -------
    callable
        For `argparse`: gives each name once, in the order asked for.
    """

    def read(text: str) -> tuple[str, ...]:
        asked = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
        if not set(asked) <= set(known):
            raise argparse.ArgumentTypeError(
                f"choose from {', '.join(known)}, with commas between; found {text!r}"
            )
        return asked

    return read


def require_one_layer(args: argparse.Namespace) -> None:
    """Refuse several layers where a test is of one.

    Parameters
    ----------
    args
        What the parser read.

    Raises
    ------
    ValueError
        When more than one layer was asked for.
    """
    if len(set(args.layers)) > 1:
        raise ValueError(
            f"One layer is tested at a time; found {', '.join(args.layers)}. "
            "Run the command once for each."
        )


def about(chosen: Selection, *, store: Store) -> dict[str, Any]:
    """Say what a printed table is of, for a program.

    Parameters
    ----------
    chosen
        The selection.
    store
        Where the events are.

    Returns
    -------
    dict
        `label` is "Synthetic data" where the events are invented, else "".
    """
    return {
        "label": SYNTHETIC if store.is_synthetic() else "",
        "marking": settings.current().marking,
        "selection": chosen.to_query(),
        "attribution": geography.ATTRIBUTION,
    }
