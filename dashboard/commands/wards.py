"""`python run.py wards FILE`: puts official ward outlines in the place of the shipped ones."""

import argparse
import sys
from pathlib import Path

from data import ward_file
from data.geography import VINTAGES

NAME = "wards"
HELP = "replace the ward outlines by an official file (ONS GeoJSON), or put the shipped ones back"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options.

    Parameters
    ----------
    parser
        The command's parser.
    """
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the official GeoJSON")
    what.add_argument("--reset", action="store_true", help="put the shipped outlines back")
    parser.add_argument(
        "--vintage",
        choices=VINTAGES,
        default=VINTAGES[0],
        help="which wards: in force since 2020, or 2013 to 2020 (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Replace the outlines, or put the shipped ones back.

    Parameters
    ----------
    args
        The options.

    Returns
    -------
    int
        0.
    """
    if args.reset:
        existed = ward_file.reset(vintage=args.vintage, store_dir=args.store)
        said = "are in force again" if existed else "were in force already"
        sys.stdout.write(f"The shipped ward outlines of {args.vintage} {said}.\n")
        return 0
    official = ward_file.read(args.file, vintage=args.vintage)
    target = ward_file.put_in_force(official, vintage=args.vintage, store_dir=args.store)
    corners = int(official.geometry.count_coordinates().sum())
    sys.stdout.write(
        f"{len(official)} ward outlines of {args.vintage} from {args.file.name} are in force "
        f"({corners:,} corners), kept as {target}.\n"
    )
    return 0
