"""A rehearsal gives the receipts of the import, and leaves the store as it was."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.receipts import Receipt
from data.rehearsal import rehearse
from data.store import Store
from tests.files import intake_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def content(store: Store) -> dict[str, str]:
    """Fingerprint every file of a store."""
    files = [path for path in store.folder.rglob("*") if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def counts(receipt: Receipt) -> tuple[int, int, int, int]:
    return receipt.accepted, receipt.revised, receipt.unchanged, receipt.quarantined


def test_the_receipts_are_those_of_the_import(store: Store) -> None:
    store.commit(intake_of("a", "b", "c"))
    wrong = [(9, "date", "x"), (9, "category", ""), (10, "date", "y")]
    later = intake_of(
        "a", "b", "d", categories=["Drugs", "Arson", "Drugs"], file="b.csv", rejected=wrong
    )
    (told,) = rehearse(store, [later])
    assert counts(told) == (1, 1, 1, 2)
    assert told == store.commit(later)


def test_nothing_in_the_store_changes(store: Store) -> None:
    store.commit(intake_of("a", "b"))
    before, version = content(store), store.version()
    rehearse(store, [intake_of("c", file="b.csv")])
    assert content(store) == before
    assert store.version() == version
    assert len(store.batches()) == 1


def test_an_empty_store_stays_empty(store: Store) -> None:
    (told,) = rehearse(store, [intake_of("a", "b")])
    assert counts(told) == (2, 0, 0, 0)
    assert not store.file.exists()


def test_the_second_sheet_knows_what_the_first_brings(store: Store) -> None:
    first, second = intake_of("a", "b"), intake_of("b", "c", file="b.csv")
    told = rehearse(store, [first, second])
    assert [counts(one) for one in told] == [(2, 0, 0, 0), (1, 0, 1, 0)]
    assert told == store.commit_all([first, second])


def test_the_same_file_again_is_said_to_be_known(store: Store) -> None:
    store.commit(intake_of("a", "b"))
    (told,) = rehearse(store, [intake_of("a", "b")])
    assert told.seen_before


def test_invented_events_that_would_make_room_are_still_there(
    demo_store: Store, tmp_path: Path
) -> None:
    store = Store(shutil.copytree(demo_store.folder, tmp_path / "store"))
    (told,) = rehearse(store, [intake_of("a")])
    assert told.synthetic_removed == len(store.events())
    assert store.is_synthetic()


def test_what_the_import_would_refuse_the_rehearsal_refuses(store: Store) -> None:
    store.commit(intake_of("a"))
    strange = replace(intake_of("b", file="b.csv"), origins={2: "batch 7 row 12"})
    with pytest.raises(ValueError, match="not in this store's quarantine"):
        rehearse(store, [strange])


def test_others_can_read_the_store_meanwhile(store: Store) -> None:
    store.commit(intake_of("a"))
    with store.database.open(read_only=True) as connection:
        assert counts(rehearse(store, [intake_of("b", file="b.csv")])[0]) == (1, 0, 0, 0)
        assert connection.execute("SELECT count(*) FROM arrivals").fetchall() == [(1,)]
