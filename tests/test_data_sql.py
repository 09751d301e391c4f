"""Tables that an older release made are brought up to date, and nothing in them is lost."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import sql
from data.frames import as_rows
from data.schema import EVENT_COLUMNS
from data.store import Store, StoreError
from tests.files import intake_of

LATER = ("status", "ward_given", "flags")
"""Columns that the first stores of version 1 did not have."""
COLUMNS_1 = """
    "event_id" BIGINT, "layer" VARCHAR, "category" VARCHAR, "start" TIMESTAMP, "end" TIMESTAMP,
    "precision" VARCHAR, "lng" DOUBLE, "lat" DOUBLE, "placing" VARCHAR, "accuracy_m" DOUBLE,
    "location" VARCHAR, "reference" VARCHAR, "source" VARCHAR, "person" VARCHAR,
    "from_care" BOOLEAN, "found_lng" DOUBLE, "found_lat" DOUBLE
"""
CREATE_1 = """
CREATE TABLE store ("schema" INTEGER NOT NULL);
INSERT INTO store VALUES (1);
CREATE TABLE batches (
    batch_id BIGINT PRIMARY KEY, imported_at TIMESTAMP, file VARCHAR, sha256 VARCHAR,
    source VARCHAR, layer VARCHAR, "rows" BIGINT, accepted BIGINT, duplicates BIGINT,
    quarantined BIGINT, revised BIGINT, outside BIGINT, repeated BIGINT, synthetic BOOLEAN
);
CREATE TABLE arrivals ({columns}, "batch_id" BIGINT, "row" BIGINT, standing BOOLEAN);
CREATE TABLE quarantine (batch_id BIGINT, "row" BIGINT, rule VARCHAR, found VARCHAR);
"""
"""The tables as the first release made them, word for word."""
BATCH_1 = """
INSERT INTO batches VALUES ($id, TIMESTAMP '2024-02-01 09:30:00', $file, $sha256,
    'incidents form', 'incidents', $rows, $accepted, $duplicates, $quarantined, $revised, 0, 0,
    false)
"""
FIRST, SECOND = intake_of("A", "B", file="one.csv"), intake_of("B", "C", file="two.csv")


def old_store(folder: Path, *, without: tuple[str, ...] = ()) -> Store:
    """Make a store as release 1 left it: two files, B revised, two rows in quarantine."""
    folder.mkdir()
    later = "".join(f', "{name}" VARCHAR' for name in LATER if name not in without)
    with duckdb.connect(folder / "store.duckdb") as connection:
        connection.execute(CREATE_1.format(columns=COLUMNS_1 + later))
        rows = pd.concat([as_rows(FIRST).assign(batch_id=1), as_rows(SECOND).assign(batch_id=2)])
        rows["event_id"], rows["standing"] = [1, 2, 2, 3], [True, False, True, True]
        rows["status"], rows["ward_given"], rows["flags"] = "open", "E05013169", "outside"
        connection.register("old", rows)
        names = [name for name in (*EVENT_COLUMNS, "row", "standing") if name not in without]
        listed = ", ".join(f'"{name}"' for name in names)
        connection.execute(f"INSERT INTO arrivals ({listed}) SELECT {listed} FROM old")  # noqa: S608  our own names
        one = {"id": 1, "file": "one.csv", "sha256": FIRST.sha256, "rows": 4, "accepted": 2}
        two = {"id": 2, "file": "two.csv", "sha256": SECOND.sha256, "rows": 2, "accepted": 1}
        connection.execute(BATCH_1, one | {"duplicates": 0, "quarantined": 2, "revised": 0})
        connection.execute(BATCH_1, two | {"duplicates": 1, "quarantined": 0, "revised": 1})
        wrong = [(1, 4, "date", "x"), (1, 4, "category", ""), (1, 5, "date", "y")]
        connection.executemany("INSERT INTO quarantine VALUES (?, ?, ?, ?)", wrong)
    return Store(folder)


@pytest.fixture(params=[(), LATER, ("flags",)], ids=["latest", "first", "between"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return old_store(tmp_path / "old", without=request.param)


def version_of(store: Store) -> int:
    with duckdb.connect(store.file, read_only=True) as connection:
        return int(connection.execute(sql.VERSION).fetchall()[0][0])


def columns_of(file: Path) -> dict[tuple[str, str], str]:
    with duckdb.connect(file, read_only=True) as connection:
        found = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
        ).fetchall()
    return {(table, column): kind for table, column, kind in found}


def test_reading_an_old_store_brings_it_up_to_date(old: Store) -> None:
    assert version_of(old) == 1
    assert list(old.events()["reference"]) == ["A", "B", "C"]
    assert version_of(old) == sql.SCHEMA == 2


def test_nothing_of_an_old_store_is_lost(old: Store) -> None:
    assert list(old.events().columns) == list(EVENT_COLUMNS)
    assert list(old.events()["batch_id"]) == [1, 2, 2]
    assert list(old.history()["reference"]) == ["B"]
    batches = old.batches()
    assert list(batches["file"]) == ["one.csv", "two.csv"]
    assert list(batches["accepted"]) == [2, 1]
    assert batches["undone_at"].isna().all()
    assert list(old.quarantine()["row"]) == [4, 4, 5]
    assert list(old.held()["origin"]) == ["batch 1 row 4", "batch 1 row 5"]


def test_an_old_store_has_the_columns_of_a_new_one(old: Store, tmp_path: Path) -> None:
    old.events()
    new = Store(tmp_path / "new")
    new.commit(FIRST)
    assert columns_of(old.file) == columns_of(new.file)


@pytest.mark.parametrize(
    ("without", "status", "flags"),
    [((), "open", "outside"), (LATER, "", ""), (("flags",), "open", "")],
)
def test_what_the_old_tables_did_not_know_is_blank(
    tmp_path: Path, without: tuple[str, ...], status: str, flags: str
) -> None:
    events = old_store(tmp_path / "old", without=without).events()
    assert set(events["status"]) == {status}
    assert set(events["flags"]) == {flags}


def test_an_old_store_takes_files_and_knows_those_it_had(old: Store) -> None:
    assert old.commit(SECOND).seen_before
    receipt = old.commit(intake_of("C", "D", categories=["Arson"] * 2))
    assert (receipt.accepted, receipt.revised, receipt.batch_id) == (1, 1, 3)
    assert list(old.events()["category"]) == ["Drugs", "Drugs", "Arson", "Arson"]


def test_a_batch_of_an_old_store_can_be_undone(old: Store) -> None:
    undone = old.undo(2)
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 0)
    assert list(old.events()["batch_id"]) == [1, 1]
    assert old.history().empty


def test_an_upgrade_that_is_broken_off_leaves_the_old_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_store(tmp_path / "old", without=LATER)
    before = columns_of(old.file)
    with monkeypatch.context() as broken:
        whole = sql.upgrade
        broken.setattr(sql, "upgrade", lambda *found: whole(*found) + "SELECT nonsense")
        with pytest.raises(duckdb.Error):
            old.events()
    assert columns_of(old.file) == before
    assert len(old.events()) == 3


def test_a_store_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    old = old_store(tmp_path / "old")
    with duckdb.connect(old.file) as connection:
        connection.execute('UPDATE store SET "schema" = "schema" + 2')
    with pytest.raises(StoreError, match=r"tables have version 3, this release reads up to"):
        old.events()
    assert version_of(old) == sql.SCHEMA + 1


def test_tables_of_this_version_need_no_steps_but_the_version() -> None:
    assert sql.upgrade(sql.SCHEMA, set(EVENT_COLUMNS)) == 'UPDATE store SET "schema" = 2;'
