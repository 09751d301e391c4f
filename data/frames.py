"""Between the store's tables and the frames that everyone else works with.

The tables hold times in UTC without saying so: DuckDB needs an extension for time zones.
"""

import pandas as pd

from data.schema import CONTENT_COLUMNS, EVENT_COLUMNS, KEY_COLUMNS, RULES

TIMES = ("start", "end")


def as_rows(events: pd.DataFrame) -> pd.DataFrame:
    """Shape events as the tables are.

    Parameters
    ----------
    events
        `Intake.events`.

    Returns
    -------
    pd.DataFrame
        `row` and what the tables keep of it.
    """
    rows = events[["row", *KEY_COLUMNS, *CONTENT_COLUMNS]]
    return rows.assign(**{name: rows[name].dt.tz_localize(None) for name in TIMES})


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
        The same, `imported_at` in UTC.
    """
    return found.assign(imported_at=found["imported_at"].dt.tz_localize("UTC"))


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
