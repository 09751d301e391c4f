"""The imports are listed with what each changed, for a person and for a program."""

import json
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.commands.batches import HEADER, in_words, records
from data.store import Store
from tests.files import intake_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store of three imports, the second of them undone."""
    made = Store(tmp_path / "store", backups=0)
    made.commit(intake_of("A", "B", file="one.csv"))
    made.commit(intake_of("A", "A", file="two.csv", rejected=[(9, "date", "x")]))
    made.commit(intake_of("A", "B", "C", categories=["Arson", "Drugs", "Drugs"], file="3.xlsx"))
    made.undo(2)
    return made


def run(store: Store, *options: str) -> int:
    return cli.main(["batches", "--store", str(store.folder), *options])


def test_each_import_says_what_it_changed(store: Store) -> None:
    counts = [
        (one["number"], one["new"], one["revised"], one["unchanged"], one["quarantined"])
        for one in records(store.batches())
    ]
    assert counts == [(1, 2, 0, 0, 0), (2, 0, 0, 2, 1), (3, 1, 1, 1, 0)]


def test_an_import_that_was_undone_says_when(store: Store) -> None:
    undone = [one["undone"] for one in records(store.batches())]
    assert undone[0] is undone[2] is None
    assert undone[1].endswith("+00:00")
    lines = in_words(records(store.batches())).splitlines()
    assert [" (undone on " in line for line in lines] == [False, False, True, False]


def test_a_person_gets_a_table(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == list(HEADER)
    assert lines[1].split()[0] == "1"
    assert lines[1].endswith("incidents  one.csv")
    column = lines[0].index("revised") + len("revised")
    assert lines[3][:column].endswith(" 1"), "numbers are flush right under their name"


def test_a_program_gets_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found == records(store.batches())
    assert {"number", "when", "file", "sheet", "layer", "new", "undone"} < set(found[0])


def test_an_empty_store_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    none = Store(tmp_path / "none")
    assert run(none) == 0
    assert capsys.readouterr().out == "Nothing has been brought in yet.\n"
    assert run(none, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_sheet_is_named_and_a_line_break_in_a_name_makes_no_second_line(store: Store) -> None:
    found = records(store.batches())[:1]
    found[0] |= {"file": "a\nb.xlsx", "sheet": "Jan"}
    assert in_words(found).splitlines()[1].endswith("a b.xlsx, Jan")


def test_invented_imports_are_told_from_real_ones(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.commit(intake_of("S"), synthetic=True)
    assert [one["synthetic"] for one in records(store.batches())] == [True]
