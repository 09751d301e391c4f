"""The numbers of the panels add up, and each belongs to the selection it is shown for."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import tallies
from data import geography, placed, schema
from geo.windows import Window
from tests import boards

EVENTS = boards.events()
BOARD = boards.laid_out(EVENTS)
WARDS = boards.cell_wards()
CODES = sorted(set(EVENTS["ward"]) - {""})


@settings(max_examples=30, deadline=None)
@given(
    start=st.integers(0, 150),
    days=st.integers(1, 120),
    place=st.sampled_from(["", "Widnes", "Runcorn", *CODES]),
    focus=st.sampled_from(schema.LAYERS),
)
def test_cells_wards_and_totals_tell_the_same_number(
    start: int, days: int, place: str, focus: str
) -> None:
    first = boards.FIRST + timedelta(days=start)
    chosen = boards.selection(
        window=Window(first, first + timedelta(days=days)), place=place, focus=focus
    )
    found = tallies.counts_of(BOARD, chosen, cell_wards=WARDS)
    held = placed.select(EVENTS, layers=schema.LAYERS, window=chosen.window, place=place)
    assert found.totals == {layer: int(held["layer"].eq(layer).sum()) for layer in schema.LAYERS}
    assert found.by_cell.sum() == found.totals[focus]
    assert sum(found.by_ward.values()) == found.totals[focus]
    in_half = np.sort(found.by_cell)[::-1][: found.half].sum()
    assert 2 * in_half >= found.totals[focus]


def test_only_visible_layers_are_counted() -> None:
    chosen = boards.selection(layers=("incidents", "missing"))
    assert list(tallies.counts_of(BOARD, chosen, cell_wards=WARDS).totals) == [
        "incidents",
        "missing",
    ]


def test_the_area_is_that_of_the_place() -> None:
    borough = tallies.counts_of(BOARD, boards.selection(), cell_wards=WARDS)
    towns = [
        tallies.counts_of(BOARD, boards.selection(place=town), cell_wards=WARDS).area_in_place
        for town in ("Widnes", "Runcorn")
    ]
    assert borough.area_in_place == pytest.approx(sum(towns))
    assert borough.area_in_place == pytest.approx(geography.cells(9)["area_km2"].sum())


def test_the_cells_details_are_those_of_its_own_events() -> None:
    busiest = int(np.argmax(np.bincount(BOARD.cell, minlength=len(BOARD.cells))))
    chosen = boards.selection(cell=boards.hex_at(busiest))
    found = tallies.detail_of(BOARD, chosen)
    whole = tallies.counts_of(BOARD, chosen, cell_wards=WARDS)
    assert found.totals["incidents"] == whole.by_cell[busiest]
    for layer, total in found.totals.items():
        assert sum(count for _, count in found.categories[layer]) == total


def test_categories_are_listed_most_first_and_none_without_events() -> None:
    found = tallies.detail_of(BOARD, boards.selection()).categories["incidents"]
    assert [count for _, count in found] == sorted((c for _, c in found), reverse=True)
    assert min(count for _, count in found) > 0


def test_only_the_picked_cells_are_counted_in_every_number() -> None:
    busy = np.argsort(-np.bincount(BOARD.cell, minlength=len(BOARD.cells)))[:4]
    picked = tuple(boards.hex_at(int(at)) for at in busy)
    chosen = boards.selection(picked=picked)
    found = tallies.counts_of(BOARD, chosen, cell_wards=WARDS)
    every = tallies.counts_of(BOARD, boards.selection(), cell_wards=WARDS)
    assert set(np.flatnonzero(found.by_cell)) <= set(busy)
    np.testing.assert_array_equal(found.by_cell[busy], every.by_cell[busy])
    assert found.totals["incidents"] == found.by_cell.sum() == sum(found.by_ward.values()) > 0
    assert found.area_in_place == pytest.approx(BOARD.area[busy].sum())
    together = tallies.detail_of(BOARD, chosen)
    assert together.totals == found.totals
    ones = [tallies.detail_of(BOARD, boards.selection(cell=cell)) for cell in picked]
    for layer, total in together.totals.items():
        assert total == sum(one.totals[layer] for one in ones)
        np.testing.assert_array_equal(
            together.months[layer], sum(one.months[layer] for one in ones)
        )
    alone = boards.selection(picked=picked, cell=picked[0])
    assert tallies.detail_of(BOARD, alone).totals == ones[0].totals
    months = tallies.months_of(BOARD, chosen)
    assert set(np.flatnonzero(months.by_cell.sum(axis=1))) <= set(busy)


def test_a_category_filter_reaches_every_number() -> None:
    chosen = boards.selection(categories=(("incidents", "Drugs"),))
    assert [name for name, _ in tallies.detail_of(BOARD, chosen).categories["incidents"]] == [
        "Drugs"
    ]
    counts = tallies.counts_of(BOARD, chosen, cell_wards=WARDS)
    assert sum(counts.by_ward.values()) == tallies.detail_of(BOARD, chosen).totals["incidents"]


def test_a_month_that_is_only_begun_is_left_out_of_the_line() -> None:
    assert BOARD.end.day != 1
    found = tallies.detail_of(BOARD, boards.selection())
    first = tallies.first_month(BOARD)
    whole = [date(2026, month, 1) for month in range(first.month, BOARD.end.month)]
    assert {len(line) for line in found.months.values()} == {len(whole)}
    local = EVENTS["start"].dt.tz_convert("Europe/London")
    inside = EVENTS["ward"].ne("") & EVENTS["layer"].eq("incidents")
    assert found.months["incidents"].tolist() == [
        int((inside & local.dt.month.eq(month.month)).sum()) for month in whole
    ]


def test_months_of_cells_and_wards_add_up_to_the_months_of_the_place() -> None:
    chosen = boards.selection(place="Widnes")
    months = tallies.months_of(BOARD, chosen)
    line = tallies.detail_of(BOARD, chosen).months["incidents"]
    assert months.by_cell.sum(axis=0).tolist() == line.tolist()
    assert months.by_ward.sum(axis=0).tolist() == line.tolist()


def test_a_window_without_events_gives_zeros_and_no_half() -> None:
    empty = boards.selection(window=Window(date(2020, 1, 1), date(2020, 2, 1)))
    found = tallies.counts_of(BOARD, empty, cell_wards=WARDS)
    assert found.totals == dict.fromkeys(schema.LAYERS, 0)
    assert (found.half, found.half_area) == (0, 0.0)
    assert set(tallies.detail_of(BOARD, empty).categories.values()) == {()}


def test_events_known_by_their_ward_are_in_totals_and_wards_and_in_no_cell() -> None:
    extra = EVENTS.loc[EVENTS["layer"].eq("incidents") & EVENTS["ward"].ne("")].head(7)
    loose = extra.assign(lng=np.nan, lat=np.nan, ward=CODES[0])
    both = boards.laid_out(pd.concat([EVENTS, loose], ignore_index=True))
    chosen = boards.selection(window=Window(boards.FIRST, boards.FIRST + timedelta(days=300)))
    before = tallies.counts_of(BOARD, chosen, cell_wards=WARDS)
    after = tallies.counts_of(both, chosen, cell_wards=WARDS)
    assert after.ward_only == 7
    assert after.totals["incidents"] == before.totals["incidents"] + 7
    assert after.by_ward[CODES[0]] == before.by_ward[CODES[0]] + 7
    np.testing.assert_array_equal(after.by_cell, before.by_cell)
    whole, once = tallies.detail_of(both, chosen), tallies.detail_of(BOARD, chosen)
    assert whole.totals["incidents"] == once.totals["incidents"] + 7
    cell = boards.selection(window=chosen.window, cell=boards.hex_at(0))
    assert tallies.detail_of(both, cell).totals == tallies.detail_of(BOARD, cell).totals
    months, were = tallies.months_of(both, chosen), tallies.months_of(BOARD, chosen)
    assert months.by_ward.sum() >= were.by_ward.sum()
    np.testing.assert_array_equal(months.by_cell, were.by_cell)
