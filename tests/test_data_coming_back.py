"""Rejected, downloaded, corrected, brought back: the events are those of the clean file."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data import quarantine
from data.coming_back import nothing_held, welcome
from data.formats.grid import Fault
from data.headings import OWN_COLUMNS
from data.mapping import Mapping as Said
from data.mappings import remember
from data.risky import guarded
from data.store import Store
from tests.corrections import Change, bring, corrected, sheets_in
from tests.files import OPENED, write
from tests.messy_formats import FORMATS, TOTALS

HEADER = ["Ref", "Start", "End", "Category", "Longitude", "Latitude", "Location", "Our notes"]
SOUND = ["A-1", "13/01/2024 22:15", "", "Burglary", "-2.7352", "53.3637", "Mill Lane", ""]
"""It settles the order of the dates and the kind of the coordinates."""
IGNORED = ["event_id", "batch_id", "flags"]

TEXTS = st.sampled_from(
    [
        *("Mill Lane", "=1+1", "'quoted'", "'=x", "-5 High St", "@home", "00123", "03/04/2025"),
        *("a\nb", 'said "no"', "Café; 3|4", "+44 1928", "Total 5", "1.0E+11", "_x0041_", "  two  "),
    ]
)
REFERENCES = st.sampled_from(["", "00123", "N24/7", "03/04/2025", "-7", "1/2", "A 9", "=A1"])
SPOILT: Mapping[str, tuple[int, str]] = {
    "date": (1, "31/02/2024"),
    "not a day": (1, "13"),
    "end": (2, "soon"),
    "category": (3, ""),
    "place": (5, "53,36.37"),
    "far": (4, "99"),
}
BROKEN = st.sampled_from([*SPOILT, "comma", "short"])


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """Draw a sound row; its day is often one that might be a month."""
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    east, north = draw(st.integers(0, 9999)), draw(st.integers(0, 999))
    return [
        draw(REFERENCES),
        f"{day:02d}/{month:02d}/2024",
        "",
        draw(st.sampled_from(["Burglary", "Drugs", "=cmd"])),
        f"-2.7{east:04d}",
        f"53.3{north:03d}",
        draw(TEXTS),
        "",
    ]


def spoil(row: list[str], how: str) -> list[str]:
    if how == "comma":
        return [*row[:6], "extra", *row[6:-1], "and more"]
    if how == "short":
        return row[:5]
    place, text = SPOILT[how]
    return [*row[:place], text, *row[place + 1 :]]


def with_own_references(drawn: list[list[str]]) -> list[list[str]]:
    """Let references stand once: the same twice is a revision, which is another matter."""
    seen = set[str]()
    for row in drawn:
        plain = row[0].lstrip("0")
        row[0] = "" if plain in seen else row[0]
        seen.add(plain)
    return drawn


def content_of(store: Store) -> pd.DataFrame:
    """Give the events without the numbers that tell their way into the store."""
    events = store.events().drop(columns=IGNORED)
    return events.sort_values(list(events.columns), ignore_index=True)


def setting(clean: list[str]) -> Change:
    """Correct a row whole; a cell that would be a formula keeps its mark."""
    return lambda _cells: [guarded(cell) for cell in clean]


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.generate],
)
@given(data=st.data())
def test_in_the_end_the_events_are_those_of_the_clean_file(data: st.DataObject) -> None:
    drawn = with_own_references(data.draw(st.lists(rows(), min_size=1, max_size=6)))
    clean = [SOUND, *drawn]
    broken = {
        place: data.draw(BROKEN)
        for place in range(1, len(clean))
        if data.draw(st.booleans(), label=f"row {place} is broken")
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, store = Store(folder / "whole", backups=0), Store(folder / "store", backups=0)
        bring(whole, write(folder / "clean.csv", [HEADER, *clean]))
        expected = content_of(whole)
        handed_in = [
            spoil(row, broken[at]) if at in broken else row for at, row in enumerate(clean)
        ]
        (receipt,) = bring(store, write(folder / "partner.csv", [HEADER, *handed_in]))
        assert receipt.quarantined == len(broken)
        names = {place: f"batch 1 row {place + 2}" for place in broken}
        waiting, downloads = set(broken), list[bytes]()
        for turn in range(data.draw(st.integers(1, 4), label="turns")):
            if waiting:
                as_csv = data.draw(st.booleans(), label="as CSV")
                make = quarantine.table if as_csv else quarantine.workbook
                downloads.append(make(store))
            if not downloads:
                break
            copy = downloads[data.draw(st.integers(0, len(downloads) - 1), label="which copy")]
            chosen = data.draw(st.sets(st.sampled_from(sorted(broken))), label="corrected")
            removed = data.draw(st.sets(st.sampled_from(sorted(broken)), max_size=2), label="left")
            changes: dict[str, Change] = {names[at]: setting(clean[at]) for at in chosen}
            changes |= {names[at]: lambda _cells: None for at in removed - chosen}
            there = {at for at in broken if any(row[0] == names[at] for row in sheets_in_one(copy))}
            if not there - (removed - chosen):
                continue
            path = corrected(copy, changes, to=folder / f"back {turn}")
            (receipt,) = bring(store, path)
            waiting -= chosen & there
            assert set(store.held()["origin"]) == {names[at] for at in waiting}
            sound = expected_without(whole, waiting)
            assert len(store.events()) == sound
        if waiting:
            changes = {names[at]: setting(clean[at]) for at in waiting}
            bring(store, corrected(quarantine.workbook(store), changes, to=folder / "last"))
        pd.testing.assert_frame_equal(content_of(store), expected)
        assert store.held().empty
        assert store.quarantine().empty


def sheets_in_one(content: bytes) -> list[list[str]]:
    (found,) = sheets_in(content).values()
    return found


def expected_without(whole: Store, waiting: set[int]) -> int:
    return len(whole.events()) - len(waiting)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", backups=0)


def handed_in(store: Store, *rows: list[str], header: list[str] = HEADER, **said: object) -> None:
    """Bring in a file of these rows as import 1, or the next."""
    number = len(store.batches()) + 1
    bring(store, write(store.folder.parent / f"partner {number}.csv", [header, *rows]), **said)


def back(store: Store, changes: Mapping[str, Change], *, as_csv: bool = False) -> Path:
    content = quarantine.table(store) if as_csv else quarantine.workbook(store)
    return corrected(content, changes, to=store.folder.parent / f"back {len(store.batches())}")


def put(place: int, text: str) -> Change:
    """Change one cell."""
    return lambda cells: [*cells[:place], text, *cells[place + 1 :]]


def starts(store: Store) -> list[str]:
    local = store.events()["start"].dt.tz_convert("Europe/London")
    return [f"{moment:%Y-%m-%d}" for moment in local]


def waiting(store: Store) -> dict[str, str]:
    """Give the rules that each waiting row breaks, by its name."""
    rows = quarantine.waiting(store)
    return dict(zip(rows["origin"], rows["rules"], strict=True))


def test_an_ordinary_sheet_is_left_as_it_is_and_nobody_is_asked(tmp_path: Path) -> None:
    (sheet,) = OPENED(write(tmp_path / "some.csv", [HEADER, SOUND]))

    def asked() -> pd.DataFrame:
        pytest.fail("the store was asked")

    guest = welcome(sheet, once_held=asked)
    assert guest.sheet is sheet
    assert not guest.origins


def test_our_columns_and_marks_are_taken_out(tmp_path: Path) -> None:
    rows = [
        [*OWN_COLUMNS, "Ref", "'=Odd"],
        ["batch 1 row 2", "w", "d", "'=1", "'quoted'"],
        ["", "", "", "added", ""],
        ["batch 1 row 3", "w", "d", "", "", "beyond", "'-x"],
        ["batch 1 row 4", "w", "d", "", ""],
    ]
    (sheet,) = OPENED(write(tmp_path / "back.csv", rows))
    guest = welcome(sheet, once_held=nothing_held)
    assert guest.sheet.header == ("Ref", "=Odd")
    assert guest.sheet.cells({"a": 0, "b": 1}).to_numpy().tolist() == [
        ["=1", "'quoted'"],
        ["added", ""],
    ]
    assert guest.sheet.faults == (
        Fault(4, "ragged", "7 cells under 5 headings", ("", "", "beyond", "-x")),
    )
    assert guest.origins == {2: "batch 1 row 2", 4: "batch 1 row 3"}, "a blanked row is removed"
    assert (guest.layer, guest.source, guest.settled) == ("", "", {})


@pytest.mark.parametrize("as_csv", [True, False])
@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (SOUND[:6], "ragged"),
        ([*SOUND, "stray"], "ragged"),
        (["Total", "13/01/2024", "", "Drugs", "-2.7352", "53.3637", ""], "totals-row"),
    ],
)
def test_a_row_that_was_not_corrected_is_not_let_in_by_the_form_of_the_download(
    store: Store, broken: list[str], rule: str, *, as_csv: bool
) -> None:
    header = HEADER[:-1]  # a file of which all columns are kept
    first = ["Sub", *SOUND[1:7]]
    handed_in(store, first, broken, header=header)
    assert waiting(store) == {"batch 1 row 3": rule}
    for _ in range(2):
        (receipt,) = bring(store, back(store, {}, as_csv=as_csv))
        assert (receipt.rows, receipt.accepted) == (1, 0)
        assert waiting(store) == {"batch 1 row 3": rule}
    changes = {"batch 1 row 3": setting(["Z", *SOUND[1:7]])}
    (receipt,) = bring(store, back(store, changes, as_csv=as_csv))
    assert (receipt.accepted, receipt.returned) == (1, 1)
    assert not waiting(store)


@pytest.mark.parametrize("as_csv", [True, False])
def test_a_character_that_no_workbook_holds_is_not_corrected_by_being_lost(
    store: Store, *, as_csv: bool
) -> None:
    handed_in(store, SOUND[:7], ["B", *SOUND[1:6], "Mill\0Lane"], header=HEADER[:7])
    assert waiting(store) == {"batch 1 row 3": "unreadable"}
    bring(store, back(store, {}, as_csv=as_csv))
    assert waiting(store) == {"batch 1 row 3": "unreadable"}
    bring(store, back(store, {"batch 1 row 3": put(6, "Mill Lane")}, as_csv=as_csv))
    assert list(store.events()["location"]) == ["Mill Lane"] * 2


def test_a_formula_without_a_value_is_not_taken_for_a_blank_cell(
    store: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER[:7], SOUND[:7], ["B", "14/01/2024", "=B2+1", *SOUND[3:7]]):
        sheet.append(row)
    book.save(tmp_path / "partner.xlsx")
    bring(store, tmp_path / "partner.xlsx")
    assert waiting(store) == {"batch 1 row 3": "formula"}
    bring(store, back(store, {}))
    assert waiting(store) == {"batch 1 row 3": "formula"}
    bring(store, back(store, {"batch 1 row 3": put(2, "15/01/2024")}))
    assert starts(store) == ["2024-01-13", "2024-01-14"]


@pytest.mark.parametrize(
    ("evidence", "typed", "day"),
    [
        ("13/01/2024", "03/04/2024", "2024-04-03"),
        ("01/13/2024", "03/04/2024", "2024-03-04"),
        ("2024-01-13", "2024-04-03", "2024-04-03"),
        ("01/13/2024", "2024-04-03", "2024-04-03"),
        ("45304", "45385", "2024-04-03"),
    ],
)
@pytest.mark.parametrize("as_csv", [True, False])
def test_a_date_is_read_as_its_file_was(
    store: Store, evidence: str, typed: str, day: str, *, as_csv: bool
) -> None:
    handed_in(store, ["A", evidence, *SOUND[2:]], ["B", "", *SOUND[2:]])
    (receipt,) = bring(store, back(store, {"batch 1 row 3": put(1, typed)}, as_csv=as_csv))
    assert receipt.accepted == 1
    assert starts(store) == ["2024-01-13", day]


def test_an_order_that_a_person_said_holds_for_the_rows_that_come_back(store: Store) -> None:
    rows = (["A", "03/04/2024", *SOUND[2:]], ["B", "04/05/2024", "", "", *SOUND[4:]])
    handed_in(store, *rows, date_order="month-first")
    bring(store, back(store, {"batch 1 row 3": put(3, "Drugs")}))
    assert starts(store) == ["2024-03-04", "2024-04-05"]


def test_coordinates_are_meant_as_in_their_file(store: Store) -> None:
    header = ["Ref", "Start", "Category", "Easting", "Northing"]
    exchanged = ["B", "2024-01-13", "Drugs", "385400", "351200"]
    handed_in(store, ["A", "2024-01-13", "Drugs", "351200", "385400"], exchanged, header=header)
    bring(store, back(store, {}))
    assert waiting(store) == {"batch 1 row 3": "place-exchanged"}, "alone it would be put right"
    bring(store, back(store, {"batch 1 row 3": setting([*exchanged[:3], "351200", "385400"])}))
    events = store.events()
    assert events["lng"][0] == pytest.approx(events["lng"][1])
    assert list(events["flags"]) == ["", ""]


def test_a_source_that_a_mapping_names_is_known_again(store: Store) -> None:
    header = ["Raised", "Kind", "Post", "Officer"]
    said = Said("CRM", "incidents", {"start": "Raised", "category": "Kind", "postcode": "Post"})
    store.secret()
    remember(store.folder, header, said)
    handed_in(
        store,
        ["13/01/2024", "Noise", "WA7 2AB", "P.C. Name"],
        ["03/04/2024", "Noise", "WA7", "P.C. Name"],
        header=header,
    )
    (receipt,) = bring(store, back(store, {"batch 1 row 3": put(2, "WA7 2AB")}))
    assert (receipt.source, receipt.accepted) == ("CRM", 1)
    assert starts(store) == ["2024-01-13", "2024-04-03"]


def test_a_layer_that_a_person_said_is_known_again(store: Store) -> None:
    header = ["reference", "reported", "postcode"]
    row = ["C-1", "2024-02-19", "WA7"]
    handed_in(store, row, header=header, layer="cuckooing")
    (receipt,) = bring(store, back(store, {"batch 1 row 2": put(2, "WA7 2AB")}))
    assert (receipt.layer, receipt.accepted) == ("cuckooing", 1)


def test_a_register_with_a_reason_of_its_own_keeps_it(store: Store) -> None:
    header = ["Ref", "Date reported", "Reason", "Order type", "Postcode"]
    row = ["C-1", "31/02/2024", "drug supply", "full", "WA7 2AB"]
    handed_in(store, row, header=header)
    bring(store, back(store, {"batch 1 row 2": put(1, "19/02/2024")}))
    events = store.events()
    assert list(events["category"]) == ["drug supply"]


def test_rows_of_several_imports_of_one_kind_come_back_together(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    handed_in(store, SOUND, spoil(["C", *SOUND[1:]], "place"), spoil(["D", *SOUND[1:]], "end"))
    changes = {name: put(5, "53.3637") for name in ("batch 1 row 3", "batch 2 row 3")}
    (receipt,) = bring(store, back(store, changes))
    assert (receipt.rows, receipt.accepted, receipt.quarantined) == (3, 2, 1)
    assert list(store.events()["reference"]) == ["A-1", "B", "C"]
    assert waiting(store) == {"batch 2 row 4": "end"}


def test_a_workbook_of_several_kinds_comes_back_whole_or_not_at_all(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    other = ["reference", "person id", "missing from", "returned", "postcode"]
    handed_in(store, ["M-1", "P", "31/02/2024", "", "WA7 2AB"], header=other)
    changes = {"batch 1 row 3": put(5, "53.3637"), "batch 2 row 2": put(2, "19/02/2024")}
    receipts = bring(store, back(store, changes))
    assert [(one.layer, one.accepted) for one in receipts] == [("incidents", 1), ("missing", 1)]
    assert not waiting(store)


def test_rows_that_are_not_read_in_one_way_are_not_read_together(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    handed_in(store, ["C", "01/13/2024", *SOUND[2:]], ["D", "01/14/2024", "", "", *SOUND[4:]])
    first, second = sheets_in(quarantine.workbook(store)).values()
    path = write(store.folder.parent / "joined.csv", [*first, *second[1:]])
    with pytest.raises(
        ValueError, match=r"column 'start' in different ways \(day-first, month-first"
    ):
        bring(store, path)
    assert len(store.events()) == 2


def test_a_download_that_has_lost_its_names_does_not_count_its_rows_anew(store: Store) -> None:
    handed_in(store, SOUND, spoil(["", *SOUND[1:]], "place"))
    rows = sheets_in(quarantine.table(store))[""]
    with pytest.raises(ValueError, match="without its column"):
        bring(store, write(store.folder.parent / "lost.csv", [row[1:] for row in rows]))
    assert waiting(store) == {"batch 1 row 3": "place-number"}


def test_another_store_does_not_take_the_rows(store: Store, tmp_path: Path) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    path = back(store, {"batch 1 row 3": put(5, "53.3637")})
    other = Store(tmp_path / "other", backups=0)
    with pytest.raises(ValueError, match="not in this store's quarantine"):
        bring(other, path)
    assert other.events().empty


def test_what_is_wrong_now_is_what_is_said(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    bring(store, back(store, {"batch 1 row 3": put(3, "")}))
    assert waiting(store) == {"batch 1 row 3": "category,place-number"}
    bring(store, back(store, {"batch 1 row 3": put(5, "53.3637")}))
    assert waiting(store) == {"batch 1 row 3": "category"}
    (found,) = quarantine.waiting(store)["file"]
    assert found == "partner 1.csv", "it stays where it was found first"


def test_a_row_that_was_added_is_a_row_like_any_other(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"))
    rows = sheets_in(quarantine.table(store))[""]
    added = ["", "", "", *spoil(["C", *SOUND[1:]], "end")]
    sound = ["", "", "", "D", *SOUND[1:]]
    path = write(store.folder.parent / "more.csv", [*rows, added, sound])
    (receipt,) = bring(store, path)
    assert (receipt.rows, receipt.accepted, receipt.quarantined) == (3, 1, 2)
    assert waiting(store) == {"batch 1 row 3": "place-number", "batch 2 row 3": "end"}


def test_a_stray_quotation_mark_does_not_cost_a_row_its_name(store: Store) -> None:
    header = HEADER[:-1]
    handed_in(store, SOUND[:7], spoil(["B", *SOUND[1:]], "place")[:7], header=header)
    lines = quarantine.table(store).decode("utf-8-sig").splitlines()
    path = store.folder.parent / "quoted.csv"
    path.write_text(
        lines[0] + "\n" + lines[1].replace("Mill", 'Mill", "x"y').replace(",B,", ',"B"b,') + "\n",
        encoding="utf-8",
    )
    bring(store, path)
    assert waiting(store) == {"batch 1 row 3": "unreadable"}


def test_a_real_date_that_excel_made_of_it_is_understood(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "date"))
    book = openpyxl.load_workbook(io.BytesIO(quarantine.workbook(store)))
    cell = book.worksheets[0]["E2"]
    cell.value, cell.number_format = dt.date(2024, 4, 3), "dd/mm/yyyy"
    book.save(store.folder.parent / "typed.xlsx")
    bring(store, store.folder.parent / "typed.xlsx")
    assert starts(store) == ["2024-01-13", "2024-04-03"]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"geojson", "police.uk archive", *TOTALS}))
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_it_was_saved_as_it_comes_back(store: Store, form: str, seed: int) -> None:
    handed_in(store, SOUND, spoil(["00123", *SOUND[1:]], "place"), spoil(["", *SOUND[1:]], "end"))
    header, *rows = sheets_in(quarantine.table(store))[""]
    rows[0][8] = "53.3637"
    path = FORMATS[form](store.folder.parent, header, rows, Random(seed))  # noqa: S311  not for secrets
    (receipt,) = bring(store, path)
    assert (receipt.accepted, receipt.quarantined, receipt.returned) == (1, 1, 1)
    assert waiting(store) == {"batch 1 row 4": "end"}
    assert starts(store) == ["2024-01-13"] * 2


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_csv_that_another_program_saved_its_own_way_comes_back(
    store: Store, delimiter: str
) -> None:
    handed_in(store, SOUND, spoil(["00123", *SOUND[1:6], "Mill; Lane", ""], "place"))
    rows = sheets_in(quarantine.table(store))[""]
    rows[1][8] = "53.3637"
    path = store.folder.parent / "saved.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    (receipt,) = bring(store, path)
    assert receipt.accepted == 1
    assert list(store.events()["location"]) == ["Mill Lane", "Mill; Lane"]


def test_undoing_returns_in_turn_leads_back_to_where_it_began(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"), spoil(["", *SOUND[1:]], "end"))
    before, broken = content_of(store), waiting(store)
    bring(store, back(store, {"batch 1 row 3": put(5, "53.3637")}))
    bring(store, back(store, {"batch 1 row 4": put(2, "")}))
    assert len(store.events()) == 3
    with pytest.raises(ValueError, match="corrected and brought back"):
        store.undo(1)
    store.undo(3)
    assert waiting(store) == {"batch 1 row 4": "end"}
    store.undo(2)
    assert waiting(store) == broken
    pd.testing.assert_frame_equal(content_of(store), before)
    store.undo(1)
    assert store.events().empty
    assert not waiting(store)


def test_returns_are_undone_in_any_order(store: Store) -> None:
    handed_in(store, SOUND, spoil(["B", *SOUND[1:]], "place"), spoil(["", *SOUND[1:]], "end"))
    before, broken = content_of(store), waiting(store)
    bring(store, back(store, {"batch 1 row 3": put(5, "53.3637")}))
    bring(store, back(store, {"batch 1 row 4": put(2, "")}))
    store.undo(2)
    assert waiting(store) == {"batch 1 row 3": "place-number"}
    assert len(store.events()) == 2
    store.undo(3)
    assert waiting(store) == broken
    pd.testing.assert_frame_equal(content_of(store), before)


def test_the_same_corrected_file_a_second_time_adds_nothing(store: Store) -> None:
    handed_in(store, SOUND, spoil(["", *SOUND[1:]], "place"), spoil(["", *SOUND[1:]], "end"))
    path = back(store, {"batch 1 row 3": put(5, "53.3637")})
    (first,), (second,) = bring(store, path), bring(store, path)
    assert (first.accepted, first.quarantined) == (1, 1)
    assert (second.duplicates, second.seen_before) == (2, True)
    store.undo(first.batch_id)
    (third,) = bring(store, path)
    assert (third.accepted, third.seen_before) == (1, False)
    assert len(store.events()) == 2
