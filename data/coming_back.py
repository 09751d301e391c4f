"""A sheet that comes back from the quarantine, as if it had come from the partner."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import returns
from data.formats.gathering import sift
from data.formats.grid import ROW, Fault
from data.risky import bared, pictured
from data.sheets import Sheet

OF_READING = frozenset({"ragged", "formula", "unreadable", "geometry"})
"""Rules that a row breaks by the way it lies in its file: the same cells may not break them in
another."""

OnceHeld = Callable[[], pd.DataFrame]
"""Gives the rows that were ever in quarantine, as `Store.once_held` does."""


def nothing_held() -> pd.DataFrame:
    """Say that nothing was ever in quarantine."""
    names = ("origin", "cells", "layer", "source", "settled", "rule", "found")
    return pd.DataFrame({name: pd.Series(dtype="str") for name in names})


class Guest(NamedTuple):
    """A sheet, and what is known of it if it comes back.

    Parameters
    ----------
    sheet
        The sheet as its partner would have sent it.
    origins
        For its rows by number where they were first found; none for an ordinary sheet.
    layer, source
        What its rows were handed in as; "" for an ordinary sheet, or rows that are not known.
    settled
        What the whole of their file settled about its columns.
    """

    sheet: Sheet
    origins: Mapping[int, str] = {}
    layer: str = ""
    source: str = ""
    settled: Mapping[str, str] = {}


def welcome(sheet: Sheet, *, once_held: OnceHeld = nothing_held) -> Guest:
    """Take our own columns out of a sheet, and the marks that kept its cells from being formulas.

    Parameters
    ----------
    sheet
        Any sheet.
    once_held
        Asked only if it is a download of the quarantine.

    Returns
    -------
    Guest
        Rows that are as blank as if they were removed are not there any more. Rows as they were
        downloaded, which broke a rule by the way they lay in their file, are faults as before.

    Raises
    ------
    ValueError
        If a row is not named as it was downloaded, the names are gone, or the rows can't be read
        together.
    """
    returns.check_header(sheet.header)
    if not returns.is_return(sheet.header):
        return Guest(sheet)
    bare, origins = _without_own(sheet)
    held = once_held()
    known = held.loc[held["origin"].isin(set(origins.values()))]
    same = _unchanged(bare, origins, known)
    return Guest(
        sheet=_set_aside(bare, same),
        origins=origins,
        layer=_only(known["layer"], "layers"),
        source=_only(known["source"], "sources"),
        settled=_together(known),
    )


def _without_own(sheet: Sheet) -> tuple[Sheet, dict[int, str]]:
    """Leave the columns of the partner, and the names of the rows that are not blank."""
    kept, names = returns.places(sheet.header)
    index = pd.Index(sheet.table.column(ROW).to_numpy(), dtype="int64")
    tags = sheet.table.column(str(names)).to_pandas().astype("str").set_axis(index)
    lost = {fault.row: _tag(fault, names) for fault in sheet.faults if len(fault.cells) > names}
    both = pd.concat([tags, pd.Series(lost, dtype="str")])
    columns = [_bared(sheet.table.column(str(place))) for place in kept]
    table = pa.table(
        [sheet.table.column(ROW), *columns], names=[ROW, *(str(at) for at in range(len(kept)))]
    )
    faults = [_without(fault, kept=kept, width=len(sheet.header)) for fault in sheet.faults]
    filled = sift(table, faults=faults) if kept else table
    header = tuple(bared(sheet.header[place]) for place in kept)
    there = {*filled.column(ROW).to_pylist(), *(fault.row for fault in faults)}
    origins = returns.origins(both[both.index.isin(there)])
    # the workbook's system of dates is ours, and not that of the partner's file
    bare = replace(sheet, header=header, table=filled, faults=tuple(sorted(faults)), date_system=0)
    return bare, origins


def _bared(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Take the leading ' off; hardly any column has one."""
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pa.chunked_array(
        [pa.array([bared(cell) for cell in column.to_pylist()], type=pa.large_string())]
    )


def _tag(fault: Fault, place: int) -> str:
    """Find a row's name; a row that can't be told apart is one cell, and begins with it."""
    tag = fault.cells[place]
    return re.split(r"[,;|\t]", tag)[0] if fault.rule == "unreadable" else tag


def _without(fault: Fault, *, kept: list[int], width: int) -> Fault:
    if len(fault.cells) <= max(kept, default=-1):
        cells = [fault.cells[place] for place in kept if place < len(fault.cells)]
    else:
        cells = [fault.cells[place] for place in kept] + list(fault.cells[width:])
    return fault._replace(cells=tuple(map(bared, cells)))


def _unchanged(sheet: Sheet, origins: Mapping[int, str], known: pd.DataFrame) -> dict[int, Fault]:
    """Find the rows that broke a rule of reading, and are as they were."""
    found = known.loc[known["rule"].isin(OF_READING)].drop_duplicates("origin")
    was = {
        origin: (rule, what, cells)
        for origin, rule, what, cells in zip(
            found["origin"], found["rule"], found["found"], found["cells"], strict=True
        )
    }
    suspects = [row for row, origin in origins.items() if origin in was]
    same = dict[int, Fault]()
    for row, cells in sheet.originals(suspects).items():
        rule, what, before = was[origins[row]]
        if _plain(cells) == _plain(json.loads(before)):
            same[row] = Fault(row, rule, what, tuple(json.loads(before)))
    return same


def _plain(cells: Iterable[str]) -> list[str]:
    """Bring cells into a form in which what a spreadsheet can't hold makes no difference."""
    plain = [" ".join(pictured(cell).split()) for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return plain


def _set_aside(sheet: Sheet, same: Mapping[int, Fault]) -> Sheet:
    if not same:
        return sheet
    rows = pa.array(sorted(same), type=pa.int64())
    table = sheet.table.filter(pc.invert(pc.is_in(sheet.table.column(ROW), value_set=rows)))
    others = [fault for fault in sheet.faults if fault.row not in same]
    return replace(sheet, table=table, faults=tuple(sorted([*others, *same.values()])))


def _only(said: "pd.Series[str]", what: str) -> str:
    names = sorted(said.unique())
    if len(names) > 1:
        raise ValueError(
            f"The sheet gives back rows of several {what} ({', '.join(names)}). Give each its own "
            "sheet, as they were downloaded."
        )
    return str(names[0]) if names else ""


def _together(known: pd.DataFrame) -> dict[str, str]:
    """Put together what the files of the rows have settled about the same columns."""
    together = dict[str, str]()
    for text in known["settled"].unique():
        for column, how in json.loads(text).items():
            if together.setdefault(column, how) != how:
                raise ValueError(
                    f"The sheet gives back rows of files that write the column {column!r} in "
                    f"different ways ({together[column]}, {how}). Give each its own sheet, as they "
                    "were downloaded."
                )
    return together
