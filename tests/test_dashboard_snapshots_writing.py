"""Files by their ending, and whole or not at all."""

import os
from pathlib import Path

import pytest

from dashboard.snapshots import writing
from data.store import Store
from tests.sheets import MADE, selection


@pytest.mark.parametrize("ending", ["png", ".png", ".PNG", "csv", ".GeoJSON"])
def test_an_ending_is_known_with_and_without_its_dot(ending: str) -> None:
    assert writing.require_ending(ending) == ending.lower().removeprefix(".")


@pytest.mark.parametrize("ending", ["", ".", ".pdf", "png ", "../png"])
def test_other_endings_are_refused_with_those_there_are(ending: str) -> None:
    with pytest.raises(ValueError, match=r"\.png, \.csv, \.geojson"):
        writing.require_ending(ending)


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("csv", b"cell,layer"), ("geojson", b'{"type"')]
)
def test_each_ending_makes_its_own_kind_of_file(
    ending: str, start: bytes, demo_store: Store
) -> None:
    made = writing.render(selection(), store=demo_store, ending=ending, made=MADE)
    assert made.startswith(start)


@pytest.mark.parametrize("ending", sorted(writing.WRITERS))
def test_the_same_selection_at_the_same_moment_makes_the_same_bytes(
    ending: str, demo_store: Store
) -> None:
    first, second = (
        writing.render(selection(), store=demo_store, ending=ending, made=MADE) for _ in range(2)
    )
    assert first == second


def test_a_file_is_replaced_as_a_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"old and longer")
    writing.save(b"new", path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("The disk is full")

    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        writing.save(b"new", path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        writing.save(b"new", tmp_path / "nowhere" / "x.csv")
