"""The one door to DuckDB: the file is opened for a moment, hardened, and shut again.

Who finds it taken by another process waits with growing pauses. Tables that an older release made
are brought up to date at the first opening.
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

HARDENED = {
    "enable_external_access": "false",  # no statement may read or write another file
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.01, 0.5

# DuckDB keeps other processes out, but not a second thread of this one
one_writer = threading.RLock()


class StoreError(OSError):
    """The store can't be used as it is; the message says why and what to do."""


class BusyError(StoreError):
    """Another process has had the store for too long."""


class Database:
    """The tables of a store in one file.

    Parameters
    ----------
    file
        The file; made by the first writing.
    patience_s
        How long to wait while another process has it, in seconds.
    on_wait
        Called once when such a wait is no longer short.
    holder
        Says who has the store, for the sentence that ends a wait.
    """

    def __init__(
        self,
        file: Path,
        *,
        patience_s: float = 60.0,
        on_wait: Callable[[], None] = lambda: None,
        holder: Callable[[], str] = lambda: "another import",
    ) -> None:
        self.file = file
        self.patience_s = patience_s
        self.on_wait = on_wait
        self.holder = holder

    def make(self) -> None:
        """Make the file under another name first: a kill leaves no half of it."""
        if self.file.exists():
            return
        with private.made_whole(self.file) as draft:
            connection = duckdb.connect(draft, config=dict(HARDENED))
            connection.execute(sql.CREATE)
            connection.close()

    def read(self, query: str) -> pd.DataFrame:
        """Run one query; there are no rows while there is no file.

        Parameters
        ----------
        query
            The query.

        Returns
        -------
        pd.DataFrame
            What it gives.
        """
        if not self.file.exists():
            with duckdb.connect(config=dict(HARDENED)) as connection:
                connection.execute(sql.CREATE)
                return connection.execute(query).df()
        with self.open(read_only=True) as connection:
            return connection.execute(query).df()

    @contextlib.contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open for one transaction: all that happens inside is kept, or nothing.

        Yields
        ------
        duckdb.DuckDBPyConnection
            A connection inside a transaction.
        """
        with one_writer, self.open(read_only=False) as connection, _transaction(connection):
            yield connection

    @contextlib.contextmanager
    def open(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the file; damage met on the way is told in a sentence.

        Parameters
        ----------
        read_only
            Whether others may read at the same time.

        Yields
        ------
        duckdb.DuckDBPyConnection
            A hardened connection.

        Raises
        ------
        StoreError
            If the file is damaged, made by a newer release, or busy for too long.
        """
        connection = self._current(read_only=read_only)
        with connection:
            try:
                yield connection
            except duckdb.Error as error:
                if not _is_damage(error):
                    raise
                raise self._damaged(error) from error

    def _current(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        """Connect to tables of this release's version."""
        connection = self._connect(read_only=read_only)
        try:
            found = self._schema(connection)
            if found == sql.SCHEMA:
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        self._bring_up_to_date()
        return self._connect(read_only=read_only)

    def _bring_up_to_date(self) -> None:
        with one_writer, self._connect(read_only=False) as connection, _transaction(connection):
            found = self._schema(connection)
            if found < sql.SCHEMA:
                there = connection.execute(sql.ARRIVAL_COLUMNS).fetchall()
                connection.execute(sql.upgrade(found, {str(row[0]) for row in there}))

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
                    raise BusyError(
                        f"The store {self.file} has been in use by {self.holder()} for "
                        f"{self.patience_s:.0f} seconds. Try again when that import is done."
                    ) from error
            time.sleep(pause)
            if pause < LONGEST_PAUSE_S <= 2 * pause:
                self.on_wait()
            pause = min(2 * pause, LONGEST_PAUSE_S)

    def _schema(self, connection: duckdb.DuckDBPyConnection) -> int:
        """Read the version of the tables; a newer one is none of ours."""
        try:
            found = int(connection.execute(sql.VERSION).fetchall()[0][0])
        except (duckdb.CatalogException, IndexError) as error:
            nothing = duckdb.IOException("it has none of the tables of a store")
            raise self._damaged(nothing) from error
        except duckdb.Error as error:
            raise self._damaged(error) from error
        if found > sql.SCHEMA:
            raise StoreError(
                f"The store was made by another release: its tables have version {found}, this "
                f"release reads up to version {sql.SCHEMA}. Use the release that made it, or "
                "another --store."
            )
        return found

    def _damaged(self, error: duckdb.Error) -> StoreError:
        return StoreError(
            f"The store {self.file} is damaged and can't be read ({str(error).splitlines()[0]}). "
            "Put the last backup back with “python run.py restore latest”, or move the file away "
            "and bring the files in again."
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
