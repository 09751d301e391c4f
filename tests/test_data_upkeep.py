"""A store is looked after in three words: is it whole, write a backup, put one back."""

from pathlib import Path

import pytest

from data import archive, upkeep
from data.store import Store
from data.troubles import DamageError, StoreError
from tests.files import intake_of
from tests.stores import contents, filled, sql_run, zeroed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store")


def test_a_whole_store_and_none_have_no_faults(store: Store, tmp_path: Path) -> None:
    assert upkeep.faults(store) == []
    assert upkeep.faults(Store(tmp_path / "none")) == []
    assert not (tmp_path / "none").exists()


def test_all_faults_of_a_store_that_can_be_read_are_told(store: Store) -> None:
    sql_run(store, 'DELETE FROM arrivals WHERE "row" = 5')
    (store.folder / "pseudonym.key").unlink()
    assert [line[:12] for line in upkeep.faults(store)] == [
        "import 1 (0.",
        "import 2 (1.",
        "its key file",
    ]


def test_a_store_that_can_not_be_read_is_an_error(store: Store) -> None:
    zeroed(store.file)
    with pytest.raises(DamageError, match="its tables can't be read"):
        upkeep.faults(store)


def test_looking_for_faults_changes_nothing(store: Store) -> None:
    before = contents(store.folder)
    upkeep.faults(store)
    assert contents(store.folder) == before


def test_a_backup_lies_in_the_store_or_where_one_likes(store: Store, tmp_path: Path) -> None:
    assert upkeep.back_up(store).parent == store.folder / archive.FOLDER
    assert upkeep.back_up(store, to=tmp_path / "stick").parent == tmp_path / "stick"


def test_each_backup_by_hand_is_written_and_stays(store: Store) -> None:
    paths = [upkeep.back_up(store) for _ in range(7)]
    for number in range(6):
        store.commit(intake_of(f"{number}", file=f"n{number}.csv"))
    assert all(path.exists() for path in paths)


def test_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nothing to back up: .* holds no store"):
        upkeep.back_up(Store(tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_not_backed_up(store: Store, tmp_path: Path) -> None:
    sql_run(store, 'DELETE FROM arrivals WHERE "row" = 5')
    with pytest.raises(DamageError, match=r"import 1 \(0.csv\) has 49 of its 50 rows"):
        upkeep.back_up(store, to=tmp_path / "stick")


def test_a_backup_is_put_back(store: Store) -> None:
    path = upkeep.back_up(store)
    events = store.events()
    store.undo(1)
    assert upkeep.restore(store, str(path)).path == path
    assert store.events().equals(events)
