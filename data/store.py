"""The store: every event that was brought in, in one DuckDB file, opened for a moment at a time.

Nothing stays open between two calls, so that an import from the command line and a running
dashboard share one store. An import is one transaction: killed at any moment, the store is as
before it or as after it.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd

from data import folder as private
from data import sql
from data.commit import commit
from data.frames import as_batches, as_events, as_quarantine
from data.receipts import Intake, Receipt

HARDENED = {
    "enable_external_access": "false",  # no statement may read or write another file
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.01, 0.5

# DuckDB keeps other processes out, but not a second thread of this one
_one_writer = threading.Lock()


class StoreError(OSError):
    """The store can't be used as it is; the message says why and what to do."""


class Store:
    """The events in one folder.

    Parameters
    ----------
    folder
        Where the store lies; made, for its owner alone, by the first import.
    patience_s
        How long to wait while another process has the store, in seconds.
    on_wait
        Called once when such a wait is no longer short.
    """

    def __init__(
        self,
        folder: Path,
        *,
        patience_s: float = 60.0,
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = Path(folder)
        self.file = self.folder / "store.duckdb"
        self.patience_s = patience_s
        self.on_wait = on_wait

    def version(self) -> str:
        """Name the present content without opening it; "" while there is no store."""
        return private.stamp(self.file, self.file.with_name(f"{self.file.name}.wal"))

    def is_empty(self) -> bool:
        """Say whether nothing was ever brought in."""
        return self.batches().empty

    def is_synthetic(self) -> bool:
        """Say whether the events are invented: all are or none, they are never mixed."""
        return bool(self.batches()["synthetic"].any())

    def secret(self) -> bytes:
        """Read the random key that turns person ids into pseudonyms; the first call makes it.

        Returns
        -------
        bytes
            32 bytes, the same at each call; OSError says that the key file is damaged.
        """
        private.make_private(self.folder)
        return private.key(self.folder / "pseudonym.key")

    def events(self) -> pd.DataFrame:
        """Read the events: for each reference the last row handed in, and all without one.

        Returns
        -------
        pd.DataFrame
            `schema.EVENT_COLUMNS`, sorted by `event_id`.
        """
        return as_events(self._read(sql.EVENTS))

    def history(self) -> pd.DataFrame:
        """Read the rows that a later one with the same reference has replaced.

        Returns
        -------
        pd.DataFrame
            `schema.EVENT_COLUMNS`; `event_id` is that of the event it became.
        """
        return as_events(self._read(sql.HISTORY))

    def batches(self) -> pd.DataFrame:
        """Read the imports, in their order.

        Returns
        -------
        pd.DataFrame
            One row for each import: `batch_id`, `imported_at` (UTC), `file`, `sha256`, `source`,
            `layer`, `synthetic`, and the counts of its receipt.
        """
        return as_batches(self._read(sql.BATCHES))

    def quarantine(self) -> pd.DataFrame:
        """Read what is wrong with the rows that were not let in.

        Returns
        -------
        pd.DataFrame
            `batch_id`, `file`, `layer`, `row`, `rule`, `found`, `advice`: one line for each rule
            that a row broke.
        """
        return as_quarantine(self._read(sql.QUARANTINED))

    def commit(self, intake: Intake, *, synthetic: bool = False) -> Receipt:
        """Put one file's events in the store, all or nothing.

        Real events push invented ones out, in the same transaction.

        Parameters
        ----------
        intake
            The file as read.
        synthetic
            Whether its events are invented.

        Returns
        -------
        Receipt
            What became of each row.

        Raises
        ------
        ValueError
            If invented events would join real ones.
        StoreError
            If the store is damaged, made by another release, or busy for too long.
        """
        private.make_private(self.folder)
        with _one_writer:
            self._make()
            with self._open(read_only=False) as connection, _transaction(connection):
                return commit(connection, intake, synthetic=synthetic, folder=self.folder)

    def _make(self) -> None:
        """Make the file under another name first: a kill leaves no half of it."""
        if self.file.exists():
            return
        with private.made_whole(self.file) as draft:
            connection = duckdb.connect(draft, config=dict(HARDENED))
            connection.execute(sql.CREATE)
            connection.close()

    def _read(self, query: str) -> pd.DataFrame:
        if not self.file.exists():
            with duckdb.connect(config=dict(HARDENED)) as connection:
                connection.execute(sql.CREATE)
                return connection.execute(query).df()
        with self._open(read_only=True) as connection:
            return connection.execute(query).df()

    @contextlib.contextmanager
    def _open(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._connect(read_only=read_only) as connection:
            try:
                _check_schema(connection)
                yield connection
            except duckdb.Error as error:
                if not _is_damage(error):
                    raise
                raise self._damaged(error) from error

    def _connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        """Connect; while another process has the store, wait with growing pauses."""
        deadline, pause = time.monotonic() + self.patience_s, FIRST_PAUSE_S
        while True:
            try:
                return duckdb.connect(self.file, read_only=read_only, config=dict(HARDENED))
            except duckdb.Error as error:
                if not _is_busy(error):
                    raise self._damaged(error) from error
                if time.monotonic() > deadline:
                    raise StoreError(
                        f"The store {self.file} has been in use by another import for "
                        f"{self.patience_s:.0f} seconds. Try again when that import is done."
                    ) from error
            time.sleep(pause)
            if pause < LONGEST_PAUSE_S <= 2 * pause:
                self.on_wait()
            pause = min(2 * pause, LONGEST_PAUSE_S)

    def _damaged(self, error: duckdb.Error) -> StoreError:
        return StoreError(
            f"The store {self.file} is damaged and can't be read ({str(error).splitlines()[0]}). "
            "Put it back from a copy, or move it away and bring the files in again."
        )


@contextlib.contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _check_schema(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        version = connection.execute(sql.VERSION).fetchall()[0][0]
    except duckdb.CatalogException as error:
        raise duckdb.IOException("it has none of the tables of a store") from error
    if version != sql.SCHEMA:
        raise StoreError(
            f"The store was made by another release: its tables have version {version}, this "
            f"release reads version {sql.SCHEMA}. Use the release that made it, or another --store."
        )


def _is_busy(error: duckdb.Error) -> bool:
    """Tell a lock from damage: DuckDB has no class of its own for "someone else has it"."""
    elsewhere = ("could not set lock", "conflicting lock", "used by another process")
    in_this_process = ("different configuration", "already attached")
    words = elsewhere + in_this_process
    return any(word in str(error).lower() for word in words)


def _is_damage(error: duckdb.Error) -> bool:
    """Tell a file that can't be read from a fault of ours; a bad checksum has no own class."""
    kinds = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException)
    return isinstance(error, (*kinds, duckdb.FatalException)) or type(error) is duckdb.Error
