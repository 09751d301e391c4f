"""An import is taken back by its number, and the command says what became of its events."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.commands.undo import in_words
from data import archive
from data.receipts import Undone
from data.store import Store
from tests.files import intake_of
from tests.stores import holding

ROOT = Path(__file__).parents[1]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    made.commit(intake_of("A", "B", file="one.csv"))
    made.commit(intake_of("B", "C", categories=["Arson"] * 2, file="two.csv"))
    return made


def run(store: Store, *options: str) -> int:
    return cli.main(["undo", "--store", str(store.folder), *options])


def test_an_import_is_undone(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "2") == 0
    assert capsys.readouterr().out == (
        "Import 2 (two.csv, incidents) is undone: 1 removed, 1 as before. "
        "The file may be brought in again.\n"
    )
    assert list(store.events()["category"]) == ["Drugs", "Drugs"]


def test_what_stood_before_is_backed_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store.folder / archive.FOLDER
    before = archive.listed(folder)
    assert run(store, "2") == 0
    assert len(archive.listed(folder)) == len(before) + 1
    monkeypatch.setenv("HOTSPOTS_BACKUPS", "0")
    assert run(store, "1") == 0
    assert len(archive.listed(folder)) == len(before) + 1


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("7", "There is no import 7; numbers go up to 2. “python run.py batches” lists them."),
        ("x", "Argument N: invalid int value: 'x' (see python run.py undo --help)"),
    ],
)
def test_a_number_that_is_none_is_one_line(
    store: Store, capsys: pytest.CaptureFixture[str], number: str, told: str
) -> None:
    try:
        code = run(store, number)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    assert code == 2
    assert capsys.readouterr().err == f"{told}\n"


def test_a_second_time_is_one_line(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "1") == 0
    assert run(store, "1") == 2
    assert capsys.readouterr().err.startswith("Import 1 (one.csv) was undone already, on ")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0), "no events"),
        ((1234, 0, 0), "1,234 removed"),
        ((0, 2, 3), "2 as before, 3 kept as later imports left them"),
    ],
)
def test_only_what_happened_is_said(counts: tuple[int, int, int], said: str) -> None:
    undone = Undone(3, "a.csv", "missing", datetime.now(UTC), *counts)
    assert in_words(undone).startswith(f"Import 3 (a.csv, missing) is undone: {said}. ")


def test_who_has_the_store_is_said_while_waiting(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with holding(store, seconds=1.5):
        assert run(store, "2") == 0
    said = capsys.readouterr().err
    assert "The store is in use by another import; waiting for it ..." in said


IMPORTER = """
import sys, time
from pathlib import Path
from data.store import Store
with Store(Path(sys.argv[1]), person="B. Usy").database.writing():
    print("held", flush=True)
    time.sleep(2)
"""


def test_an_import_of_another_process_is_named_with_person_machine_and_time(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", IMPORTER, str(store.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603  our own script
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert run(store, "2") == 0
    said = capsys.readouterr().err
    who = rf"an import by B\. Usy \(process {process.pid} on .+, since \d\d:\d\d\)"
    assert re.fullmatch(rf"(The store is in use by {who}; waiting for it \.\.\.\n)+", said)
