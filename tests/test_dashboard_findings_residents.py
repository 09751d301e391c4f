"""Rates of a selection: the window's counts over the residents, steadied by the whole borough."""

import numpy as np
import pytest

from dashboard.findings import columns, residents
from dashboard.findings import ground as on
from data import schema
from data.store import Store
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import AFTER, BEFORE

CHOSEN = boards.selection()


def test_rates_are_those_of_the_columns_with_the_count_beside() -> None:
    found = residents.rates(BEFORE, CHOSEN)
    count = on.cell_counts(BEFORE, CHOSEN, window=CHOSEN.window)
    assert found["count"].tolist() == count.tolist()
    again = columns.rates(count, study=BEFORE.study)
    np.testing.assert_array_equal(found["risk"], again["risk"])


@pytest.mark.parametrize("place", ["Widnes", "Runcorn"])
def test_a_place_is_steadied_by_the_whole_borough(place: str) -> None:
    there = boards.selection(place=place)
    assert residents.rates(BEFORE, there).equals(residents.rates(BEFORE, CHOSEN))


def test_what_is_known_by_its_ward_alone_is_in_no_rate() -> None:
    assert residents.rates(AFTER, CHOSEN).equals(residents.rates(BEFORE, CHOSEN))


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_every_layer_of_the_borough_has_rates(demo_store: Store, layer: str) -> None:
    found = residents.rates(trends.ground(demo_store), trends.selected(layer))
    lived = found["residents"] > 0
    assert found.loc[lived, "smoothed_rate_per_1000"].notna().all()
    assert found.loc[~lived, "smoothed_rate_per_1000"].isna().all()
    assert found["count"].sum() > 0


def test_a_window_without_events_has_rates_of_nothing() -> None:
    none = boards.selection(
        window=Window(boards.FIRST.replace(year=2001), boards.FIRST.replace(year=2002))
    )
    found = residents.rates(BEFORE, none)
    assert found["count"].sum() == 0
    assert not (found["rate_per_1000"] > 0).any()
