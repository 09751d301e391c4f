"""What lies on disk while it is worked on does not outlive the work, nor a kill for long."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from data import scratch

MINUTES_AGO = 600
WORKS = """
import sys
from data import scratch
with scratch.folder() as inside:
    (inside / "rows.csv").write_text("Jo Bloggs")
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the tests a folder of their own for temporary things."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(path: Path) -> None:
    """Let a folder be as old as one that was left behind."""
    at = path.stat().st_mtime - MINUTES_AGO
    os.utime(path, (at, at))


def test_a_folder_is_its_owners_alone_and_goes_with_the_work(temporary: Path) -> None:
    with scratch.folder() as inside:
        (inside / "rows.csv").write_text("a")
        (outside,) = temporary.iterdir()
        assert sys.platform == "win32" or outside.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []


def test_a_folder_goes_also_when_the_work_fails(temporary: Path) -> None:
    with pytest.raises(ValueError, match="no"), scratch.folder():
        raise ValueError("no")
    assert list(temporary.iterdir()) == []


def test_a_folder_in_which_somebody_works_is_left_alone_however_old(temporary: Path) -> None:
    with scratch.folder() as inside:
        (outside,) = temporary.iterdir()
        aged(outside)
        with scratch.folder():
            assert inside.is_dir()


def test_a_new_folder_is_left_alone_before_anybody_has_locked_it(temporary: Path) -> None:
    new = temporary / f"{scratch.PREFIX}new"
    new.mkdir()
    scratch.sweep()
    assert new.is_dir()


def test_what_is_not_ours_is_left_alone(temporary: Path) -> None:
    other, link = temporary / "other", temporary / f"{scratch.PREFIX}link"
    other.mkdir()
    aged(other)
    link.symlink_to(other, target_is_directory=True)
    scratch.sweep()
    assert other.is_dir()
    assert list(other.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_what_a_kill_leaves_behind_goes_with_the_next_work(temporary: Path) -> None:
    killed = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", WORKS],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"written\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (left,) = temporary.iterdir()
    aged(left)
    with scratch.folder():
        assert not left.exists()
