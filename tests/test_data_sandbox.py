import json
import subprocess
import sys
from pathlib import Path

import pytest

from data import limits, reading_process, sandbox
from data.formats import transfer
from data.formats.gathering import gather
from data.formats.grid import Fault, Grid
from data.formats.request import Request
from data.sheets import open_sheets

ROOT = Path(__file__).parents[1]
PROBE = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from data import guard
guard.close_doors(readable=[Path({mine!r})], scratch=Path({scratch!r}))
try:
    {deed}
except PermissionError as refused:
    print("refused", refused)
except Exception as other:
    print("other", type(other))
else:
    print("done")
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def attempt(deed: str, tmp_path: Path, scratch: Path) -> str:
    """Try something behind the fence; the first word says how it went."""
    mine, other = tmp_path / "mine.txt", tmp_path / "other.txt"
    for path in (mine, other):
        path.write_text("x", encoding="utf-8")
    deed = deed.replace("MINE", repr(str(mine))).replace("OTHER", repr(str(other)))
    deed = deed.replace("SCRATCH", repr(str(scratch / "s.txt")))
    code = PROBE.format(root=str(ROOT), mine=str(mine), scratch=str(scratch), deed=deed)
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.split(" ")[0].strip()


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.kill(os.getpid(), 0)",
        "import pickle; pickle.loads(pickle.dumps(print))",
        "import sqlite3; sqlite3.connect(OTHER)",
        "open(OTHER)",
        "open(OTHER, 'w')",
        "open(MINE, 'a')",
        "import os; os.open(OTHER, os.O_RDONLY)",
        "import os; os.remove(OTHER)",
        "import os; os.rename(MINE, OTHER)",
        "import os; os.symlink(OTHER, OTHER + '2')",
    ],
)
def test_behind_the_fence_this_is_refused(deed: str, tmp_path: Path, scratch: Path) -> None:
    assert attempt(deed, tmp_path, scratch) == "refused"


@pytest.mark.parametrize(
    "deed",
    [
        "open(MINE).read()",
        "open(SCRATCH, 'w').write('x')",
        "open(SCRATCH, 'w').close(); import os; os.remove(SCRATCH)",
        "import xml.dom.minidom, zoneinfo",
    ],
)
def test_behind_the_fence_this_is_still_possible(deed: str, tmp_path: Path, scratch: Path) -> None:
    assert attempt(deed, tmp_path, scratch) == "done"


def test_a_process_that_takes_too_long_is_ended_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "limit", lambda name: 0 if "SECONDS" in name else 512)
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="takes longer than 0 seconds"):
        open_sheets(tmp_path / "a.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to a limit of memory")
def test_a_file_that_needs_more_memory_than_it_may_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_READING_MEMORY_MB", "1")
    (tmp_path / "a.csv").write_text('"a",b\n' + "1,2\n" * 1_000_000, encoding="utf-8")
    with pytest.raises(ValueError, match=r"more than 1 MB of memory|broke off"):
        open_sheets(tmp_path / "a.csv")


def test_who_asks_may_stop_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" + "1,2\n" * 100, encoding="utf-8")

    def stop(_done: int, _size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_sheets(tmp_path / "a.csv", progress=stop)


def test_the_process_is_told_its_limits_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("HOTSPOTS_MAX_ROWS", "7")
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    told = sandbox._environment(Request(tmp_path / "a.csv", tmp_path, maps=True))
    assert "GDAL_SKIP" not in told
    assert "SECRET_TOKEN" not in told
    assert "PATH" not in told
    assert told["HOTSPOTS_MAX_ROWS"] == "7"
    assert told["HOME"] == str(tmp_path)


def test_sheets_arrive_as_they_were_sent(tmp_path: Path) -> None:
    sent = gather([(1, ["a", "b"]), (3, ["1", "x"]), (4, ["1"])], known=frozenset(), name="One")
    empty = Grid("", (), 0, sent.table.slice(0, 0), (Fault(2, "ragged", "f", ("c", "")),), ("n",))
    transfer.write([sent, empty], tmp_path)
    first, second = transfer.read(tmp_path)
    assert first == sent
    assert (second.faults, second.notes) == (empty.faults, empty.notes)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (limits.RefusalError("Ours,\n in  words."), "Ours, in words."),
        (MemoryError(), "MB of memory"),
        (RecursionError(), "nested too deeply"),
        (KeyError("/some/path"), "It is damaged"),
    ],
)
def test_every_end_of_a_reading_has_a_plain_sentence(error: Exception, words: str) -> None:
    said = reading_process.reason_of(error)
    assert words in said
    assert "/some/path" not in said


def test_a_message_that_is_none_is_passed_over(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "print('noise'); print('[1]'); print('{\"done\": true}')"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert list(sandbox._messages(process)) == [{"done": True}]
    assert json.loads("{}") == {}
    assert not list(tmp_path.iterdir())
