"""`batches`: the imports, each with the number by which it can be undone."""

import argparse
import json
from typing import Any

import pandas as pd

from data.store import Store
from geo.windows import LONDON

NAME = "batches"
HELP = "list the imports, each with the number by which it can be undone"

HEADER = ("number", "when", "new", "revised", "unchanged", "quarantined", "layer", "file")
NUMBERS = frozenset({"number", "new", "revised", "unchanged", "quarantined"})


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `batches`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the imports.

    Parameters
    ----------
    args : argparse.Namespace
        `store` and `json`.

    Returns
    -------
    int
        0.
    """
    found = records(Store(args.store).batches())
    print(json.dumps(found, indent=2, ensure_ascii=False) if args.json else in_words(found))
    return 0


def records(batches: pd.DataFrame) -> list[dict[str, Any]]:
    """Sum the imports up.

    Parameters
    ----------
    batches : pd.DataFrame
        As `Store.batches` gives them.

    Returns
    -------
    list of dict
        For each import `number`, `when` (ISO 8601, UTC), `file`, `sheet`, `layer`, `source`, `new`,
        `revised`, `unchanged`, `quarantined`, `synthetic` and `undone` (when, or null).
    """
    return [
        {
            "number": int(batch["batch_id"]),
            "when": batch["imported_at"].isoformat(timespec="seconds"),
            "file": batch["file"],
            "sheet": batch["sheet"],
            "layer": batch["layer"],
            "source": batch["source"],
            "new": int(batch["accepted"]),
            "revised": int(batch["revised"]),
            "unchanged": int(batch["duplicates"] - batch["revised"]),
            "quarantined": int(batch["quarantined"]),
            "synthetic": bool(batch["synthetic"]),
            "undone": _moment(batch["undone_at"]),
        }
        for batch in batches.to_dict("records")
    ]


def in_words(found: list[dict[str, Any]]) -> str:
    """Put the imports in a table for a person.

    Parameters
    ----------
    found : list of dict
        As `records` gives them.

    Returns
    -------
    str
        A line for each import; the numbers are flush right.
    """
    if not found:
        return "Nothing has been brought in yet."
    lines = [HEADER, *map(_line, found)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if name in NUMBERS else cell.ljust(width)
            for name, cell, width in zip(HEADER, line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _line(batch: dict[str, Any]) -> tuple[str, ...]:
    file = f"{batch['file']}, {batch['sheet']}" if batch["sheet"] else str(batch["file"])
    said = f" (undone on {_local(batch['undone'])})" if batch["undone"] else ""
    counts = (f"{batch[name]:,}" for name in ("new", "revised", "unchanged", "quarantined"))
    when = _local(batch["when"])
    return (str(batch["number"]), when, *counts, str(batch["layer"]), " ".join(file.split()) + said)


def _moment(at: pd.Timestamp) -> str | None:
    return None if pd.isna(at) else at.isoformat(timespec="seconds")


def _local(moment: str) -> str:
    at = pd.Timestamp(moment).tz_convert(LONDON)
    return f"{at.day} {at:%b %Y %H:%M}"
