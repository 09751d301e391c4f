"""A backup's file holds all of a store, dated in its name, and nothing from outside its folder."""

import json
import os
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import archive
from tests.stores import cut_short, flipped

PARTS = {
    "store.duckdb": b"tables" * 1000,
    "pseudonym.key": b"k" * 32,
    "notes.json": b"{}",
    "views.json": b"[]",
    "wards-2020.geojson": b"outlines",
    "mappings/0123abcd.toml": b"layer = 'incidents'",
}
OTHERS = {
    "store.duckdb.wal": b"log",
    "importing.json": b"{}",
    "notes.json.lock": b"",
    "x.new": b"?",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (PARTS | OTHERS).items():
        path = tmp_path / "store" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "store"


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / archive.named(archive.BY_HAND)
    archive.pack(folder, path, version="1a-2b")
    return path


def test_what_a_store_holds_comes_back_as_it_was(packed: Path, tmp_path: Path) -> None:
    archive.unpack(packed, tmp_path / "fresh")
    found = {name: (tmp_path / "fresh" / name).read_bytes() for name in PARTS}
    assert found == PARTS


def test_logs_locks_notes_and_drafts_are_no_parts(folder: Path) -> None:
    assert set(archive.parts_of(folder)) == set(PARTS)


def test_the_tables_are_the_last_part(folder: Path) -> None:
    assert archive.parts_of(folder)[-1] == archive.TABLES


def test_an_empty_folder_has_no_parts(tmp_path: Path) -> None:
    assert archive.parts_of(tmp_path / "none") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_reads_a_backup_and_what_comes_out_of_it(
    packed: Path, tmp_path: Path
) -> None:
    archive.unpack(packed, tmp_path / "fresh")
    for path in (packed, *(tmp_path / "fresh" / name for name in PARTS)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_names_the_content_of_the_tables(packed: Path, tmp_path: Path) -> None:
    assert archive.version_of(packed) == "1a-2b"
    assert archive.version_of(tmp_path / "none.zip") == ""
    cut_short(packed)
    assert archive.version_of(packed) == ""


def test_backups_are_listed_by_the_dates_in_their_names(tmp_path: Path) -> None:
    names = [
        "store-20260301-120000-000000.zip",
        "before-change-20260302-120000-000001.zip",
        "before-change-20260302-120000-000000.zip",
    ]
    for name in (*names, "store.zip", "store-20260301.zip", "holiday-20260301-120000-000000.zip"):
        (tmp_path / name).touch()
    (tmp_path / f"{names[0]}.0123.new").touch()
    assert [path.name for path in archive.listed(tmp_path)] == [names[1], names[2], names[0]]
    automatic = archive.listed(tmp_path, begins=archive.AUTOMATIC)
    assert [path.name for path in automatic] == names[1:]
    assert archive.listed(tmp_path / "none") == []


@pytest.mark.parametrize("begins", [archive.BY_HAND, archive.AUTOMATIC])
def test_a_name_says_when_the_backup_was_written(begins: str) -> None:
    at = archive.written_at(Path(archive.named(begins)))
    assert at is not None
    assert datetime.now(UTC) - at < timedelta(minutes=1)
    assert archive.written_at(Path("copy of store.zip")) is None


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "mappings/../../x.toml", "mappings/a/b.toml", "a.exe"]
)
def test_a_part_from_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(name, "evil")
        zipped.writestr("store.duckdb", "tables")
        listed = dict.fromkeys(["store.duckdb", name], "")
        zipped.writestr(archive.CONTENTS, json.dumps(listed))
    with pytest.raises(ValueError, match="it is no backup of a store"):
        archive.unpack(path, tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.csv", "a\n1\n")
    with pytest.raises(KeyError):
        archive.unpack(path, tmp_path / "fresh")


def test_a_part_that_was_exchanged_is_noticed(packed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"x" * 32 if name == "pseudonym.key" else old.read(name))
    with pytest.raises(ValueError, match=r"pseudonym\.key in it is not what was put in"):
        archive.unpack(other, tmp_path / "fresh")


@settings(max_examples=30, deadline=None)
@given(share=st.floats(0.0, 0.999))
def test_a_backup_that_is_cut_short_is_noticed(
    share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    (folder / "store").mkdir()
    (folder / "store" / archive.TABLES).write_bytes(b"tables" * 1000)
    archive.pack(folder / "store", folder / "a.zip", version="")
    cut_short(folder / "a.zip", by=1 - share)
    with pytest.raises((zipfile.BadZipFile, ValueError, OSError, KeyError)):
        archive.unpack(folder / "a.zip", folder / "fresh")


def test_a_changed_byte_in_the_tables_is_noticed(packed: Path, tmp_path: Path) -> None:
    at = packed.read_bytes().index(b"tables" * 100)
    flipped(packed, at=at + 50)
    with pytest.raises((zipfile.BadZipFile, ValueError)):
        archive.unpack(packed, tmp_path / "fresh")
