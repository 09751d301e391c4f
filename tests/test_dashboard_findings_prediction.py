"""What earlier hot spots foretold: a strict split, simple baselines, and why there is no answer."""

from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.findings import ground as on
from dashboard.findings import prediction, spots
from dashboard.findings.ground import Ground
from data.store import Store
from geo.days import midnight
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import BEFORE, ground


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


def test_hot_spots_are_found_before_the_window_alone(borough: Ground) -> None:
    found = prediction.predict(borough, trends.selected(), null="even")
    assert found.judged == trends.WINDOW
    assert found.trained.end == found.judged.start
    assert found.trained.days == found.judged.days
    before = on.cell_counts(borough, trends.selected(), window=found.trained)
    test = spots.find(before, study=borough.study, neighbours=borough.neighbours, null="even")
    assert found.hot == len(test.clear) > 0


def test_what_happens_in_the_window_changes_nothing_about_the_choice(borough: Ground) -> None:
    found = prediction.predict(borough, trends.selected(), null="even")
    past = borough.events.loc[borough.events["start"] < midnight(found.judged.start)]
    assert 0 < len(past) < len(borough.events)
    blind = prediction.predict(ground(past), trends.selected(), null="even")
    assert blind.hot == found.hot
    assert blind.trained == found.trained
    assert blind.table is None  # and there is nothing to judge it on


def test_the_baselines_stand_beside_it_at_the_same_area(borough: Ground) -> None:
    table = prediction.predict(borough, trends.selected(), null="even").table
    assert table is not None
    assert {"hot spots", "last period's counts", "residents", "any place"} == set(table.index)
    assert table["share_of_area"].max() - table["share_of_area"].min() < 1e-9
    assert table["pai"]["any place"] == pytest.approx(1)
    assert (table["pei"] <= 1 + 1e-9).all()
    shares = table["share_of_events"]
    assert shares.between(0, 1).all()


def test_concentration_is_of_the_window_itself(borough: Ground) -> None:
    found = prediction.predict(borough, trends.selected("missing"), null="even").concentration
    count = on.cell_counts(borough, trends.selected("missing"), window=trends.WINDOW)
    assert found.events == count.sum()
    assert found.cells == len(count)
    most = np.sort(count)[::-1].cumsum()
    assert found.cells_with_half == int((most < count.sum() / 2).sum()) + 1


def test_data_that_do_not_reach_back_leave_the_concentration_and_a_reason() -> None:
    early = boards.selection(window=Window(boards.FIRST, boards.FIRST + timedelta(days=90)))
    found = prediction.predict(BEFORE, early, null="even")
    assert found.table is None
    assert "do not reach back" in found.reason
    assert found.concentration.events > 0


def test_a_period_without_a_hot_spot_has_nothing_to_judge(borough: Ground) -> None:
    week = Window(date(2026, 2, 1), date(2026, 2, 8))
    found = prediction.predict(borough, trends.selected("cuckooing", window=week), null="even")
    assert found.table is None
    assert found.hot == 0
    assert found.reason
