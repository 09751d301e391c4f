"""The quarantine as one person may see it: which rows wait, and the workbook to correct them in."""

import pandas as pd

from dashboard import access
from dashboard.session import Look
from data import quarantine
from data.formats.excel_written import workbook
from data.headings import OWN_COLUMNS
from data.store import Store

CORRECTING = "The quarantine is"


def groups(look: Look) -> pd.DataFrame:
    """Count the rows that wait by file and rule.

    Parameters
    ----------
    look
        Who asks.

    Returns
    -------
    pd.DataFrame
        As `data.quarantine.groups` gives them, of the layers that the person may see; `waiting`
        counts the rows of each import once, however many rules they broke.

    Raises
    ------
    PermissionError
        When the person is no analyst.
    """
    store = _store(look)
    held, found = store.held(), quarantine.groups(store)
    return _seen_by(
        look, found.assign(waiting=found["batch_id"].map(held["batch_id"].value_counts()))
    )


def rows(look: Look) -> int:
    """Count the rows that wait.

    Parameters
    ----------
    look
        Who asks.

    Returns
    -------
    int
        Each row once, however many rules it broke.

    Raises
    ------
    PermissionError
        When the person is no analyst.
    """
    return len(_seen_by(look, _store(look).held()))


def download(look: Look) -> bytes:
    """Write the rows that wait, to be corrected and dropped again.

    Parameters
    ----------
    look
        Who asks.

    Returns
    -------
    bytes
        An Excel workbook: the columns of the files behind three of ours.

    Raises
    ------
    PermissionError
        When the person is no analyst.
    LookupError
        When none waits that the person may see.
    """
    waiting = _seen_by(look, quarantine.waiting(_store(look)))
    return workbook(quarantine.sheets_of(waiting), fixed=len(OWN_COLUMNS), wide=(1, 2))


def _store(look: Look) -> Store:
    access.require_analyst(look.viewer, settings=look.options, what=CORRECTING)
    return Store(look.options.store)


def _seen_by(look: Look, found: pd.DataFrame) -> pd.DataFrame:
    return found.loc[found["layer"].isin(look.viewer.layers)]
