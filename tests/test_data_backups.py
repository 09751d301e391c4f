"""Before the store is changed it is kept, once for each content, and only while it is whole."""

from pathlib import Path

import duckdb
import pytest

from data import archive, backups, soundness
from data.store import Store
from data.troubles import DamageError
from tests.files import intake_of
from tests.stores import contents, filled, holding, sql_run, zeroed


def kept(store: Store) -> list[Path]:
    return archive.listed(store.folder / archive.FOLDER)


def test_a_backup_holds_the_store_as_it_is(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", backups=0)
    path = backups.write(store.database, tmp_path / "to", begins=archive.BY_HAND)
    archive.unpack(path, tmp_path / "fresh")
    fresh = Store(tmp_path / "fresh")
    assert len(fresh.events()) == 100
    assert fresh.secret() == store.secret()
    assert path.name.startswith("store-2")


def test_writing_a_backup_leaves_the_store_and_its_version_alone(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", backups=0)
    before, version = contents(store.folder), store.version()
    backups.write(store.database, tmp_path / "to", begins=archive.BY_HAND)
    assert contents(store.folder) == before
    assert store.version() == version


def test_each_import_but_the_first_keeps_what_was_there(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=1)
    assert kept(store) == []
    store.commit(intake_of("B", file="b.csv"))
    assert [path.name.startswith("before-change-") for path in kept(store)] == [True]
    store.commit(intake_of("C", file="c.csv"))
    assert len(kept(store)) == 2


def test_undoing_keeps_what_was_there(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=1)
    store.undo(1)
    archive.unpack(kept(store)[0], tmp_path / "fresh")
    assert len(Store(tmp_path / "fresh").events()) == 50


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=1)
    again = intake_of("B", file="b.csv")
    store.commit(again)
    for _ in range(3):
        assert store.commit(again).seen_before
    assert len(kept(store)) == 2


def test_the_oldest_go(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=1, backups=2)
    by_hand = backups.write(store.database, store.folder / "backups", begins=archive.BY_HAND)
    for number in range(4):
        store.commit(intake_of(f"{number}", file=f"n{number}.csv"))
    names = [path.name for path in kept(store)]
    assert len(names) == 3
    assert names[-1] == by_hand.name, "one that was written by hand stays"
    archive.unpack(kept(store)[0], tmp_path / "fresh")
    assert len(Store(tmp_path / "fresh").batches()) == 4, "the newest is that before the last"


def test_none_are_kept_where_none_are_wanted(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=3, backups=0)
    assert not (store.folder / "backups").exists()


def test_invented_events_are_not_worth_a_backup(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.commit(intake_of("A"), synthetic=True)
    store.commit(intake_of("B", file="b.csv"), synthetic=True)
    store.commit(intake_of("C", file="real.csv"))
    assert kept(store) == []


def test_a_damaged_store_makes_no_good_backup_go(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", batches=3, rows=2000, backups=2)
    before = kept(store)
    zeroed(store.file, start=300_000)
    for use in (lambda: store.commit(intake_of("B")), lambda: store.undo(1)):
        with pytest.raises(DamageError, match=r"run\.py restore latest"):
            use()
    assert kept(store) == before


def test_a_torn_store_is_not_backed_up(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", backups=0)
    sql_run(store, 'DELETE FROM arrivals WHERE batch_id = 1 AND "row" < 9')
    with pytest.raises(DamageError, match=r"import 1 \(0.csv\) has 43 of its 50 rows"):
        backups.write(store.database, tmp_path / "to", begins=archive.BY_HAND)
    assert list((tmp_path / "to").iterdir()) == []


def test_a_backup_waits_for_an_import_of_another_process(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", backups=0)
    with holding(store, seconds=1):
        backups.write(store.database, tmp_path / "to", begins=archive.BY_HAND)
        duckdb.connect(str(store.file)).close()  # fails while the other process has it


def test_an_import_that_fails_after_its_backup_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path / "store", batches=1)
    with monkeypatch.context() as broken:
        broken.setattr("data.commit.sql.QUARANTINE", "INSERT INTO nowhere VALUES ($batch_id)")
        with pytest.raises(duckdb.Error, match="nowhere"):
            store.commit(intake_of("B", file="b.csv"))
    with store.database.open(read_only=True) as connection:
        assert soundness.faults(connection, store.folder, thorough=True) == []
    assert len(store.events()) == 50
