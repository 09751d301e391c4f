"""Between the store's tables and the frames that everyone else works with.

The tables hold times in UTC without saying so: DuckDB needs an extension for time zones.
"""

import pandas as pd

from data.receipts import Intake
from data.schema import CONTENT_COLUMNS, EVENT_COLUMNS, KEY_COLUMNS, RULES

TIMES = ("start", "end")
ORIGIN = r"^batch (?P<batch>[0-9]{1,9}) row (?P<row>[0-9]{1,9})$"
"""How a row in quarantine is named, for good: a spreadsheet takes it for text, not for a date."""


def as_rows(intake: Intake) -> pd.DataFrame:
    """Shape a file's events as the tables are.

    Parameters
    ----------
    intake
        The file as read.

    Returns
    -------
    pd.DataFrame
        `row` and what the tables keep of it; `origin` is where a row that comes back was first
        found, `twin` the same where it has no reference to be told by.
    """
    rows = intake.events[["row", *KEY_COLUMNS, *CONTENT_COLUMNS]]
    rows = rows.assign(**{name: rows[name].dt.tz_localize(None) for name in TIMES})
    if not intake.origins:
        return rows.assign(origin="", twin="")
    origin = _origins(intake, rows["row"])
    return rows.assign(origin=origin, twin=origin.where(rows["reference"].eq(""), ""))


def as_held(intake: Intake) -> pd.DataFrame:
    """Shape the rows that broke a rule as the tables are.

    Parameters
    ----------
    intake
        The file as read.

    Returns
    -------
    pd.DataFrame
        One line for each row: `row`, `cells`, `origin`, `from_batch` and `from_row`, the last two
        missing where it is here for the first time.
    """
    rows = intake.rejections[["row"]].drop_duplicates()
    held = rows.merge(intake.originals[["row", "cells"]], on="row", how="left")
    origin = _origins(intake, held["row"])
    first = origin.str.extract(ORIGIN).astype("Int64")
    cells = held["cells"].fillna("[]").astype("str")
    return held.assign(cells=cells, origin=origin, from_batch=first["batch"], from_row=first["row"])


def _origins(intake: Intake, rows: "pd.Series[int]") -> "pd.Series[str]":
    """Say where rows were first found, "" for those that are here for the first time."""
    found = [intake.origins.get(int(row), "") for row in rows]
    return pd.Series(found, index=rows.index, dtype="str")


def as_events(found: pd.DataFrame) -> pd.DataFrame:
    """Shape rows of the tables as events.

    Parameters
    ----------
    found
        What `sql.EVENTS` or `sql.HISTORY` gave.

    Returns
    -------
    pd.DataFrame
        `schema.EVENT_COLUMNS` with their dtypes.
    """
    times = {name: found[name].dt.tz_localize("UTC") for name in TIMES}
    return found.assign(**times).astype(EVENT_COLUMNS)


def as_batches(found: pd.DataFrame) -> pd.DataFrame:
    """Give the imports their zone.

    Parameters
    ----------
    found
        What `sql.BATCHES` gave.

    Returns
    -------
    pd.DataFrame
        The same, `imported_at` and `undone_at` in UTC; `undone_at` is NaT for one in force.
    """
    times = ("imported_at", "undone_at")
    zoned = {name: found[name].astype("datetime64[us]").dt.tz_localize("UTC") for name in times}
    return found.assign(**zoned)


def in_force(batches: pd.DataFrame) -> pd.DataFrame:
    """Leave out the imports that were undone.

    Parameters
    ----------
    batches
        The imports, as `as_batches` gives them.

    Returns
    -------
    pd.DataFrame
    """
    return batches.loc[batches["undone_at"].isna()]


def as_quarantine(found: pd.DataFrame) -> pd.DataFrame:
    """Say for each broken rule what to do.

    Parameters
    ----------
    found
        What `sql.QUARANTINED` gave.

    Returns
    -------
    pd.DataFrame
        The same, and `advice`.
    """
    advice = {code: rule.advice for code, rule in RULES.items()}
    return found.assign(advice=found["rule"].map(advice).astype("str"))
