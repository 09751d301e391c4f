"""The command line lists what waits, writes it out, and takes the corrected file back."""

import json
import os
import stat
from pathlib import Path

import openpyxl
import pytest

from dashboard import cli
from data.store import Store
from tests.corrections import bring, sheets_in
from tests.files import POLICE_HEADER, police_row, write
from tests.test_data_sql import old_store

HEADER = ["Ref", "Start", "Category", "Longitude", "Latitude"]
SOUND = ["A", "13/01/2024", "Drugs", "-2.7352", "53.3637"]
NO_DATE = ["00123", "31/02/2024", "Drugs", "-2.7352", "53.3637"]
NOTHING_RIGHT = ["", "x", "", "-2.7352", "53.3637"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "store", backups=0)
    bring(found, write(tmp_path / "partner.csv", [HEADER, SOUND, NO_DATE, NOTHING_RIGHT]))
    return found


def run(store: Store, *options: str) -> int:
    return cli.main(["quarantine", "--store", str(store.folder), *options])


def test_what_waits_is_listed_by_file_and_rule(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Import 1, partner.csv (incidents): 2 rows wait"
    assert lines[1].startswith("  2 rows (3, 4) broke the rule 'date': The date is there and is a")
    assert lines[2] == "    Found: '31/02/2024', 'x'"
    assert lines[3] == "    Give the date in one of these forms."
    assert lines[4].startswith("  1 row (4) broke the rule 'category': The category is there.")


def test_the_same_as_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["batch"], found["file"], found["rows"]) == (1, "partner.csv", 2)
    assert [(one["rule"], one["rows"]) for one in found["rules"]] == [("date", 2), ("category", 1)]
    assert found["rules"][0]["first_rows"] == [3, 4]


def test_nothing_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = Store(tmp_path / "empty")
    assert run(empty) == 0
    assert capsys.readouterr().out == "No row waits in quarantine.\n"
    assert run(empty, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(empty, "--out", str(tmp_path / "out.xlsx")) == 2
    assert capsys.readouterr().err == "No row waits in quarantine.\n"
    assert not (tmp_path / "out.xlsx").exists()
    assert not empty.folder.exists()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "XLSX"])
def test_the_rows_are_written_out_for_their_owner_alone(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    out = tmp_path / f"to correct.{ending}"
    assert run(store, "--out", str(out)) == 0
    assert f"2 rows written to {out}." in capsys.readouterr().err
    ((_, *rows),) = sheets_in(out.read_bytes()).values()
    assert [row[3:] for row in rows] == [NO_DATE, NOTHING_RIGHT]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_file_that_may_hold_corrections_is_never_written_over(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.xlsx"
    out.write_bytes(b"corrected by hand")
    assert run(store, "--out", str(out)) == 2
    assert "mine.xlsx is there already and may hold corrections." in capsys.readouterr().err
    assert out.read_bytes() == b"corrected by hand"


@pytest.mark.parametrize("name", ["out.xls", "out", "out.json"])
def test_another_kind_of_file_is_refused(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(store, "--out", str(tmp_path / name)) == 2
    assert capsys.readouterr().err.startswith("The rows are written as .xlsx or .csv, not ")
    assert not (tmp_path / name).exists()


def test_one_import_alone(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = police_row(month="2024-13")
    bring(store, write(tmp_path / "2024-01.csv", [POLICE_HEADER, police_row(), wrong]))
    assert run(store, "--batch", "2") == 0
    out = capsys.readouterr().out
    assert out.startswith("Import 2, 2024-01.csv (incidents): 1 row waits\n")
    assert "partner.csv" not in out
    assert run(store, "--out", str(tmp_path / "all.csv")) == 2
    assert "--batch" in capsys.readouterr().err
    assert run(store, "--batch", "7") == 2
    assert capsys.readouterr().err.startswith("There is no import 7;")


def test_rows_of_an_older_release_are_listed_and_their_files_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = old_store(tmp_path / "old")
    assert run(old) == 0
    assert capsys.readouterr().out.startswith("Import 1, one.csv (incidents): 2 rows wait\n")
    assert run(old, "--out", str(tmp_path / "out.xlsx")) == 2
    assert "older release, which did not keep their cells" in capsys.readouterr().err
    rows = [HEADER, SOUND, NO_DATE]
    bring(old, write(tmp_path / "new.csv", rows))
    assert run(old, "--out", str(tmp_path / "out.xlsx")) == 0
    said = capsys.readouterr().err
    assert "1 row written" in said
    assert "2 more were brought in by an older release" in said


def test_a_corrected_workbook_is_brought_back_by_the_ordinary_import(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    run(store, "--out", str(out))
    book = openpyxl.load_workbook(out)
    book.worksheets[0]["E2"] = "03/04/2024"
    book.save(out)
    capsys.readouterr()
    for _ in range(2):
        assert cli.main(["import", "--store", str(store.folder), str(out)]) == 0
    said = capsys.readouterr().out
    assert "1 accepted" in said
    assert "Back from the quarantine, and sound now: 1 row." in said
    events = store.events()
    assert list(events["reference"]) == ["A", "123"]
    assert events["start"].dt.strftime("%Y-%m-%d").tolist()[1] == "2024-04-02", "day first, in BST"
    assert run(store) == 0
    assert "partner.csv (incidents): 1 row waits" in capsys.readouterr().out
