"""A backup is written by one command, and says where it lies."""

from pathlib import Path

import pytest

from dashboard import cli
from data import archive
from data.store import Store
from tests.stores import filled, sql_run


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store", backups=0)


def run(store: Store, *options: str) -> int:
    return cli.main(["backup", "--store", str(store.folder), *options])


def test_a_backup_lies_in_the_store(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store) == 0
    (path,) = archive.listed(store.folder / archive.FOLDER)
    said = capsys.readouterr().out
    assert said.startswith(f"{path} (")
    assert said.endswith(" MB) holds the store and its key: keep it safe.\n")


def test_a_backup_lies_where_one_likes(store: Store, tmp_path: Path) -> None:
    assert run(store, "--to", str(tmp_path / "a stick")) == 0
    assert len(archive.listed(tmp_path / "a stick")) == 1
    assert not (store.folder / archive.FOLDER).exists()


def test_each_is_a_file_of_its_own(store: Store) -> None:
    assert run(store) == run(store) == 0
    assert len(archive.listed(store.folder / archive.FOLDER)) == 2


def test_nothing_can_not_be_backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Store(tmp_path / "none")) == 2
    said = capsys.readouterr().err
    assert said == f"There is nothing to back up: {tmp_path / 'none'} holds no store.\n"


def test_a_damaged_store_is_not_backed_up(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql_run(store, "DELETE FROM held")
    assert run(store, "--to", str(tmp_path / "stick")) == 2
    assert "is damaged: import 1 (0.csv) has 0 of its 1 rows in quarantine" in (
        capsys.readouterr().err
    )
    assert archive.listed(tmp_path / "stick") == []


def test_a_folder_that_is_a_file_is_one_line(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick").write_text("no folder", encoding="utf-8")
    assert run(store, "--to", str(tmp_path / "stick")) == 2
    assert capsys.readouterr().err.count("\n") == 1
