"""Who may mark and save is decided where it is written down."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard import access, keeping, settings
from dashboard.session import Look
from dashboard.source import Source
from data import notes, schema, views
from data.views import NameTakenError
from tests.boards import hex_at, selection

BEHIND = {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Nalyst"}
PRISON: dict[str, Any] = {"kind": "prison", "reason": "Calls from inside", "excluded": True}


def a_look(folder: Path, name: str = "J. Doe", *, proxy: bool = True) -> Look:
    options = settings.current({"HOTSPOTS_STORE": str(folder), **(BEHIND if proxy else {})})
    viewer = access.Viewer(name, schema.LAYERS)
    return Look(options, viewer, Source(str(folder), "1", schema.LAYERS, "2020"), selection())


def analyst(folder: Path) -> Look:
    return a_look(folder, "A. Nalyst")


def save(look: Look, name: str = "Autumn", *, replace: bool = False) -> None:
    keeping.save_view(look, name=name, page="explore", replace=replace)


def test_an_analyst_marks_and_takes_back_and_both_bear_the_name(tmp_path: Path) -> None:
    keeping.mark(analyst(tmp_path), cell=hex_at(5), **PRISON)
    (made,) = notes.read(tmp_path).in_force
    assert (made.by, made.kind, made.excluded) == ("A. Nalyst", "prison", True)
    keeping.unmark(analyst(tmp_path), cell=hex_at(5), why="  It has  closed ")
    (gone,) = notes.read(tmp_path).all
    assert gone.removed is not None
    assert (gone.removed.by, gone.removed.why) == ("A. Nalyst", "It has closed")


def test_nobody_else_marks_or_takes_back(tmp_path: Path) -> None:
    keeping.mark(analyst(tmp_path), cell=hex_at(5), **PRISON)
    before = (tmp_path / notes.FILE).read_bytes()
    with pytest.raises(PermissionError, match="Marks on hexagons are for analysts, and J"):
        keeping.mark(a_look(tmp_path), cell=hex_at(6), **PRISON)
    with pytest.raises(PermissionError, match="Marks on hexagons are for analysts"):
        keeping.unmark(a_look(tmp_path), cell=hex_at(5), why="It has closed")
    assert (tmp_path / notes.FILE).read_bytes() == before


def test_without_a_proxy_everyone_may(tmp_path: Path) -> None:
    look = a_look(tmp_path, access.ANYONE, proxy=False)
    keeping.mark(look, cell=hex_at(5), **PRISON)
    save(look)
    keeping.delete_view(look, name="Autumn")
    keeping.unmark(look, cell=hex_at(5), why="It has closed")
    assert notes.read(tmp_path).in_force == ()


@pytest.mark.parametrize("why", ["", "no", "    a    b    ", "x" * 301])
def test_a_mark_goes_only_with_a_reason(tmp_path: Path, why: str) -> None:
    keeping.mark(analyst(tmp_path), cell=hex_at(5), **PRISON)
    with pytest.raises(ValueError, match="why the mark goes"):
        keeping.unmark(analyst(tmp_path), cell=hex_at(5), why=why)
    assert len(notes.read(tmp_path).in_force) == 1


def test_a_mark_that_breaks_a_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="5 to 300 characters"):
        keeping.mark(analyst(tmp_path), cell=hex_at(5), kind="prison", reason="", excluded=True)
    assert not (tmp_path / notes.FILE).exists()


def test_a_view_holds_the_selection_and_who_saved_it(tmp_path: Path) -> None:
    save(a_look(tmp_path))
    (view,) = views.read(tmp_path).all
    assert (view.by, view.page, view.query) == ("J. Doe", "explore", selection().to_query())


def test_a_view_is_replaced_only_on_purpose_and_only_by_its_owner_or_an_analyst(
    tmp_path: Path,
) -> None:
    save(a_look(tmp_path))
    with pytest.raises(NameTakenError):
        save(a_look(tmp_path), "AUTUMN")
    save(a_look(tmp_path), "AUTUMN", replace=True)
    other = a_look(tmp_path, "B. Other")
    with pytest.raises(PermissionError, match="someone else has saved are for analysts"):
        save(other, replace=True)
    save(other, "Spring", replace=True)  # nobody has one of that name
    save(analyst(tmp_path), replace=True)
    assert [(view.name, view.by) for view in views.read(tmp_path).all] == [
        ("Autumn", "A. Nalyst"),
        ("Spring", "B. Other"),
    ]


def test_a_view_is_deleted_by_its_owner_or_an_analyst(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(a_look(tmp_path), name)
    other = a_look(tmp_path, "B. Other")
    with pytest.raises(PermissionError, match="Other is not named as one"):
        keeping.delete_view(other, name="one")
    assert not keeping.may_delete(other, views.read(tmp_path).all[0])
    assert keeping.may_delete(a_look(tmp_path), views.read(tmp_path).all[0])
    keeping.delete_view(a_look(tmp_path), name="ONE")
    assert keeping.may_delete(analyst(tmp_path), views.read(tmp_path).all[0])
    keeping.delete_view(analyst(tmp_path), name="two")
    assert views.read(tmp_path).all == ()
    with pytest.raises(LookupError):
        keeping.delete_view(analyst(tmp_path), name="two")


def test_a_view_opens_as_it_was_saved_for_those_who_may_see_all_of_it(tmp_path: Path) -> None:
    saved = selection(focus="missing", place="Widnes", cell=hex_at(40))
    save(a_look(tmp_path)._replace(selection=saved))
    (view,) = views.read(tmp_path).all
    assert keeping.opened(view, defaults=selection(), permitted=schema.LAYERS) == saved


def test_a_view_shows_no_layer_that_its_viewer_may_not_see(tmp_path: Path) -> None:
    saved = selection(layers=("incidents", "cuckooing"), focus="cuckooing", place="Widnes")
    save(a_look(tmp_path)._replace(selection=saved))
    (view,) = views.read(tmp_path).all
    narrow = replace(selection(), layers=("incidents", "missing"))
    found = keeping.opened(view, defaults=narrow, permitted=narrow.layers)
    assert found.layers == ("incidents",)
    assert found.focus == "incidents"
    assert found.place == "Widnes"


def test_a_view_of_forbidden_layers_alone_shows_what_its_viewer_may_see(tmp_path: Path) -> None:
    saved = selection(layers=("cuckooing",), focus="cuckooing")
    save(a_look(tmp_path)._replace(selection=saved))
    (view,) = views.read(tmp_path).all
    narrow = replace(selection(), layers=("incidents",))
    found = keeping.opened(view, defaults=narrow, permitted=narrow.layers)
    assert (found.layers, found.focus) == (("incidents",), "incidents")
