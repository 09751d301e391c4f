"""A sheet that comes back from the quarantine, as if it had come from the partner."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import returns
from data.formats.grid import ROW, Fault
from data.sheets import Sheet


def welcome(sheet: Sheet) -> tuple[Sheet, dict[int, str]]:
    """Take our own columns out of a sheet, and the marks that kept its cells from being formulas.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    (Sheet, dict of int to str)
        The sheet as its partner would have sent it, and for its rows by number where they were
        first found; the sheet itself and nothing if it is no download of the quarantine.

    Raises
    ------
    ValueError
        If a row is not named as it was downloaded.
    """
    if not returns.is_return(sheet.header):
        return sheet, {}
    kept, names = returns.places(sheet.header)
    index = pd.Index(sheet.table.column(ROW).to_numpy(), dtype="int64")
    tags = sheet.table.column(str(names)).to_pandas().astype("str").set_axis(index)
    lost = {fault.row: fault.cells[names] for fault in sheet.faults if len(fault.cells) > names}
    both = pd.concat([tags, pd.Series(lost, dtype="str")])
    columns = [_bared(sheet.table.column(str(place))) for place in kept]
    table = pa.table(
        [sheet.table.column(ROW), *columns], names=[ROW, *(str(at) for at in range(len(kept)))]
    )
    header = tuple(sheet.header[place] for place in kept)
    faults = tuple(_without(fault, kept=kept, width=len(sheet.header)) for fault in sheet.faults)
    return replace(sheet, header=header, table=table, faults=faults), returns.origins(both)


def _bared(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Take the leading ' off; hardly any column has one."""
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pa.chunked_array(
        [pa.array([returns.bared(cell) for cell in column.to_pylist()], type=pa.large_string())]
    )


def _without(fault: Fault, *, kept: list[int], width: int) -> Fault:
    if len(fault.cells) <= max(kept, default=-1):
        return fault
    cells = [fault.cells[place] for place in kept] + list(fault.cells[width:])
    return fault._replace(cells=tuple(map(returns.bared, cells)))
