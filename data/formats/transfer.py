"""How sheets go from the reading process to whoever asked: Arrow files and JSON, never pickle."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.formats.grid import Fault, Grid

FAULTS = pa.schema(
    [
        ("row", pa.int64()),
        ("rule", pa.large_string()),
        ("found", pa.large_string()),
        ("cells", pa.large_list(pa.large_string())),
    ]
)
PLAIN = ("name", "header", "header_row", "notes", "not_asked", "date_system", "digest")
"""The parts of a sheet that are small."""


def write(grids: Sequence[Grid], folder: Path) -> None:
    """Write sheets into a folder.

    Parameters
    ----------
    grids
        The sheets.
    folder
        An empty folder.
    """
    for place, grid in enumerate(grids):
        _write_table(grid.table, folder / f"{place}.table")
        rows = [fault._asdict() for fault in grid.faults]
        _write_table(pa.Table.from_pylist(rows, FAULTS), folder / f"{place}.faults")
    parts = [{name: getattr(grid, name) for name in PLAIN} for grid in grids]
    (folder / "sheets.json").write_text(json.dumps(parts), encoding="utf-8")


def read(folder: Path) -> list[Grid]:
    """Read the sheets that were written into a folder.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    list of Grid
        As they were.
    """
    parts = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    return [_grid(part, folder, place) for place, part in enumerate(parts)]


def _grid(part: Mapping[str, Any], folder: Path, place: int) -> Grid:
    faults = _read_table(folder / f"{place}.faults").to_pylist()
    given = {**part, "header": tuple(part["header"]), "notes": tuple(part["notes"])}
    return Grid(
        table=_read_table(folder / f"{place}.table"),
        faults=tuple(Fault(**{**fault, "cells": tuple(fault["cells"])}) for fault in faults),
        **given,
    )


def _write_table(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _read_table(path: Path) -> pa.Table:
    """Read a table into memory, so that its file can go; what is no sound table is not believed."""
    with path.open("rb") as file:
        table = pa.ipc.open_file(file).read_all()
    table.validate(full=True)
    return table
