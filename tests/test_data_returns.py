"""Which files are downloads of the quarantine, and which of their rows may come back."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.headings import OWN_COLUMNS
from data.returns import check_header, is_return, origins, places
from data.store import Store
from tests.files import intake_of

HEADER = (*OWN_COLUMNS, "Ref", "Start", "what to do")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "store", backups=0)
    found.commit(intake_of("A", rejected=[(3, "date", "x"), (4, "date", "y")], file="one.csv"))
    return found


def tags(*names: str) -> "pd.Series[str]":
    return pd.Series(names, dtype="str", index=range(2, 2 + len(names)))


def test_a_download_is_told_by_the_column_that_names_its_rows() -> None:
    assert is_return(HEADER)
    assert is_return([OWN_COLUMNS[0].upper()])
    assert not is_return([*OWN_COLUMNS[1:], "Ref"])
    assert not is_return(["row", "reason", "what to do"]), "a register may have such columns"


def test_a_download_without_the_names_of_its_rows_is_refused() -> None:
    check_header(HEADER)
    check_header(["Ref", "what to do"])
    with pytest.raises(ValueError, match="a downloaded quarantine without its column 'row in qua"):
        check_header(HEADER[1:])


def test_our_other_columns_may_be_missing() -> None:
    assert places(["Ref", OWN_COLUMNS[0], "Start"]) == ([0, 2], 1)


def test_a_column_of_the_partner_that_is_called_like_ours_stays() -> None:
    assert places(HEADER) == ([3, 4, 5], 0)
    moved = ("Ref", OWN_COLUMNS[2], OWN_COLUMNS[0], "Start", OWN_COLUMNS[1])
    assert places(moved) == ([0, 3], 2)


def test_a_row_is_named_by_its_batch_and_number_whatever_the_spaces() -> None:
    found = origins(tags("batch 3 row 12", "", "  Batch 3  row 13 "))
    assert found == {2: "batch 3 row 12", 4: "batch 3 row 13"}


@pytest.mark.parametrize("name", ["12", "batch 3", "batch x row 1", "batch 3 row 12; DROP", "3-12"])
def test_a_name_that_was_changed_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"'row in quarantine'.* stays as it is.*row 3 has"):
        origins(tags("batch 1 row 2", name))


def test_a_row_comes_back_once() -> None:
    with pytest.raises(ValueError, match="the rows 2 and 4 both are 'batch 1 row 3'"):
        origins(tags("batch 1 row 3", "", "Batch 1 row 3"))


def test_a_row_that_was_never_here_is_refused_and_nothing_enters(store: Store) -> None:
    strange = replace(intake_of("B", file="back.csv"), origins={2: "batch 1 row 9"})
    with pytest.raises(ValueError, match=r"not in this store's quarantine \(batch 1 row 9\)"):
        store.commit(strange)
    assert len(store.events()) == 1


def test_a_row_of_a_batch_that_was_undone_is_refused(store: Store) -> None:
    store.undo(1)
    with pytest.raises(ValueError, match="their batch was undone"):
        store.commit(replace(intake_of("B", file="back.csv"), origins={2: "batch 1 row 3"}))


def test_a_row_comes_back_to_its_own_layer(store: Store) -> None:
    other = intake_of("B", layer="cuckooing", file="back.csv")
    with pytest.raises(ValueError, match="come back as cuckooing that were handed in for another"):
        store.commit(replace(other, origins={2: "batch 1 row 3"}))


def test_a_row_does_not_count_twice_under_two_references(store: Store) -> None:
    store.commit(replace(intake_of("B", file="back.csv"), origins={2: "batch 1 row 3"}))
    again = replace(intake_of("B-2", file="again.csv"), origins={2: "batch 1 row 3"})
    with pytest.raises(ValueError, match="come back with another reference"):
        store.commit(again)
    assert list(store.events()["reference"]) == ["A", "B"]


def test_a_row_without_a_reference_that_comes_twice_is_one_event(store: Store) -> None:
    for name in ("back.csv", "again.csv"):
        receipt = store.commit(replace(intake_of("", file=name), origins={2: "batch 1 row 3"}))
    assert (receipt.accepted, receipt.duplicates, receipt.revised) == (0, 1, 0)
    assert len(store.events()) == 2


def test_a_stale_copy_says_nothing_of_a_row_that_was_corrected_since(store: Store) -> None:
    store.commit(replace(intake_of("B", file="back.csv"), origins={2: "batch 1 row 3"}))
    stale = intake_of(rejected=[(2, "date", "x"), (3, "date", "y")], file="stale.csv")
    receipt = store.commit(
        replace(stale, origins={2: "batch 1 row 3", 3: "batch 1 row 4"}),
    )
    assert receipt.quarantined == 2
    (note,) = receipt.notes
    assert note.startswith("1 of the quarantined rows was brought back corrected before: nothing")
    assert list(store.held()["origin"]) == ["batch 1 row 4"]


def test_an_event_keeps_where_it_was_found_first(store: Store) -> None:
    back = replace(intake_of("B", "C", file="back.csv"), origins={2: "batch 1 row 3"})
    store.commit(back)
    with duckdb.connect(store.file, read_only=True) as connection:
        found = connection.execute("SELECT reference, origin FROM arrivals ORDER BY 1").fetchall()
    assert found == [("A", ""), ("B", "batch 1 row 3"), ("C", "")]


def test_when_the_correction_is_undone_the_row_waits_again(store: Store) -> None:
    store.commit(replace(intake_of("B", file="back.csv"), origins={2: "batch 1 row 3"}))
    assert list(store.held()["origin"]) == ["batch 1 row 4"]
    store.undo(2)
    assert list(store.held()["origin"]) == ["batch 1 row 3", "batch 1 row 4"]
    assert list(store.events()["reference"]) == ["A"]
