"""A look at a sheet finds events, or asks a person what it can't tell."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from data.given import Given
from data.looking import Seen, Told, WhichColumns, WhichLayer, WhichOrder, columns_of, see
from data.mapping import Mapping as Columns
from data.mappings import remember
from tests.files import OPENED, SECRET, TODAY, police_file, police_row, table

CASE = {
    "reference": "A1",
    "start": "03/04/2026",
    "category": "Drugs",
    "postcode": "WA8 7QF",
}
STRANGE = {"Log": "L1", "When it was": "13/04/2026", "Where": "WA8 7QF", "What": "Noise"}
MAPPING = Columns(
    "Housing",
    "incidents",
    {"reference": "Log", "start": "When it was", "category": "What", "postcode": "Where"},
)


def look(path: Path, told: Told | None = None, *, folder: Path | None = None) -> Seen:
    """Look at the only sheet of a file."""
    (sheet,) = OPENED(path)
    given = Given(SECRET, today=TODAY, folder=folder)
    return see(path, sheet, file="shown.csv", given=given, told=told or Told())


def rows(path: Path, *changes: Mapping[str, str], of: Mapping[str, str] = CASE) -> Path:
    """Write a file of the same row, each with its changes."""
    return table(path, *({**of, **change} for change in changes))


def test_a_known_form_is_read_and_bears_the_name_that_the_person_knows(tmp_path: Path) -> None:
    seen = look(police_file(tmp_path / "upload", police_row(reference="a"), police_row()))
    assert seen.intake is not None
    assert (seen.intake.source, seen.intake.rows, seen.intake.file) == (
        "police.uk",
        2,
        "shown.csv",
    )
    assert seen.question is None
    assert seen.refused == ""


def test_dates_that_may_be_either_are_asked_with_both_readings(tmp_path: Path) -> None:
    path = rows(tmp_path / "a", {}, {"start": "05/04/2026"}, {"start": "06/04/2026"})
    question = look(path).question
    assert isinstance(question, WhichOrder)
    assert question.heading == "start"
    assert question.choices == ("day-first", "month-first")
    assert question.examples == (
        ("03/04/2026", {"day-first": date(2026, 4, 3), "month-first": date(2026, 3, 4)}),
        ("05/04/2026", {"day-first": date(2026, 4, 5), "month-first": date(2026, 5, 4)}),
    )


@pytest.mark.parametrize(("order", "day"), [("day-first", 3), ("month-first", 4)])
def test_the_answer_is_how_the_dates_are_read(tmp_path: Path, order: str, day: int) -> None:
    seen = look(rows(tmp_path / "a", {}), Told(date_order=order))
    assert seen.intake is not None
    assert seen.intake.events["start"].iloc[0].tz_convert("Europe/London").day == day


def test_a_mixture_of_orders_is_asked_with_one_date_of_each(tmp_path: Path) -> None:
    dates = ("03/04/2026", "2026-04-13", "2026-04-14", "04/13/2026", "13/04/2026")
    path = rows(tmp_path / "a", *({"start": text} for text in dates))
    question = look(path).question
    assert isinstance(question, WhichOrder)
    assert question.mixed
    assert question.choices == ("day-first", "month-first", "iso")
    shown = [text for text, _ in question.examples]
    assert shown == ["2026-04-13", "04/13/2026", "13/04/2026", "03/04/2026"]
    assert question.examples[3][1]["iso"] is None


def test_excel_numbers_of_either_system_are_asked_with_both_days(tmp_path: Path) -> None:
    question = look(rows(tmp_path / "a", {"start": "40000"})).question
    assert isinstance(question, WhichOrder)
    assert dict(question.examples[0][1]) == {
        "excel-1900": date(2009, 7, 6),
        "excel-1904": date(2013, 7, 7),
    }


def test_columns_of_no_known_form_are_asked_with_their_first_rows(tmp_path: Path) -> None:
    question = look(rows(tmp_path / "a", {}, {"What": "Litter"}, of=STRANGE)).question
    assert isinstance(question, WhichColumns)
    assert question.header == tuple(STRANGE)
    assert question.sample.iloc[:, 3].tolist() == ["Noise", "Litter"]


def test_the_answer_is_what_the_columns_hold(tmp_path: Path) -> None:
    seen = look(rows(tmp_path / "a", {}, of=STRANGE), Told(mapping=MAPPING))
    assert seen.intake is not None
    assert (seen.intake.source, len(seen.intake.events)) == ("Housing", 1)
    assert seen.mapping == MAPPING


def test_what_was_said_of_such_columns_before_holds(tmp_path: Path) -> None:
    remember(tmp_path / "store", list(STRANGE), MAPPING)
    seen = look(rows(tmp_path / "a", {}, of=STRANGE), folder=tmp_path / "store")
    assert seen.intake is not None
    assert seen.mapping == MAPPING


def test_another_layer_than_was_said_before_asks_anew(tmp_path: Path) -> None:
    remember(tmp_path / "store", list(STRANGE), MAPPING)
    told = Told(layer="missing")
    seen = look(rows(tmp_path / "a", {}, of=STRANGE), told, folder=tmp_path / "store")
    assert isinstance(seen.question, WhichColumns)


def test_the_dates_of_a_mapped_file_are_asked_by_the_files_own_heading(tmp_path: Path) -> None:
    path = rows(tmp_path / "a", {"When it was": "03/04/2026"}, of=STRANGE)
    question = look(path, Told(mapping=MAPPING)).question
    assert isinstance(question, WhichOrder)
    assert question.heading == "When it was"


def test_columns_that_fit_several_layers_are_asked_by_layer(tmp_path: Path) -> None:
    both = {
        **CASE,
        "start": "13/04/2026",
        "cuckooing reference": "C1",
        "reported": "13/04/2026",
    }
    path = rows(tmp_path / "a", {}, of=both)
    question = look(path).question
    assert isinstance(question, WhichLayer)
    assert {"incidents", "cuckooing"} <= set(question.layers)
    seen = look(path, Told(layer="cuckooing"))
    assert seen.intake is not None
    assert seen.intake.layer == "cuckooing"


def test_what_is_refused_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("start,start,category,postcode\n", encoding="utf-8")
    refused = look(tmp_path / "a").refused
    assert "Only one column may give the start" in refused
    assert "\n" not in refused


def test_a_sample_is_short_however_long_the_sheet(tmp_path: Path) -> None:
    (sheet,) = OPENED(rows(tmp_path / "a", *[{}] * 700))
    assert len(columns_of(sheet).sample) == 500
