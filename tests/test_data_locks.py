"""A lock is held by one at a time, waits, gives up in plain words, and dies with its holder."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data import locks

HOLDER = """
import sys, time
from pathlib import Path
from data import locks
with locks.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "notes.json.lock"


def holder(lock: Path) -> "subprocess.Popen[str]":
    other = subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-c", HOLDER, str(lock)],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "held"
    return other


def test_threads_are_inside_one_at_a_time(lock: Path) -> None:
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(20):
            with locks.held(lock):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0005)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_another_process_is_kept_out_and_told_why_and_let_in_when_the_holder_is_killed(
    lock: Path,
) -> None:
    other = holder(lock)
    try:
        with pytest.raises(OSError, match="Only one person can save at a time") as refused:
            locks.held(lock, patience_s=0.2).__enter__()
        assert str(lock) not in str(refused.value)
    finally:
        other.kill()
        other.communicate()
    with locks.held(lock, patience_s=5):
        assert lock.exists()


def test_an_error_inside_gives_the_lock_back(lock: Path) -> None:
    with pytest.raises(LookupError, match="inside"), locks.held(lock):
        raise LookupError("inside")
    with locks.held(lock, patience_s=0):
        pass


def test_who_waits_comes_in_once_it_is_free(lock: Path) -> None:
    came = list[str]()

    def second() -> None:
        with locks.held(lock, patience_s=60):
            came.append("second")

    with locks.held(lock):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        assert came == []
    thread.join()
    assert came == ["second"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_the_lock_file_is_its_owners_alone(lock: Path) -> None:
    with locks.held(lock):
        assert lock.stat().st_mode & 0o077 == 0
