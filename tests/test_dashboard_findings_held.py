"""Each layer's data are looked at by themselves: one that begins later is not held before it."""

from datetime import date, timedelta

import numpy as np
import pytest

from dashboard import comparing
from dashboard.findings import alarms, emergence, held, past, prediction
from dashboard.findings.ground import Ground
from data.store import Store
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import ground, with_ward_only

LATER = Window(boards.FIRST + timedelta(days=100), boards.FIRST + timedelta(days=200))


@pytest.fixture(scope="module")
def late(demo_store: Store) -> Ground:
    """Return the synthetic borough without the missing episodes of its first two years."""
    events = trends.ground(demo_store).events
    early = events["layer"].eq("missing") & (events["start"].dt.date < date(2025, 9, 1))
    return ground(events.loc[~early])


def test_a_board_and_its_events_tell_the_same() -> None:
    events = with_ward_only()
    board = boards.laid_out(events)
    for layer in board.layers:
        one, other = held.of_board(board, layer), held.of_events(events, layer)
        np.testing.assert_array_equal(one.days, other.days)
        assert (one.span, one.patience) == (other.span, other.patience)


def test_months_are_held_as_months() -> None:
    events = boards.events(2000, days=360, precision="month")
    board = boards.laid_out(events)
    window = Window(date(2026, 5, 1), date(2026, 8, 1))
    assert held.of_board(board, "incidents").holds(window)
    assert held.of_events(events, "incidents").holds(window)


def test_a_layer_without_events_is_not_held() -> None:
    events = boards.events()
    board = boards.laid_out(events.loc[events["layer"].ne("missing")])
    assert not held.of_board(board, "missing").holds(LATER)


def test_no_rise_is_found_against_a_time_of_which_nothing_is_held(late: Ground) -> None:
    found = past.compare(late, trends.selected("missing"), against=comparing.YEAR, by="borough")
    assert found.table.empty
    assert found.reason.startswith("The data begin on")
    others = past.compare(late, trends.selected(), against=comparing.YEAR, by="borough")
    assert len(others.table) == 1


def test_no_fall_is_found_where_the_window_outlives_the_data(late: Ground) -> None:
    events = late.events
    ended = events["layer"].eq("missing") & (events["start"].dt.date >= date(2026, 10, 1))
    cut = ground(events.loc[~ended])
    found = past.compare(cut, trends.selected("missing"), against=comparing.BEFORE, by="ward")
    assert found.table.empty
    assert found.reason.startswith("The data end about")


def test_steps_begin_where_the_layer_does(late: Ground) -> None:
    months = emergence.emerged(late, trends.selected("missing"), step="month", null="even")
    assert months.found is not None
    assert months.span.start >= date(2025, 8, 23)
    assert emergence.emerged(late, trends.selected(), step="month", null="even").steps == 36
    quarters = emergence.emerged(late, trends.selected("missing"), step="quarter", null="even")
    assert quarters.found is None
    assert quarters.reason.startswith("A trend needs at least 5")


def test_a_hole_is_not_taken_for_a_cold_step_but_ends_the_steps(late: Ground) -> None:
    events = late.events
    day = events["start"].dt.date
    hole = events["layer"].eq("incidents") & (day >= date(2025, 3, 1)) & (day < date(2025, 4, 1))
    holed = ground(events.loc[~hole])
    found = emergence.emerged(holed, trends.selected(), step="quarter", null="even")
    assert found.found is not None
    assert found.span.start == date(2025, 5, 23)
    assert alarms.alarms(holed, trends.selected()).table is None
    within = trends.selected(window=Window(date(2025, 1, 10), date(2025, 4, 10)))
    inside = emergence.emerged(holed, within, step="quarter", null="even")
    assert inside.found is None


def test_an_alarm_asks_for_two_years_of_the_layer_itself(late: Ground) -> None:
    found = alarms.alarms(late, trends.selected("missing"))
    assert found.table is None
    assert "2 years" in found.reason
    assert alarms.alarms(late, trends.selected()).table is not None


def test_a_week_of_which_nothing_is_held_is_not_called_usual(late: Ground) -> None:
    beyond = trends.selected(window=Window(date(2026, 9, 8), date(2026, 12, 8)))
    found = alarms.alarms(late, beyond)
    assert found.table is None
    assert found.reason.startswith("The data end about 22 November 2026")


def test_hot_spots_are_not_judged_on_a_time_of_which_nothing_is_held(late: Ground) -> None:
    beyond = trends.selected(window=Window(date(2026, 11, 1), date(2027, 2, 1)))
    found = prediction.predict(late, beyond, null="even")
    assert found.hot > 0
    assert found.table is None
    assert found.reason.startswith("The data end about")
