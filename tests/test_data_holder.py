"""Who changes the store has a name for those who wait, and leaves none behind."""

import json
import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from data import holder


def dead_process() -> int:
    """Give the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def note(folder: Path, **changed: object) -> None:
    """Leave a note as another process would."""
    content = {
        "person": "anna",
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": "2026-07-01T13:05:00+00:00",
    }
    (folder / holder.NOTE).write_text(json.dumps(content | changed), encoding="utf-8")


def test_the_note_names_person_machine_process_and_time(tmp_path: Path) -> None:
    with holder.noted(tmp_path, person="Anna"):
        said = holder.in_words(tmp_path)
    host = re.escape(socket.gethostname())
    pattern = rf"an import by Anna \(process {os.getpid()} on {host}, since [0-2]\d:[0-5]\d\)"
    assert re.fullmatch(pattern, said)


def test_the_time_is_that_of_the_clock_in_halton(tmp_path: Path) -> None:
    note(tmp_path)
    assert "since 14:05" in holder.in_words(tmp_path)


def test_without_a_name_the_account_is_named(tmp_path: Path) -> None:
    with holder.noted(tmp_path):
        said = json.loads((tmp_path / holder.NOTE).read_text(encoding="utf-8"))
    assert said["person"] == holder.account()


def test_an_account_without_a_name_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("data.holder.getpass.getuser", nameless)
    with holder.noted(tmp_path):
        assert holder.in_words(tmp_path).startswith(f"an import (process {os.getpid()} on ")


def test_the_note_goes_with_its_holder_even_when_that_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), holder.noted(tmp_path):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_without_a_note_it_is_another_import(tmp_path: Path) -> None:
    assert holder.in_words(tmp_path) == "another import"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"pid": "x"}', '{"pid": 1}', '{"pid": 1, "host": "h"}']
)
def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path, content: str) -> None:
    (tmp_path / holder.NOTE).write_text(content, encoding="utf-8")
    assert holder.in_words(tmp_path) == "another import"


@pytest.mark.skipif(os.name == "nt", reason="processes can't be asked after there")
def test_a_note_that_a_killed_process_left_names_nobody(tmp_path: Path) -> None:
    note(tmp_path, pid=dead_process())
    assert holder.in_words(tmp_path) == "another import"


def test_a_note_from_another_machine_is_believed(tmp_path: Path) -> None:
    note(tmp_path, host="desk-3", pid=4711)
    assert holder.in_words(tmp_path) == "an import by anna (process 4711 on desk-3, since 14:05)"


@pytest.mark.skipif(os.name == "nt", reason="processes can't be asked after there")
def test_a_process_is_alive_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert holder.is_alive(os.getpid())
    assert not holder.is_alive(dead_process())
    assert holder.is_alive(10**30), "what can't be asked may be alive"
    monkeypatch.setattr("data.holder.os.name", "nt")
    assert holder.is_alive(10**9), "a question would end the process there"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_note_is_left_whole(tmp_path: Path) -> None:
    with holder.noted(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [holder.NOTE]
        assert stat.S_ISREG((tmp_path / holder.NOTE).stat().st_mode)
