"""Marks outlive the program, keep their history, and bear a damaged file."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import notes
from data.marks import Mark, Removal
from tests.boards import hex_at

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
BACK = Removal(by="A. Nalyst", at=LATER, why="Closed in October")
ROOT = Path(__file__).parents[1]
MARKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from data import notes
from data.marks import Mark
for cell in sys.argv[2:]:
    mark = Mark(cell=cell, kind="other", reason="Written at once", by="x", at=datetime.now(UTC))
    notes.put(Path(sys.argv[1]), mark)
"""


def a_mark(position: int = 100, **choices: Any) -> Mark:  # noqa: ANN401 - any field
    plain = {"kind": "hospital", "reason": "Calls from wards", "by": "J. Doe", "at": AT}
    return Mark(cell=hex_at(position), **{**plain, **choices})


def test_a_mark_is_read_back_as_it_was_put(tmp_path: Path) -> None:
    mark = a_mark(excluded=False)
    notes.put(tmp_path, mark)
    assert notes.read(tmp_path) == notes.Kept((mark,), "")
    assert notes.read(tmp_path).in_force == (mark,)


def test_an_empty_store_has_no_marks_and_no_problem(tmp_path: Path) -> None:
    assert notes.read(tmp_path / "none") == notes.Kept((), "")
    assert notes.version(tmp_path / "none") == ""


def test_a_second_mark_on_a_cell_replaces_the_first_which_stays_on_record(tmp_path: Path) -> None:
    first, second = a_mark(), a_mark(kind="retail", by="A. Nalyst", at=LATER)
    other = a_mark(101)
    for mark in (first, other, second):
        notes.put(tmp_path, mark)
    kept = notes.read(tmp_path)
    gone = Removal(by="A. Nalyst", at=LATER, why=notes.REPLACED)
    assert kept.all == (replace(first, removed=gone), other, second)
    assert kept.in_force == (other, second)


def test_a_removed_mark_says_who_when_and_why(tmp_path: Path) -> None:
    mark = a_mark()
    notes.put(tmp_path, mark)
    notes.remove(tmp_path, mark.cell, removal=BACK)
    kept = notes.read(tmp_path)
    assert kept.in_force == ()
    assert kept.all == (replace(mark, removed=BACK),)


def test_a_mark_can_be_removed_once(tmp_path: Path) -> None:
    notes.put(tmp_path, a_mark())
    notes.remove(tmp_path, hex_at(100), removal=BACK)
    with pytest.raises(LookupError, match="someone else may have removed it"):
        notes.remove(tmp_path, hex_at(100), removal=replace(BACK, by="Another"))
    assert notes.read(tmp_path).all[0].removed == BACK


def test_a_cell_can_be_marked_again_after_its_mark_was_removed(tmp_path: Path) -> None:
    notes.put(tmp_path, a_mark())
    notes.remove(tmp_path, hex_at(100), removal=BACK)
    again = a_mark(at=LATER)
    notes.put(tmp_path, again)
    assert notes.read(tmp_path).in_force == (again,)
    assert len(notes.read(tmp_path).all) == 2


def test_the_version_follows_every_change(tmp_path: Path) -> None:
    found = [notes.version(tmp_path)]
    notes.put(tmp_path, a_mark())
    found.append(notes.version(tmp_path))
    notes.remove(tmp_path, hex_at(100), removal=BACK)
    found.append(notes.version(tmp_path))
    assert len(set(found)) == 3


def test_two_dashboards_that_mark_at_once_lose_no_mark(tmp_path: Path) -> None:
    halves = [[hex_at(n) for n in range(40)], [hex_at(n) for n in range(40, 80)]]
    code = [sys.executable, "-c", MARKER, str(tmp_path)]
    both = [subprocess.Popen([*code, *half], cwd=ROOT) for half in halves]  # noqa: S603  our own
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert {mark.cell for mark in notes.read(tmp_path).in_force} == {*halves[0], *halves[1]}


def test_a_note_that_an_edit_by_hand_broke_is_left_aside_and_not_lost(tmp_path: Path) -> None:
    for position in (100, 101, 102):
        notes.put(tmp_path, a_mark(position))
    path = tmp_path / notes.FILE
    written = json.loads(path.read_text(encoding="utf-8"))
    written["records"][1]["kind"] = "school"
    path.write_text(json.dumps(written), encoding="utf-8")
    kept = notes.read(tmp_path)
    assert [mark.cell for mark in kept.in_force] == [hex_at(100), hex_at(102)]
    assert kept.problem == "One note in the file notes.json can't be read and is left aside."
    notes.put(tmp_path, a_mark(103))
    assert json.loads(path.read_text(encoding="utf-8"))["records"][1]["kind"] == "school"


@pytest.mark.parametrize(
    "change",
    [
        {"cell": None},
        {"cell": 12},
        {"kind": []},
        {"reason": None},
        {"at": "yesterday"},
        {"at": 5},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"removed": "yes"},
        {"removed": {"by": "x"}},
    ],
)
def test_no_value_in_the_file_is_trusted(tmp_path: Path, change: dict[str, Any]) -> None:
    notes.put(tmp_path, a_mark())
    path = tmp_path / notes.FILE
    written = json.loads(path.read_text(encoding="utf-8"))
    written["records"][0] |= change
    path.write_text(json.dumps(written), encoding="utf-8")
    kept = notes.read(tmp_path)
    assert kept.all == ()
    assert "One note" in kept.problem


def test_a_record_without_a_field_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / notes.FILE).write_text('{"format": 1, "records": [{}, {}]}', encoding="utf-8")
    said = "2 notes in the file notes.json can't be read and are left aside."
    assert notes.read(tmp_path) == notes.Kept((), said)


def test_a_damaged_file_is_a_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / notes.FILE).write_bytes(b'{"format": 1, "rec')
    assert "not whole JSON text" in notes.read(tmp_path).problem
    with pytest.raises(OSError, match="nothing can be saved"):
        notes.put(tmp_path, a_mark())
    with pytest.raises(OSError, match="nothing can be saved"):
        notes.remove(tmp_path, hex_at(100), removal=BACK)
    assert (tmp_path / notes.FILE).read_bytes() == b'{"format": 1, "rec'
