"""The small map shows hexagons of the borough and no point, and says what is not on it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from dashboard.panels.intake import picture
from data.receipts import Intake
from tests.files import intake_of

LIVERPOOL = (-2.98, 53.41)


def drawn(*intakes: Intake) -> str:
    return picture.html(intakes, vintage="2020", folder=Path("nowhere"))


def masks(said: str, colour: str) -> int:
    return said.count(f"--paint:var({colour})")


def with_events(intake: Intake, **columns: str | float) -> Intake:
    return replace(intake, events=intake.events.assign(**columns))


def test_the_borough_and_the_hexagons_of_the_rows_are_drawn() -> None:
    said = drawn(intake_of("a", "b"))
    assert masks(said, "--incidents") == 1
    assert masks(said, "--ward-line") == 1
    assert "2 of 2 sound rows in the borough" in said
    assert "Widnes" in said


def test_each_layer_has_its_colour() -> None:
    said = drawn(intake_of("a"), intake_of("b", layer="missing"))
    assert (masks(said, "--incidents"), masks(said, "--missing")) == (1, 1)
    assert masks(said, "--cuckooing") == 0


def test_what_is_not_on_the_map_is_said() -> None:
    outside = with_events(intake_of("a", place=LIVERPOOL), flags="put-right,outside")
    ward = with_events(intake_of("b"), lng=np.nan, lat=np.nan, flags="ward-only")
    said = drawn(outside, ward, intake_of("c"))
    assert "1 of 3 sound rows in the borough, 1 outside it, 1 known by ward alone" in said


def test_rows_outside_alone_draw_no_hexagon() -> None:
    said = drawn(with_events(intake_of("a", place=LIVERPOOL), flags="outside"))
    assert masks(said, "--incidents") == 0
    assert "0 of 1 sound rows" in said


def test_no_coordinate_and_no_name_is_in_the_picture() -> None:
    one = intake_of("a")
    said = drawn(with_events(one, location="12 Mill Lane", person="abc123"))
    assert "Mill Lane" not in said
    assert "abc123" not in said
    assert "53.36" not in said


def test_a_file_without_a_sound_row_has_no_map() -> None:
    empty = intake_of("a")
    assert drawn(replace(empty, events=empty.events.iloc[:0])) == ""
