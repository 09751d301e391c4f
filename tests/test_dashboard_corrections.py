"""The quarantine of one person: analysts alone, their layers alone, and a workbook that returns."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard import arrivals, corrections, desk
from data.headings import OWN_COLUMNS
from tests.desks import Desk, desk_at, settled, text
from tests.files import OPENED

HEADER = ["reference", "start", "category", "postcode"]
MISSING = text(
    ["reference", "person id", "missing from", "returned", "postcode"],
    ["M1", "P1", "31/02/2026", "", "WA8 7QF"],
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Set a desk up at which two files left rows in quarantine."""
    monkeypatch.setattr(arrivals, "open_sheets", OPENED)
    place = desk_at(tmp_path)
    rows = [["A1", "13/04/2026", "Drugs", "WA8 7QF"], ["A2", "31/02/2026", "", "WA8 7QF"]]
    bring(place, text(HEADER, *rows), "cases.csv")
    bring(place, MISSING, "absent.csv")
    return place


def bring(place: Desk, content: bytes, name: str) -> arrivals.Arrival:
    arrival = settled(desk.take(place.look(), name, content))
    desk.bring_in(place.look(), arrival)
    return settled(arrival)


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def test_a_row_that_broke_two_rules_waits_once(place: Desk) -> None:
    assert corrections.rows(place.look()) == 2
    found = corrections.groups(place.look())
    assert found["waiting"].tolist() == [1, 1, 1]
    assert found[["file", "rule", "rows"]].to_numpy().tolist() == [
        ["cases.csv", "category", 1],
        ["cases.csv", "date", 1],
        ["absent.csv", "date", 1],
    ]


def test_rows_of_a_layer_that_may_not_be_seen_are_neither_counted_nor_downloaded(
    place: Desk,
) -> None:
    narrow = place.look(layers=("incidents",))
    assert corrections.rows(narrow) == 1
    assert set(corrections.groups(narrow)["layer"]) == {"incidents"}
    cells = [
        cell
        for rows in sheets(corrections.download(narrow)).values()
        for row in rows
        for cell in row
    ]
    assert "A2" in cells
    assert "M1" not in cells
    with pytest.raises(LookupError):
        corrections.download(place.look(layers=("cuckooing",)))


@pytest.mark.parametrize("act", [corrections.rows, corrections.groups, corrections.download])
def test_only_an_analyst_sees_the_quarantine(place: Desk, act: object) -> None:
    with pytest.raises(PermissionError, match="The quarantine is for analysts"):
        act(place.look(name="J. Doe"))  # type: ignore[operator]  # one of three functions


def test_the_download_has_the_columns_of_the_file_behind_ours(place: Desk) -> None:
    (rows,) = sheets(corrections.download(place.look(layers=("incidents",)))).values()
    assert rows[0] == [*OWN_COLUMNS, *HEADER]
    assert rows[1][3:5] == ["A2", "31/02/2026"]


def test_a_corrected_download_that_is_handed_in_empties_the_quarantine(place: Desk) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(corrections.download(place.look(layers=("incidents",))))
    )
    (sheet,) = book.worksheets
    sheet["E2"], sheet["F2"] = "28/02/2026", "Drugs"
    mended = io.BytesIO()
    book.save(mended)
    arrival = bring(place, mended.getvalue(), "mended.xlsx")
    assert [(one.accepted, one.returned) for one in arrival.receipts] == [(1, 1)]
    assert corrections.rows(place.look()) == 1
    assert len(place.store.events()) == 2
