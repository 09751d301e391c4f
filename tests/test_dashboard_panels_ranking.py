"""Rankings list the most first, select by a real button, and escape every name."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels import ranking

ROWS = [
    ranking.Row("Southway, Grange Way", "Halton Lea", 1048, 16, [1, 2, 3], "8919518aa6bffff"),
    ranking.Row("Farrant Street", "Appleton", 42, 30, [0, 0, 1], "8919518aa6fffff"),
]


@given(st.lists(st.integers(0, 9), max_size=40))
def test_the_leading_cells_are_the_most_and_have_at_least_one(counts: list[int]) -> None:
    by_cell = np.array(counts, dtype=np.int64)
    found = ranking.leading(by_cell, most=5)
    values = [counts[i] for i in found]
    assert values == sorted(values, reverse=True)
    assert all(value > 0 for value in values)
    left_out = [value for i, value in enumerate(counts) if i not in found]
    assert not values or len(values) < 5 or max(left_out, default=0) <= values[-1]


def test_equal_cells_stay_in_their_order() -> None:
    assert ranking.leading(np.array([3, 5, 5, 3])) == [1, 2, 0, 3]


def test_a_row_gives_place_count_and_the_year_before() -> None:
    said = ranking.html(ROWS, focus="incidents", what="Hexagon")
    assert "Southway, Grange Way" in said
    assert "<b>1,048</b>" in said
    assert '<th scope="col" class="hs-figure">Year before</th>' in said
    assert said.count("<tr") == 3


def test_the_year_before_has_no_column_where_the_data_do_not_reach() -> None:
    said = ranking.html([ROWS[0]._replace(before=None)], focus="incidents", what="Hexagon")
    assert "Year before" not in said


def test_a_cells_name_is_a_button_that_selects_it() -> None:
    said = ranking.html(ROWS, focus="incidents", what="Hexagon")
    assert said.count('<button type="button" class="hs-name" data-hotspots-cell="8919518aa6') == 2


def test_a_ward_is_no_button() -> None:
    ward = ranking.Row("Appleton", "Widnes", 5, None, [1, 2])
    assert "<button" not in ranking.html([ward], focus="missing", what="Ward")


def test_the_selected_cell_is_marked_for_eye_and_ear() -> None:
    said = ranking.html(ROWS, focus="incidents", selected=ROWS[1].cell, what="Hexagon")
    assert said.count('class="hs-chosen" aria-current="true"') == 1


def test_nothing_to_rank_is_said_in_words() -> None:
    assert "No cuckooing reports in this place" in ranking.html(
        [], focus="cuckooing", what="Hexagon"
    )


def test_names_from_data_never_become_script() -> None:
    bad = '<img src=x onerror="alert(1)">'
    said = ranking.html(
        [ranking.Row(bad, bad, 1, None, [1, 2], bad)], focus="incidents", what="Hexagon"
    )
    assert "<img" not in said
    assert 'onerror="' not in said
