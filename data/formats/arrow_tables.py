"""Arrow tables with typed columns as sheets of text: what Parquet and map files have in common."""

from collections.abc import Callable, Iterable
from datetime import UTC
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from data import limits
from data.formats.gathering import sift
from data.formats.grid import ROW, Fault, Grid, blank_table
from data.formats.points import point_of
from data.formats.values import text_of

WORDY = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
PLAIN = (
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_temporal,
)


class Source(NamedTuple):
    """Rows with typed columns.

    Parameters
    ----------
    batches
        The rows; the first is row 1.
    schema
        Their columns.
    shapes
        The column that holds the points, "" if none does.
    place
        The headings of the points' coordinates, as `points.headings_of` gives them.
    """

    batches: Iterable[pa.RecordBatch]
    schema: pa.Schema
    shapes: str
    place: tuple[str, ...]


def sheet_of(source: Source, *, told: Callable[[int], None], name: str = "") -> Grid:
    """Make a sheet of typed columns.

    Parameters
    ----------
    source
        The rows.
    told
        Told how many rows have been read.
    name
        The sheet's name.

    Returns
    -------
    Grid
        Columns of other types, such as lists, are left out and named in a note.
    """
    batches, schema, shapes, place = source
    kept = [field.name for field in schema if _is_readable(field.type)]
    left = [field.name for field in schema if field.name not in {*kept, shapes}]
    header = (*kept, *place)
    limits.check("HOTSPOTS_MAX_COLUMNS", len(header))
    tables, faults, row = [blank_table(len(header))], list[Fault](), 0
    for batch in batches:
        columns = [_texts(batch.column(column)) for column in kept]
        numbers = pa.array(range(row + 1, row + 1 + len(batch)), type=pa.int64())
        row += len(batch)
        limits.check("HOTSPOTS_MAX_ROWS", row)
        sound = None
        if place:
            sound, points = _points(batch.column(shapes))
            columns += points
        table = pa.table([numbers, *columns], names=tables[0].column_names)
        tables.append(sift(_set_aside(table, sound, faults), faults=faults))
        told(row)
    notes = [f"Columns that hold no plain values were not read: {', '.join(left)}."] if left else []
    whole = pa.concat_tables(tables)
    return Grid(name, header, 0, whole, tuple(sorted(faults)), tuple(notes))


def _is_readable(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(is_kind(inner) for is_kind in (*WORDY, *PLAIN))


def _texts(column: pa.Array) -> pa.Array:
    """Write values as text, each distinct one once."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if any(is_wordy(column.type) for is_wordy in WORDY):
        return pc.fill_null(column.cast(pa.large_string()), "")
    distinct = column.dictionary_encode()
    written = pa.array(map(text_of, _values(distinct.dictionary)), type=pa.large_string())
    return pc.fill_null(written.take(distinct.indices), "")


def _values(column: pa.Array) -> list[object]:
    """Give Python's values; it knows no nanoseconds, and zones only from files of the system."""
    if not pa.types.is_timestamp(column.type):
        return list(column.to_pylist())
    zone = UTC if column.type.tz else None
    zoned = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    moments = zoned.cast(pa.timestamp("us")).to_pylist()
    return [None if moment is None else moment.replace(tzinfo=zone) for moment in moments]


def _points(column: pa.Array) -> tuple[list[bool], list[pa.Array]]:
    found = [point_of(shape) for shape in column.to_pylist()]
    pairs = [point or ("", "") for point in found]
    columns = [pa.array([pair[axis] for pair in pairs], type=pa.large_string()) for axis in (0, 1)]
    return [point is not None for point in found], columns


def _set_aside(table: pa.Table, sound: list[bool] | None, faults: list[Fault]) -> pa.Table:
    """Note the rows whose shape is no point."""
    if sound is None or all(sound):
        return table
    mask = pa.array(sound)
    for found in table.filter(pc.invert(mask)).to_pylist():
        row = found.pop(ROW)
        faults.append(Fault(row, "geometry", "a line or an area", tuple(found.values())))
    return table.filter(mask)
