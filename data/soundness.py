"""Whether a store is whole: every import's rows, one that stands for each event, its own key."""

from pathlib import Path

from data import folder as private
from data.connection import Connection, texts
from data.database import StoreError

# hash() of a whole row makes DuckDB read every block, and each block has a checksum
_READ_ALL = "SELECT count(*) FROM (SELECT hash({name}) AS h FROM {name}) WHERE h = 0"
_TABLES = ("arrivals", "quarantine", "held", "batches")
_SAYINGS = (
    """
    SELECT format('batch {} ({}) has {} of its {} rows', batches.batch_id, file,
        coalesce(there, 0), wanted)
    FROM (SELECT *, if(undone_at IS NULL, accepted + duplicates, 0) AS wanted FROM batches)
        AS batches
    LEFT JOIN (SELECT batch_id, count(*) AS there FROM arrivals GROUP BY 1) USING (batch_id)
    WHERE coalesce(there, 0) <> wanted ORDER BY batches.batch_id
    """,
    """
    SELECT format('batch {} ({}) has {} of its {} rows in quarantine', batches.batch_id, file,
        coalesce(there, 0), wanted)
    FROM (SELECT *, if(undone_at IS NULL, quarantined, 0) AS wanted FROM batches) AS batches
    LEFT JOIN (SELECT batch_id, count(*) AS there FROM held GROUP BY 1) USING (batch_id)
    WHERE coalesce(there, 0) <> wanted ORDER BY batches.batch_id
    """,
    """
    SELECT format('rows of batch {}, which is not on record', batch_id) FROM (
        SELECT batch_id FROM arrivals UNION SELECT batch_id FROM held
    ) ANTI JOIN batches USING (batch_id) ORDER BY batch_id
    """,
)
_STANDING = """
SELECT format('{} events have no row that stands, or several', count(*)) FROM (
    SELECT event_id FROM arrivals GROUP BY event_id HAVING count_if(standing) <> 1
) HAVING count(*) > 0
"""


def miscounts(connection: Connection) -> list[str]:
    """Hold the rows that are there against the record of the imports; quick.

    Parameters
    ----------
    connection
        An open connection.

    Returns
    -------
    list of str
        What does not agree; empty for a whole store.
    """
    return [line for query in _SAYINGS for line in texts(connection, query)]


def faults(connection: Connection) -> list[str]:
    """Read everything, and hold it against the record of the imports.

    Parameters
    ----------
    connection
        An open connection; a block that does not agree with its checksum raises DuckDB's error.

    Returns
    -------
    list of str
        What does not agree; empty for a whole store.
    """
    for name in _TABLES:
        connection.execute(_READ_ALL.format(name=name)).fetchall()
    return [*miscounts(connection), *texts(connection, _STANDING)]


def check(connection: Connection, folder: Path) -> None:
    """Refuse to build on a store that is torn, or on another store's key.

    Parameters
    ----------
    connection
        An open connection inside a transaction.
    folder
        The store's folder.

    Raises
    ------
    StoreError
        If something does not agree.
    """
    found = miscounts(connection)
    if found:
        raise StoreError(torn(folder, found))
    key_file = folder / private.KEY_FILE
    check_key(connection, key_file)
    if key_file.exists():
        mark = private.fingerprint(private.key(key_file))
        connection.execute("UPDATE store SET key = $key WHERE key <> $key", {"key": mark})


def check_key(connection: Connection, key_file: Path) -> None:
    """Refuse a key that is another store's, and to go on without one.

    Parameters
    ----------
    connection
        An open connection.
    key_file
        Where the key should lie.

    Raises
    ------
    StoreError
        If it is not the key that the store was filled with.
    """
    known = texts(connection, "SELECT key FROM store")[0]
    if not known:
        return
    if not key_file.exists():
        raise StoreError(
            f"The key file {key_file} is gone: without it, people in the store can't be told "
            "apart. Put it back from a copy, or restore a backup, which holds it."
        )
    if private.fingerprint(private.key(key_file)) != known:
        raise StoreError(
            f"The key file {key_file} is another store's: people would count twice. Put this "
            "store's own key back, or restore a backup, which holds it."
        )


def torn(folder: Path, found: list[str]) -> str:
    """Say that a store is damaged.

    Parameters
    ----------
    folder
        The store's folder.
    found
        What does not agree.

    Returns
    -------
    str
        A sentence, and what to do.
    """
    return (
        f"The store in {folder} is damaged: {found[0]}. Put the last backup back with “python "
        "run.py restore latest”."
    )
