"""What is wrong with a store is one plain sentence, with the one command that helps."""

from pathlib import Path

import pytest

from data import archive
from data.troubles import BusyError, DamageError, StoreError, damaged, not_ours


def with_backup(folder: Path, name: str) -> Path:
    (folder / archive.FOLDER).mkdir(parents=True)
    (folder / archive.FOLDER / name).touch()
    return folder


def test_damage_names_the_newest_backup_and_the_command(tmp_path: Path) -> None:
    folder = with_backup(tmp_path / "var", "before-change-20260701-113000-000000.zip")
    (folder / archive.FOLDER / "store-20260630-113000-000000.zip").touch()
    assert str(damaged(folder, "its tables can't be read")) == (
        f"The store in {folder} is damaged: its tables can't be read. Put back how it was on "
        f"1 July 2026 at 12:30 with “python run.py restore latest --store {folder}”."
    )


def test_a_folder_with_a_space_is_typed_in_quotation_marks(tmp_path: Path) -> None:
    folder = with_backup(tmp_path / "my store", "store-20260101-000000-000000.zip")
    assert f'restore latest --store "{folder}"”' in str(damaged(folder, "it is torn"))


def test_without_a_backup_the_files_are_brought_in_again(tmp_path: Path) -> None:
    said = str(damaged(tmp_path, "its tables can't be read"))
    assert said.endswith(
        "There is no backup in it: move store.duckdb away and bring the files in again."
    )
    assert "restore" not in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('IO Error: Cannot open file "x": Permission denied', "may not be opened by this account"),
        ("Cannot open file: Access is denied.", "may not be opened by this account"),
        ("Cannot open file: Read-only file system", "may not be opened by this account"),
        ("Could not write file: No space left on device", "is full; nothing was changed"),
        ("There is not enough space on the disk.", "is full; nothing was changed"),
    ],
)
def test_what_the_system_refuses_is_no_damage(tmp_path: Path, said: str, told: str) -> None:
    found = not_ours(tmp_path, said)
    assert found is not None
    assert told in str(found)
    assert not isinstance(found, DamageError)


def test_other_words_are_left_to_others(tmp_path: Path) -> None:
    assert not_ours(tmp_path, "Corrupt database file: computed checksum 1") is None


@pytest.mark.parametrize("kind", [BusyError, DamageError])
def test_every_trouble_is_one_of_the_store(kind: type[Exception]) -> None:
    assert issubclass(kind, StoreError)
    assert issubclass(StoreError, OSError)
