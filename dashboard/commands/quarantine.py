"""`quarantine`: list the rows that wait, and write them out to be corrected."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import words
from data import quarantine
from data.store import Store

NAME = "quarantine"
HELP = "list the rows that broke a rule, or write them out to be corrected and brought back"

WRITERS: dict[str, Callable[..., bytes]] = {
    ".xlsx": quarantine.workbook,
    ".csv": quarantine.table,
}
PRIVATE = 0o600
"""The rights of a download: it may be read by its owner alone."""
LONGEST_EXAMPLE = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `quarantine`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument(
        "--batch", type=int, metavar="N", help="only the rows of import N, as “batches” lists it"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the rows to a new file, .xlsx or .csv, to be corrected and imported",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """List what waits, or write it out.

    Parameters
    ----------
    args : argparse.Namespace
        `store`, `batch`, `out` and `json`.

    Returns
    -------
    int
        0.

    Raises
    ------
    ValueError
        If the file is there already, or of another kind than .xlsx and .csv.
    LookupError
        If there is no such import, or nothing to write.
    """
    store = Store(args.store)
    rows = quarantine.waiting(store, batch=args.batch)
    found = records(quarantine.groups(store, batch=args.batch))
    print(json.dumps(found, indent=2, ensure_ascii=False) if args.json else in_words(found))
    if args.out is not None:
        _write(args.out, store, batch=args.batch)
        sys.stderr.write(_written(args.out, rows))
    return 0


def records(groups: pd.DataFrame) -> list[dict[str, Any]]:
    """Group what waits by file.

    Parameters
    ----------
    groups
        As `quarantine.groups` gives them.

    Returns
    -------
    list of dict
        For each file `batch`, `file`, `sheet`, `layer`, `rows` (how many wait) and `rules`: for
        each `rule`, `rows`, `first_rows`, `found`, `says` and `advice`.
    """
    of_rule = ["rule", "rows", "first_rows", "found", "says", "advice"]
    return [
        {
            "batch": int(alike["batch_id"].iloc[0]),
            "file": str(alike["file"].iloc[0]),
            "sheet": str(alike["sheet"].iloc[0]),
            "layer": str(alike["layer"].iloc[0]),
            "rows": int(alike["waiting"].iloc[0]),
            "rules": [
                {name: _plain(value) for name, value in line.items()}
                for line in alike[of_rule].to_dict("records")
            ],
        }
        for _, alike in groups.groupby("batch_id", sort=True)
    ]


def in_words(found: list[dict[str, Any]]) -> str:
    """Put what waits in lines for a person.

    Parameters
    ----------
    found : list of dict
        As `records` gives it.

    Returns
    -------
    str
        For each file how many of its rows wait, and a few lines for each rule.
    """
    lines = list[str]()
    for one in found:
        sheet = f", {one['sheet']}" if one["sheet"] else ""
        waits = "1 row waits" if one["rows"] == 1 else f"{one['rows']:,} rows wait"
        lines.append(f"Import {one['batch']}, {one['file']}{sheet} ({one['layer']}): {waits}")
        lines += [line for rule in one["rules"] for line in _rule_lines(rule)]
    return "\n".join(lines) or "No row waits in quarantine."


def _rule_lines(rule: dict[str, Any]) -> list[str]:
    more = " ..." if rule["rows"] > len(rule["first_rows"]) else ""
    rows = ", ".join(map(str, rule["first_rows"])) + more
    shown = ", ".join(dict.fromkeys(repr(_short(text)) for text in rule["found"] if text))
    return [
        f"  {words.rows(rule['rows'])} ({rows}) broke the rule {rule['rule']!r}: {rule['says']}",
        *([f"    Found: {shown}"] if shown else []),
        f"    {rule['advice']}",
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 3] + "..."


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _write(path: Path, store: Store, *, batch: int | None) -> None:
    """Write a new file: one that is there may hold corrections."""
    writer = WRITERS.get(path.suffix.casefold())
    if writer is None:
        raise ValueError(
            f"The rows are written as .xlsx or .csv, not {path.suffix or path.name!r}."
        )
    content = writer(store, batch=batch)
    try:
        handle = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE
        )
    except FileExistsError as error:
        raise ValueError(
            f"{path} is there already and may hold corrections. Choose another name."
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _written(path: Path, rows: pd.DataFrame) -> str:
    kept = int(rows["header"].ne("[]").sum())
    lost = len(rows) - kept
    said = f"{words.rows(kept)} written to {path}. Correct what is wrong, "
    said += f"leave the first three columns, and bring them back: python run.py import {path}\n"
    if lost:
        said += (
            f"{lost:,} more were brought in by an older release, which did not keep their cells: "
            "correct them in the files they came from.\n"
        )
    return said
