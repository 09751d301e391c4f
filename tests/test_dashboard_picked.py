"""Picked cells: whoever counts them, the page or a file, counts the events whose cell is picked."""

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard import tallies
from dashboard.selection import Selection
from dashboard.snapshots import sheet
from data import placed, schema
from geo import cells
from geo.windows import Window
from tests import boards

WINDOW = Window(date(2026, 2, 3), date(2026, 5, 20))
SIZE = 9


def with_ward_only() -> pd.DataFrame:
    """Scatter events, and let every seventh be known by its ward alone."""
    events = boards.events(400, seed=4)
    known = events["ward"].ne("") & (np.arange(len(events)) % 7 == 0)
    return events.assign(
        lng=events["lng"].mask(known), lat=events["lat"].mask(known), ward_given=events["ward"]
    )


EVENTS = with_ward_only()
BOARD = boards.laid_out(EVENTS, resolution=SIZE)
CELL = cells.cells_of(EVENTS["lng"].to_numpy(), EVENTS["lat"].to_numpy(), resolution=SIZE)
BUSY = sorted(f"{int(cell):x}" for cell in np.unique(CELL[EVENTS["ward"].ne("") & (CELL != 0)]))
EMPTY = [boards.hex_at(at) for at in (0, 400)]

PICKS = some.lists(some.sampled_from([*BUSY, *EMPTY]), unique=True, min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(PICKS, some.sampled_from(schema.LAYERS), some.sampled_from(["", "Widnes", "Runcorn"]))
def test_the_page_and_the_files_count_the_events_whose_cell_is_picked(
    picked: list[str], focus: str, place: str
) -> None:
    chosen = boards.selection(focus=focus, place=place, window=WINDOW, picked=tuple(sorted(picked)))
    expected = by_hand(chosen)
    counts = tallies.counts_of(BOARD, chosen, cell_wards=boards.cell_wards(SIZE))
    rows = sheet.chosen_events(EVENTS, chosen)
    written = placed.count_cells(rows, resolution=SIZE).groupby("layer")["count"].sum()
    for layer in schema.LAYERS:
        assert counts.totals[layer] == expected[layer]
        assert written.get(layer, 0) == expected[layer]
    assert counts.by_cell.sum() == sum(counts.by_ward.values()) == expected[focus]
    names = cells.hex_of(BOARD.cells[counts.by_cell > 0]).tolist()
    assert set(names) <= set(picked)
    assert counts.ward_only == 0
    assert tallies.detail_of(BOARD, chosen).totals == expected


def by_hand(chosen: Selection) -> dict[str, int]:
    """Count each layer's events in the picked cells, one by one."""
    keep = np.isin(CELL, [int(name, 16) for name in chosen.picked])
    keep &= EVENTS["ward"].ne("").to_numpy() & chosen.window.holds(EVENTS["start"])
    if chosen.place:
        keep &= EVENTS["town"].eq(chosen.place).to_numpy()
    return {layer: int((keep & EVENTS["layer"].eq(layer)).sum()) for layer in schema.LAYERS}


def test_events_known_by_their_ward_alone_are_in_no_picked_cell() -> None:
    assert EVENTS["lng"].isna().sum() > 40, "the property above would say nothing of them"
    everything = boards.selection(window=WINDOW, picked=tuple(BUSY))
    counts = tallies.counts_of(BOARD, everything, cell_wards=boards.cell_wards(SIZE))
    whole = tallies.counts_of(
        BOARD, boards.selection(window=WINDOW), cell_wards=boards.cell_wards(SIZE)
    )
    assert 0 < counts.totals["incidents"] < whole.totals["incidents"]
    assert counts.by_cell.tolist() == whole.by_cell.tolist()
    assert whole.ward_only > 0


def test_the_area_of_picked_cells_is_theirs_and_not_the_boroughs() -> None:
    names = tuple(BUSY[:5])
    counts = tallies.counts_of(
        BOARD, boards.selection(window=WINDOW, picked=names), cell_wards=boards.cell_wards(SIZE)
    )
    areas = dict(zip(cells.hex_of(BOARD.cells).tolist(), BOARD.area, strict=True))
    assert counts.area_in_place == sum(areas[name] for name in names)


def test_the_months_of_picked_cells_are_theirs() -> None:
    names = tuple(BUSY[:8])
    months = tallies.months_of(BOARD, boards.selection(picked=names))
    held = cells.hex_of(BOARD.cells[months.by_cell.sum(axis=1) > 0]).tolist()
    assert held
    assert set(held) <= set(names)
    assert months.by_cell.sum() == months.by_ward.sum()
