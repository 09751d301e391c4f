"""Whether a store is whole: every import's rows, one that stands for each event, its own key."""

from pathlib import Path

from data import folder as private
from data.connection import Connection, texts

# hash() of a whole row makes DuckDB read every block, and each block has a checksum
_READ_ALL = "SELECT count(*) FROM (SELECT hash({name}) AS h FROM {name}) WHERE h = 0"
_TABLES = ("arrivals", "quarantine", "held", "batches")
_SAYINGS = (
    """
    SELECT format('import {} ({}) has {} of its {} rows', batches.batch_id, file,
        coalesce(there, 0), wanted)
    FROM (SELECT *, if(undone_at IS NULL, accepted + duplicates, 0) AS wanted FROM batches)
        AS batches
    LEFT JOIN (SELECT batch_id, count(*) AS there FROM arrivals GROUP BY 1) USING (batch_id)
    WHERE coalesce(there, 0) <> wanted ORDER BY batches.batch_id
    """,
    """
    SELECT format('import {} ({}) has {} of its {} rows in quarantine', batches.batch_id, file,
        coalesce(there, 0), wanted)
    FROM (SELECT *, if(undone_at IS NULL, quarantined, 0) AS wanted FROM batches) AS batches
    LEFT JOIN (SELECT batch_id, count(*) AS there FROM held GROUP BY 1) USING (batch_id)
    WHERE coalesce(there, 0) <> wanted ORDER BY batches.batch_id
    """,
    """
    SELECT format('it has rows of import {}, which is not on record', batch_id) FROM (
        SELECT batch_id FROM arrivals UNION SELECT batch_id FROM held
    ) ANTI JOIN batches USING (batch_id) ORDER BY batch_id
    """,
)
_STANDING = """
SELECT format('{} of its events have no row that stands, or several', count(*)) FROM (
    SELECT event_id FROM arrivals GROUP BY event_id HAVING count_if(standing) <> 1
) HAVING count(*) > 0
"""
_KEY = "SELECT key FROM store"


def faults(connection: Connection, folder: Path, *, thorough: bool = False) -> list[str]:
    """Hold a store against the record of its imports, and its key against its mark.

    Parameters
    ----------
    connection
        An open connection; a block that does not agree with its checksum raises DuckDB's error.
    folder
        The store's folder.
    thorough
        Whether everything is read; quick if not.

    Returns
    -------
    list of str
        What does not agree, as second halves of sentences; empty for a whole store.
    """
    queries = [*_SAYINGS, *([_STANDING] if thorough else [])]
    for name in _TABLES if thorough else ():
        connection.execute(_READ_ALL.format(name=name)).fetchall()
    found = [line for query in queries for line in texts(connection, query)]
    return found + key_faults(connection, folder)


def key_faults(connection: Connection, folder: Path) -> list[str]:
    """Hold the key against the mark that the store has of it.

    Parameters
    ----------
    connection
        An open connection.
    folder
        The store's folder.

    Returns
    -------
    list of str
        What is wrong with it; empty for the store's own key.
    """
    known = texts(connection, _KEY)[0]
    if not known:
        return []
    name = f"its key file {private.KEY_FILE}"
    try:
        content = (folder / private.KEY_FILE).read_bytes()
    except FileNotFoundError:
        return [f"{name} is gone, without which people can't be told apart"]
    if len(content) != private.KEY_BYTES:
        return [f"{name} is cut short or overwritten"]
    if private.fingerprint(content) != known:
        return [f"{name} is another store's, so people would count twice"]
    return []


def mark_key(connection: Connection, folder: Path) -> None:
    """Let the store know its key, by a mark that gives nothing of it away.

    Parameters
    ----------
    connection
        An open connection inside a transaction.
    folder
        The store's folder.
    """
    path = folder / private.KEY_FILE
    if path.exists():
        mark = private.fingerprint(private.key(path))
        connection.execute("UPDATE store SET key = $key WHERE key <> $key", {"key": mark})
