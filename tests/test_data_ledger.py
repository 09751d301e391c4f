"""A list of records is whole or not at all, loses nothing between two hands, and bears damage."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import folder, ledger
from data.ledger import Ledger, Record

ROOT = Path(__file__).parents[1]
WRITER = """
import sys
from pathlib import Path
from data import ledger
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{number}"
    ledger.change(Path(sys.argv[1]), lambda held: [*held, {"name": name}])
"""
VALUES = st.none() | st.booleans() | st.integers() | st.text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "notes.json"


def add(path: Path, record: Record) -> None:
    ledger.change(path, lambda held: [*held, record])


def test_without_a_file_the_list_is_empty_and_nothing_is_wrong(path: Path) -> None:
    assert ledger.read(path) == Ledger((), "")
    assert ledger.version(path) == ""
    assert not path.parent.exists()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.text(), VALUES), max_size=5))
def test_what_was_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept) / "notes.json"
        ledger.change(path, lambda _: records)
        assert ledger.read(path) == Ledger(tuple(records), "")


def test_half_a_character_from_a_hand_edited_file_does_not_stop_the_next_save(path: Path) -> None:
    add(path, {"reason": "\ud800"})
    add(path, {"reason": "Prison"})
    assert [record["reason"] for record in ledger.read(path).records] == ["\ud800", "Prison"]


def test_the_version_changes_with_each_change(path: Path) -> None:
    found = {ledger.version(path)}
    for number in range(5):
        add(path, {"number": number})
        found.add(ledger.version(path))
    assert len(found) == 6


def test_an_edit_that_fails_leaves_the_file_and_no_draft(path: Path) -> None:
    add(path, {"name": "kept"})
    before = path.read_bytes()

    def fail(_: list[Record]) -> list[Record]:
        raise LookupError("no such note")

    with pytest.raises(LookupError, match="no such note"):
        ledger.change(path, fail)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["notes.json", "notes.json.lock"]


def test_a_write_that_is_cut_short_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(path, {"name": "kept"})

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        add(path, {"name": "lost"})
    assert [record["name"] for record in ledger.read(path).records] == ["kept"]
    assert list(path.parent.glob(f"*{folder.ENDING}")) == []


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    each = 150
    writers = [
        subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-c", WRITER, str(path), name, str(each)], cwd=ROOT
        )
        for name in "ab"
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    names = [record["name"] for record in ledger.read(path).records]
    assert sorted(names) == sorted(f"{name}-{n}" for name in "ab" for n in range(each))
    assert [name for name in names if name[0] == "a"] == [f"a-{n}" for n in range(each)]


def test_a_reader_never_sees_half_a_file(path: Path) -> None:
    add(path, {"n": 0})
    done, seen = threading.Event(), set[str]()

    def look() -> None:
        while not done.is_set():
            seen.add(ledger.read(path).problem)

    reader = threading.Thread(target=look)
    reader.start()
    for size in (1, 4000, 2, 3000) * 10:
        ledger.change(path, lambda _, size=size: [{"n": n} for n in range(size)])  # type: ignore[misc]  # bound for the loop
    done.set()
    reader.join()
    assert seen == {""}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not whole JSON text"),
        (b'{"format": 1, "records": [{"cell"', "not whole JSON text"),
        (b"\xff\xfe{}", "not whole JSON text"),
        (b"[" * 100_000, "can't be opened or followed"),
        (b"[]", "does not say its format"),
        (b'{"format": "1", "records": []}', "does not say its format"),
        (b'{"format": 2, "records": []}', "newer release"),
        (b'{"format": 1, "records": {}}', "no list of records"),
        (b'{"format": 1, "records": ["x"]}', "no list of records"),
        (b" " * (ledger.LARGEST + 1), "at most 5,000,000 are read"),
    ],
)
def test_damage_is_a_sentence_and_is_never_written_over(
    path: Path, content: bytes, why: str
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    found = ledger.read(path)
    assert found.records == ()
    assert why in found.problem
    assert "notes.json" in found.problem
    assert "Put it back from a copy" in found.problem
    assert str(path.parent) not in found.problem
    with pytest.raises(OSError, match="Until then nothing can be saved there"):
        add(path, {"name": "new"})
    assert path.read_bytes() == content


def test_a_file_that_may_not_be_read_is_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)  # reading a folder fails for every user
    assert "can't be opened" in ledger.read(path).problem


def test_a_list_that_would_become_too_large_to_read_is_refused(path: Path) -> None:
    add(path, {"name": "kept"})
    with pytest.raises(OSError, match="full"):
        add(path, {"name": "x" * ledger.LARGEST})
    assert len(ledger.read(path).records) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_only_its_owner_may_read_it_and_a_person_can(path: Path) -> None:
    add(path, {"reason": "Café and hotel"})
    assert path.stat().st_mode & 0o077 == 0
    assert "Café and hotel" in path.read_text(encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == ledger.FORMAT
