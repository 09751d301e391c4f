"""The line below the headline says which place and time, against which, and where events are."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import comparing
from dashboard.panels import standfirst
from geo.change import FALL, TOO_FEW
from geo.windows import Window
from tests import boards
from tests.test_dashboard_panels_headline import BEFORE, CHOSEN, compared, counted

THERE = compared({"incidents": (612, 548, FALL), "cuckooing": (4, 8, TOO_FEW)})


def test_it_names_the_window_compared_with_and_where_half_of_the_events_are() -> None:
    said = standfirst.standfirst(counted(600, 500, *[1] * 789), selection=CHOSEN, overall=THERE)
    assert said == (
        "Across the borough, 24 Sep to 22 Nov 2026, against the same days a year before. "
        "<b>Half of the incidents</b> lie in 2 hexagons, under 1% of its area."
    )


def test_no_event_is_said_to_fall_beside_a_change() -> None:
    many = counted(600, 500, *[1] * 789, focus="missing")
    there = compared({"missing": (40, 90, FALL)})
    chosen = replace(CHOSEN, focus="missing")
    said = standfirst.standfirst(many, selection=chosen, overall=there)
    assert "<b>Half of the missing episodes</b> began in 2 hexagons" in said
    assert "fell" not in said


def test_widely_spread_events_are_never_said_to_gather() -> None:
    said = standfirst.standfirst(counted(2, 2, *[1] * 16), selection=CHOSEN, overall=THERE)
    assert said.endswith("<b>The incidents</b> lie in 18 hexagons, at most 2 in any one.")


def test_few_events_are_only_counted() -> None:
    said = standfirst.standfirst(counted(5), selection=CHOSEN, overall=THERE)
    assert said.endswith("<b>5 incidents</b>; 2 cuckooing reports and 3 missing episodes.")


def test_without_a_comparison_it_gives_every_layer() -> None:
    said = standfirst.standfirst(counted(50), selection=CHOSEN)
    assert said == (
        "Across the borough, 24 Sep to 22 Nov 2026: <b>50 incidents</b>; 2 cuckooing reports and "
        "3 missing episodes."
    )
    alone = replace(counted(50), totals={"incidents": 50})
    assert standfirst.standfirst(alone, selection=CHOSEN).endswith(": <b>50 incidents</b>.")


def test_a_layer_without_data_has_no_figure() -> None:
    there = compared({})._replace(unheld=("cuckooing", "missing"))
    said = standfirst.standfirst(counted(50), selection=CHOSEN, overall=there)
    assert said == "Across the borough, 24 Sep to 22 Nov 2026: <b>50 incidents</b>."
    chosen = replace(CHOSEN, focus="cuckooing")
    said = standfirst.standfirst(counted(50), selection=chosen, overall=there)
    assert said.endswith(": 50 incidents.")
    nothing = there._replace(unheld=("incidents", "cuckooing", "missing"))
    assert standfirst.standfirst(counted(50), selection=CHOSEN, overall=nothing).endswith("2026.")


def test_it_says_nothing_of_a_year_that_the_data_do_not_hold() -> None:
    there = compared({"cuckooing": (4, 8, TOO_FEW)})
    for overall in (None, there):
        said = standfirst.standfirst(counted(50), selection=CHOSEN, overall=overall)
        assert "against" not in said


@pytest.mark.parametrize(
    ("against", "words"),
    [
        (comparing.YEAR, "the same days a year before"),
        (comparing.BEFORE, "the same time just before"),
        ("2025-09-24..2025-11-23", "24 Sep to 22 Nov 2025"),
    ],
)
def test_the_window_compared_with_has_its_words(against: str, words: str) -> None:
    assert standfirst.against_words(replace(CHOSEN, against=against), BEFORE) == words


def test_a_window_of_several_years_is_compared_with_dates_and_not_with_a_year_before() -> None:
    long = replace(CHOSEN, window=Window(date(2024, 11, 23), date(2026, 11, 23)))
    earlier = Window(date(2022, 11, 23), date(2024, 11, 23))
    assert standfirst.against_words(long, earlier) == "23 Nov 2022 to 22 Nov 2024"


def test_it_owns_up_to_a_filter_and_escapes_it() -> None:
    names = ("<img src=x onerror=alert(1)>", "${alert(1)}")
    chosen = replace(CHOSEN, categories=tuple(("incidents", name) for name in names))
    for overall in (None, THERE):
        said = standfirst.standfirst(counted(50), selection=chosen, overall=overall)
        assert "Only &lt;img src=x onerror=alert(1)&gt; and ${alert(1)}." in said
        assert "<img" not in said


@pytest.mark.parametrize(("place", "words"), [("", "Across the borough"), ("Widnes", "Widnes")])
def test_a_place_is_named_as_a_reader_would(place: str, words: str) -> None:
    assert standfirst.place_of(replace(CHOSEN, place=place)) == words


def test_a_ward_is_called_one() -> None:
    code = str(boards.events()["ward"].iloc[20])
    assert standfirst.place_of(replace(CHOSEN, place=code)).endswith(" ward")


def test_picked_hexagons_begin_the_line() -> None:
    picked = tuple(boards.hex_at(i) for i in range(3))
    chosen = replace(CHOSEN, picked=picked)
    assert standfirst.place_of(chosen) == "3 picked hexagons"
    said = standfirst.standfirst(counted(60, 50, *[1] * 9), selection=chosen, overall=THERE)
    figures = "<b>119 incidents</b>; 2 cuckooing reports and 3 missing episodes."
    assert said.endswith(f"before. {figures}")
