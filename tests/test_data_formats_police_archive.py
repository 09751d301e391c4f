import zipfile
from pathlib import Path

import pytest

from data.intake import bring_in
from data.store import Store
from tests.files import POLICE_HEADER, police_row
from tests.reading import grids

OTHERS = (
    "Of the archive's 12 files 2 were asked for; left out: 2 of other forces, 4 of outcomes, "
    "4 of stop-and-search."
)
NAME = "2024-{month}/2024-{month}-{force}-{kind}.csv"


def text(*rows: list[str]) -> str:
    return "\n".join(",".join(row) for row in [POLICE_HEADER, *rows]) + "\n"


def elsewhere(area: str = "Warrington 001A") -> list[str]:
    return [area if cell == "Halton 001A" else cell for cell in police_row()]


def archive(path: Path, months: tuple[str, ...] = ("01", "02")) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for month in months:
            for force in ("cheshire", "kent"):
                for kind in ("street", "outcomes", "stop-and-search"):
                    name = NAME.format(month=month, force=force, kind=kind)
                    rows = [police_row(month=f"2024-{month}"), elsewhere(), elsewhere(""), ["x"]]
                    packed.writestr(name, text(*rows))
    return path


def test_only_the_street_files_of_the_force_and_the_rows_of_the_area_are_read(
    tmp_path: Path,
) -> None:
    found = grids(archive(tmp_path / "a.zip"))
    names = [NAME.format(month=month, force="cheshire", kind="street") for month in ("01", "02")]
    assert [one.name for one in found] == names
    assert [(one.rows, len(one.table), one.not_asked) for one in found] == [(2, 1, 2)] * 2
    assert [fault.rule for fault in found[0].faults] == ["ragged"]


def test_what_was_not_asked_for_is_counted_and_said_once(tmp_path: Path) -> None:
    first, second = grids(archive(tmp_path / "a.zip"))
    assert first.notes == (
        "Rows of no area were not asked for either: 1.",
        OTHERS,
    )
    assert second.notes == first.notes[:1]


def test_another_force_may_be_asked_for(tmp_path: Path) -> None:
    found = grids(archive(tmp_path / "a.zip"), forces=("kent",), area="Warrington ")
    assert all("kent" in one.name and len(one.table) == 1 for one in found)


def test_an_archive_of_other_forces_is_refused_and_says_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no street files of surrey, only of cheshire, kent"):
        grids(archive(tmp_path / "a.zip"), forces=("surrey",))


def test_each_month_is_an_import_and_a_month_that_came_before_adds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = bring_in(store, archive(tmp_path / "a.zip", ("01",)))
    again = bring_in(store, archive(tmp_path / "b.zip", ("01", "02")))
    assert [receipt.accepted for receipt in first.receipts] == [1]
    assert [receipt.seen_before for receipt in again.receipts] == [True, False]
    assert [receipt.not_asked for receipt in again.receipts] == [2, 2]
    assert len(store.events()) == 2
