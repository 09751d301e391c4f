"""Parquet, with or without points (GeoParquet)."""

import json
from typing import Any

import pyarrow.parquet as pq

from data import limits
from data.formats.arrow_tables import Source, sheet_of
from data.formats.grid import Grid
from data.formats.points import headings_of
from data.formats.request import Request

BATCH_ROWS = 16_384


def read(request: Request) -> list[Grid]:
    """Read a Parquet file.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        One sheet; row 1 is the first row.

    Raises
    ------
    ValueError
        If it is beyond a limit, or its points are in another coordinate system.
    """
    limits.check("HOTSPOTS_MAX_FILE_MB", request.path.stat().st_size)
    with request.path.open("rb") as file:
        parquet = pq.ParquetFile(file)
        about, schema = parquet.metadata, parquet.schema_arrow
        limits.check("HOTSPOTS_MAX_ROWS", about.num_rows)
        limits.check("HOTSPOTS_MAX_COLUMNS", about.num_columns)
        shapes, system = _shapes(schema.metadata or {})
        names = [name for name in schema.names if name != shapes]
        place = headings_of(system, names) if shapes in schema.names else ()
        batches = parquet.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
        told = _teller(request, about.num_rows)
        return [sheet_of(Source(batches, schema, shapes=shapes, place=place), told=told)]


def _teller(request: Request, rows: int) -> Any:  # noqa: ANN401  a function of one number
    return lambda done: request.progress(done, rows)


def _shapes(metadata: dict[bytes, bytes]) -> tuple[str, str]:
    """Find the column of the points and their system, as GeoParquet tells them."""
    try:
        geo = json.loads(metadata.get(b"geo", b"{}"))
        column = geo.get("primary_column", "")
        about = geo.get("columns", {}).get(column, {})
        crs = about.get("crs")
        identity = crs.get("id", {}) if isinstance(crs, dict) else {}
    except (ValueError, AttributeError):
        return "", ""
    if about.get("encoding") != "WKB":
        return "", ""
    named = f"{identity.get('authority', '')}:{identity.get('code', '')}" if identity else ""
    return str(column), named or str((crs or {}).get("name", ""))
