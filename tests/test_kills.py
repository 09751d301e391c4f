"""A kill at any moment loses nothing that was acknowledged, and leaves nothing half done.

All hundred kills: `python -m tests.kills`.
"""

import contextlib
import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from data.store import Store
from data.troubles import DamageError
from tests import kills
from tests.kills import Batch, State, Tally
from tests.stores import sql_run

QUICK = len(kills.KINDS)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    tally = Tally()
    for tally in kills.run(tmp_path / "store", kills=QUICK, seed=1):
        assert tally.lost == []
    assert tally.kills == QUICK
    assert tally.acknowledged >= QUICK
    assert set(tally.broken_off) <= {*kills.KINDS, "between"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store", backups=0)
    for file in (1, 2):
        made.commit_all(kills.intakes(file))
    return made


def state(*files: int, undone: tuple[int, ...] = ()) -> State:
    batches = [Batch(file, sheet, undone=False) for file in files for sheet in range(kills.SHEETS)]
    return tuple(batch._replace(undone=place in undone) for place, batch in enumerate(batches))


def test_a_whole_store_is_as_the_tests_expect(store: Store) -> None:
    assert kills.faults(store, state(1, 2)) == []
    store.undo(2)
    assert kills.faults(store, state(1, 2, undone=(1,))) == []


def test_a_batch_that_was_lost_would_be_noticed(store: Store) -> None:
    assert kills.faults(store, state(1, 2, 3))[0].startswith("it has (Batch(file=1, sheet=0")


def test_half_a_file_would_be_noticed(store: Store) -> None:
    store.commit(kills.intakes(3)[0])
    assert kills.faults(store, state(1, 2)) != []
    assert kills.faults(store, state(1, 2, 3)) != []


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM held WHERE "row" = 153',
        "UPDATE arrivals SET category = 'x' WHERE event_id = (SELECT max(event_id) FROM arrivals)",
        "UPDATE arrivals SET event_id = (SELECT min(event_id) FROM arrivals) WHERE batch_id = 3",
        "UPDATE arrivals SET standing = NOT standing WHERE batch_id = 2",
    ],
)
def test_a_store_that_was_changed_in_part_would_be_noticed(store: Store, statement: str) -> None:
    sql_run(store, statement)
    with contextlib.suppress(DamageError):
        assert kills.faults(store, state(1, 2)) != []


def test_files_overlap_so_that_kills_fall_into_revisions() -> None:
    one, other = (set(kills.references(file, 0)) for file in (1, 2))
    assert one & other
    assert one - other


def test_the_tally_says_what_was_killed_and_lost() -> None:
    tally = Tally(100, 512, ["kill 3 in undo: gone"], Counter({"import": 60, "undo": 40}))
    said = tally.in_words()
    assert said.startswith("100 kills: 60 in import (0 had happened), 0 in backup")
    assert "512 pieces of work acknowledged, 1 stores lost something" in said


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_process_that_fails_by_itself_would_be_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    killer = kills.Killer(folder, Random(1))  # noqa: S311  reproducible
    nonsense = {"state": [["no file", 0, False]], "saved": {}}
    (folder / "pseudonym.key").write_bytes(b"short")
    killer.let_work(nonsense, number=2)
    assert not killer.was_killed
