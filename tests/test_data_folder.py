import os
import stat
import threading
import time
from pathlib import Path

import pytest

from data import folder
from data.folder import draft_of, fingerprint, is_key, key, made_whole, make_private, stamp, sweep

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "store")
    assert mode(tmp_path / "a" / "store") == 0o700


@posix
def test_a_folder_that_exists_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir(mode=0o750)
    make_private(tmp_path / "store")
    assert mode(tmp_path / "store") == 0o750


@posix
def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    key(tmp_path / "key")
    assert mode(tmp_path / "key") == 0o600


def test_the_key_stays_the_same_and_differs_between_stores(tmp_path: Path) -> None:
    first = key(tmp_path / "one")
    assert len(first) == 32
    assert key(tmp_path / "one") == first
    assert key(tmp_path / "two") != first


def test_many_who_make_the_key_at_once_get_the_same_one(tmp_path: Path) -> None:
    start, found = threading.Barrier(8), list[bytes]()

    def make() -> None:
        start.wait()
        found.append(key(tmp_path / "key"))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_key_that_was_cut_short_is_not_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(OSError, match="must hold 32 bytes; it holds 5"):
        key(tmp_path / "key")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with made_whole(path) as draft:
        draft.write_text("half", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "half"
    assert list(tmp_path.iterdir()) == [path]


def stop_half_way(path: Path) -> None:
    with made_whole(path) as draft:
        draft.write_text("half", encoding="utf-8")
        raise RuntimeError


def test_a_file_whose_making_fails_never_appears(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        stop_half_way(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_whoever_comes_second_leaves_the_first_ones_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with made_whole(path) as draft:
        draft.write_text("second", encoding="utf-8")
        path.write_text("first", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "first"


def test_where_hard_links_are_unknown_a_file_still_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: Path) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    first = key(tmp_path / "key")
    assert key(tmp_path / "key") == first


def test_a_stamp_changes_with_content_and_with_replacement(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    stamps = [stamp(one, two)]
    one.write_bytes(b"a")
    stamps.append(stamp(one, two))
    two.write_bytes(b"a")
    stamps.append(stamp(one, two))
    two.write_bytes(b"ab")
    stamps.append(stamp(one, two))
    two.unlink()
    stamps.append(stamp(one, two))
    assert stamps[0] == ""
    assert stamps[1] == stamps[4]
    assert len(set(stamps)) == 4


def aged(path: Path, *, hours: float) -> None:
    then = time.time() - 3600 * hours
    os.utime(path, (then, then))


def test_drafts_that_a_kill_left_are_swept_when_nobody_can_work_on_them(tmp_path: Path) -> None:
    old, young = draft_of(tmp_path / "a.zip"), draft_of(tmp_path / "a.zip")
    whole = tmp_path / "a.zip"
    for path in (old, young, whole):
        path.touch()
    half = draft_of(tmp_path / "restore")
    half.mkdir()
    (half / "store.duckdb").touch()
    for path in (old, whole, half):
        aged(path, hours=1.1)
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {young, whole}


def test_a_draft_lies_beside_its_file_under_a_name_of_its_own(tmp_path: Path) -> None:
    drafts = {draft_of(tmp_path / "a.zip") for _ in range(50)}
    assert len(drafts) == 50
    assert {path.parent for path in drafts} == {tmp_path}
    assert all(path.name.startswith("a.zip.") and path.name.endswith(".new") for path in drafts)


def test_a_folder_that_is_not_there_needs_no_sweeping(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_named_without_giving_it_away() -> None:
    one, other = fingerprint(b"k" * 32), fingerprint(b"l" * 32)
    assert one == fingerprint(b"k" * 32) != other
    assert len(one) == 16
    assert one not in (b"k" * 32).hex()


def test_a_file_of_another_length_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / folder.KEY_FILE
    assert not is_key(path)
    path.write_bytes(b"k" * 31)
    assert not is_key(path)
    path.write_bytes(b"k" * 32)
    assert is_key(path)
