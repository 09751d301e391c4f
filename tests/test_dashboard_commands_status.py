import json
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.commands.status import in_words, summary
from data.store import Store
from tests.files import intake_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_an_empty_store_says_so(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status", "--store", str(store.folder)]) == 0
    out = capsys.readouterr().out
    assert "Nothing has been brought in yet." in out
    assert "No rows in quarantine" in out
    assert not store.folder.exists()


def test_a_summary_counts_layers_dates_precision_and_places(store: Store) -> None:
    store.commit(intake_of("A", "A", "B", file="one.csv"))
    store.commit(intake_of("C", place=(-2.98, 53.41), file="two.csv"))
    found = summary(store)
    assert found["layers"]["incidents"] == {
        "events": 3,
        "first": "2024-01-01",
        "last": "2024-01-01",
        "precision": {"day": 3},
        "sources": ["incidents form"],
        "outside": 1,
    }
    assert found["layers"]["missing"]["events"] == 0
    assert found["layers"]["missing"]["first"] is None
    assert (found["imports"], found["synthetic"], found["schema"]) == (2, False, 2)
    assert found["last_import"]["file"] == "two.csv"


def test_a_row_that_broke_two_rules_is_one_row_in_quarantine(store: Store) -> None:
    store.commit(intake_of("A", rejected=[(5, "date", ""), (5, "category", ""), (6, "date", "")]))
    assert summary(store)["quarantine"] == {"rows": 2, "rules": {"date": 2, "category": 1}}
    assert "2 rows in quarantine: date 2, category 1" in in_words(summary(store))


def test_invented_events_are_named_as_such(store: Store) -> None:
    store.commit(intake_of("S"), synthetic=True)
    assert "Synthetic data: the events are invented." in in_words(summary(store))


def test_the_days_are_local_ones(store: Store) -> None:
    intake = intake_of("A")
    intake.events["start"] = intake.events["start"].dt.tz_convert("UTC") + (
        intake.events["start"].max().replace(month=7, day=1, hour=23) - intake.events["start"].max()
    )
    store.commit(intake)
    assert summary(store)["layers"]["incidents"]["first"] == "2024-07-02"


def test_the_summary_is_printed_for_people_and_for_programs(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    store.commit(intake_of("A", rejected=[(5, "date", "")]))
    assert cli.main(["status", "--store", str(store.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == summary(store)
    assert cli.main(["status", "--store", str(store.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert " ".join(lines[1].split()) == "incidents 1 2024-01-01 to 2024-01-01 1 to the day"
    assert lines[2].split() == ["cuckooing", "none"]
    assert lines[4].startswith("1 import, the last of them some.csv at 20")


def test_an_import_that_was_undone_is_not_counted(store: Store) -> None:
    store.commit(intake_of("A", file="one.csv"))
    store.commit(intake_of("B", file="two.csv"))
    store.undo(2)
    found = summary(store)
    assert found["imports"] == 1
    assert found["last_import"]["file"] == "one.csv"
    store.undo(1)
    assert "Nothing has been brought in yet." in in_words(summary(store))
