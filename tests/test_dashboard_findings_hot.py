"""Hot spots of a selection: of the whole borough, of whole months, and on moved grids."""

from datetime import date

import numpy as np
import pytest

from dashboard.findings import hot, spots
from data import geography
from data.demo import STORIES
from data.store import Store
from geo.cells import cells_from_hex
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import AFTER, BEFORE, ground

WIDE = boards.selection(window=Window(boards.FIRST, date(2026, 7, 1)))


@pytest.mark.parametrize("null", spots.NULLS)
def test_the_test_is_of_the_whole_borough_whatever_the_place(null: str) -> None:
    for place in ("Widnes", "E05013174"):
        there = boards.selection(place=place, window=WIDE.window)
        found, whole = (hot.hot_spots(BEFORE, one, null=null) for one in (there, WIDE))  # type: ignore[arg-type]  # parametrised
        np.testing.assert_array_equal(found.found.levels, whole.found.levels)


def test_counts_are_those_of_the_window_layer_and_categories() -> None:
    found = hot.hot_spots(BEFORE, WIDE, null="even").found
    inside = BEFORE.events["ward"].ne("") & BEFORE.events["layer"].eq("incidents")
    inside &= WIDE.window.holds(BEFORE.events["start"])
    assert found.counts.sum() == inside.sum()
    drugs = boards.selection(categories=(("incidents", "Drugs"),), window=WIDE.window)
    fewer = hot.hot_spots(BEFORE, drugs, null="even").found.counts
    assert 0 < fewer.sum() < found.counts.sum()
    other = hot.hot_spots(BEFORE, WIDE, null="even", layer="missing").found.counts
    assert (
        other.sum()
        == hot.hot_spots(
            BEFORE, boards.selection(focus="missing", window=WIDE.window), null="even"
        ).found.counts.sum()
    )


def test_a_layer_known_by_months_is_tested_over_whole_months() -> None:
    monthly = ground(boards.events(precision="month"))
    cut = boards.selection(window=Window(date(2026, 2, 10), date(2026, 3, 10)))
    whole = boards.selection(window=Window(date(2026, 2, 1), date(2026, 4, 1)))
    found, expected = (hot.hot_spots(monthly, one, null="even").found for one in (cut, whole))
    np.testing.assert_array_equal(found.counts, expected.counts)
    assert expected.counts.sum() > 0


def test_the_planted_cluster_is_hot_here_and_on_moved_grids(demo_store: Store) -> None:
    story = next(one for one in STORIES if one.name == "cuckooing cluster")
    borough = trends.ground(demo_store)
    positions = np.searchsorted(borough.board.cells, np.sort(cells_from_hex(list(story.cells))))
    chosen = trends.selected("cuckooing")
    levels = hot.hot_spots(borough, chosen, null="residents").found.levels
    held = hot.shifts(borough, chosen, null="residents")
    assert levels[positions].max() == 99
    assert held[positions].max() >= 6
    assert held.min() >= 0
    assert held.max() <= hot.SHIFTS
    assert (held > 0).mean() < 0.05


@pytest.mark.parametrize("null", spots.NULLS)
def test_what_is_known_by_its_ward_alone_moves_with_no_grid(null: str) -> None:
    before, after = (hot.shifts(one, WIDE, null=null) for one in (BEFORE, AFTER))  # type: ignore[arg-type]  # parametrised
    np.testing.assert_array_equal(before, after)


def test_the_study_cells_and_the_shifts_are_of_one_order() -> None:
    held = hot.shifts(BEFORE, WIDE, null="even")
    assert held.shape == geography.cells(WIDE.resolution)["cell"].shape
