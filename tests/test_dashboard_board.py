"""Events laid out for counting keep every rule of the counts that commands and files make."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard import board
from data import placed, schema
from geo.windows import Window
from tests import boards

EVENTS = boards.events()


@pytest.mark.parametrize("resolution", [8, 9, 10])
@pytest.mark.parametrize("place", ["", "Widnes", "Runcorn"])
@pytest.mark.parametrize(
    "categories",
    [(), (("incidents", "Drugs"), ("incidents", "Other, unknown"), ("missing", "Drugs"))],
)
def test_the_counts_are_those_of_the_command_line(
    resolution: int, place: str, categories: tuple[tuple[str, str], ...]
) -> None:
    window = Window(date(2026, 2, 3), date(2026, 5, 20))
    found = boards.laid_out(EVENTS, resolution=resolution)
    keep = board.in_place(found, place=place, categories=categories)
    keep &= board.in_window(found, window=window)
    chosen = placed.select(
        EVENTS, layers=schema.LAYERS, window=window, categories=categories, place=place
    )
    expected = placed.count_cells(chosen, resolution=resolution)
    for layer in schema.LAYERS:
        mine = found.cells[found.cell[keep & board.of_layer(found, layer=layer)]]
        cell, count = np.unique(mine, return_counts=True)
        theirs = expected.loc[expected["layer"].eq(layer)]
        assert cell.tolist() == theirs["cell"].tolist()
        assert count.tolist() == theirs["count"].tolist()


def test_a_category_of_one_layer_leaves_the_other_layers_whole() -> None:
    found = boards.laid_out(EVENTS)
    keep = board.in_place(found, place="", categories=[("incidents", "Drugs")])
    names = np.asarray(found.categories)[found.category]
    for layer in schema.LAYERS:
        mine = board.of_layer(found, layer=layer)
        wanted = mine & (names == "Drugs") if layer == "incidents" else mine
        assert (keep & mine).tolist() == wanted.tolist()


def test_a_ward_keeps_its_own_events_by_their_points() -> None:
    found = boards.laid_out(EVENTS)
    code = str(EVENTS["ward"].value_counts().drop("").index[0])
    assert board.in_place(found, place=code).sum() == EVENTS["ward"].eq(code).sum()


def test_events_outside_the_borough_are_not_on_the_board() -> None:
    assert EVENTS["ward"].eq("").sum() == 3
    assert len(boards.laid_out(EVENTS).day) == len(EVENTS) - 3


def test_a_layer_that_may_not_be_seen_is_not_on_the_board() -> None:
    found = boards.laid_out(EVENTS, layers=("incidents",))
    assert found.layers == ("incidents",)
    inside = EVENTS["ward"].ne("") & EVENTS["layer"].eq("incidents")
    assert len(found.day) == inside.sum()


def test_the_span_runs_from_the_first_day_with_an_event_to_the_day_after_the_last() -> None:
    inside = EVENTS.loc[EVENTS["ward"].ne(""), "start"].dt.tz_convert("Europe/London").dt.date
    found = boards.laid_out(EVENTS)
    assert found.origin == inside.min()
    assert (found.end - inside.max()).days == 1
    assert found.day.min() == 0
    assert found.day.max() == found.span.days - 1


def test_months_known_only_as_months_end_with_their_month() -> None:
    found = boards.laid_out(boards.events(precision="month"))
    assert found.end == date(2026, 8, 1)
    assert set(found.steps.values()) == {"month"}


def test_the_day_is_the_local_one_when_summer_time_has_begun() -> None:
    late = EVENTS.iloc[[5, 6]].copy()
    late["start"] = pd.to_datetime(["2026-06-30T23:30:00Z", "2026-01-01T23:30:00Z"]).as_unit("us")
    late["ward"] = EVENTS["ward"].iloc[10]
    found = boards.laid_out(late)
    assert found.origin == date(2026, 1, 1)
    assert sorted(found.day.tolist()) == [0, (date(2026, 7, 1) - date(2026, 1, 1)).days]
    assert sorted(found.month.tolist()) == [0, 6]


def test_the_window_is_half_open() -> None:
    found = boards.laid_out(EVENTS)
    first, second = Window(found.origin, date(2026, 3, 1)), Window(date(2026, 3, 1), found.end)
    early, late = (board.in_window(found, window=window) for window in (first, second))
    assert not (early & late).any()
    assert (early | late).all()


def test_events_in_some_cells_are_those_that_lie_there() -> None:
    found = boards.laid_out(EVENTS)
    names = [boards.hex_at(int(at)) for at in np.unique(found.cell)[:3]]
    keep = board.in_cells(found, names)
    assert keep.tolist() == np.isin(found.cell, np.unique(found.cell)[:3]).tolist()
    assert 0 < keep.sum() < len(keep)
    assert board.in_cells(found, ()).all()
    assert not board.in_cells(found, ["8928308280fffff"]).any()
