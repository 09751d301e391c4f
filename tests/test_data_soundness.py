"""Whatever is not as an import left it is noticed, before anything is built on it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data import folder, soundness
from data.store import Store
from data.troubles import DamageError, StoreError
from tests.files import intake_of
from tests.stores import cut_short, filled, flipped, sql_run, zeroed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store")


def faults(store: Store, *, thorough: bool = True) -> list[str]:
    with store.database.open(read_only=True) as connection:
        return soundness.faults(connection, store.folder, thorough=thorough)


def test_a_whole_store_has_no_faults(store: Store) -> None:
    assert faults(store) == faults(store, thorough=False) == []


def test_a_store_with_revisions_undone_imports_and_repeats_has_none(store: Store) -> None:
    store.commit(intake_of("A", "A", "B", file="a.csv", rejected=[(9, "date", "x")]))
    store.commit(intake_of("B", categories=["Arson"], file="b.csv"))
    store.undo(3)
    store.undo(1)
    assert faults(store) == []


def test_an_empty_store_has_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with store.database.reading() as connection:
        assert soundness.faults(connection, store.folder, thorough=True) == []


TORN = [
    ('DELETE FROM arrivals WHERE batch_id = 1 AND "row" = 5', "import 1 (0.csv) has 49 of its 50"),
    ("DELETE FROM arrivals WHERE batch_id = 2", "import 2 (1.csv) has 0 of its 50 rows"),
    ("INSERT INTO arrivals SELECT * FROM arrivals LIMIT 1", "import 1 (0.csv) has 51 of its 50"),
    ("DELETE FROM held", "import 1 (0.csv) has 0 of its 1 rows in quarantine"),
    ("DELETE FROM batches WHERE batch_id = 2", "it has rows of import 2, which is not on record"),
    ("UPDATE batches SET undone_at = imported_at WHERE batch_id = 1", "import 1 (0.csv) has 50 of"),
]


@pytest.mark.parametrize(("statement", "told"), TORN)
def test_a_torn_import_is_noticed_by_the_quick_check(
    store: Store, statement: str, told: str
) -> None:
    sql_run(store, statement)
    assert faults(store, thorough=False)[0].startswith(told)
    assert faults(store)[0].startswith(told)


@pytest.mark.parametrize("standing", ["true", "false"])
def test_an_event_without_one_row_that_stands_is_noticed(store: Store, standing: str) -> None:
    store.commit(intake_of("R", file="r.csv"))
    store.commit(intake_of("R", file="s.csv", categories=["Arson"]))
    sql_run(store, f"UPDATE arrivals SET standing = {standing} WHERE reference = 'R'")  # noqa: S608  our own words
    assert faults(store) == ["1 of its events have no row that stands, or several"]


def test_nothing_is_built_on_a_torn_store(store: Store) -> None:
    sql_run(store, TORN[0][0])
    torn_as_it_is = store.version()
    for use in (store.events, lambda: store.commit(intake_of("N")), lambda: store.undo(2)):
        with pytest.raises(DamageError, match=r"import 1 .* has 49 of its 50 rows\. Put back how"):
            use()
    assert store.version() == torn_as_it_is


HARMS: dict[str, Callable[[Path], None]] = {
    "cut in half": cut_short,
    "cut to nothing": lambda path: cut_short(path, by=1),
    "last block gone": lambda path: cut_short(path, by=0.1),
    "zeroed": zeroed,
    "one byte of the header": lambda path: flipped(path, at=8),
    "other file": lambda path: flipped(path, at=12),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_harmed_file_is_one_sentence_with_the_command(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    store = filled(tmp_path / "store", rows=3000)
    harm(store.file)
    uses = (store.events, lambda: faults(store), lambda: store.commit(intake_of("N")))
    for use in uses:
        with pytest.raises(DamageError) as caught:
            use()
        said = str(caught.value)
        assert said.startswith(f"The store in {store.folder} is damaged: its tables can't be read.")
        assert f"python run.py restore latest --store {store.folder}" in said
        assert "\n" not in said


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.65, 0.8])
def test_one_changed_byte_anywhere_in_the_blocks_is_noticed_or_harms_nothing(
    tmp_path: Path, share: float
) -> None:
    store = filled(tmp_path / "store", rows=3000)
    before = store.events()
    flipped(store.file, at=int(len(store.file.read_bytes()) * share))
    try:
        found = faults(store)
    except DamageError:
        return
    assert found == []
    assert store.events().equals(before), "a byte that no table uses"


def test_a_key_that_is_gone_is_noticed(store: Store) -> None:
    (store.folder / folder.KEY_FILE).unlink()
    uses = (store.secret, store.events, lambda: store.commit(intake_of("N")))
    for use in uses:
        with pytest.raises(
            DamageError, match=r"pseudonym\.key is gone, without which people can't"
        ):
            use()
    assert not (store.folder / folder.KEY_FILE).exists(), "no other key is made in its place"


def test_a_key_of_another_store_is_noticed(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    other.secret()
    (other.folder / folder.KEY_FILE).replace(store.folder / folder.KEY_FILE)
    for use in (store.events, lambda: store.commit(intake_of("N"))):
        with pytest.raises(DamageError, match="is another store's, so people would count twice"):
            use()


@pytest.mark.parametrize("content", [b"", b"short", b"k" * 33])
def test_a_key_that_is_no_key_is_noticed(store: Store, content: bytes) -> None:
    (store.folder / folder.KEY_FILE).write_bytes(content)
    for use in (store.secret, store.events):
        with pytest.raises(StoreError, match="is cut short or overwritten"):
            use()


def test_a_store_learns_its_key_at_its_next_import(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.commit(intake_of("A"))
    assert faults(store) == [], "nobody has needed a key so far"
    store.secret()
    store.commit(intake_of("B"))
    (store.folder / folder.KEY_FILE).unlink()
    assert faults(store)[0].startswith("its key file pseudonym.key is gone")


def test_the_mark_of_a_key_gives_nothing_of_it_away(store: Store) -> None:
    secret = store.secret()
    content = store.file.read_bytes()
    assert secret not in content
    assert secret.hex().encode() not in content
    assert folder.fingerprint(secret).encode() in content


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"not a log " * 500])
def test_a_log_of_another_kind_beside_the_tables_is_noticed_or_harms_nothing(
    store: Store, content: bytes
) -> None:
    before = store.events()
    log = store.database.log
    log.write_bytes(content)
    try:
        assert faults(store) == []
        assert store.events().equals(before)
        assert store.commit(intake_of("N", file="next.csv")).accepted == 1
    except DamageError as damage:
        assert "restore latest" in str(damage)  # noqa: PT017  either is right


def test_drafts_that_a_kill_left_harm_nothing(store: Store) -> None:
    for name in ("store.duckdb.0123.new", "store.duckdb.0123.new.wal", "importing.json.45.new"):
        (store.folder / name).write_bytes(b"half a file")
    (store.folder / "restore.67.new").mkdir()
    assert faults(store) == []
    assert store.commit(intake_of("N", file="next.csv")).accepted == 1
