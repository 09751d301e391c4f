"""An import is undone whole: what it brought goes, what it revised is as it was before."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.receipts import Intake
from data.store import Store
from tests.files import intake_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", backups=0)


def arson(*references: str, file: str = "later.csv") -> Intake:
    """Make a file that calls its rows arson."""
    return intake_of(*references, categories=["Arson"] * len(references), file=file)


def held_of(store: Store) -> dict[str, str]:
    events = store.events()
    return dict(zip(events["reference"], events["category"], strict=True))


def without_ids(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["event_id", "batch_id"]).sort_values("reference", ignore_index=True)


def test_what_an_import_brought_is_gone(store: Store) -> None:
    store.commit(intake_of("A", "B"))
    store.commit(intake_of("C", "D", "", file="two.csv", rejected=[(9, "date", "x")]))
    undone = store.undo(2)
    assert (undone.removed, undone.restored, undone.kept) == (3, 0, 0)
    assert (undone.batch_id, undone.file, undone.layer) == (2, "two.csv", "incidents")
    assert list(held_of(store)) == ["A", "B"]
    assert store.quarantine().empty
    assert store.held().empty


def test_what_an_import_revised_is_as_it_was_before(store: Store) -> None:
    store.commit(intake_of("A", "B"))
    before = store.events()
    store.commit(arson("B", "C"))
    undone = store.undo(2)
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 0)
    pd.testing.assert_frame_equal(store.events(), before)
    assert store.history().empty


def test_a_row_that_came_twice_in_a_file_goes_with_it(store: Store) -> None:
    store.commit(intake_of("A"))
    store.commit(arson("A", "A", "B", "B"))
    undone = store.undo(2)
    assert (undone.removed, undone.restored) == (1, 1)
    assert held_of(store) == {"A": "Drugs"}


def test_a_later_import_stands_when_an_earlier_one_is_undone(store: Store) -> None:
    store.commit(intake_of("A", "B"))
    store.commit(arson("A"))
    undone = store.undo(1)
    assert (undone.removed, undone.restored, undone.kept) == (1, 0, 1)
    assert held_of(store) == {"A": "Arson"}
    store.undo(2)
    assert store.events().empty


def test_the_middle_of_three_revisions_leaves_the_history_only(store: Store) -> None:
    store.commit(intake_of("A"))
    store.commit(arson("A"))
    store.commit(intake_of("A", categories=["Burglary"], file="last.csv"))
    undone = store.undo(2)
    assert (undone.removed, undone.restored, undone.kept) == (0, 0, 1)
    assert held_of(store) == {"A": "Burglary"}
    assert list(store.history()["category"]) == ["Drugs"]


def test_an_undone_import_stays_on_record_and_frees_its_file(store: Store) -> None:
    intake = intake_of("A")
    store.commit(intake)
    undone = store.undo(1)
    batches = store.batches()
    assert list(batches["accepted"]) == [1]
    assert batches["undone_at"][0] == undone.at
    assert store.is_empty()
    again = store.commit(intake)
    assert (again.accepted, again.seen_before, again.batch_id) == (1, False, 2)
    assert not store.is_empty()


def test_the_synthetic_borough_may_come_when_all_is_undone(store: Store) -> None:
    store.commit(intake_of("A"))
    store.undo(1)
    store.commit(intake_of("S"), synthetic=True)
    assert store.is_synthetic()


def test_there_is_no_such_import(store: Store) -> None:
    with pytest.raises(LookupError, match="no import 1: nothing has been brought in"):
        store.undo(1)
    store.commit(intake_of("A"))
    with pytest.raises(
        LookupError, match=r"no import 7; numbers go up to 1\. “python run.py batches”"
    ):
        store.undo(7)


def test_an_import_is_undone_once(store: Store) -> None:
    store.commit(intake_of("A"))
    store.undo(1)
    with pytest.raises(ValueError, match=r"Import 1 \(some.csv\) was undone already, on \d"):
        store.undo(1)


def test_the_synthetic_borough_is_never_undone_in_part(store: Store) -> None:
    store.commit(intake_of("A"), synthetic=True)
    with pytest.raises(ValueError, match="synthetic borough, which is never undone in part"):
        store.undo(1)
    assert len(store.events()) == 1


def returned(intake: Intake, **origins: str) -> Intake:
    """Say of rows that they come back from the quarantine."""
    return replace(intake, origins={int(row[1:]): origin for row, origin in origins.items()})


def test_an_import_whose_quarantine_was_corrected_since_is_undone_after_the_correction(
    store: Store,
) -> None:
    store.commit(intake_of("A", rejected=[(9, "date", "x")]))
    store.commit(returned(intake_of("R", file="corrected.csv"), r2="batch 1 row 9"))
    assert store.held().empty
    with pytest.raises(ValueError, match="corrected and brought back in import 2: undo that first"):
        store.undo(1)
    store.undo(2)
    assert list(store.held()["origin"]) == ["batch 1 row 9"]
    assert store.undo(1).removed == 1
    assert store.held().empty


FILES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["A", "B", "C", "D", ""]), min_size=1, max_size=6),
        st.sampled_from(["Drugs", "Arson", "Burglary"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=FILES, data=st.data())
def test_undoing_any_import_leaves_the_events_of_the_others(
    files: list[tuple[list[str], str]],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    intakes = [
        intake_of(*references, categories=[kind] * len(references), file=f"{number}.csv")
        for number, (references, kind) in enumerate(files)
    ]
    gone = data.draw(st.sets(st.integers(1, len(files)), min_size=1))
    order = data.draw(st.permutations(sorted(gone)))
    one = Store(tmp_path_factory.mktemp("undone"), backups=0)
    other = Store(tmp_path_factory.mktemp("never"), backups=0)
    for number, intake in enumerate(intakes, start=1):
        one.commit(intake)
        if number not in gone:
            other.commit(intake)
    for number in order:
        one.undo(number)
    for read in (Store.events, Store.history):
        found, expected = without_ids(read(one)), without_ids(read(other))
        columns = list(found.columns)
        pd.testing.assert_frame_equal(
            found.sort_values(columns, ignore_index=True),
            expected.sort_values(columns, ignore_index=True),
        )
    assert one.events()["event_id"].is_unique
