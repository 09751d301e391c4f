"""A store is held against its own record by one command; all that is wrong is one plain line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import cli
from data import upkeep
from data.store import Store
from tests.stores import contents, cut_short, filled, sql_run, zeroed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store", rows=3000)


def run(store: Store) -> int:
    return cli.main(["check", "--store", str(store.folder)])


def test_a_whole_store_is_said_to_be_whole(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(store.folder)
    assert run(store) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"The store in {store.folder} is whole: 2 imports, every row there."
    assert lines[1].startswith("1 backup of ")
    assert contents(store.folder) == before


def test_several_backups_are_counted_and_the_last_is_dated(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    upkeep.back_up(store)
    assert run(store) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("2 backups, the last of ")


def test_no_store_is_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(tmp_path / "none")
    assert run(store) == 0
    assert capsys.readouterr().out == (
        f"The store in {store.folder} holds nothing.\nThere is no backup in it.\n"
    )
    assert not store.folder.exists()


HARMS: dict[str, tuple[Callable[[Store], object], str]] = {
    "cut": (lambda store: cut_short(store.file), "its tables can't be read"),
    "zeroed": (lambda store: zeroed(store.file), "its tables can't be read"),
    "torn": (lambda store: sql_run(store, "DELETE FROM held"), "1 (0.csv) has 0 of its 1 rows in"),
    "key": (lambda store: (store.folder / "pseudonym.key").unlink(), "pseudonym.key is gone"),
}


@pytest.mark.parametrize(("harm", "told"), HARMS.values(), ids=HARMS)
def test_damage_is_one_line_with_the_command_that_helps(
    store: Store,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Store], object],
    told: str,
) -> None:
    harm(store)
    assert run(store) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert told in said.err
    assert f"“python run.py restore latest --store {store.folder}”" in said.err


def test_the_command_that_is_named_helps(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    zeroed(store.file)
    assert run(store) == 2
    command = capsys.readouterr().err.split("“")[-1].split("”")[0]
    assert cli.main(command.removeprefix("python run.py ").split()) == 0
    assert run(store) == 0


def test_all_that_is_wrong_is_said_at_once(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    sql_run(store, "DELETE FROM held")
    (store.folder / "pseudonym.key").unlink()
    assert run(store) == 2
    said = capsys.readouterr().err
    assert "import 1 (0.csv)" in said
    assert "import 2 (1.csv)" in said
    assert "pseudonym.key is gone" in said
