import os
import stat
import threading
from pathlib import Path

import pytest

from data.folder import key, made_whole, make_private, stamp

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
