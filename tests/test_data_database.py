"""The one door to DuckDB: hardened, opened for a moment, whole or not at all."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import holder, sql, swapping
from data.database import Database
from data.troubles import BusyError, DamageError, StoreError
from tests.stores import filled, holding


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "store" / "store.duckdb", patience_s=20, person="Anna")
    made.folder.mkdir()
    return made


def count(database: Database, table: str = "batches") -> int:
    return int(database.read(f"SELECT count(*) AS n FROM {table}")["n"][0])  # noqa: S608  our own names


def add(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO batches (batch_id) SELECT 1 + count(*) FROM batches")


def test_without_a_file_the_tables_are_empty_and_none_is_made(database: Database) -> None:
    assert count(database) == count(database, "arrivals") == 0
    assert not database.exists()
    assert list(database.folder.iterdir()) == []


def test_a_file_is_made_once(database: Database) -> None:
    database.make()
    version = database.version()
    database.make()
    assert database.exists()
    assert database.version() == version


def test_a_transaction_is_kept_or_undone_whole(database: Database) -> None:
    database.make()
    with database.writing() as connection:
        add(connection)
    with pytest.raises(duckdb.ConstraintException), database.writing() as connection:
        connection.execute("INSERT INTO batches (batch_id) VALUES (2), (3), (1)")
    assert count(database) == 1


def test_who_writes_is_named_meanwhile(database: Database) -> None:
    database.make()
    with database.writing():
        assert holder.in_words(database.folder).startswith("an import by Anna (process ")
    assert holder.in_words(database.folder) == "another import"


def test_settled_means_that_nothing_lies_in_the_log(database: Database) -> None:
    database.make()
    code = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]);"
        "c.execute('INSERT INTO batches (batch_id) VALUES (7)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(database.file)], check=True)  # noqa: S603  our own script
    assert database.log.exists()
    with database.settled() as connection:
        assert not database.log.exists()
        assert connection.execute("SELECT batch_id FROM batches").fetchall() == [(7,)]


def test_settled_keeps_writers_out(database: Database) -> None:
    database.make()
    hasty = Database(database.file, patience_s=0.1)
    found: list[Exception] = []

    def write() -> None:
        try:
            with hasty.writing():
                pass
        except BusyError as error:
            found.append(error)

    with database.settled():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(found) == 1


def test_reading_waits_for_another_process(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", backups=0)
    said: list[str] = []
    patient = Database(store.file, patience_s=20, on_wait=said.append)
    with holding(store, seconds=1.5):
        assert count(patient) == 2
    assert said == ["another import"]


def test_a_restore_that_comes_between_opening_and_use_is_finished_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.make()
    ready = database.folder / swapping.READY
    connect, tries = duckdb.connect, list[Path]()

    def restored_meanwhile(file: Path, **how: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401  of DuckDB
        if not tries:
            other = Database(ready / "store.duckdb")
            ready.mkdir()
            tries.append(file)
            other.make()
            with other.writing() as connection:
                add(connection)
        return connect(file, **how)

    monkeypatch.setattr("data.database.duckdb.connect", restored_meanwhile)
    assert count(database) == 1
    assert not ready.exists()


def test_faults_of_our_own_are_not_called_damage(database: Database) -> None:
    database.make()
    with pytest.raises(duckdb.CatalogException):
        database.read("SELECT * FROM nowhere")


@pytest.mark.parametrize("statement", ["DROP TABLE store", "DELETE FROM store"])
def test_tables_that_are_none_of_ours_are_damage(database: Database, statement: str) -> None:
    database.make()
    with duckdb.connect(database.file) as connection:
        connection.execute(statement)
    with pytest.raises(DamageError, match="its tables can't be read"):
        count(database)


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("IO Error: Could not write file: No space left on device", StoreError, "is full"),
        ("IO Error: Cannot open file: Permission denied", StoreError, "not be opened by this"),
        ("IO Error: Could not read enough bytes", DamageError, "its tables can't be read"),
    ],
)
def test_what_the_system_says_is_put_in_a_sentence(
    database: Database, said: str, kind: type[StoreError], told: str
) -> None:
    database.make()
    with pytest.raises(StoreError, match=told) as caught, database.open(read_only=True):
        raise duckdb.IOException(said)
    assert type(caught.value) is kind


@contextmanager
def locked_away(file: Path) -> Iterator[None]:
    file.chmod(0)
    try:
        yield
    finally:
        file.chmod(0o600)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may open every file")
def test_a_file_of_another_account_is_not_called_damaged(database: Database) -> None:
    database.make()
    with locked_away(database.file), pytest.raises(StoreError, match="by this account"):
        count(database)


def test_the_tables_are_of_this_version(database: Database) -> None:
    database.make()
    assert int(database.read(sql.VERSION)["schema"][0]) == sql.SCHEMA
