import argparse
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from dashboard import cli
from dashboard.commands import import_files
from dashboard.commands.import_files import in_words
from data.receipts import Problem, Receipt
from data.store import Store
from tests.files import LIVERPOOL, intake_of, opened_here, police_file, police_row, write


@pytest.fixture(scope="module", autouse=True)
def _here() -> Iterator[None]:
    """Open files without a process for each; the tests of `quarantine` import with one."""
    with opened_here():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def run(folder: Path, *arguments: str | Path) -> int:
    return cli.main(["import", "--store", str(folder), *map(str, arguments)])


def receipt(**changes: object) -> Receipt:
    usual: dict[str, object] = {
        "file": "some.csv",
        "source": "police.uk",
        "layer": "incidents",
        "rows": 1234,
        "accepted": 1200,
        "duplicates": 30,
        "quarantined": 4,
    }
    return Receipt(**{**usual, **changes})  # type: ignore[arg-type]


def test_one_file_prints_one_receipt_as_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [police_row(reference="A"), police_row(reference="A"), police_row(month="")]
    file = police_file(tmp_path / "p.csv", *rows, police_row(place=LIVERPOOL))
    assert run(folder, file, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {
        "file": "p.csv",
        "source": "police.uk",
        "layer": "incidents",
        "rows": 4,
        "accepted": 2,
        "duplicates": 1,
        "quarantined": 1,
        "revised": 0,
        "outside": 1,
        "repeated": 0,
        "seen_before": False,
        "synthetic_removed": 0,
        "problems": [{"rule": "date", "count": 1, "rows": [4]}],
        "flags": [{"flag": "outside", "count": 1, "rows": [5]}],
        "batch_id": 1,
        "returned": 0,
        "sheet": "",
        "notes": [],
        "not_asked": 0,
    }


def test_several_files_print_a_list(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = police_file(tmp_path / "one.csv", police_row(month="2024-01"))
    two = police_file(tmp_path / "two.csv", police_row(month="2024-02"))
    assert run(folder, one, two, "--json") == 0
    assert [found["file"] for found in json.loads(capsys.readouterr().out)] == [
        "one.csv",
        "two.csv",
    ]


def test_a_refused_file_does_not_stop_the_others_and_is_told_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path / "bad.csv", [["a"], ["1"]])
    good = police_file(tmp_path / "good.csv", police_row())
    assert run(folder, tmp_path / "absent.csv", bad, good) == 2
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert lines[0] == "absent.csv was refused: there is no such file."
    assert lines[1].startswith("bad.csv was refused: None of its headings")
    assert len(lines) == 2
    assert "good.csv: police.uk, incidents" in out
    assert len(Store(folder).events()) == 1


def test_a_refused_file_leaves_the_json_empty(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, write(tmp_path / "bad.csv", [["a"]]), "--json") == 2
    assert capsys.readouterr().out == ""


def test_a_store_that_can_not_be_used_ends_the_import(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    (folder / "store.duckdb").write_bytes(b"no database")
    file = police_file(tmp_path / "p.csv", police_row())
    assert run(folder, file, file) == 2
    err = capsys.readouterr().err
    assert "is damaged" in err
    assert len(err.splitlines()) == 1


def test_the_layer_may_be_named(folder: Path, tmp_path: Path) -> None:
    rows = [["Ref", "Date", "Lng", "Lat"], ["1", "2024-01-13", "-2.7", "53.35"]]
    file = write(tmp_path / "c.csv", rows)
    assert run(folder, file) == 2
    assert run(folder, file, "--layer", "cuckooing") == 0
    assert list(Store(folder).events()["layer"]) == ["cuckooing"]


def test_an_import_after_the_synthetic_borough_says_that_it_went(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Store(folder).commit(intake_of("S1", "S2"), synthetic=True)
    assert run(folder, police_file(tmp_path / "p.csv", police_row())) == 0
    assert "(2 invented events) was removed" in capsys.readouterr().out


def test_the_balance_is_aligned() -> None:
    assert in_words(receipt(outside=7, revised=2)).splitlines() == [
        "some.csv: police.uk, incidents",
        "  1,200 new, 2 revised, 28 unchanged",
        "  1,200 accepted (7 outside the borough)",
        "     30 duplicates (2 revised an event)",
        "      4 quarantined",
        "  1,234 rows",
    ]


def test_a_problem_is_told_with_its_rule_its_rows_and_its_remedy() -> None:
    many, one = Problem("date", 12, (2, 3, 4, 5, 6)), Problem("category", 1, (9,))
    lines = in_words(receipt(problems=(many, one))).splitlines()[-2:]
    assert lines[0].startswith("  12 rows (2, 3, 4, 5, 6 ...) broke the rule 'date': The date is")
    assert lines[0].endswith("Give the date in one of these forms.")
    assert lines[1].startswith("  1 row (9) broke the rule 'category': The category is there.")


def test_what_is_worth_knowing_is_said() -> None:
    assert "brought in before; nothing was added" in in_words(receipt(seen_before=True))
    assert "5 rows without a reference, word for word" in in_words(receipt(repeated=5))
    plain = in_words(receipt())
    assert "before" not in plain
    assert "Warning" not in plain


def test_what_was_not_asked_for_and_how_it_was_read_is_said() -> None:
    said = in_words(receipt(sheet="Cases", notes=("Read as text in UTF-16.",), not_asked=1200))
    assert said.startswith("some.csv, Cases: police.uk")
    assert "  Read as text in UTF-16." in said
    assert "  1,200 rows of other areas left out." in said


def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook(write_only=False)
    del book["Sheet"]
    header = ["Reference", "Date", "Category", "Longitude", "Latitude"]
    for title in ("North", "South"):
        sheet = book.create_sheet(title)
        sheet.append(header)
        sheet.append([f"{title} 1", "2024-01-13", "Noise", -2.7, 53.35])
    book.create_sheet("Colours").append(["Red", "Green"])
    book.create_sheet("Old").append(header)
    book["Old"].append(["Old 1", "2023-01-13", "Noise", -2.7, 53.35])
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "w.xlsx")
    return tmp_path / "w.xlsx"


def test_every_sheet_of_a_workbook_has_a_receipt_or_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, workbook(tmp_path)) == 0
    out, err = capsys.readouterr()
    assert "w.xlsx, North: incidents form" in out
    assert "w.xlsx, South: incidents form" in out
    assert "Hidden sheets were not read: 'Old'." in out
    assert "the sheet 'Colours' (0 rows) was not read" in err
    assert len(Store(folder).events()) == 2


def test_hidden_sheets_are_read_when_asked_for(folder: Path, tmp_path: Path) -> None:
    assert run(folder, workbook(tmp_path), "--hidden-sheets") == 0
    assert len(Store(folder).events()) == 3


def test_a_workbook_a_second_time_adds_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, workbook(tmp_path))
    run(folder, tmp_path / "w.xlsx", "--json")
    found = capsys.readouterr().out.partition("[")[2]
    assert [one["seen_before"] for one in json.loads("[" + found)] == [True, True]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def long_file(tmp_path: Path) -> Path:
    return police_file(tmp_path / "p.csv", *[police_row(location="x" * 1000)] * 5000)


def test_a_long_file_shows_a_bar_to_a_person_and_wipes_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert run(folder, long_file(tmp_path)) == 0
    shown = screen.getvalue()
    assert "\r[" + "#" * 30 + "] 100 %" in shown
    assert shown.endswith("\r\x1b[K")


def test_nothing_but_a_terminal_sees_a_bar(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, long_file(tmp_path)) == 0
    assert capsys.readouterr().err == ""


def test_a_short_file_shows_no_bar(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert run(folder, police_file(tmp_path / "p.csv", police_row())) == 0
    assert screen.getvalue() == ""


def test_waiting_for_another_import_is_said(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Busy(Store):
        def secret(self) -> bytes:
            self.database.patience.on_wait("another import")
            return super().secret()

    monkeypatch.setattr(import_files, "Store", Busy)
    assert run(folder, police_file(tmp_path / "p.csv", police_row())) == 0
    assert "in use by another import; waiting" in capsys.readouterr().err


def test_the_command_needs_a_file() -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    import_files.arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args([])


UNKNOWN = "When,What,Place\n03/04/2026,Noise,WA7 2AB\n04/04/2026,Noise,WA8 7QA\n"


def test_an_unknown_file_comes_in_by_its_own_proposal(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mapping = tmp_path / "crm.csv", tmp_path / "crm.toml"
    file.write_text(UNKNOWN, encoding="utf-8")
    assert run(folder, file, "--propose") == 0
    mapping.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(folder, file, "--mapping", mapping) == 2
    assert "--date-order day-first" in capsys.readouterr().err
    assert run(folder, file, "--mapping", mapping, "--date-order", "day-first") == 0
    assert "2 accepted" in capsys.readouterr().out


def test_what_is_unusual_is_said_with_its_rows(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, police_file(tmp_path / "p.csv", police_row(place=LIVERPOOL)))
    assert "1 row (2) let in as 'outside': The place lies outside" in capsys.readouterr().out


def test_a_look_up_places_addresses(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, lookup = tmp_path / "asb.csv", tmp_path / "uprns.csv"
    file.write_text("Case ref,Opened,Type,UPRN\nA1,2026-01-02,Noise,0010\n", encoding="utf-8")
    lookup.write_text("uprn,lat,lng\n10,53.36,-2.73\n", encoding="utf-8")
    assert run(folder, file, "--uprn-lookup", lookup) == 0
    assert "1 accepted" in capsys.readouterr().out


def test_what_changed_is_said_first_with_how_to_take_it_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [police_row(reference=f"R{number}") for number in range(3)]
    changed = police_row(reference="R0", category="Robbery")
    assert run(folder, police_file(tmp_path / "one.csv", *rows)) == 0
    more = [police_row(reference="R9"), changed, *rows[1:]]
    assert run(folder, police_file(tmp_path / "two.csv", *more)) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if " new, " in line]
    assert lines == [
        "  3 new, 0 revised, 0 unchanged (import 1, “python run.py undo 1” undoes it)",
        "  1 new, 1 revised, 2 unchanged (import 2, “python run.py undo 2” undoes it)",
    ]


def test_a_file_that_adds_nothing_has_nothing_to_undo(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = police_file(tmp_path / "one.csv", police_row())
    assert run(folder, file) == run(folder, file) == 0
    assert "  0 new, 0 revised, 1 unchanged\n" in capsys.readouterr().out


def test_as_many_backups_are_kept_as_the_setting_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_BACKUPS", "1")
    for number in range(4):
        assert (
            run(folder, police_file(tmp_path / f"{number}.csv", police_row(reference=f"{number}")))
            == 0
        )
    assert len(list((folder / "backups").iterdir())) == 1
