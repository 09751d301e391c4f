"""Events in their wards, and the counts of a selection."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import geography, schema
from data.placed import COUNT_COLUMNS, count_cells, in_cells, require_whole_months, select
from geo.cells import cells_of, centres_of, hex_of
from geo.windows import Window
from tests import boards
from tests.sheets import AUTUMN, LIVERPOOL, event, here, inside

GRANGE, APPLETON = "E05013178", "E05013169"


def test_an_event_gets_the_ward_and_town_of_its_own_point() -> None:
    lng, lat = inside(APPLETON)
    found = here(event(lng=lng, lat=lat)).iloc[0]
    assert (found["ward"], found["town"]) == (APPLETON, "Widnes")


def test_an_event_outside_the_borough_is_kept_and_marked_but_never_selected() -> None:
    found = here(event(), event(lng=LIVERPOOL[0], lat=LIVERPOOL[1]))
    assert found["ward"].eq("").tolist() == [False, True]
    assert len(select(found, layers=["incidents"])) == 1


def test_the_window_holds_its_first_moment_and_not_its_end() -> None:
    found = here(
        event(start="2026-08-31 23:59"), event(start="2026-09-01"), event(start="2026-11-01")
    )
    assert select(found, layers=["incidents"], window=AUTUMN).index.tolist() == [1]


def test_layers_and_categories_narrow_and_none_means_all() -> None:
    found = here(event(), event(category="Burglary"), event(layer="missing", category="high"))
    assert len(select(found, layers=["incidents"])) == 2
    burglary, high = ("incidents", "Burglary"), ("missing", "high")
    assert len(select(found, layers=["incidents"], categories=[burglary])) == 1
    assert len(select(found, layers=["incidents", "missing"], categories=[high])) == 3
    assert len(select(found, layers=["incidents", "missing"], categories=[burglary, high])) == 2


def test_a_place_is_a_ward_or_a_town() -> None:
    found = here(
        *(event(lng=x, lat=y) for x, y in (inside(GRANGE), inside(APPLETON), inside("E05013180")))
    )
    assert select(found, layers=["incidents"], place=GRANGE).index.tolist() == [0]
    assert select(found, layers=["incidents"], place="Widnes").index.tolist() == [1]


def test_a_ward_is_decided_by_the_point_and_not_by_its_cell() -> None:
    cells = geography.cells(9)
    lng, lat = centres_of(cells["cell"].to_numpy())
    by_centre = geography.ward_of(lng, lat)
    other = (by_centre != "") & (by_centre != cells["ward_code"].to_numpy())
    row = int(np.flatnonzero(other)[0])
    found = here(event(lng=lng[row], lat=lat[row]))
    chosen = select(found, layers=["incidents"], place=str(by_centre[row]))
    table = count_cells(chosen, resolution=9)
    assert table["count"].tolist() == [1]
    assert table["ward_code"].tolist() == [cells["ward_code"][row]]


@pytest.mark.parametrize("vintage", geography.VINTAGES)
def test_wards_of_both_years_can_be_counted(vintage: str) -> None:
    found = here(event())
    assert (
        count_cells(found, resolution=9, vintage=vintage)["ward_code"]
        .isin(geography.wards(vintage)["code"])
        .all()
    )


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(geography.wards()["code"].tolist()), min_size=1, max_size=30))
def test_no_event_is_lost_or_counted_twice_at_any_resolution(codes: list[str]) -> None:
    found = here(*(event(lng=inside(code)[0], lat=inside(code)[1]) for code in codes))
    for resolution in (7, 8, 9, 10):
        table = count_cells(found, resolution=resolution)
        assert table["count"].sum() == len(codes)
        assert table["count"].gt(0).all()
        assert table["cell"].is_monotonic_increasing


def test_counts_come_sorted_by_cell_then_layer_with_cells_as_whole_numbers() -> None:
    table = count_cells(here(event(layer="missing"), event(), event()), resolution=9)
    assert tuple(table.columns) == COUNT_COLUMNS
    assert table["cell"].dtype == np.uint64
    assert table["layer"].tolist() == ["incidents", "missing"]
    assert table["count"].tolist() == [2, 1]


def test_an_empty_selection_counts_to_an_empty_table_of_the_same_columns() -> None:
    nothing = select(here(event()), layers=["cuckooing"])
    table = count_cells(nothing, resolution=8)
    assert table.empty
    assert tuple(table.columns) == COUNT_COLUMNS
    assert table["cell"].dtype == np.uint64


APRIL = event(start="2024-04-01", end="2024-05-01", precision="month")


@pytest.mark.parametrize(
    ("start", "end", "nearest"),
    [
        (date(2024, 4, 1), date(2024, 4, 30), "2024-04-01 to 2024-05-01"),
        (date(2024, 4, 2), date(2024, 5, 1), "2024-04-01 to 2024-05-01"),
        (date(2024, 2, 3), date(2024, 4, 9), "2024-02-01 to 2024-05-01"),
    ],
)
def test_a_window_that_cuts_a_month_is_refused_and_told_the_nearest(
    start: date, end: date, nearest: str
) -> None:
    with pytest.raises(ValueError, match=nearest):
        require_whole_months(here(APRIL), layers=["incidents"], window=Window(start, end))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2024, 4, 1), date(2024, 5, 1)),
        (date(2024, 5, 2), date(2024, 5, 9)),
        (date(2023, 12, 30), date(2024, 6, 2)),
    ],
)
def test_a_window_that_cuts_no_known_month_is_let_through(start: date, end: date) -> None:
    require_whole_months(here(APRIL), layers=["incidents"], window=Window(start, end))


def test_a_layer_that_is_not_counted_does_not_restrict_the_window() -> None:
    found = here(APRIL, event(layer="missing"))
    require_whole_months(found, layers=["missing"], window=Window(date(2024, 4, 3), AUTUMN.end))


def test_a_day_is_never_cut_by_a_window() -> None:
    one_day = event(start="2026-03-29", end="2026-03-30", precision="day")
    require_whole_months(
        here(one_day), layers=["incidents"], window=Window(date(2026, 3, 29), date(2026, 3, 30))
    )


def test_the_frame_handed_in_is_left_as_it_was() -> None:
    found = here(event(), event(layer="missing"))
    before = found.copy()
    select(found, layers=["incidents"], window=AUTUMN)
    count_cells(found, resolution=9)
    pd.testing.assert_frame_equal(found, before)


def by_ward(code: str, **given: object) -> dict[str, object]:
    return {
        **event(placing="ward", lng=float("nan"), lat=float("nan")),
        "ward_given": code,
        **given,
    }


def test_an_event_known_by_its_ward_counts_for_the_ward_and_in_no_cell() -> None:
    found = here({**event(), "ward_given": ""}, by_ward(APPLETON))
    assert found["ward"].tolist()[1] == APPLETON
    assert found["town"].tolist()[1] == "Widnes"
    chosen = select(found, layers=["incidents"], place=APPLETON)
    assert len(chosen) == 1
    assert count_cells(chosen, resolution=9).empty
    assert count_cells(select(found, layers=["incidents"]), resolution=9)["count"].sum() == 1


def test_a_former_ward_counts_today_only_where_it_is_clear_which_one_it_became() -> None:
    kingsway, birchfield = (
        geography.match_ward(name, "2013") for name in ("Kingsway", "Birchfield")
    )
    found = here(by_ward(kingsway), by_ward(birchfield))
    assert found["ward"].tolist() == ["", geography.match_ward("Birchfield")]


def test_events_in_some_cells_are_those_whose_points_lie_there() -> None:
    every = boards.events()
    held = select(every, layers=schema.LAYERS)
    where = cells_of(held["lng"].to_numpy(), held["lat"].to_numpy(), resolution=9)
    some = np.unique(where)[:3]
    names = [str(name) for name in hex_of(some)]
    found = in_cells(held, names, resolution=9)
    assert list(found.index) == list(held.index[np.isin(where, some)])
    assert in_cells(every, (), resolution=9) is every
    assert in_cells(held.assign(lng=np.nan), names, resolution=9).empty
