"""What waits is listed by file and rule, and a download holds all that is needed to correct it."""

from pathlib import Path

import pytest

from data import quarantine
from data.headings import OWN_COLUMNS
from data.schema import RULES
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


def test_every_row_waits_with_its_file_its_number_and_all_that_is_wrong(filled: Store) -> None:
    found = quarantine.waiting(filled)
    assert list(found.columns) == list(quarantine.WAITING_COLUMNS)
    assert list(found["row"]) == [3, 4, 5]
    assert list(found["origin"]) == [f"batch 1 row {row}" for row in (3, 4, 5)]
    assert list(found["rules"]) == ["date", "category,date,place-number", "ragged"]
    assert set(found["file"]) == {"partner.csv"}
    assert found["reason"][0] == f"date: {RULES['date'].says} Found: 31/02/2024"
    assert found["reason"][2].endswith("Found: 6 cells under 5 headings")
    assert found["remedy"][0] == RULES["date"].advice
    assert found["reason"][1].count("\n") == found["remedy"][1].count("\n") == 2


def test_the_same_advice_is_given_once(store: Store, tmp_path: Path) -> None:
    header, row = [*HEADER, "End"], ["A", "2030-01-01", "Drugs", "-2.7352", "53.3637", "2031-01-01"]
    bring(store, write(tmp_path / "some.csv", [header, row]))
    (found,) = quarantine.waiting(store)["remedy"]
    assert found == RULES["future"].advice


def test_groups_are_by_file_and_rule_the_most_frequent_first(mixed: Store) -> None:
    found = quarantine.groups(mixed)
    assert list(found.columns) == list(quarantine.GROUP_COLUMNS)
    first = found.loc[found["batch_id"].eq(1)]
    assert list(first["rows"]) == sorted(first["rows"], reverse=True)
    date = first.iloc[0]
    assert (date["rule"], date["rows"], date["first_rows"]) == ("date", 2, (3, 4))
    assert date["waiting"] == 3, "a row that broke three rules waits once"
    assert date["found"] == ("31/02/2024", "03/04/20x5")
    assert (date["says"], date["advice"]) == RULES["date"]
    assert list(found["batch_id"]) == sorted(found["batch_id"])
    assert set(quarantine.groups(mixed, batch=3)["file"]) == {"2024-01.csv"}


def test_nothing_waits_in_a_store_without_quarantine(store: Store) -> None:
    assert quarantine.waiting(store).empty
    assert quarantine.groups(store).empty
    for write_it in (quarantine.workbook, quarantine.table):
        with pytest.raises(LookupError, match="No row waits in quarantine"):
            write_it(store)


def test_a_download_has_the_columns_of_the_file_after_ours(filled: Store) -> None:
    for content in (quarantine.workbook(filled), quarantine.table(filled)):
        ((name, (header, *rows)),) = sheets_in(content).items()
        assert name in {"partner.csv", ""}
        assert header[: len(OWN_COLUMNS) + len(HEADER)] == [*OWN_COLUMNS, *HEADER]
        assert [row[0] for row in rows] == [f"batch 1 row {row}" for row in (3, 4, 5)]
        assert rows[0][3:8] == NO_DATE
        assert rows[1][3:8] == NOTHING_RIGHT
        assert rows[2][3:] == ["", "", "", "", "", ""][: len(rows[2]) - 3] or rows[2][3:] == RAGGED


def test_csv_holds_one_kind_of_file_and_says_so(mixed: Store) -> None:
    with pytest.raises(
        ValueError, match=r"2 kinds of file, .*incidents form, 2024-01.csv.*--batch"
    ):
        quarantine.table(mixed)
    assert quarantine.table(mixed, batch=3).decode("utf-8-sig").startswith(OWN_COLUMNS[0])


def test_one_import_alone_can_be_asked_for(mixed: Store) -> None:
    assert list(quarantine.waiting(mixed, batch=2)["origin"]) == ["batch 2 row 3"]
    with pytest.raises(LookupError, match="There is no import 9"):
        quarantine.waiting(mixed, batch=9)


def test_an_import_without_rows_that_wait_says_so(store: Store, tmp_path: Path) -> None:
    bring(store, write(tmp_path / "some.csv", [HEADER, SOUND]))
    with pytest.raises(LookupError, match="No row of import 1 waits"):
        quarantine.workbook(store, batch=1)


def test_excel_knows_the_csv_as_utf_8(store: Store, tmp_path: Path) -> None:
    bring(store, write(tmp_path / "some.csv", [HEADER, ["Café", *NO_DATE[1:]]]))
    content = quarantine.table(store)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Café" in content.decode("utf-8-sig")
