"""A restore has happened or has not: what a kill breaks off is finished by whoever comes next."""

import os
import threading
from pathlib import Path

import pytest

from data import swapping
from data.archive import TABLES
from tests.stores import contents

OLD = {TABLES: b"old tables", "pseudonym.key": b"old key", "mappings/0a.toml": b"old"}
NEW = {TABLES: b"new tables", "pseudonym.key": b"new key", "wards-2020.geojson": b"new"}


def laid(folder: Path, parts: dict[str, bytes]) -> Path:
    for name, content in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid(tmp_path / "store", OLD)


def swapped(folder: Path) -> Path:
    """Swap the new parts in, and give the folder of the old ones."""
    fresh = laid(folder / "restore.0.new", NEW)
    swapping.put_in_place(fresh, folder, aside=folder / "replaced-1")
    return folder / "replaced-1"


def in_force(folder: Path) -> dict[str, bytes]:
    found = contents(folder)
    return {name: found[name] for name in found if "/" not in name or name.startswith("mapp")}


def test_the_new_parts_are_in_force_and_the_old_lie_aside(folder: Path) -> None:
    aside = swapped(folder)
    expected = OLD | NEW | {swapping.LOCK: b""}
    assert in_force(folder) == expected
    assert contents(aside) == OLD
    assert not swapping.is_due(folder)
    assert not (folder / "restore.0.new").exists()


def test_a_disk_without_hard_links_gets_copies(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr("data.swapping.os.link", refused)
    assert contents(swapped(folder)) == OLD


def test_the_log_of_the_old_tables_goes_with_them(folder: Path) -> None:
    log = laid(folder, {f"{TABLES}.wal": b"log"}) / f"{TABLES}.wal"
    aside = swapped(folder)
    assert not log.exists()
    assert (aside / log.name).read_bytes() == b"log"


def test_what_people_wrote_since_stays(folder: Path) -> None:
    laid(folder, {"notes.json": b'{"format": 1, "records": []}'})
    fresh = laid(folder / "restore.0.new", NEW | {"notes.json": b"older", "views.json": b"older"})
    swapping.put_in_place(fresh, folder, aside=folder / "replaced-1")
    assert (folder / "notes.json").read_bytes() == b'{"format": 1, "records": []}'
    assert (folder / "views.json").read_bytes() == b"older", "what is gone comes back"


def test_what_people_wrote_comes_back_where_it_can_not_be_read(folder: Path) -> None:
    laid(folder, {"notes.json": b"\x00\x00\x00"})
    fresh = laid(folder / "restore.0.new", NEW | {"notes.json": b"older"})
    swapping.put_in_place(fresh, folder, aside=folder / "replaced-1")
    assert (folder / "notes.json").read_bytes() == b"older"
    assert (folder / "replaced-1" / "notes.json").read_bytes() == b"\x00\x00\x00"


@pytest.mark.parametrize("moves", range(len(NEW) + 1))
def test_a_kill_between_any_two_moves_is_made_good(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    replace, done = os.replace, list[object]()

    def killed(source: Path, target: Path) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    with monkeypatch.context() as breaking:
        breaking.setattr("data.swapping.os.replace", killed)
        breaking.setattr("data.swapping.shutil.rmtree", lambda _path: killed(folder, folder))
        with pytest.raises(KeyboardInterrupt):
            swapped(folder)
    assert swapping.is_due(folder)
    swapping.finish(folder)
    assert not swapping.is_due(folder)
    assert in_force(folder) == OLD | NEW | {swapping.LOCK: b""}


def test_a_kill_before_the_folder_has_its_name_leaves_the_old_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_names: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as breaking:
        breaking.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            swapped(folder)
    swapping.finish(folder)
    assert {name: in_force(folder)[name] for name in OLD} == OLD


def test_the_tables_come_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, done = os.replace, list[str]()

    def noted(source: Path, target: Path) -> None:
        done.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr("data.swapping.os.replace", noted)
    swapped(folder)
    assert done[-1] == TABLES


def test_many_who_finish_at_once_do_it_once(folder: Path) -> None:
    laid(folder / swapping.READY, NEW)
    start, failures = threading.Barrier(6), list[BaseException]()

    def finish() -> None:
        start.wait()
        try:
            swapping.finish(folder)
        except BaseException as error:  # noqa: BLE001  shown by the assertion
            failures.append(error)

    threads = [threading.Thread(target=finish) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (folder / TABLES).read_bytes() == b"new tables"


def test_with_nothing_to_finish_nothing_is_touched(tmp_path: Path) -> None:
    swapping.finish(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []
