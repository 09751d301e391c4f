"""Rankings list the most first, sort by their columns, select by a real button, escape names."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.findings.overall import Change
from dashboard.panels import ranking
from dashboard.panels.ranking import COLUMNS, By, Order, Row
from dashboard.panels.trends import parts
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW

ROSE = Change(16, 1048, (60, 60), 65.5, 40.0, 107.0, RISE)
STAYED = Change(40, 42, (60, 60), 1.05, 0.69, 1.6, NO_CLEAR_CHANGE)
ROWS = [
    Row("Southway, Grange Way", "Halton Lea", 1048, 20.25, ROSE, [1, 2, 3], "8919518aa6bffff"),
    Row("Farrant Street", "Appleton", 42, float("nan"), STAYED, [0, 0, 1], "8919518aa6fffff"),
]
NUMBERS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.one_of(st.just(float("nan")), st.floats(0, 50)),
        st.one_of(st.just(float("nan")), st.floats(0, 9), st.just(float("inf"))),
        st.booleans(),
    ),
    max_size=40,
)


def values(
    found: list[tuple[int, float, float, bool]],
) -> dict[By, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    """Put numbers into columns."""
    return {
        name: np.array([row[at] for row in found], dtype=float) for at, name in enumerate(COLUMNS)
    }


def led(found: list[tuple[int, float, float, bool]], order: Order, *, most: int = 50) -> list[int]:
    few = np.array([row[3] for row in found], dtype=bool)
    return ranking.leading(values(found), few=few, order=order, most=most)


@settings(deadline=None)
@given(found=NUMBERS, by=st.sampled_from(COLUMNS), down=st.booleans())
def test_a_ranking_is_sorted_by_its_column_with_what_is_missing_last(
    *, found: list[tuple[int, float, float, bool]], by: By, down: bool
) -> None:
    at = led(found, Order(by, down=down))
    column = values(found)[by][at]
    known = column[~np.isnan(column)]
    assert np.isnan(column[len(known) :]).all()
    if by != "change":
        assert list(known) == sorted(known, reverse=down)
        assert all(found[i][0] > 0 for i in at)
        return
    few = [found[i][3] for i in at if not np.isnan(found[i][2])]
    assert few == sorted(few)
    for kind in (False, True):
        part = [found[i][2] for i in at if found[i][3] == kind and not np.isnan(found[i][2])]
        assert part == sorted(part, reverse=down)


@settings(deadline=None)
@given(NUMBERS)
def test_the_leading_places_are_the_most_and_no_more_than_asked_for(
    found: list[tuple[int, float, float, bool]],
) -> None:
    at = led(found, Order(), most=5)
    left_out = [row[0] for i, row in enumerate(found) if i not in at]
    assert len(at) <= 5
    assert not at or max(left_out, default=0) <= found[at[-1]][0] or len(at) < 5


def test_equal_places_stay_in_their_order() -> None:
    rows = [(count, 0.0, 1.0, False) for count in (3, 5, 5, 3)]
    assert led(rows, Order()) == [1, 2, 0, 3]


def test_a_row_gives_place_count_rate_and_the_change_with_its_range_in_words() -> None:
    said = ranking.html(ROWS, focus="incidents", what="Hexagon")
    assert "Southway, Grange Way" in said
    assert '<b class="hs-count">1,048</b>' in said
    assert ">20.2<" in said
    assert f"<b>{parts.TIMES}66 rise</b>" in said
    assert f"{parts.TIMES}40 to {parts.TIMES}107" in said
    assert "+5% not clear" in said
    assert "<b>+5%" not in said
    assert said.count("<tr") == 3


def test_a_fall_and_too_few_have_their_words() -> None:
    fell = ROSE._replace(before=90, after=9, ratio=0.1, low=0.05, high=0.2, verdict=FALL)
    few = ROSE._replace(before=1, after=3, verdict=TOO_FEW)
    endless = ROSE._replace(before=0, after=8, ratio=float("inf"), high=float("inf"))
    rows = [ROWS[0]._replace(change=change) for change in (fell, few, endless)]
    said = ranking.html(rows, focus="incidents", what="Hexagon")
    assert f"<b>{parts.MINUS}90% fall</b>" in said
    assert '1 to 3</span><span class="hs-under">too few' in said
    assert [said.count(f"hs-axis hs-{kind}") for kind in ("fall", "few", "rise")] == [1, 1, 1]
    assert "none before rise" in said
    assert "to no limit" in said


def test_the_change_has_no_column_where_nothing_is_compared() -> None:
    said = ranking.html([ROWS[0]._replace(change=None)], focus="incidents", what="Hexagon")
    assert "Change" not in said
    assert "hs-of-change" not in said


@pytest.mark.parametrize("by", COLUMNS)
@pytest.mark.parametrize("down", [True, False])
def test_the_sorted_heading_says_its_direction_and_every_heading_is_a_button(
    by: By, *, down: bool
) -> None:
    said = ranking.html(ROWS, focus="incidents", what="Hexagon", order=Order(by, down=down))
    way = "descending" if down else "ascending"
    assert re.findall(r'aria-sort="(\w+)"', said) == [way]
    heading = said[said.index("aria-sort") :]
    assert heading[: heading.index("</th>")].count(f'data-hotspots-ask="sort {by}"') == 1
    assert re.findall(r'"sort (\w+)" data-way="\w+"', said) == [by]
    assert f'{ranking.TITLES[by]}<span class="hs-hidden">, {way}</span></button>' in said
    assert said.count('<button type="button" class="hs-sort"') == len(COLUMNS)
    assert ranking.EXPLAINED[by] in said[said.index("<caption") : said.index("</caption>")]


def test_a_cells_name_is_a_button_that_selects_it_and_its_row_lights_it_up() -> None:
    said = ranking.html(ROWS, focus="incidents", what="Hexagon")
    assert said.count('<button type="button" class="hs-name" data-hotspots-cell="8919518aa6') == 2
    assert said.count('<tr data-hotspots-light="8919518aa6') == 2


def test_a_wards_name_is_a_button_that_chooses_it() -> None:
    ward = Row("Appleton", "Widnes", 5, 1.0, None, [1, 2], ward="E05013171")
    said = ranking.html([ward], focus="missing", what="Ward")
    assert 'class="hs-name" data-hotspots-ask="place E05013171">Appleton</button>' in said
    assert "data-hotspots-light" not in said


def test_the_selected_cell_is_marked_for_eye_and_ear() -> None:
    said = ranking.html(ROWS, focus="incidents", selected=ROWS[1].cell, what="Hexagon")
    assert said.count('class="hs-chosen" aria-current="true"') == 1


def test_nothing_to_rank_is_said_in_words() -> None:
    said = ranking.html([], focus="cuckooing", what="Hexagon")
    assert "No cuckooing reports in this place" in said


def test_the_sentence_gives_the_share_of_events_and_of_the_area() -> None:
    totals = np.array([10] * 12 + [5] * 40)
    said = ranking.sentence(totals, areas=np.full(52, 0.1), area=75.0, layer="incidents")
    assert said == "The top 12 hexagons hold 38% of incidents in 1.6% of the area."


@pytest.mark.parametrize("totals", [[0] * 60, [1] * 40, [20] * 12, [50] * 9])
def test_few_events_or_few_hexagons_are_no_finding(totals: list[int]) -> None:
    found = np.array(totals)
    areas = np.full(len(found), 0.1)
    assert ranking.sentence(found, areas=areas, area=75.0, layer="missing") == ""


def test_names_from_data_never_become_script() -> None:
    bad = '<img src=x onerror="alert(1)">'
    row = Row(bad, bad, 1, 1.0, None, [1, 2], bad)
    said = ranking.html([row, row._replace(cell="", ward=bad)], focus="incidents", what="Hexagon")
    assert "<img" not in said
    assert 'onerror="' not in said
