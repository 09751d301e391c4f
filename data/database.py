"""The one door to DuckDB: the file is opened for a moment, hardened, and shut again.

Who finds it taken waits with growing pauses. Tables that an older release made are brought up to
date, and a restore that was broken off is finished, before anything else is done.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd

from data import folder as private
from data import holder, sql, swapping
from data.troubles import StoreError, damaged, not_ours
from data.waiting import Patience

HARDENED = {
    "enable_external_access": "false",  # no statement may read or write another file
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
_TRIES = 3


class Database:
    """The tables of a store in one file.

    Parameters
    ----------
    file
        The file; made by the first writing.
    patience_s
        How long to wait while somebody else has it, in seconds.
    on_wait
        Called when such a wait is no longer short, with who has it.
    person
        Who is named to others that wait; the account when left out.
    """

    def __init__(
        self,
        file: Path,
        *,
        patience_s: float = 60.0,
        on_wait: Callable[[str], None] = lambda _who: None,
        person: str = "",
    ) -> None:
        self.file = file
        self.folder = file.parent
        self.log = file.with_name(f"{file.name}.wal")
        self.patience = Patience(self.folder, patience_s, on_wait)
        self.person = person

    def exists(self) -> bool:
        """Say whether there are tables."""
        swapping.finish(self.folder)
        return self.file.exists()

    def version(self) -> str:
        """Name the present content without opening it; "" while there is none."""
        return private.stamp(self.file, self.log)

    def make(self) -> None:
        """Make the file under another name first: a kill leaves no half of it."""
        if self.exists():
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
        with self.reading() as connection:
            return connection.execute(query).df()

    @contextlib.contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open for reading; the tables are empty while there is no file.

        Yields
        ------
        duckdb.DuckDBPyConnection
            A hardened connection.
        """
        if self.exists():
            with self.open(read_only=True) as connection:
                yield connection
        else:
            with duckdb.connect(config=dict(HARDENED)) as connection:
                connection.execute(sql.CREATE)
                yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open for one transaction: all that happens inside is kept, or nothing.

        Yields
        ------
        duckdb.DuckDBPyConnection
            A connection inside a transaction.
        """
        with (
            self.patience.alone(),
            self.open(read_only=False) as connection,
            holder.noted(self.folder, person=self.person),
            _transaction(connection),
        ):
            yield connection

    @contextlib.contextmanager
    def settled(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Hold the file still: nobody writes, and nothing lies in its log.

        Yields
        ------
        duckdb.DuckDBPyConnection
            A connection to read with.
        """
        with self.patience.alone():
            for _ in range(_TRIES):
                with self.open(read_only=True) as connection:
                    if not self.log.exists():
                        yield connection
                        return
                with self.open(read_only=False):
                    pass  # what lies in the log is taken in
            raise damaged(self.folder, "the log beside its tables can't be taken in")

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
        with self._current(read_only=read_only) as connection:
            try:
                yield connection
            except duckdb.Error as error:
                if not _is_damage(error):
                    raise
                raise self._unusable(error) from error

    def _current(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        """Connect to tables of this release's version."""
        connection = self._connect(read_only=read_only)
        try:
            if self._schema(connection) == sql.SCHEMA:
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        self._bring_up_to_date()
        return self._connect(read_only=read_only)

    def _bring_up_to_date(self) -> None:
        with (
            self.patience.alone(),
            self._connect(read_only=False) as connection,
            _transaction(connection),
        ):
            found = self._schema(connection)
            if found < sql.SCHEMA:
                there = connection.execute(sql.ARRIVAL_COLUMNS).fetchall()
                connection.execute(sql.upgrade(found, {str(row[0]) for row in there}))

    def _connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        """Connect, as soon as no other process has the store."""
        for _ in self.patience.turns():
            swapping.finish(self.folder)
            try:
                connection = duckdb.connect(self.file, read_only=read_only, config=dict(HARDENED))
            except duckdb.Error as error:
                if not _is_busy(error):
                    raise self._unusable(error) from error
                continue
            if not swapping.is_due(self.folder):
                return connection
            connection.close()
        raise self.patience.ended()

    def _unusable(self, error: duckdb.Error) -> StoreError:
        refused = not_ours(self.folder, str(error))
        return refused or damaged(self.folder, "its tables can't be read")

    def _schema(self, connection: duckdb.DuckDBPyConnection) -> int:
        """Read the version of the tables; a newer one is none of ours."""
        try:
            found = int(connection.execute(sql.VERSION).fetchall()[0][0])
        except (duckdb.Error, IndexError) as error:
            raise damaged(self.folder, "its tables can't be read") from error
        if found > sql.SCHEMA:
            raise StoreError(
                f"The store was made by another release: its tables have version {found}, this "
                f"release reads up to version {sql.SCHEMA}. Use the release that made it, or "
                "another --store."
            )
        return found


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
    return any(word in str(error).lower() for word in elsewhere + in_this_process)


def _is_damage(error: duckdb.Error) -> bool:
    """Tell a file that can't be read from a fault of ours; a bad checksum has no own class."""
    kinds = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException)
    return isinstance(error, (*kinds, duckdb.FatalException)) or type(error) is duckdb.Error
