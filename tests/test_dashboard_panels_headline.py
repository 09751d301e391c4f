"""The sentence above the map is true of its numbers and claims no more than they do."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels import headline
from dashboard.tallies import Counts
from geo import counts as counting
from geo.windows import Window
from tests import boards

CHOSEN = boards.selection(window=Window(date(2026, 9, 24), date(2026, 11, 23)))


def counted(*by_cell: int, focus: str = "incidents", cell_area: float = 0.1) -> Counts:
    cells = np.array([*by_cell, *[0] * (1000 - len(by_cell))])
    half = counting.half_share(cells)
    return Counts(
        totals={"incidents": 1, "cuckooing": 2, "missing": 3, focus: int(cells.sum())},
        by_cell=cells,
        by_ward={},
        area_in_place=100.0,
        half=half,
        half_area=half * cell_area,
    )


def test_where_events_gather_the_half_is_named_with_its_area() -> None:
    found = headline.finding(counted(600, 500, *[1] * 789), selection=CHOSEN)
    assert found == "Half of the 1,889 incidents in Halton fell in 2 hexagons, under 1% of its area"


def test_an_episode_begins_where_an_incident_falls() -> None:
    chosen = replace(CHOSEN, focus="missing")
    found = headline.finding(counted(90, *[1] * 40, focus="missing"), selection=chosen)
    assert found.startswith("Half of the 130 missing episodes in Halton began in one hexagon")


def test_one_hexagon_is_written_as_a_word() -> None:
    found = headline.finding(counted(60, *[1] * 40), selection=CHOSEN)
    assert "fell in one hexagon, under 1%" in found


def test_sparse_events_are_never_said_to_gather() -> None:
    chosen = replace(CHOSEN, focus="cuckooing", place="Runcorn")
    found = headline.finding(counted(2, 2, *[1] * 16, focus="cuckooing"), selection=chosen)
    assert found == ("The 20 cuckooing reports in Runcorn lie in 18 hexagons, at most 2 in any one")


def test_few_events_are_only_counted() -> None:
    found = headline.finding(counted(9, 2), selection=CHOSEN)
    assert found == "11 incidents in Halton, 24 Sep to 22 Nov 2026"


def test_no_event_is_said_in_words() -> None:
    chosen = replace(CHOSEN, focus="missing")
    found = headline.finding(counted(focus="missing"), selection=chosen)
    assert found == "No missing episodes in Halton, 24 Sep to 22 Nov 2026"


@given(st.lists(st.integers(0, 40), max_size=60), st.sampled_from(["", "Widnes", "Runcorn"]))
def test_the_number_in_the_sentence_is_the_total(by_cell: list[int], place: str) -> None:
    counts = counted(*by_cell)
    found = headline.finding(counts, selection=replace(CHOSEN, place=place))
    total = counts.totals["incidents"]
    assert (f"{total:,} incident" in found) or (total == 0 and found.startswith("No incidents"))
    assert (place or "Halton") in found
    assert len(found.split()) <= 20


def test_the_standfirst_gives_every_layer_and_the_year_before() -> None:
    before = replace(counted(20), totals={"incidents": 1907, "cuckooing": 0, "missing": 0})
    said = headline.standfirst(counted(50), selection=CHOSEN, before=before)
    assert said == (
        "Across the borough, 24 Sep to 22 Nov 2026: <b>50 incidents</b>, against 1,907 a year "
        "before; 2 cuckooing reports and 3 missing episodes."
    )


def test_the_standfirst_says_nothing_of_a_year_that_the_data_do_not_hold() -> None:
    assert "year" not in headline.standfirst(counted(50), selection=CHOSEN, before=None)


def test_the_standfirst_owns_up_to_a_filter_and_escapes_it() -> None:
    chosen = replace(
        CHOSEN,
        categories=(("incidents", "<img src=x onerror=alert(1)>"), ("incidents", "${alert(1)}")),
    )
    said = headline.standfirst(counted(50), selection=chosen, before=None)
    assert "Only &lt;img src=x onerror=alert(1)&gt; and ${alert(1)}" in said
    assert "<img" not in said


@pytest.mark.parametrize(("place", "words"), [("", "Across the borough"), ("Widnes", "Widnes")])
def test_a_place_is_named_as_a_reader_would(place: str, words: str) -> None:
    assert headline.place_of(replace(CHOSEN, place=place)) == words


def test_a_ward_is_called_one() -> None:
    code = str(boards.events()["ward"].iloc[20])
    assert headline.place_of(replace(CHOSEN, place=code)).endswith(" ward")
