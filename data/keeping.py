"""What the quarantine may keep of a row: no more than the store keeps of a row that is let in.

Cells under headings that nobody reads, and those of which nothing is kept, are blanked; of the id
of a person only the pseudonym stays. Where nobody can tell which cell is which, no cell stays.
"""

import json
import os
from collections.abc import Mapping, Sequence

import pandas as pd

from data.columns import NOTHING, PSEUDONYM, Reader
from data.people import pseudonyms, shown
from data.receipts import ORIGINAL_COLUMNS
from data.sheets import Sheet

WHOLE_ROWS = "HOTSPOTS_QUARANTINE_WHOLE_ROWS"
"""The environment variable that says "yes" where rows in quarantine are kept as they came."""


def whole_rows(said: str | None = None) -> bool:
    """Say whether rows in quarantine are kept as they came, names and all.

    Parameters
    ----------
    said
        What the setting says; None to ask the environment.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If the setting says anything but yes or no.
    """
    text = (os.environ.get(WHOLE_ROWS, "") if said is None else said).strip().casefold()
    if text not in {"", "yes", "no"}:
        raise ValueError(f"{WHOLE_ROWS} is yes or no; found {text!r}. Correct it or leave it out.")
    return text == "yes"


def originals(
    sheet: Sheet, rejected: pd.DataFrame, *, reader: Reader, secret: bytes
) -> pd.DataFrame:
    """Keep of the rows that broke a rule what may be kept of them.

    Parameters
    ----------
    sheet
        Where they stand.
    rejected
        `schema.REJECTION_COLUMNS`: what is wrong with which.
    reader
        Who reads the sheet.
    secret
        The store's key, for pseudonyms.

    Returns
    -------
    pd.DataFrame
        `receipts.ORIGINAL_COLUMNS`.
    """
    apart = frozenset(rejected.loc[rejected["rule"].eq("unreadable"), "row"])
    rows = sheet.originals(rejected["row"])
    found = kept(rows, header=sheet.header, reader=reader, apart=apart, secret=secret)
    return pd.DataFrame(
        {
            "row": list(found),
            "sheet": sheet.name,
            "cells": [json.dumps(cells, ensure_ascii=False) for cells in found.values()],
        },
        index=range(len(found)),
    ).astype(ORIGINAL_COLUMNS)


def kept(
    rows: Mapping[int, Sequence[str]],
    *,
    header: Sequence[str],
    reader: Reader,
    apart: frozenset[int],
    secret: bytes,
) -> dict[int, list[str]]:
    """Take out of rows what the store may not hold.

    Parameters
    ----------
    rows
        Their cells, by row number.
    header
        The headings of their sheet.
    reader
        Who reads it.
    apart
        Rows that can't be told apart into cells.
    secret
        The store's key, for pseudonyms.

    Returns
    -------
    dict of int to list of str
        The cells of each, blank where nothing is kept; none for a row of which it can't be told
        under which heading a cell stands.
    """
    places = reader.positions(header)
    keeps = {places[one.name]: one.keeps for one in reader.columns if one.name in places}
    dropped = [place for place in range(len(header)) if keeps.get(place, NOTHING) == NOTHING]
    people = [place for place, how in keeps.items() if how == PSEUDONYM]
    if whole_rows() or not (dropped or people):
        return {row: list(cells) for row, cells in rows.items()}
    sure = {
        row: list(cells)
        for row, cells in rows.items()
        if len(cells) == len(header) and row not in apart
    }
    for cells in sure.values():
        for place in dropped:
            cells[place] = ""
    for place in people:
        ids = pd.Series([cells[place] for cells in sure.values()], dtype="str")
        for cells, person in zip(sure.values(), pseudonyms(ids, secret=secret), strict=True):
            cells[place] = shown(person)
    return {row: sure.get(row, []) for row in rows}
