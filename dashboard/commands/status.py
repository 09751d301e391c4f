"""`status`: what the store holds."""

import argparse
import json
from typing import Any

import pandas as pd

from data import placed, sql
from data.frames import in_force
from data.schema import LAYERS
from data.store import Store
from geo.windows import LONDON, PRECISIONS

NAME = "status"
HELP = "say what the store holds: layers, dates, precision, last import, quarantine"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `status`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what the store holds.

    Parameters
    ----------
    args : argparse.Namespace
        `store` and `json`.

    Returns
    -------
    int
        0.
    """
    found = summary(Store(args.store))
    print(json.dumps(found, indent=2) if args.json else in_words(found))
    return 0


def summary(store: Store) -> dict[str, Any]:
    """Sum a store up.

    Parameters
    ----------
    store : Store
        The store.

    Returns
    -------
    dict
        `store` (its folder), `schema`, `synthetic`, `layers` (by name: events, first and last
        start, precision, sources, outside), `imports` and `last_import` (of those in force),
        `quarantine` (rows, and rules with their counts).
    """
    batches, quarantine = in_force(store.batches()), store.quarantine()
    events = placed.placed(store.events(), store_dir=store.folder)
    return {
        "store": str(store.folder),
        "schema": sql.SCHEMA,
        "synthetic": store.is_synthetic(),
        "layers": {layer: _layer(events.loc[events["layer"].eq(layer)]) for layer in LAYERS},
        "imports": len(batches),
        "last_import": _last(batches),
        "quarantine": {
            "rows": len(quarantine[["batch_id", "row"]].drop_duplicates()),
            "rules": {str(rule): int(n) for rule, n in quarantine["rule"].value_counts().items()},
        },
    }


def in_words(found: dict[str, Any]) -> str:
    """Put a summary in lines for a person.

    Parameters
    ----------
    found : dict
        As `summary` gives it.

    Returns
    -------
    str
        One line for each layer, then the imports and the quarantine.
    """
    lines = [f"Store {found['store']} (tables version {found['schema']})"]
    if found["synthetic"]:
        lines.append("Synthetic data: the events are invented.")
    lines += [_layer_line(name, layer) for name, layer in found["layers"].items()]
    lines.append(_import_line(found["imports"], found["last_import"]))
    return "\n".join([*lines, _quarantine_line(**found["quarantine"])])


def _layer(events: pd.DataFrame) -> dict[str, Any]:
    days = events["start"].dt.tz_convert(LONDON).dt.strftime("%Y-%m-%d")
    counts = events["precision"].value_counts()
    return {
        "events": len(events),
        "first": None if events.empty else days.min(),
        "last": None if events.empty else days.max(),
        "precision": {name: int(counts[name]) for name in PRECISIONS if name in counts},
        "sources": sorted(events["source"].unique()),
        "outside": int(events["ward"].eq("").sum()),
    }


def _last(batches: pd.DataFrame) -> dict[str, Any] | None:
    if batches.empty:
        return None
    last = batches.iloc[-1]
    return {"file": str(last["file"]), "at": last["imported_at"].isoformat(timespec="seconds")}


def _layer_line(name: str, layer: dict[str, Any]) -> str:
    if not layer["events"]:
        return f"  {name:<10}       none"
    known = ", ".join(f"{count:,} to the {name}" for name, count in layer["precision"].items())
    outside = f"; {layer['outside']:,} outside the borough" if layer["outside"] else ""
    dates = f"{layer['first']} to {layer['last']}"
    return f"  {name:<10} {layer['events']:>10,}  {dates}  {known}{outside}"


def _import_line(imports: int, last: dict[str, Any] | None) -> str:
    if last is None:
        return "Nothing has been brought in yet."
    noun = "import" if imports == 1 else "imports"
    return f"{imports:,} {noun}, the last of them {last['file']} at {last['at']}"


def _quarantine_line(rows: int, rules: dict[str, int]) -> str:
    if not rows:
        return "No rows in quarantine"
    listed = ", ".join(f"{rule} {count:,}" for rule, count in rules.items())
    return f"{rows:,} rows in quarantine: {listed}"
