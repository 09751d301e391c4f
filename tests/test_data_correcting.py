"""A download has a sheet for each kind of file, with the cells of each row as they came."""

import csv
import io
from pathlib import Path

import pytest

from data import quarantine
from data.correcting import sheets_of
from data.headings import OWN_COLUMNS
from data.store import Store
from tests.corrections import bring, sheets_in
from tests.files import POLICE_HEADER, police_row, write

HEADER = ["Ref", "Start", "Category", "Longitude", "Latitude"]
SOUND = ["A", "13/01/2024", "Drugs", "-2.7352", "53.3637"]
NO_DATE = ["00123", "31/02/2024", "Drugs", "-2.7352", "53.3637"]
NOTHING_RIGHT = ["", "03/04/20x5", "", "-2.7352", "x"]
RAGGED = ["D", "13/01/2024", "Drugs", "-2.7352", "53.3637", "stray"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", backups=0)


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    rows = [HEADER, SOUND, NO_DATE, NOTHING_RIGHT, RAGGED]
    bring(store, write(tmp_path / "partner.csv", rows))
    return store


@pytest.fixture
def mixed(filled: Store, tmp_path: Path) -> Store:
    """Two kinds of file, three imports."""
    bring(filled, write(tmp_path / "later.csv", [HEADER, SOUND, [*NO_DATE[:4], ""]]))
    wrong = police_row(month="2024-13")
    bring(filled, write(tmp_path / "2024-01.csv", [POLICE_HEADER, police_row(), wrong]))
    return filled


def test_a_row_with_a_stray_comma_keeps_its_last_cell_beyond_the_headings(filled: Store) -> None:
    rows = list(csv.reader(io.StringIO(quarantine.table(filled).decode("utf-8-sig"))))
    assert rows[3][3:] == RAGGED


def test_each_kind_of_file_has_its_sheet_and_imports_of_a_kind_share_one(mixed: Store) -> None:
    found = sheets_in(quarantine.workbook(mixed))
    assert list(found) == ["incidents form", "2024-01.csv"]
    assert [row[0] for row in found["incidents form"][1:]] == [
        *(f"batch 1 row {row}" for row in (3, 4, 5)),
        "batch 2 row 3",
    ]
    assert found["2024-01.csv"][0][3:] == POLICE_HEADER


def test_files_that_write_their_dates_differently_do_not_share_a_sheet(
    filled: Store, tmp_path: Path
) -> None:
    american = ["Z", "04/25/2024", *SOUND[2:]]
    bring(filled, write(tmp_path / "other.csv", [HEADER, american, NO_DATE]))
    assert list(sheets_in(quarantine.workbook(filled))) == ["partner.csv", "other.csv"]


def test_no_cell_of_a_download_is_a_formula(store: Store, tmp_path: Path) -> None:
    evil = ["=cmd()", "31/02/2024", "@x", "-2.7352", "53.3637"]
    bring(store, write(tmp_path / "some.csv", [["Ref", "Start", "Category", *HEADER[3:]], evil]))
    for content in (quarantine.workbook(store), quarantine.table(store)):
        (rows,) = sheets_in(content).values()
        assert rows[1][3:] == ["'=cmd()", "31/02/2024", "'@x", "-2.7352", "53.3637"]


def test_rows_of_an_older_release_are_listed_but_can_not_be_downloaded(filled: Store) -> None:
    rows = quarantine.waiting(filled).assign(header="[]", cells="[]")
    with pytest.raises(LookupError, match="older release"):
        sheets_of(rows)


def test_each_sheet_has_our_columns_before_those_of_the_file(mixed: Store) -> None:
    for name, (header, *rows) in sheets_of(quarantine.waiting(mixed)).items():
        assert header[:3] == list(OWN_COLUMNS), name
        assert all(row[0].startswith("batch ") and row[1] and row[2] for row in rows)


def test_names_are_told_apart_where_two_files_are_called_alike(filled: Store) -> None:
    rows = quarantine.waiting(filled)
    alike = rows.assign(settled=["{}", '{"start": "iso"}', '{"start": "day-first"}'])
    assert list(sheets_of(alike)) == ["partner.csv", "partner.csv 2", "partner.csv 3"]


def test_a_sheet_of_a_workbook_keeps_its_name(filled: Store) -> None:
    rows = quarantine.waiting(filled).assign(sheet="Register")
    assert list(sheets_of(rows)) == ["Register"]


def test_rows_without_cells_are_left_out_beside_others(filled: Store) -> None:
    rows = quarantine.waiting(filled)
    rows.loc[0, ["header", "cells"]] = "[]"
    ((_, *lines),) = sheets_of(rows).values()
    assert [line[0] for line in lines] == ["batch 1 row 4", "batch 1 row 5"]


def test_nothing_to_correct_is_said(filled: Store) -> None:
    with pytest.raises(LookupError, match="No row waits in quarantine"):
        sheets_of(quarantine.waiting(filled).head(0))
