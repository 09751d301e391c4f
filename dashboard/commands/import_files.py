"""`import`: bring partners' files in, and say what became of every row."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from dashboard import settings, words
from dashboard.commands.undo import say_waiting
from data.dates import ORDERS
from data.intake import Outcome, bring_in
from data.mapping import from_toml
from data.proposals import draft
from data.receipts import Flagged, Problem, Receipt
from data.schema import FLAGS, LAYERS, RULES
from data.sheets import open_sheets
from data.store import Store, StoreError
from data.uprns import read_lookup

NAME = "import"
HELP = "bring files in; each row ends accepted, duplicate or quarantined"

FILE_HELP = (
    "CSV, Excel (.xlsx), OpenDocument (.ods), GeoJSON, Parquet, a police.uk archive (.zip), "
    "GeoPackage or shapefile (.shp)"
)
DONE, REFUSED = 0, 2
BAR_FROM_BYTES = 5_000_000
"""Shorter files are in before a bar could be read."""
BAR_WIDTH = 30
SAMPLE_ROWS = 500
"""How many rows a proposal looks at."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `import`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=FILE_HELP)
    parser.add_argument(
        "--hidden-sheets", action="store_true", help="read the hidden sheets of workbooks as well"
    )
    parser.add_argument(
        "--layer", choices=LAYERS, help="the layer, where the columns leave a doubt"
    )
    parser.add_argument(
        "--date-order", choices=ORDERS, default="", help="how the dates in figures are written"
    )
    parser.add_argument(
        "--uprn-lookup",
        type=Path,
        metavar="FILE",
        help="places of addresses: uprn, easting, northing or uprn, lat, lng",
    )
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="what the columns hold (TOML)")
    parser.add_argument(
        "--propose", action="store_true", help="print such a mapping and bring nothing in"
    )
    parser.add_argument("--json", action="store_true", help="print the receipts as JSON")


def run(args: argparse.Namespace) -> int:
    """Bring the files in, one after another; a refused one does not stop the others.

    Parameters
    ----------
    args : argparse.Namespace
        `store`, `files`, `layer` and `json`.

    Returns
    -------
    int
        0, also when rows were quarantined; 2 when a file was refused.
    """
    store = Store(args.store, on_wait=say_waiting, backups=settings.current().backups)
    receipts, refused = list[Receipt](), 0
    for path in args.files:
        try:
            if args.propose:
                _propose(path, args)
                continue
            outcome = _bring_in(store, path, args)
        except StoreError:
            raise
        except (ValueError, LookupError, OSError) as error:
            refused += 1
            _say(f"{path.name} was refused: {_reason(error)}")
        else:
            receipts += outcome.receipts
            _tell(path, outcome, as_json=args.json)
    if args.json and receipts:
        listed = [asdict(receipt) for receipt in receipts]
        alone = len(args.files) == len(listed) == 1
        print(json.dumps(listed[0] if alone else listed, indent=2))
    return REFUSED if refused else DONE


def in_words(receipt: Receipt) -> str:
    """Put a receipt in lines for a person.

    Parameters
    ----------
    receipt : Receipt
        What became of a file.

    Returns
    -------
    str
        The balance first, then what is worth knowing, then the problems.
    """
    counts = [
        (receipt.accepted, "accepted", _aside(receipt.outside, "outside the borough")),
        (receipt.duplicates, "duplicates", _aside(receipt.revised, "revised an event")),
        (receipt.quarantined, "quarantined", ""),
        (receipt.rows, "rows", ""),
    ]
    width = len(f"{receipt.rows:,}")
    sheet = f", {receipt.sheet}" if receipt.sheet else ""
    lines = [f"{receipt.file}{sheet}: {receipt.source}, {receipt.layer}", f"  {_changed(receipt)}"]
    lines += [f"  {number:>{width},} {word}{aside}" for number, word, aside in counts]
    lines += [f"  {note}" for note in _notes(receipt)]
    lines += [f"  {_problem(problem)}" for problem in receipt.problems]
    lines += [f"  {_flagged(flagged)}" for flagged in receipt.flags]
    return "\n".join(lines)


def _bring_in(store: Store, path: Path, args: argparse.Namespace) -> Outcome:
    if not path.is_file():
        raise ValueError("there is no such file.")
    try:
        return bring_in(
            store,
            path,
            layer=args.layer,
            mapping=from_toml(args.mapping.read_text(encoding="utf-8")) if args.mapping else None,
            date_order=args.date_order,
            uprns=read_lookup(args.uprn_lookup) if args.uprn_lookup else None,
            hidden=args.hidden_sheets,
            maps=True,
            progress=_show_progress,
        )
    finally:
        if _has_bar(path.stat().st_size):
            sys.stderr.write("\r\x1b[K")


def _propose(path: Path, args: argparse.Namespace) -> None:
    for sheet in open_sheets(path, hidden=args.hidden_sheets, maps=True):
        sample = sheet.cells({str(place): place for place in range(len(sheet.header))})
        print(draft(sheet.header, sample.head(SAMPLE_ROWS), layer=args.layer, name=path.stem))


def _tell(path: Path, outcome: Outcome, *, as_json: bool) -> None:
    if not as_json:
        for receipt in outcome.receipts:
            print(in_words(receipt))
    for one in outcome.unread:
        size = words.rows(one.rows)
        _say(f"{path.name}: the sheet {one.sheet!r} ({size}) was not read. {one.reason}")


def _changed(receipt: Receipt) -> str:
    """Say what is new, and how to take it back."""
    said = f"{receipt.accepted:,} new, {receipt.revised:,} revised, {receipt.unchanged:,} unchanged"
    number = receipt.batch_id
    return f"{said} (import {number}, “python run.py undo {number}” undoes it)" if number else said


def _aside(number: int, what: str) -> str:
    return f" ({number:,} {what})" if number else ""


def _notes(receipt: Receipt) -> list[str]:
    notes = list(receipt.notes)
    if receipt.not_asked:
        notes.append(f"{words.rows(receipt.not_asked)} of other areas left out.")
    if receipt.seen_before:
        notes.append("This very file was brought in before; nothing was added.")
    if receipt.returned:
        notes.append(f"Back from the quarantine, and sound now: {words.rows(receipt.returned)}.")
    if receipt.synthetic_removed:
        notes.append(
            f"The synthetic borough ({receipt.synthetic_removed:,} invented events) was removed: "
            "real and invented events are never mixed."
        )
    if receipt.repeated:
        notes.append(
            f"Warning: {words.rows(receipt.repeated)} without a reference, word for word as in an "
            "earlier file. Kept; if the files overlap, such events now count twice."
        )
    return notes


def _problem(problem: Problem) -> str:
    shown = ", ".join(map(str, problem.rows))
    more = " ..." if problem.count > len(problem.rows) else ""
    rule = RULES[problem.rule]
    return (
        f"{words.rows(problem.count)} ({shown}{more}) broke the rule {problem.rule!r}: "
        f"{rule.says} {rule.advice}"
    )


def _flagged(flagged: Flagged) -> str:
    rows = ", ".join(map(str, flagged.rows)) + (" ..." if flagged.count > len(flagged.rows) else "")
    return f"{words.rows(flagged.count)} ({rows}) let in as {flagged.flag!r}: {FLAGS[flagged.flag]}"


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}."
    return " ".join(str(error).split())


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _has_bar(size: int) -> bool:
    return size >= BAR_FROM_BYTES and sys.stderr.isatty()


def _show_progress(done: int, size: int) -> None:
    """Draw the bar anew; only a person at a terminal sees one."""
    if not _has_bar(size):
        return
    filled = BAR_WIDTH * done // size
    bar = "#" * filled + "." * (BAR_WIDTH - filled)
    sys.stderr.write(f"\r[{bar}] {100 * done // size:3d} %")
    sys.stderr.flush()
