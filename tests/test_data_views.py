"""Views are kept by name in the order they were made, whatever two people do at once."""

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import views
from data.views import NameTakenError, Saved, View

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
QUERY = {"layers": "incidents,missing", "focus": "missing", "category": "Drugs,Other%2C unknown"}
NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=70)
SAVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from data import views
from data.views import View
for number in range(40):
    view = View(name=f"{sys.argv[2]} {number}", query={"layers": "incidents"}, by="x",
                at=datetime.now(UTC))
    views.save(Path(sys.argv[1]), view)
"""


def a_view(name: str = "Autumn in Widnes", **choices: Any) -> View:  # noqa: ANN401 - any field
    return View(name=name, **{"query": QUERY, "by": "J. Doe", "at": AT, **choices})


def names(folder: Path) -> list[str]:
    return [view.name for view in views.read(folder).all]


def test_a_view_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    view = a_view(page="present")
    views.save(tmp_path, view)
    assert views.read(tmp_path) == Saved((view,), "")


def test_an_empty_store_has_no_views_and_no_problem(tmp_path: Path) -> None:
    assert views.read(tmp_path / "none") == Saved((), "")
    assert views.version(tmp_path / "none") == ""


def test_views_stay_in_the_order_they_were_saved(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        views.save(tmp_path, a_view(name))
    assert names(tmp_path) == ["c", "a", "b"]


@pytest.mark.parametrize(
    "again",
    ["Autumn in Widnes", "AUTUMN IN WIDNES", " autumn  in widnes ", "Autumn in Widne\uff53"],
)
def test_a_name_is_taken_in_any_case_and_width_until_one_agrees_to_replace(
    tmp_path: Path, again: str
) -> None:
    views.save(tmp_path, a_view())
    views.save(tmp_path, a_view("Another"))
    newer = a_view(again, by="A. Nalyst", at=AT + timedelta(days=1), query={"focus": "incidents"})
    with pytest.raises(NameTakenError, match="already"):
        views.save(tmp_path, newer)
    assert views.read(tmp_path).all[0].by == "J. Doe"
    views.save(tmp_path, newer, replace=True)
    assert views.read(tmp_path).all == (newer, a_view("Another"))


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, max_size=8))
def test_names_are_unique_whatever_is_typed(typed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for name in typed:
            try:
                views.save(folder, a_view(name))
            except ValueError:
                continue
        found = views.read(folder)
        assert found.problem == ""
        for view in found.all:
            assert [other for other in found.all if other.is_called(view.name)] == [view]
            assert found.called(view.name.upper().lower()) is not None or not view.name.isascii()


def test_a_view_is_found_and_deleted_in_any_case(tmp_path: Path) -> None:
    views.save(tmp_path, a_view())
    views.save(tmp_path, a_view("Another"))
    assert views.read(tmp_path).called("autumn IN widnes") == a_view()
    assert views.read(tmp_path).called("Spring") is None
    views.remove(tmp_path, "autumn IN widnes")
    assert names(tmp_path) == ["Another"]
    with pytest.raises(LookupError, match="someone else may have deleted it"):
        views.remove(tmp_path, "Autumn in Widnes")


@pytest.mark.parametrize(
    "choice",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * (views.LONGEST_NAME + 1)},
        {"name": "right \u202e left"},
        {"name": "half \ud800"},
        {"page": "secret"},
        {"query": {}},
        {"query": {"layers": 5}},
        {"query": {5: "layers"}},
        {"query": ["layers"]},
        {"query": {"layers": "x" * (views.LONGEST_CHOICE + 1)}},
        {"query": {"layers": "a\nb"}},
        {"query": {str(n): "" for n in range(views.MOST_CHOICES + 1)}},
    ],
)
def test_a_view_that_breaks_a_rule_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"1 to 60 characters|choices of one page"):
        a_view(**{"name": "Autumn", **choice})


def test_the_version_follows_every_change(tmp_path: Path) -> None:
    found = [views.version(tmp_path)]
    views.save(tmp_path, a_view())
    found.append(views.version(tmp_path))
    views.save(tmp_path, replace(a_view(), by="Other person"), replace=True)
    found.append(views.version(tmp_path))
    views.remove(tmp_path, a_view().name)
    found.append(views.version(tmp_path))
    assert len(set(found)) == 4


def test_two_dashboards_that_save_at_once_lose_no_view(tmp_path: Path) -> None:
    code = [sys.executable, "-c", SAVER, str(tmp_path)]
    root = Path(__file__).parents[1]
    both = [subprocess.Popen([*code, name], cwd=root) for name in ("one", "two")]  # noqa: S603  our own
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert sorted(names(tmp_path)) == sorted(f"{a} {n}" for a in ("one", "two") for n in range(40))


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"query": "x"}, {"query": {"a": None}}, {"page": []}, {"at": 1}],
)
def test_a_view_that_an_edit_by_hand_broke_is_left_aside_and_not_lost(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    for name in ("first", "second"):
        views.save(tmp_path, a_view(name))
    path = tmp_path / views.FILE
    written = json.loads(path.read_text(encoding="utf-8"))
    written["records"][0] |= change
    path.write_text(json.dumps(written), encoding="utf-8")
    assert names(tmp_path) == ["second"]
    assert "can't be read" in views.read(tmp_path).problem
    views.save(tmp_path, a_view("third"))
    assert len(json.loads(path.read_text(encoding="utf-8"))["records"]) == 3


def test_a_damaged_file_is_a_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / views.FILE).write_bytes(b"[]")
    assert "views.json" in views.read(tmp_path).problem
    with pytest.raises(OSError, match="nothing can be saved"):
        views.save(tmp_path, a_view())
    assert (tmp_path / views.FILE).read_bytes() == b"[]"
