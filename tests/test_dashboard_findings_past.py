"""A window against an earlier one: unequal lengths, units, and data that do not reach back."""

from datetime import date, timedelta

import numpy as np
import pytest

from dashboard import comparing
from dashboard.findings import changes, past
from dashboard.findings import ground as on
from data import geography
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from geo.windows import Window
from tests import boards
from tests.test_dashboard_findings_ground import AFTER, BEFORE, ground

LATE = Window(boards.FIRST + timedelta(days=120), boards.FIRST + timedelta(days=200))
CHOSEN = boards.selection(window=LATE)


@pytest.mark.parametrize(("by", "units"), [("cell", 973), ("ward", 18), ("borough", 1)])
def test_every_unit_has_a_row_with_its_counts(by: str, units: int) -> None:
    found = past.compare(BEFORE, CHOSEN, against=comparing.BEFORE, by=by)
    assert list(found.table) == list(changes.COLUMNS)
    assert len(found.table) == units
    assert set(found.table["verdict"]) <= {RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW}
    inside = BEFORE.events["ward"].ne("") & BEFORE.events["layer"].eq("incidents")
    for column, window in (("before", found.earlier), ("after", found.later)):
        there = inside & window.holds(BEFORE.events["start"])
        assert found.table[column].sum() == there.sum()


def test_the_time_just_before_is_as_long_and_ends_where_the_window_begins() -> None:
    found = past.compare(BEFORE, CHOSEN, against=comparing.BEFORE, by="borough")
    assert found.earlier == Window(LATE.start - timedelta(days=80), LATE.start)
    assert found.later == LATE


def test_windows_of_unequal_length_are_compared_by_the_day() -> None:
    short = Window(LATE.start - timedelta(days=40), LATE.start)
    against = f"{short.start}..{short.end}"
    row = past.compare(BEFORE, CHOSEN, against=against, by="borough").table.iloc[0]
    assert row["ratio"] == pytest.approx((row["after"] / 80) / (row["before"] / 40))
    assert row["low"] < row["ratio"] < row["high"]


def test_data_that_do_not_reach_back_are_a_sentence_and_no_table() -> None:
    found = past.compare(BEFORE, CHOSEN, against=comparing.YEAR, by="ward")
    assert found.table.empty
    assert list(found.table) == list(changes.COLUMNS)
    assert "do not reach back" in found.reason
    assert "January 2026" in found.reason
    assert found.earlier.start.year == 2025


def test_the_place_changes_nothing() -> None:
    there = boards.selection(window=LATE, place="Widnes")
    one, other = (
        past.compare(BEFORE, chosen, against=comparing.BEFORE, by="ward").table
        for chosen in (there, CHOSEN)
    )
    assert one.equals(other)


def test_wards_count_what_is_known_by_the_ward_alone_and_cells_do_not() -> None:
    window = Window(boards.FIRST + timedelta(days=100), boards.FIRST + timedelta(days=200))
    chosen = boards.selection(window=window)
    grown = {}
    for by in ("cell", "ward", "borough"):
        tables = [
            past.compare(one, chosen, against=comparing.BEFORE, by=by).table
            for one in (BEFORE, AFTER)
        ]
        totals = [table["before"].sum() + table["after"].sum() for table in tables]
        grown[by] = totals[1] - totals[0]
    assert grown["cell"] == 0
    assert grown["ward"] == grown["borough"] > 0


def test_a_layer_by_months_is_compared_in_whole_months() -> None:
    monthly = ground(boards.events(precision="month"))
    cut = boards.selection(window=Window(date(2026, 4, 10), date(2026, 5, 10)))
    found = past.compare(monthly, cut, against=comparing.BEFORE, by="borough")
    assert found.later == Window(date(2026, 4, 1), date(2026, 6, 1))
    assert found.earlier.end == found.later.start
    assert found.earlier.start.day == 1


def test_units_carry_the_codes_and_names_of_the_study_area() -> None:
    wards = past.compare(BEFORE, CHOSEN, against=comparing.BEFORE, by="ward").table
    assert wards["unit"].tolist() == geography.wards()["code"].tolist()
    assert wards["name"].tolist() == geography.wards()["name"].tolist()
    cells = past.compare(BEFORE, CHOSEN, against=comparing.BEFORE, by="cell").table
    np.testing.assert_array_equal(cells["unit"], BEFORE.board.cells)
    count = on.cell_counts(BEFORE, CHOSEN, window=LATE)
    np.testing.assert_array_equal(cells["after"], count)
