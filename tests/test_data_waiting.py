"""A wait for the store is short, or said, and it ends."""

import itertools
import threading
import time
from pathlib import Path

import pytest

from data import holder
from data.troubles import BusyError
from data.waiting import LONGEST_PAUSE_S, Patience


def patience(folder: Path, *, seconds: float, said: list[str]) -> Patience:
    return Patience(folder, seconds, said.append)


def test_the_first_try_comes_at_once_and_the_last_when_patience_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    slept = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: sum(slept))
    monkeypatch.setattr(time, "sleep", slept.append)
    turns = [sum(slept) for _ in patience(tmp_path, seconds=0.3, said=said).turns()]
    assert turns[0] == 0
    assert 0.3 <= turns[-1] < 1.5
    pauses = [later - sooner for sooner, later in itertools.pairwise(turns)]
    assert pauses[-1] > pauses[0]
    assert said == []


def test_a_long_wait_says_once_who_has_the_store(tmp_path: Path) -> None:
    said: list[str] = []
    with holder.noted(tmp_path, person="Anna"):
        for _ in patience(tmp_path, seconds=1.6, said=said).turns():
            pass
    assert len(said) == 1
    assert said[0].startswith("an import by Anna (process ")


def test_patience_that_ends_says_who_has_the_store(tmp_path: Path) -> None:
    said = str(patience(tmp_path, seconds=60, said=[]).ended())
    assert said == (
        f"The store in {tmp_path} has been in use by another import for 60 seconds. "
        "Try again when that is done."
    )


def busy_thread(tmp_path: Path, *, seconds: float) -> threading.Thread:
    """Let another thread take its turn for some seconds."""
    taken = threading.Event()

    def work() -> None:
        with patience(tmp_path, seconds=9, said=[]).alone():
            taken.set()
            time.sleep(seconds)

    thread = threading.Thread(target=work)
    thread.start()
    taken.wait()
    return thread


def test_a_second_thread_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    thread = busy_thread(tmp_path, seconds=LONGEST_PAUSE_S + 0.4)
    with patience(tmp_path, seconds=9, said=said).alone():
        thread.join(timeout=0.2)
        assert not thread.is_alive()
    assert said == ["another import"]


def test_a_second_thread_gives_up_when_its_patience_ends(tmp_path: Path) -> None:
    thread = busy_thread(tmp_path, seconds=LONGEST_PAUSE_S + 0.8)
    hasty = patience(tmp_path, seconds=0.1, said=[])
    with pytest.raises(BusyError, match="in use by another import"), hasty.alone():
        pytest.fail("two threads at once")
    thread.join()


def test_a_thread_may_take_its_turn_within_its_turn(tmp_path: Path) -> None:
    own = patience(tmp_path, seconds=0.1, said=[])
    with own.alone(), own.alone():
        pass


def test_a_turn_ends_with_a_failure(tmp_path: Path) -> None:
    own = patience(tmp_path, seconds=0.1, said=[])
    with pytest.raises(KeyError), own.alone():
        raise KeyError
    thread = busy_thread(tmp_path, seconds=0.0)
    thread.join(timeout=2)
    assert not thread.is_alive()
