"""Files that were made to do harm end in a plain refusal, or do none."""

import json
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from data.sheets import open_sheets
from tests import hostile
from tests.hostile import CANARY, CASES, Case, Lure

if sys.platform == "win32":
    pytest.skip("memory is measured with a module that Windows has not", allow_module_level=True)

ROOT = Path(__file__).parents[1]
SECONDS, BYTES = 5.0, 512_000_000


class Listener:
    """An address of this machine that remembers whether anybody came."""

    def __init__(self) -> None:
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/lure"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Read all hostile files; give how each ended, and whether anybody was contacted."""
    folder, listener = tmp_path_factory.mktemp("hostile"), Listener()
    lure = Lure(folder / "secret.txt", listener.address)
    lure.file.write_text(f"reference,category\n{CANARY},x\n", encoding="utf-8")
    for case in CASES:
        (folder / case.name).write_bytes(case.make(lure))
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "tests.hostile", str(folder)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    listener.close()
    found = {end["name"]: end for end in json.loads(done.stdout)}
    return {**found, "visits": listener.visits, "stderr": done.stderr, "folder": folder}


def test_there_are_fifty_and_more() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_file_is_refused_plainly_or_does_no_harm(
    ends: dict[str, Any], case: Case
) -> None:
    end = ends[case.name]
    assert bool(end["said"]) == case.refused, end
    assert "\n" not in end["said"]
    assert not re.search(r"Traceback|Error\b|Exception|/tmp|File \"", end["said"])
    assert end["s"] < SECONDS
    assert end["peak"] < BYTES
    assert CANARY not in end["held"]


def test_nobody_was_contacted_and_nothing_was_said_on_the_error_stream(
    ends: dict[str, Any],
) -> None:
    assert ends["visits"] == 0
    assert ends["stderr"] == ""


def test_nothing_was_left_beside_the_files(ends: dict[str, Any]) -> None:
    names = {path.name for path in ends["folder"].iterdir()}
    assert names == {"secret.txt", *(case.name for case in CASES)}


def test_the_listener_would_have_noticed() -> None:
    listener = Listener()
    with socket.create_connection(listener._socket.getsockname()):
        pass
    for _ in range(100):
        if listener.visits:
            break
        threading.Event().wait(0.02)
    listener.close()
    assert listener.visits == 1


def test_the_canary_is_found_where_a_file_may_be_read(tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text(f"reference,category\n{CANARY},x\n", encoding="utf-8")
    (sheet,) = open_sheets(file)
    assert CANARY in hostile._text(sheet)
