from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

from data.intake import Outcome, bring_in
from data.readers import readers
from data.receipts import Receipt
from data.schema import EVENT_COLUMNS, RULES
from data.store import Store
from geo.days import LONDON
from tests.files import (
    POLICE_HEADER,
    SECRET,
    opened_here,
    police_file,
    police_row,
    read,
    table,
    write,
)

SOUND = {
    "reference": "",
    "start": "2024-01-13 22:15",
    "end": "",
    "category": "Burglary",
    "longitude": "-2.7",
    "latitude": "53.35",
}
# pieces from which garbage is made that is close enough to real files to get far
PIECES = ["", "a1", "2024-01", "13/01/2024", "-2.7", "53.35", "0", "x", '"', ",", "\n", "\0", "£"]
garbage = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=3).map("".join)
references = st.sampled_from(["", "A", "B", "C", "D"])
kinds = st.sampled_from(["Drugs", "Arson"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def here() -> Iterator[None]:
    """Open files without a process for each, which would be most of the time of many."""
    with opened_here():
        yield


def fresh(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("case")


def content(store: Store) -> "pd.DataFrame":
    """Give the events without the numbers that the store chose, in an order of their own."""
    events = store.events().drop(columns=["event_id", "batch_id"])
    return events.sort_values(list(events.columns), ignore_index=True)


def only(outcome: Outcome) -> Receipt:
    """Give the receipt of a file with one sheet."""
    (receipt,) = outcome.receipts
    assert outcome.unread == ()
    return receipt


def test_a_file_comes_in_by_one_call(store: Store, tmp_path: Path) -> None:
    file = police_file(tmp_path / "p.csv", police_row(), police_row(month="x"))
    receipt = only(bring_in(store, file))
    assert (receipt.file, receipt.accepted, receipt.quarantined) == ("p.csv", 1, 1)
    assert len(store.events()) == 1


def test_a_file_that_is_refused_leaves_no_store_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="of a form that is known"):
        bring_in(store, write(tmp_path / "x.csv", [["a", "b"], ["1", "2"]]))
    assert not store.file.exists()


def test_the_events_of_every_reader_have_the_same_columns(tmp_path: Path) -> None:
    own = {
        name: kind for name, kind in EVENT_COLUMNS.items() if name not in {"event_id", "batch_id"}
    }
    for reader in readers():
        header = [column.name for column in reader.columns]
        intake = read(write(tmp_path / f"{reader.source}.csv", [header]))
        assert intake.source == reader.source
        assert intake.events.dtypes.astype(str).to_dict() == {"row": "int64", **own}
        assert intake.rows == 0


def test_a_file_of_a_header_alone_is_let_in_with_no_rows(store: Store, tmp_path: Path) -> None:
    receipt = only(bring_in(store, police_file(tmp_path / "p.csv")))
    assert receipt.rows == 0
    assert not store.is_empty()


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, CALENDAR_MAC_1904], ids=["1900", "1904"])
def test_a_workbooks_own_system_of_dates_is_believed_also_where_cells_show_numbers(
    tmp_path: Path, epoch: datetime
) -> None:
    book, sheet = openpyxl.Workbook(), None
    book.epoch, sheet = epoch, book.worksheets[0]
    sheet.append([*SOUND])
    for day in (1, 2):
        sheet.append([*SOUND.values()])
        sheet.cell(day + 1, 2).value = datetime(2022, 3, day)  # noqa: DTZ001  as in a sheet
    sheet.cell(3, 2).number_format = "General"
    book.save(tmp_path / "serials.xlsx")
    starts = read(tmp_path / "serials.xlsx").events["start"].dt.tz_convert(LONDON)
    assert [f"{start:%Y-%m-%d}" for start in starts] == ["2022-03-01", "2022-03-02"]


def test_progress_reaches_the_end_of_the_file(store: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = police_file(tmp_path / "p.csv", police_row())
    bring_in(store, file, progress=lambda done, size: told.append((done, size)))
    assert told[-1] == (file.stat().st_size, file.stat().st_size)


def test_faults_of_the_file_and_broken_rules_are_counted_together(tmp_path: Path) -> None:
    file = police_file(tmp_path / "p.csv", police_row(), ["too", "short"], police_row(month=""))
    intake = read(file)
    assert (intake.rows, intake.quarantined, len(intake.events)) == (3, 2, 1)
    assert dict(zip(intake.rejections["row"], intake.rejections["rule"], strict=True)) == {
        3: "ragged",
        4: "date",
    }


def test_columns_that_nobody_uses_may_hold_anything(tmp_path: Path) -> None:
    row = police_row()
    row[2] = "\0"
    assert read(police_file(tmp_path / "p.csv", row)).quarantined == 0


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.lists(garbage, min_size=11, max_size=13), max_size=6))
@example([["a1"] * 11, ["a1"] * 13, [""] * 12, ["\0"] * 12])
@example([['"', *["x"] * 11], ["2024-01", *["53.35"] * 11]])
@example([["\n"] * 12, [" "] * 12, ["\u3000\t"] * 13])
def test_no_row_of_garbage_is_ever_lost_in_a_police_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    intake = read(police_file(fresh(tmp_path_factory) / "p.csv", *rows))
    assert len(intake.events) + intake.quarantined == intake.rows
    assert intake.rows == sum(any(cell.strip() for cell in row) for row in rows)
    assert set(intake.rejections["rule"]) <= set(RULES)


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.tuples(*[garbage] * len(SOUND)), max_size=6), raw=st.text(max_size=60))
@example([], '"')
@example([], "\0")
@example([], "x,13/01/2024,,y,-2.7\n")
@example([("a1", "2024-01", '"', "\n", "-2.7", "53.35")], "1,2,3,4,5,6,7\n")
def test_no_garbage_in_a_form_is_lost_or_brings_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], raw: str
) -> None:
    given_rows = [SOUND, *(dict(zip(SOUND, row, strict=True)) for row in rows)]
    file = table(fresh(tmp_path_factory) / "f.csv", *given_rows)
    with file.open("a", encoding="utf-8", errors="replace", newline="") as end:
        end.write(raw)
    try:
        intake = read(file)
    except ValueError as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017  either may happen
    else:
        assert len(intake.events) + intake.quarantined == intake.rows
        assert not set(intake.events["row"]) & set(intake.rejections["row"])


def test_what_the_store_holds_is_what_the_receipts_say(store: Store, tmp_path: Path) -> None:
    rows = [police_row(reference=reference) for reference in ("A", "", "A", "B", "")]
    receipts = [
        only(bring_in(store, police_file(tmp_path / "one.csv", *rows, police_row(month="")))),
        only(bring_in(store, police_file(tmp_path / "two.csv", *rows, ["short"]))),
    ]
    assert len(store.events()) == sum(receipt.accepted for receipt in receipts)
    assert len(store.quarantine()) == sum(receipt.quarantined for receipt in receipts)
    assert len(store.history()) == sum(receipt.duplicates for receipt in receipts)


@pytest.mark.usefixtures("here")
@settings(max_examples=10, deadline=None)
@given(
    rows=st.lists(st.tuples(st.none() | st.integers(0, 99), kinds), max_size=8, unique_by=id),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_without_duplicates_never_matters(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[int | None, str]],
    chance: Random,
) -> None:
    case = fresh(tmp_path_factory)
    used: set[int] = set()
    made = []
    for number, kind in rows:
        reference = "" if number is None or number in used else f"R{number}"
        used |= set() if number is None else {number}
        made.append(police_row(reference=reference, category=kind))
    mixed = list(made)
    chance.shuffle(mixed)
    one, two = Store(case / "one"), Store(case / "two")
    bring_in(one, police_file(case / "one.csv", *made))
    bring_in(two, police_file(case / "two.csv", *mixed))
    pd.testing.assert_frame_equal(content(one), content(two))


@pytest.mark.usefixtures("here")
@settings(max_examples=10, deadline=None)
@given(rows=st.lists(st.tuples(references, kinds), max_size=10), cut=st.integers(0, 10))
def test_a_file_in_two_parts_gives_the_same_events(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], cut: int
) -> None:
    case = fresh(tmp_path_factory)
    made = [police_row(reference=reference, category=kind) for reference, kind in rows]
    whole, parts = Store(case / "whole"), Store(case / "parts")
    receipt = only(bring_in(whole, police_file(case / "whole.csv", *made)))
    # a part may by chance be the very file of the other part: a column of its own keeps them apart
    halves = []
    for name, half in (("first", made[:cut]), ("second", made[cut:])):
        marked = [[*row, name] for row in half]
        file = write(case / f"{name}.csv", [[*POLICE_HEADER, "part"], *marked])
        halves.append(only(bring_in(parts, file)))
    pd.testing.assert_frame_equal(content(whole), content(parts))
    for count in ("rows", "accepted", "duplicates", "revised"):
        assert getattr(receipt, count) == sum(getattr(half, count) for half in halves)


def test_the_store_s_own_secret_makes_the_pseudonyms(store: Store, tmp_path: Path) -> None:
    row = {
        "person id": "P1",
        "missing from": "2024-01-13",
        "returned": "",
        "longitude": "-2.7",
        "latitude": "53.35",
    }
    file = table(tmp_path / "m.csv", row)
    bring_in(store, file)
    assert store.secret() != SECRET
    assert store.events()["person"][0] != read(file).events["person"][0]
