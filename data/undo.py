"""Undoing an import whole: what it brought goes, what it revised is as it was before."""

from datetime import UTC, datetime

from data.connection import Connection, number, texts
from data.receipts import Undone

_KNOWN = "SELECT file, layer, synthetic, undone_at FROM batches WHERE batch_id = $batch_id"
_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT event_id, bool_or(standing) AS stood FROM arrivals
WHERE batch_id = {batch_id} GROUP BY event_id
"""
_LAST = """
CREATE OR REPLACE TEMP TABLE last_rows AS
SELECT event_id, arg_max(batch_id, (batch_id, "row")) AS batch_id,
    arg_max("row", (batch_id, "row")) AS "row"
FROM arrivals SEMI JOIN touched USING (event_id) GROUP BY event_id
"""
_STAND = """
UPDATE arrivals SET standing = true FROM last_rows
WHERE arrivals.event_id = last_rows.event_id AND arrivals.batch_id = last_rows.batch_id
    AND arrivals."row" = last_rows."row" AND NOT arrivals.standing
"""
_REMOVED = "SELECT count(*) FROM touched ANTI JOIN last_rows USING (event_id)"
_RESTORED = "SELECT count(*) FROM touched SEMI JOIN last_rows USING (event_id) WHERE stood"
_KEPT = "SELECT count(*) FROM touched SEMI JOIN last_rows USING (event_id) WHERE NOT stood"
_BROUGHT_BACK = """
SELECT DISTINCT later.batch_id FROM held JOIN (
    SELECT origin, batch_id FROM arrivals UNION ALL SELECT origin, batch_id FROM held
) AS later USING (origin)
WHERE held.from_batch = {batch_id} AND later.batch_id > {batch_id} ORDER BY 1
"""


def undo(connection: Connection, batch_id: int) -> Undone:
    """Undo one import; the caller holds the transaction.

    Parameters
    ----------
    connection
        An open connection inside a transaction.
    batch_id
        Which.

    Returns
    -------
    Undone
        What became of its events.

    Raises
    ------
    LookupError
        If there is no such import.
    ValueError
        If it was undone before, is invented, or later imports corrected rows of its quarantine.
    """
    file, layer = _checked(connection, batch_id)
    connection.execute(_TOUCHED.format(batch_id=int(batch_id)))
    for table in ("arrivals", "quarantine", "held"):
        connection.execute(f"DELETE FROM {table} WHERE batch_id = $id", {"id": batch_id})  # noqa: S608  our own names
    connection.execute(_LAST)
    connection.execute(_STAND)
    at = datetime.now(UTC)
    connection.execute(
        "UPDATE batches SET undone_at = $at WHERE batch_id = $id",
        {"at": at.replace(tzinfo=None), "id": batch_id},
    )
    counts = [number(connection, query) for query in (_REMOVED, _RESTORED, _KEPT)]
    return Undone(batch_id, file, layer, at, *counts)


def _checked(connection: Connection, batch_id: int) -> tuple[str, str]:
    """Find the import, and what stands against undoing it."""
    found = connection.execute(_KNOWN, {"batch_id": batch_id}).fetchall()
    if not found:
        last = number(connection, "SELECT coalesce(max(batch_id), 0) FROM batches")
        there = f"numbers go up to {last}" if last else "nothing has been brought in"
        raise LookupError(
            f"There is no import {batch_id}; {there}. “python run.py batches” lists them."
        )
    file, layer, synthetic, undone_at = found[0]
    if undone_at is not None:
        raise ValueError(
            f"Import {batch_id} ({file}) was undone already, on {undone_at.day} {undone_at:%B %Y}."
        )
    if synthetic:
        raise ValueError(
            f"Import {batch_id} is part of the synthetic borough, which is never undone in part: "
            "the first real import removes it whole."
        )
    later = texts(connection, _BROUGHT_BACK.format(batch_id=int(batch_id)))
    if later:
        raise ValueError(
            f"Rows of import {batch_id} ({file}) were corrected and brought back in import "
            f"{', '.join(later)}: undo that first, the latest before the others."
        )
    return str(file), str(layer)
