"""A backup is put back by one command, which says what is in force and where the rest lies."""

from pathlib import Path

import pytest

from dashboard import cli
from data import archive
from data.store import Store
from tests.files import intake_of
from tests.stores import contents, cut_short, filled, zeroed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store", batches=3)


def run(store: Store, *options: str) -> int:
    return cli.main(["restore", "--store", str(store.folder), *options])


def test_the_newest_is_put_back(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    newest = archive.listed(store.folder / archive.FOLDER)[0]
    zeroed(store.file)
    assert run(store, "latest") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{newest} is in force: 2 imports, the last of them 1.csv."
    assert second.startswith(f"What was there before lies in {store.folder / 'replaced-'}")
    assert Path(second.removeprefix("What was there before lies in ").removesuffix(".")).is_dir()
    assert store.commit(intake_of("N", file="next.csv")).accepted == 1


def test_a_file_is_put_back(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    oldest = archive.listed(store.folder / archive.FOLDER)[-1]
    assert run(store, str(oldest)) == 0
    assert f"{oldest} is in force: 1 import, the last of them 0.csv." in capsys.readouterr().out


def test_a_damaged_backup_is_passed_over_and_named(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = archive.listed(store.folder / archive.FOLDER)[0]
    cut_short(newest)
    assert run(store, "latest") == 0
    said = capsys.readouterr()
    assert said.err == f"The backup {newest} can't be used: it is none, or cut short.\n"
    assert "1 import, the last of them 0.csv" in said.out


def test_none_that_can_be_used_changes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in archive.listed(store.folder / archive.FOLDER):
        cut_short(path)
    before = contents(store.folder)
    assert run(store, "latest") == 2
    assert capsys.readouterr().err.endswith("it is none, or cut short. Nothing was changed.\n")
    assert contents(store.folder) == before


@pytest.mark.parametrize("backup", ["latest", "nowhere.zip"])
def test_what_is_not_there_can_not_be_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], backup: str
) -> None:
    assert run(Store(tmp_path / "none"), backup) == 2
    assert capsys.readouterr().err.startswith("There is no backup ")


def test_a_backup_starts_a_store_on_another_machine(store: Store, tmp_path: Path) -> None:
    backup = archive.listed(store.folder / archive.FOLDER)[0]
    other = Store(tmp_path / "other")
    assert run(other, str(backup)) == 0
    assert len(other.events()) == 100
    assert other.secret() == store.secret()
