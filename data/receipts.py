"""What an import hands on: the file as read (`Intake`), and what became of it (`Receipt`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from data.schema import FLAGS

ORIGINAL_COLUMNS = {"row": "int64", "sheet": "str", "cells": "str"}
"""A row of a file as it was handed in: its cells are a JSON list of texts."""

EXAMPLES = 5
"""How many row numbers a problem names."""


def _no_originals() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in ORIGINAL_COLUMNS.items()})


@dataclass(frozen=True)
class Intake:
    """One file, read and checked, not yet in the store.

    Parameters
    ----------
    file
        The file's name, without its folder.
    sha256
        Digest of its bytes in hex; "" for events that no file holds.
    source
        The form that was recognised, such as "police.uk".
    layer
        The layer of all its events.
    rows
        Rows with anything in them, header excepted.
    events
        The sound rows in the file's order: the columns of `schema.EVENT_COLUMNS`, and `row`, the
        number of the row as a spreadsheet shows it. `event_id` and `batch_id` may be absent and
        are ignored: the store gives them.
    rejections
        `schema.REJECTION_COLUMNS`: what is wrong with the other rows.
    header
        The names of the file's columns, as the file has them.
    originals
        `ORIGINAL_COLUMNS`: the rows that broke a rule, as they were handed in.
    origins
        For rows that come back from the quarantine, by row number: where they were first found,
        such as "batch 3 row 12".
    settled
        What the whole of the file settled about its columns, as `data.settled` has it.
    sheet
        The sheet of the file; "" where a file is one sheet.
    notes
        What a person should know about how the file was read, in sentences.
    not_asked
        Rows that nobody asked for, such as those of other boroughs; they are not among `rows`.
    """

    file: str
    sha256: str
    source: str
    layer: str
    rows: int
    events: pd.DataFrame
    rejections: pd.DataFrame
    header: tuple[str, ...] = ()
    originals: pd.DataFrame = field(default_factory=_no_originals)
    origins: Mapping[int, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    notes: tuple[str, ...] = ()
    not_asked: int = 0

    @property
    def quarantined(self) -> int:
        """How many rows broke at least one rule."""
        return int(self.rejections["row"].nunique())


@dataclass(frozen=True)
class Problem:
    """One rule that rows of a file broke: how many rows, and the first few of them."""

    rule: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Flagged:
    """A flag of `schema.FLAGS`: how many sound rows have it, and the first few of them."""

    flag: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Receipt:
    """What became of one file.

    Parameters
    ----------
    file, source, layer
        As in `Intake`.
    rows
        `accepted + duplicates + quarantined`, always.
    accepted
        Rows that are new events.
    duplicates
        Rows whose reference was known already; all rows of a file that was handed in before.
    quarantined
        Rows that broke a rule.
    revised
        How many of the duplicates changed something; the last of them stands.
    outside
        How many of the accepted rows lie outside the borough.
    repeated
        How many of the accepted rows have no reference and say word for word what a row of an
        earlier file says. They are kept, as two alike can be two events.
    seen_before
        Whether this very file was handed in before; nothing was added then.
    synthetic_removed
        How many invented events made room for these real ones.
    problems
        The rules that were broken, the most frequent first.
    flags
        What is unusual about the sound rows, in the order of `schema.FLAGS`.
    batch_id
        The number of the import in the store, by which it can be undone; 0 if nothing was added.
    returned
        How many rows came back from the quarantine and keep every rule now.
    sheet, notes, not_asked
        As in `Intake`.
    """

    file: str
    source: str
    layer: str
    rows: int
    accepted: int
    duplicates: int
    quarantined: int
    revised: int = 0
    outside: int = 0
    repeated: int = 0
    seen_before: bool = False
    synthetic_removed: int = 0
    problems: tuple[Problem, ...] = ()
    flags: tuple[Flagged, ...] = ()
    batch_id: int = 0
    returned: int = 0
    sheet: str = ""
    notes: tuple[str, ...] = ()
    not_asked: int = 0

    @property
    def unchanged(self) -> int:
        """How many rows said nothing new."""
        return self.duplicates - self.revised

    def __post_init__(self) -> None:
        """Hold the balance: no row may be lost."""
        total = self.accepted + self.duplicates + self.quarantined
        if total != self.rows:
            raise ValueError(f"{self.file}: {self.rows} rows were read, {total} accounted for.")


@dataclass(frozen=True)
class Undone:
    """What became of a batch that was undone.

    Parameters
    ----------
    batch_id, file, layer
        Which batch.
    at
        When it was undone (UTC).
    removed
        Events that it had brought and that are gone.
    restored
        Events that it had revised and that are as they were before.
    kept
        Events that it had brought or revised, and that stand as a later batch left them.
    """

    batch_id: int
    file: str
    layer: str
    at: datetime
    removed: int
    restored: int
    kept: int


def flags_of(events: pd.DataFrame) -> tuple[Flagged, ...]:
    """Count what is unusual about the rows that were let in.

    Parameters
    ----------
    events
        `Intake.events`.

    Returns
    -------
    tuple of Flagged
    """
    flagged = events.loc[events["flags"].ne(""), ["row", "flags"]]
    each = flagged.assign(flag=flagged["flags"].str.split(",")).explode("flag")
    rows = {code: each.loc[each["flag"].eq(code), "row"] for code in FLAGS}
    return tuple(
        Flagged(code, len(found), tuple(int(row) for row in found.head(EXAMPLES)))
        for code, found in rows.items()
        if len(found)
    )


def problems_of(rejections: pd.DataFrame) -> tuple[Problem, ...]:
    """Group what is wrong with a file by rule.

    Parameters
    ----------
    rejections
        `schema.REJECTION_COLUMNS`.

    Returns
    -------
    tuple of Problem
        The most frequent first; each with the first rows that broke it.
    """
    groups = rejections.sort_values("row").groupby("rule", sort=True)["row"]
    found = [
        Problem(str(rule), len(rows), tuple(int(row) for row in rows.head(EXAMPLES)))
        for rule, rows in groups
    ]
    return tuple(sorted(found, key=lambda problem: -problem.count))
