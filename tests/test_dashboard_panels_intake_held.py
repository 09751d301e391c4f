"""What waits in quarantine is listed by file and rule, as text, with what to do."""

from pathlib import Path

import pytest

from dashboard.panels.intake import held
from data import quarantine
from data.schema import RULES
from data.store import Store
from tests.files import intake_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.commit(intake_of("a", file="first.csv", rejected=[(7, "date", "31/02/2026")]))
    broken = [(row, "category", "") for row in range(2, 8)] + [(9, "date", "<script>")]
    broken.append((3, "date", "a second rule that row 3 broke"))
    store.commit(intake_of("b", file="<b>second.csv", rejected=broken))
    return store


def written(store: Store) -> str:
    found = quarantine.groups(store)
    return held.html(found.assign(waiting=found["batch_id"].map({1: 1, 2: 7})))


def test_each_file_has_its_rows_counted_the_last_import_first(store: Store) -> None:
    said = written(store)
    assert said.count("<details>") == 2
    assert said.index("second.csv") < said.index("first.csv")
    assert "<span>7 rows</span>" in said
    assert "<span>1 row</span>" in said


def test_each_rule_says_what_it_is_what_to_do_and_where(store: Store) -> None:
    said = written(store)
    assert RULES["category"].says in said
    assert RULES["category"].advice in said
    assert "row 2: blank" in said
    assert "row 5" not in said
    assert "row 7: <q>31/02/2026</q>" in said


def test_names_and_cells_are_text(store: Store) -> None:
    said = written(store)
    assert "<script>" not in said
    assert "<b>second.csv" not in said
    assert "&lt;b&gt;second.csv" in said


def test_the_way_back_is_said(store: Store) -> None:
    assert "Leave the first three columns as they are" in written(store)
