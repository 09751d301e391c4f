"""What waits in quarantine: listed by file and rule, and downloaded to be corrected.

A download has three columns of ours before those of the file: the name of the row for good, what is
wrong with it, and what to do. Rows of files with the same columns share a sheet. The corrected file
comes back by the ordinary import: see `data.coming_back`.
"""

import csv
import io

import pandas as pd

from data.correcting import sheets_of
from data.formats.excel_written import workbook as written
from data.headings import OWN_COLUMNS
from data.schema import RULES
from data.store import Store

__all__ = [
    "GROUP_COLUMNS",
    "WAITING_COLUMNS",
    "groups",
    "sheets_of",
    "table",
    "waiting",
    "workbook",
]

WAITING_COLUMNS = (
    "batch_id",
    "file",
    "sheet",
    "layer",
    "source",
    "row",
    "origin",
    "rules",
    "reason",
    "remedy",
    "header",
    "cells",
    "settled",
)
GROUP_COLUMNS = (
    "batch_id",
    "file",
    "sheet",
    "layer",
    "waiting",
    "rule",
    "rows",
    "first_rows",
    "found",
    "says",
    "advice",
)
EXAMPLES = 5
"""How many rows a group names."""


def waiting(store: Store, *, batch: int | None = None) -> pd.DataFrame:
    """List the rows that wait, as they were handed in.

    Parameters
    ----------
    store
        The store.
    batch
        Only those of this import; None for all.

    Returns
    -------
    pd.DataFrame
        `WAITING_COLUMNS`, one line for each row: `rules` (codes with commas between), `reason` and
        `remedy` (sentences), `header` and `cells` (JSON lists of texts), `settled` (JSON).

    Raises
    ------
    LookupError
        If there is no such import, or nothing of it waits.
    """
    held, broken = store.held(), store.quarantine()
    if batch is not None:
        held, broken = (frame.loc[frame["batch_id"].eq(batch)] for frame in (held, broken))
        if held.empty:
            raise LookupError(_nothing_of(store, batch))
    said = broken.assign(
        reason=[_reason(*pair) for pair in zip(broken["rule"], broken["found"], strict=True)]
    )
    together = said.groupby(["batch_id", "row"], as_index=False, sort=False).agg(
        rules=("rule", ",".join), reason=("reason", "\n".join), remedy=("advice", _each_once)
    )
    rows = held.merge(together, on=["batch_id", "row"], how="left")
    texts = {name: rows[name].fillna("") for name in ("rules", "reason", "remedy")}
    return rows.assign(**texts)[list(WAITING_COLUMNS)]


def groups(store: Store, *, batch: int | None = None) -> pd.DataFrame:
    """Count what waits by file and rule, with examples.

    Parameters
    ----------
    store
        The store.
    batch
        Only what is of this import; None for all.

    Returns
    -------
    pd.DataFrame
        `GROUP_COLUMNS`, the files in the order of their imports, the most frequent rule of each
        first: `rows` broke the rule, `first_rows` (a tuple) and `found` are of the first few.
        `waiting` counts the rows of the file, each once, whatever rules it broke.
    """
    broken = store.quarantine()
    if batch is not None:
        broken = broken.loc[broken["batch_id"].eq(batch)]
    grouped = broken.groupby(["batch_id", "file", "sheet", "layer", "rule"], as_index=False)
    found = grouped.agg(
        rows=("row", "nunique"),
        first_rows=("row", lambda rows: tuple(int(row) for row in rows.head(EXAMPLES))),
        found=("found", lambda texts: tuple(texts.head(EXAMPLES))),
    )
    says = {code: rule.says for code, rule in RULES.items()}
    advice = {code: rule.advice for code, rule in RULES.items()}
    full = found.assign(
        says=found["rule"].map(says),
        advice=found["rule"].map(advice),
        waiting=found["batch_id"].map(broken.groupby("batch_id")["row"].nunique()),
    )
    order = full.sort_values(["batch_id", "rows"], ascending=[True, False], kind="stable")
    return order[list(GROUP_COLUMNS)].reset_index(drop=True)


def workbook(store: Store, *, batch: int | None = None) -> bytes:
    """Write what waits as an Excel workbook, to be corrected and brought back.

    Parameters
    ----------
    store
        The store.
    batch
        Only what is of this import; None for all.

    Returns
    -------
    bytes
        An .xlsx file of text cells, a sheet for each kind of file.

    Raises
    ------
    LookupError
        If nothing waits, or nothing whose cells are known.
    """
    sheets = sheets_of(waiting(store, batch=batch))
    return written(sheets, fixed=len(OWN_COLUMNS), wide=(1, 2))


def table(store: Store, *, batch: int | None = None) -> bytes:
    """Write what waits as CSV; a spreadsheet may change dates and figures in it, so mind that.

    Parameters
    ----------
    store
        The store.
    batch
        Only what is of this import; None for all.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, by which Excel knows it.

    Raises
    ------
    LookupError
        If nothing waits, or nothing whose cells are known.
    ValueError
        If the rows are of files with different columns.
    """
    sheets = sheets_of(waiting(store, batch=batch))
    if len(sheets) > 1:
        raise ValueError(
            f"The rows that wait are of {len(sheets)} kinds of file, and a CSV file holds one "
            f"({', '.join(sheets)}). Take them as .xlsx, or one import at a time (--batch N)."
        )
    text = io.StringIO(newline="")
    for rows in sheets.values():
        csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _reason(rule: str, found: str) -> str:
    says = f": {RULES[rule].says}" if rule in RULES else ""
    return f"{rule}{says}{f' Found: {found}' if found else ''}"


def _each_once(advice: "pd.Series[str]") -> str:
    return "\n".join(dict.fromkeys(advice))


def _nothing_of(store: Store, batch: int) -> str:
    if batch in set(store.batches()["batch_id"]):
        return f"No row of import {batch} waits in quarantine."
    return f"There is no import {batch}; “python run.py batches” lists them."
