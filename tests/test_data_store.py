import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import sql
from data.commit import commit
from data.schema import EVENT_COLUMNS
from data.store import HARDENED, Store, StoreError
from tests.files import intake_of
from tests.stores import holding

ROOT = Path(__file__).parents[1]
IMPORTER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from data.store import Store
from tests.files import intake_of
from tests.stores import holding
store = Store(Path(sys.argv[1]))
for turn in range(int(sys.argv[3]), 10_000):
    references = [f"{turn}-{number}" for number in range(200)]
    store.commit(intake_of(*references, file=f"{turn}.csv"))
    print(turn, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", patience_s=20)


@pytest.fixture
def held(store: Store) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the store open for writing, for two seconds."""
    store.commit(intake_of("A"))
    with holding(store, seconds=2) as process:
        yield process


def categories(store: Store) -> list[str]:
    return list(store.events()["category"])


def test_a_store_that_nobody_filled_is_empty_and_leaves_no_trace(store: Store) -> None:
    assert store.is_empty()
    assert not store.is_synthetic()
    assert store.events().dtypes.astype(str).to_dict() == EVENT_COLUMNS
    assert store.events().empty
    assert store.history().empty
    assert store.batches().empty
    assert store.quarantine().empty
    assert store.version() == ""
    assert not store.folder.exists()


def test_events_come_out_as_they_went_in(store: Store) -> None:
    intake = intake_of("A", "", categories=["Drugs", "Robbery"])
    receipt = store.commit(intake)
    events = store.events()
    assert (receipt.rows, receipt.accepted) == (2, 2)
    assert events.dtypes.astype(str).to_dict() == EVENT_COLUMNS
    own = [name for name in intake.events.columns if name != "row"]
    expected = intake.events[own].astype({name: EVENT_COLUMNS[name] for name in own})
    pd.testing.assert_frame_equal(events[own], expected)
    assert events["event_id"].is_unique
    assert set(events["batch_id"]) == {1}


def test_an_open_end_and_an_unknown_place_stay_so(store: Store) -> None:
    intake = intake_of("A")
    intake.events["end"] = pd.Series([pd.NaT], dtype="datetime64[us, UTC]")
    store.commit(intake)
    event = store.events().iloc[0]
    assert pd.isna(event["end"])
    assert pd.isna(event["found_lng"])


def test_a_second_row_with_the_same_reference_replaces_the_first(store: Store) -> None:
    receipt = store.commit(intake_of("A", "A", "A", categories=["Drugs", "Robbery", "Arson"]))
    assert (receipt.accepted, receipt.duplicates, receipt.revised) == (1, 2, 2)
    assert categories(store) == ["Arson"]
    assert list(store.history()["category"]) == ["Drugs", "Robbery"]


def test_a_later_file_replaces_too_and_the_event_keeps_its_number(store: Store) -> None:
    store.commit(intake_of("A", "B", file="one"))
    before = store.events().set_index("reference")["event_id"]
    receipt = store.commit(intake_of("B", "C", categories=["Arson", "Arson"], file="two"))
    assert (receipt.accepted, receipt.duplicates, receipt.revised) == (1, 1, 1)
    after = store.events().set_index("reference")
    assert after["event_id"]["A"] == before["A"]
    assert after["event_id"]["B"] == before["B"]
    assert dict(after["category"]) == {"A": "Drugs", "B": "Arson", "C": "Arson"}
    assert dict(after["batch_id"]) == {"A": 1, "B": 2, "C": 2}
    assert list(store.history()["batch_id"]) == [1]


def test_a_duplicate_that_changes_nothing_is_no_revision(store: Store) -> None:
    store.commit(intake_of("A", file="one"))
    receipt = store.commit(intake_of("A", "A", file="two"))
    assert (receipt.duplicates, receipt.revised) == (2, 0)


def test_a_change_and_its_undoing_are_two_revisions(store: Store) -> None:
    receipt = store.commit(intake_of("A", "A", "A", categories=["Drugs", "Arson", "Drugs"]))
    assert receipt.revised == 2


def test_rows_without_a_reference_are_never_merged(store: Store) -> None:
    receipt = store.commit(intake_of("", "", ""))
    assert (receipt.accepted, receipt.duplicates, receipt.repeated) == (3, 0, 0)
    assert len(store.events()) == 3
    assert store.events()["event_id"].is_unique


def test_one_reference_in_two_layers_or_of_two_sources_is_two_events(store: Store) -> None:
    store.commit(intake_of("A"))
    store.commit(intake_of("A", layer="missing"))
    store.commit(intake_of("A", source="Halton Housing"))
    assert len(store.events()) == 3


def test_rows_without_a_reference_that_an_earlier_file_has_are_kept_and_counted(
    store: Store,
) -> None:
    store.commit(intake_of("", "", "R", file="one"))
    receipt = store.commit(intake_of("", "", "", "S", file="two"))
    assert receipt.accepted == 4
    assert receipt.repeated == 2
    other = intake_of("", categories=["Arson"], file="three")
    assert store.commit(other).repeated == 0


def test_the_same_file_twice_adds_nothing_and_changes_nothing(store: Store) -> None:
    intake = intake_of("A", "", "", rejected=[(9, "date", "x")])
    store.commit(intake)
    version = store.version()
    receipt = store.commit(replace(intake, file="copy.csv"))
    assert (receipt.rows, receipt.duplicates, receipt.seen_before) == (4, 4, True)
    assert (len(store.events()), len(store.quarantine()), len(store.batches())) == (3, 1, 1)
    assert store.version() == version


def test_an_old_file_again_does_not_bring_old_content_back(store: Store) -> None:
    old = intake_of("A", file="old")
    store.commit(old)
    store.commit(intake_of("A", categories=["Arson"], file="new"))
    store.commit(old)
    assert categories(store) == ["Arson"]


def test_rows_outside_the_borough_are_kept_and_counted(store: Store) -> None:
    receipt = store.commit(intake_of("A", "B", place=(-2.98, 53.41)))
    assert (receipt.accepted, receipt.outside) == (2, 2)
    assert len(store.events()) == 2
    assert store.commit(intake_of("C")).outside == 0


def test_the_quarantine_names_file_row_rule_and_remedy(store: Store) -> None:
    wrong = [(7, "date", "31/02/2024"), (7, "category", "")]
    receipt = store.commit(intake_of("A", rejected=wrong))
    assert (receipt.rows, receipt.quarantined) == (2, 1)
    found = store.quarantine()
    assert list(found["rule"]) == ["category", "date"]
    last = found.iloc[1]
    assert (last["file"], last["row"], last["found"]) == ("some.csv", 7, "31/02/2024")
    assert last["advice"]


def test_a_batch_keeps_the_counts_of_its_receipt(store: Store) -> None:
    receipt = store.commit(intake_of("A", "A", rejected=[(9, "date", "")]))
    batch = store.batches().iloc[0]
    for name in ("file", "source", "layer", "rows", "accepted", "duplicates", "quarantined"):
        assert batch[name] == getattr(receipt, name)
    assert not batch["synthetic"]
    assert abs(batch["imported_at"] - pd.Timestamp.now("UTC")) < pd.Timedelta(minutes=1)


def test_real_events_push_invented_ones_out_whole(store: Store) -> None:
    store.commit(intake_of("S1", "S2", sha256=" "), synthetic=True)
    store.commit(intake_of("S3", layer="missing", rejected=[(9, "date", "")]), synthetic=True)
    assert store.is_synthetic()
    receipt = store.commit(intake_of("A"))
    assert receipt.synthetic_removed == 3
    assert not store.is_synthetic()
    assert list(store.events()["reference"]) == ["A"]
    assert len(store.batches()) == 1
    assert store.quarantine().empty
    assert store.history().empty


def test_invented_events_never_join_real_ones(store: Store) -> None:
    store.commit(intake_of("A"))
    with pytest.raises(ValueError, match="never mixed"):
        store.commit(intake_of("S"), synthetic=True)
    assert list(store.events()["reference"]) == ["A"]


def test_each_import_gives_the_store_another_version(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", backups=0)
    versions = [store.version()]
    for number in range(30):
        store.commit(intake_of("A", file=str(number)))
        versions.append(store.version())
    assert len(set(versions)) == 31


def test_reading_leaves_the_version_as_it_is(store: Store) -> None:
    store.commit(intake_of("A"))
    version = store.version()
    store.events()
    store.batches()
    assert store.version() == version


def test_the_version_is_told_while_another_process_has_the_store(
    store: Store,
    held: "subprocess.Popen[str]",
) -> None:
    assert Store(store.folder, patience_s=0).version()
    assert held.poll() is None


def test_a_failed_import_leaves_everything_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("A"))
    monkeypatch.setattr("data.commit.sql.BATCH", "INSERT INTO nowhere VALUES ($batch_id)")
    with pytest.raises(duckdb.Error):
        store.commit(intake_of("A", "B", categories=["Arson", "Arson"], rejected=[(9, "date", "")]))
    assert categories(store) == ["Drugs"]
    assert store.quarantine().empty


def test_an_import_that_is_broken_off_at_its_end_leaves_everything_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("A"))

    def broken_off(*done: Any, **how: Any) -> None:  # noqa: ANN401  whatever commit takes
        commit(*done, **how)
        raise KeyboardInterrupt

    monkeypatch.setattr("data.store.commit", broken_off)
    with pytest.raises(KeyboardInterrupt):
        store.commit(intake_of("A", "B", categories=["Arson", "Arson"]))
    assert categories(store) == ["Drugs"]
    assert len(store.batches()) == 1


def test_an_import_waits_for_another_process_and_says_so(
    store: Store, held: "subprocess.Popen[str]"
) -> None:
    said: list[str] = []
    patient = Store(store.folder, patience_s=20, on_wait=said.append)
    assert patient.commit(intake_of("B")).accepted == 1
    assert said == ["another import"]
    assert held.wait() == 0


def test_reading_waits_too(store: Store, held: "subprocess.Popen[str]") -> None:
    assert len(store.events()) == 1
    assert held.wait() == 0


def test_patience_ends_with_one_sentence(store: Store, held: "subprocess.Popen[str]") -> None:
    hasty = Store(store.folder, patience_s=0.2)
    with pytest.raises(StoreError, match=r"in use by another import for 0 seconds\. Try"):
        hasty.commit(intake_of("B"))
    assert held.poll() is None


def test_a_short_wait_is_not_worth_a_word(store: Store) -> None:
    said: list[str] = []
    store.commit(intake_of("A"))
    quick = Store(store.folder, on_wait=said.append)
    with holding(store, seconds=0.1):
        quick.commit(intake_of("B"))
    assert said == []


def test_threads_of_one_process_read_and_write_side_by_side(store: Store) -> None:
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            store.commit(intake_of("same", f"{number}", file=str(number)))
            store.events()
        except Exception as error:  # noqa: BLE001  shown by the assertion
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(store.events()["reference"]) == ["0", "1", "2", "3", "4", "5", "same"]
    assert store.events()["event_id"].is_unique


def test_the_store_is_hardened_and_stays_so(store: Store) -> None:
    store.commit(intake_of("A"))
    secret = store.folder / "other.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with duckdb.connect(store.file, config=dict(HARDENED)) as connection:
        for statement in (
            f"FROM read_csv('{secret}')",
            f"COPY batches TO '{secret}'",
            f"ATTACH '{secret}'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SET autoload_known_extensions = true",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)


@pytest.mark.parametrize("content", [b"", b"hello" * 4000, b"SQLite format 3\0" * 999])
def test_a_file_that_is_no_store_is_explained_in_one_sentence(store: Store, content: bytes) -> None:
    store.folder.mkdir()
    store.file.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged: its tables can't be read") as caught:
        store.events()
    assert "\n" not in str(caught.value)


def test_damage_inside_the_file_is_explained(store: Store) -> None:
    store.commit(intake_of(*(f"{number:064d}" for number in range(3000))))
    content = bytearray(store.file.read_bytes())
    content[20_000:-20_000] = bytes(len(content) - 40_000)
    store.file.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"):
        store.events()


def test_a_database_without_our_tables_is_explained(store: Store) -> None:
    store.folder.mkdir()
    duckdb.connect(store.file).close()
    with pytest.raises(StoreError, match="is damaged"):
        store.events()


def test_a_store_of_another_release_is_explained(store: Store) -> None:
    store.commit(intake_of("A"))
    with duckdb.connect(store.file) as connection:
        connection.execute('UPDATE store SET "schema" = 99')
    for use in (store.events, lambda: store.commit(intake_of("B"))):
        with pytest.raises(StoreError, match="another release: its tables have version 99"):
            use()


def test_a_store_whose_making_failed_can_be_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(sql, "CREATE", "CREATE nonsense")
        with pytest.raises(duckdb.Error):
            store.commit(intake_of("A"))
    assert list(store.folder.iterdir()) == []
    assert store.commit(intake_of("A")).accepted == 1


def test_the_secret_is_made_once_and_kept_beside_the_store(store: Store) -> None:
    assert store.secret() == Store(store.folder).secret()
    assert len(store.secret()) == 32


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_kill_at_any_moment_loses_no_import_that_was_acknowledged(store: Store) -> None:
    done = 0
    for pause in (0.0, 0.011, 0.023, 0.037, 0.052):
        done = killed_after(store, done, pause)
        events = store.events()
        turns = events["reference"].str.split("-").str[0].astype(int)
        assert set(turns.value_counts()) == {200}
        assert set(range(done)) <= set(turns)
        assert turns.nunique() == len(store.batches())
        assert events["event_id"].is_unique
        done = turns.nunique()


def killed_after(store: Store, first: int, pause: float) -> int:
    """Import until two files are acknowledged, kill after a pause, and count what was said."""
    command = [sys.executable, "-c", IMPORTER, str(store.folder), str(ROOT), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own script
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(2)]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return int([line for line in said if line.endswith("\n")][-1]) + 1
