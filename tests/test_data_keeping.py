"""The quarantine keeps no more of a row than the store keeps of one that is let in."""

import os
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import quarantine
from data.keeping import WHOLE_ROWS, kept, whole_rows
from data.people import pseudonyms, shown
from data.readers import readers
from data.store import Store
from tests.corrections import bring, corrected, sheets_in
from tests.files import SECRET, write

HEADER = ["report id", "person id", "name", "date of birth", "missing from", "returned", "risk"]
HEADER += ["postcode", "Social worker"]
NAME, BORN, WORKER = "Philippa Featherstonehaugh", "17/05/2011", "Bartholomew Quill"
PERSON = "NOM-778812"


def row(
    reference: str = "M-1", *, since: str = "13/01/2024 22:30", risk: str = "high"
) -> list[str]:
    return [reference, PERSON, NAME, BORN, since, "14/01/2024", risk, "WA7 2AB", WORKER]


BROKEN = [
    row("M-2", risk="enormous"),
    row("M-3", since="31/02/2024"),
    [*row("M-4"), "a stray cell"],
    row("M-5")[:6],
    ["Total", *row()[1:]],
    [f"M-6 {NAME}"[:3], PERSON, f"{NAME}\0", BORN, "x", "", "", "", WORKER],
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    bring(store, write(tmp_path / "missing.csv", [HEADER, row(), *BROKEN]))
    return store


def everything_in(folder: Path) -> str:
    """Read the bytes of every file of a store, and every text of its tables."""
    found = [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]
    with duckdb.connect(folder / "store.duckdb", read_only=True) as connection:
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            found += map(str, connection.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608  our own names
    return "\n".join(found)


SECRETS = (NAME, NAME.split()[1], BORN, WORKER, PERSON, "a stray cell")


def test_no_name_reaches_the_files_of_the_store(filled: Store) -> None:
    assert len(filled.held()) == len(BROKEN)
    inside = everything_in(filled.folder)
    assert "WA7 2AB" in inside, "what can be corrected is kept"
    assert [secret for secret in SECRETS if secret in inside] == []


def test_nor_does_it_leave_in_a_download_or_come_in_with_a_corrected_file(
    filled: Store, tmp_path: Path
) -> None:
    content = quarantine.workbook(filled)
    said = str(sheets_in(content)) + str(quarantine.groups(filled).to_dict())
    assert [secret for secret in SECRETS if secret in said] == []
    back = corrected(
        content,
        {
            "batch 1 row 3": lambda cells: [*cells[:6], "high", *cells[7:]],
            "batch 1 row 5": lambda _cells: row("M-4", risk="extreme"),
        },
        to=tmp_path / "back",
    )
    (receipt,) = bring(filled, back)
    assert receipt.accepted == 1
    inside = everything_in(filled.folder)
    assert [secret for secret in SECRETS if secret in inside] == []


def test_the_person_of_a_corrected_row_is_the_same_as_in_other_files(
    filled: Store, tmp_path: Path
) -> None:
    def high(cells: list[str]) -> list[str]:
        return [*cells[:6], "high", *cells[7:]]

    download = quarantine.workbook(filled)
    bring(filled, corrected(download, {"batch 1 row 3": high}, to=tmp_path / "back"))
    events = filled.events()
    assert list(events["reference"]) == ["M-1", "M-2"]
    assert list(events["person"]) == [pseudonyms_of(PERSON, filled)] * 2


def pseudonyms_of(person: str, store: Store) -> str:
    return str(pseudonyms(pd.Series([person], dtype="str"), secret=store.secret())[0])


def test_a_setting_keeps_rows_as_they_came(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WHOLE_ROWS, "yes")
    bring(store, write(tmp_path / "missing.csv", [HEADER, row(), *BROKEN[:3]]))
    (rows,) = sheets_in(quarantine.table(store)).values()
    assert [found[3:] for found in rows[1:]] == BROKEN[:3]


@pytest.mark.parametrize(("said", "whole"), [("", False), ("no", False), (" YES ", True)])
def test_the_setting_is_yes_or_no(
    monkeypatch: pytest.MonkeyPatch, said: str, *, whole: bool
) -> None:
    monkeypatch.setenv(WHOLE_ROWS, said)
    assert whole_rows() is whole
    monkeypatch.setenv(WHOLE_ROWS, "perhaps")
    with pytest.raises(ValueError, match=f"{WHOLE_ROWS} is yes or no; found 'perhaps'"):
        whole_rows()


def cells_kept(
    cells: list[str], *, header: list[str], source: str, apart: bool = False
) -> list[str]:
    reader = next(one for one in readers() if one.source == source)
    found = kept(
        {7: cells},
        header=header,
        reader=reader,
        apart=frozenset([7] if apart else []),
        secret=SECRET,
    )
    return found[7]


def test_a_file_of_which_everything_is_used_keeps_even_a_row_that_can_not_be_told_apart() -> None:
    header = ["start", "category", "postcode"]
    ragged = ["2024-01-01", "Drugs", "WA7 2AB", "x"]
    assert cells_kept(ragged, header=header, source="incidents form") == ragged
    assert cells_kept(["a line"], header=header, source="incidents form", apart=True) == ["a line"]


def test_a_column_that_nobody_reads_is_blanked_in_every_layer() -> None:
    header = ["start", "suspect", "category", "postcode"]
    row = ["2024-13-01", "A Name", "Drugs", "WA7 2AB"]
    assert cells_kept(row, header=header, source="incidents form") == [row[0], "", *row[2:]]
    assert cells_kept(row[:3], header=header, source="incidents form") == []
    assert cells_kept(row, header=header, source="incidents form", apart=True) == []


def test_every_column_that_says_it_is_not_kept_is_not_kept() -> None:
    for reader in readers():
        for column in reader.columns:
            assert (column.keeps == "nothing") == column.meaning.startswith("Not kept"), column


def test_a_pseudonym_stands_for_itself() -> None:
    ids = pd.Series(["P-1", "", "p 1"], dtype="str")
    first = pseudonyms(ids, secret=SECRET)
    again = pseudonyms(first.map(shown).astype("str"), secret=SECRET)
    assert list(again) == list(first)
    assert shown("") == ""
    assert WHOLE_ROWS not in os.environ
