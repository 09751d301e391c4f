"""A backup that is whole takes the place of any store; one that is not changes nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import archive, restoring, swapping, upkeep
from data.store import Store
from data.troubles import BusyError, DamageError
from tests.files import intake_of
from tests.stores import contents, cut_short, filled, flipped, holding, sql_run, zeroed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store of three imports; its newest backup holds two."""
    return filled(tmp_path / "store", batches=3, rows=2000)


def files_of(store: Store) -> list[str]:
    return list(store.batches()["file"])


HARMS: dict[str, Callable[[Store], object]] = {
    "none": lambda _store: None,
    "cut short": lambda store: cut_short(store.file),
    "zeroed": lambda store: zeroed(store.file),
    "other file": lambda store: store.file.write_bytes(b"hello" * 9000),
    "gone": lambda store: store.file.unlink(),
    "torn": lambda store: sql_run(store, 'DELETE FROM arrivals WHERE "row" = 5'),
    "no key": lambda store: (store.folder / "pseudonym.key").unlink(),
    "other key": lambda store: (store.folder / "pseudonym.key").write_bytes(b"o" * 32),
    "log of another": lambda store: Path(f"{store.file}.wal").write_bytes(b"log" * 900),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_the_newest_backup_is_put_back_whatever_the_harm(
    store: Store, harm: Callable[[Store], object]
) -> None:
    secret = store.secret()
    harm(store)
    restored = restoring.restore(store.database, "latest")
    assert files_of(store) == ["0.csv", "1.csv"]
    assert store.secret() == secret
    assert upkeep.faults(store) == []
    assert restored.path == archive.listed(store.folder / archive.FOLDER)[0]
    assert restored.passed_over == ()
    assert store.commit(intake_of("N", file="next.csv")).accepted == 1


def test_what_was_there_lies_aside(store: Store) -> None:
    restored = restoring.restore(store.database, "latest")
    aside = Store(restored.aside)
    assert files_of(aside) == ["0.csv", "1.csv", "2.csv"]
    assert aside.secret() == store.secret()


def test_a_restore_can_be_taken_back(store: Store) -> None:
    restoring.restore(store.database, "latest")
    before = upkeep.back_up(Store(archive_of(store)), to=store.folder)
    restoring.restore(store.database, str(before))
    assert files_of(store) == ["0.csv", "1.csv", "2.csv"]


def archive_of(store: Store) -> Path:
    return next(store.folder.glob("replaced-*"))


def test_a_backup_of_ones_choice_is_put_back(store: Store) -> None:
    oldest = archive.listed(store.folder / archive.FOLDER)[-1]
    assert restoring.restore(store.database, str(oldest)).path == oldest
    assert files_of(store) == ["0.csv"]


def test_a_backup_makes_a_store_elsewhere(store: Store, tmp_path: Path) -> None:
    path = upkeep.back_up(store, to=tmp_path / "stick")
    other = Store(tmp_path / "other" / "machine")
    restoring.restore(other.database, str(path))
    assert other.secret() == store.secret()
    assert other.events().equals(store.events())


def test_a_damaged_backup_is_passed_over_for_the_one_before(store: Store) -> None:
    newest, before = archive.listed(store.folder / archive.FOLDER)
    flipped(newest, at=newest.stat().st_size // 2)
    restored = restoring.restore(store.database, "latest")
    assert restored.path == before
    assert files_of(store) == ["0.csv"]
    assert [str(newest) in line for line in restored.passed_over] == [True]


@pytest.mark.parametrize("by", [0.001, 0.5, 1.0])
def test_a_damaged_backup_changes_nothing(store: Store, by: float) -> None:
    path = upkeep.back_up(store)
    cut_short(path, by=by)
    before = contents(store.folder)
    with pytest.raises(
        ValueError, match=r"The backup .* can't be used: .*\. Nothing was changed\."
    ):
        restoring.restore(store.database, str(path))
    assert contents(store.folder) == before


def test_a_backup_of_a_torn_store_is_refused(store: Store, tmp_path: Path) -> None:
    sql_run(store, 'DELETE FROM arrivals WHERE "row" = 5')
    archive.pack(store.folder, tmp_path / "torn.zip", version="")
    with pytest.raises(ValueError, match=r"has 1999 of its 2000 rows\. Nothing was changed"):
        restoring.restore(store.database, str(tmp_path / "torn.zip"))


def test_a_backup_with_another_key_is_refused(store: Store, tmp_path: Path) -> None:
    (store.folder / "pseudonym.key").write_bytes(b"o" * 32)
    archive.pack(store.folder, tmp_path / "mixed.zip", version="")
    with pytest.raises(ValueError, match="another store's"):
        restoring.restore(store.database, str(tmp_path / "mixed.zip"))


def test_a_backup_of_a_newer_release_is_refused(store: Store, tmp_path: Path) -> None:
    sql_run(store, 'UPDATE store SET "schema" = 99')
    archive.pack(store.folder, tmp_path / "newer.zip", version="")
    sql_run(store, 'UPDATE store SET "schema" = 2')
    with pytest.raises(ValueError, match="another release: its tables have version 99"):
        restoring.restore(store.database, str(tmp_path / "newer.zip"))
    assert len(files_of(store)) == 3


def test_any_other_file_is_no_backup(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="can't be used: it is none, or cut short"):
        restoring.restore(store.database, str(tmp_path / "a.csv"))


def test_without_a_backup_there_is_nothing_to_put_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(LookupError, match=r"There is no backup in .*backups"):
        restoring.restore(store.database, "latest")
    with pytest.raises(LookupError, match=r"There is no backup nowhere\.zip"):
        restoring.restore(store.database, "nowhere.zip")


def test_no_draft_is_left_behind(store: Store) -> None:
    restoring.restore(store.database, "latest")
    with pytest.raises(ValueError, match="can't be used"):
        restoring.restore(store.database, str(store.file))
    assert list(store.folder.glob("*.new*")) == []
    assert not (store.folder / swapping.READY).exists()


def test_a_restore_waits_for_an_import_and_gives_up_in_a_sentence(store: Store) -> None:
    hasty = Store(store.folder, patience_s=0.2)
    with holding(store, seconds=2):
        with pytest.raises(BusyError, match="has been in use by another import"):
            restoring.restore(hasty.database, "latest")
        restoring.restore(store.database, "latest")
    assert files_of(store) == ["0.csv", "1.csv"]


@pytest.mark.skipif(os.name == "nt", reason="an open file can't be replaced there")
def test_the_dashboard_may_read_while_a_backup_is_put_back(store: Store) -> None:
    hasty = Store(store.folder, patience_s=0.1)
    with store.database.open(read_only=True) as connection:
        upkeep.restore(hasty, "latest")
        assert connection.execute("SELECT count(*) FROM batches").fetchall() == [(3,)]
    assert files_of(store) == ["0.csv", "1.csv"]


def test_a_restore_that_was_broken_off_is_finished_by_the_next_reader(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_folder: Path) -> None:
        raise KeyboardInterrupt

    move, calls = swapping._move, list[Path]()

    def second(folder: Path) -> None:
        calls.append(folder)
        (killed if len(calls) > 1 else move)(folder)

    with monkeypatch.context() as breaking:
        breaking.setattr("data.swapping._move", second)
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(store.database, "latest")
    assert swapping.is_due(store.folder)
    assert files_of(Store(store.folder)) == ["0.csv", "1.csv"]
    assert not swapping.is_due(store.folder)


def test_a_store_that_is_gone_is_there_again_after_a_broken_off_restore(store: Store) -> None:
    fresh = store.folder / swapping.READY
    shutil.copytree(store.folder, fresh, ignore=shutil.ignore_patterns("backups", "*.lock"))
    store.file.unlink()
    assert files_of(store) == ["0.csv", "1.csv", "2.csv"]


def test_both_key_and_tables_of_a_damaged_store_come_from_one_backup(store: Store) -> None:
    (store.folder / "pseudonym.key").unlink()
    zeroed(store.file)
    with pytest.raises(DamageError):
        store.events()
    restoring.restore(store.database, "latest")
    assert len(store.events()) == 4000
