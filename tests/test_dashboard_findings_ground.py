"""What statistics count: cells by their points, wards also what is known by the ward alone."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.findings import alarms
from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from data import geography, placed, schema
from geo.windows import Window
from tests import boards

EVENTS = boards.events()
CODES = list(geography.wards()["code"])
WINDOW = Window(boards.FIRST, boards.FIRST + timedelta(days=300))
CHOSEN = boards.selection(window=WINDOW)
EDGES = [boards.FIRST + timedelta(days=50 * step) for step in range(5)]


def ground(events: pd.DataFrame) -> Ground:
    return on.ground_of(
        boards.laid_out(events),
        events=events,
        study=geography.cells(CHOSEN.resolution),
        wards=geography.wards(),
        folder=Path("var"),
    )


def with_ward_only(count: int = 7, *, code: str = CODES[0]) -> pd.DataFrame:
    """Add incidents of which only the ward is known."""
    inside = EVENTS["layer"].eq("incidents") & EVENTS["ward"].ne("")
    loose = EVENTS.loc[inside].head(count).assign(lng=np.nan, lat=np.nan, ward=code)
    return pd.concat([EVENTS, loose], ignore_index=True)


BEFORE, AFTER = ground(EVENTS), ground(with_ward_only())


def test_an_event_known_by_its_ward_counts_in_its_ward_and_in_no_cell() -> None:
    before, after = (on.ward_counts(one, CHOSEN, window=WINDOW) for one in (BEFORE, AFTER))
    assert (after - before).tolist() == [7] + [0] * (len(CODES) - 1)
    np.testing.assert_array_equal(
        on.cell_counts(AFTER, CHOSEN, window=WINDOW), on.cell_counts(BEFORE, CHOSEN, window=WINDOW)
    )


def test_so_it_does_in_every_step_of_time() -> None:
    before, after = (on.binned(one, CHOSEN, edges=EDGES, by="ward") for one in (BEFORE, AFTER))
    assert (after - before)[0].sum() == 7
    assert not (after - before)[1:].any()
    np.testing.assert_array_equal(
        on.binned(AFTER, CHOSEN, edges=EDGES), on.binned(BEFORE, CHOSEN, edges=EDGES)
    )


def test_wards_agree_with_the_counts_that_every_page_and_file_shares() -> None:
    chosen = placed.select(with_ward_only(), layers=["incidents"], window=WINDOW)
    by_ward = chosen["ward"].value_counts().reindex(CODES, fill_value=0)
    assert on.ward_counts(AFTER, CHOSEN, window=WINDOW).tolist() == by_ward.tolist()
    per_step = on.binned(AFTER, CHOSEN, edges=EDGES, by="ward").sum(axis=1)
    assert per_step.tolist() == by_ward.tolist()


def test_an_alarm_counts_them() -> None:
    events = boards.events(2_000, days=800)
    loose = events.loc[events["layer"].eq("incidents")].nlargest(7, "start")
    loose = loose.assign(lng=np.nan, lat=np.nan, ward=CODES[0])
    until = boards.FIRST + timedelta(days=801)
    chosen = boards.selection(window=Window(until - timedelta(days=60), until))
    before = alarms.alarms(ground(events), chosen)
    after = alarms.alarms(ground(pd.concat([events, loose], ignore_index=True)), chosen)
    assert before.table is not None, before.reason
    assert after.table is not None
    grown = after.table["observed"] - before.table["observed"]
    assert grown.tolist() == [7, 7] + [0] * (len(CODES) - 1)


def test_other_layers_and_categories_are_left_alone() -> None:
    for layer in schema.LAYERS[1:]:
        focus = boards.selection(focus=layer, window=WINDOW)
        np.testing.assert_array_equal(
            on.ward_counts(AFTER, focus, window=WINDOW),
            on.ward_counts(BEFORE, focus, window=WINDOW),
        )


def test_kept_is_one_answer_for_each_event_with_a_point() -> None:
    keep = on.kept(AFTER, CHOSEN)
    assert len(keep) == len(AFTER.board.day) == len(BEFORE.board.day)
    assert keep.sum() == on.cell_counts(AFTER, CHOSEN, window=WINDOW).sum()


@pytest.mark.parametrize("place", ["Widnes", CODES[3]])
def test_the_place_counts_only_where_it_is_asked_for(place: str) -> None:
    there = boards.selection(place=place, window=WINDOW)
    assert on.kept(AFTER, there).sum() == on.kept(AFTER, CHOSEN).sum()
    assert 0 < on.kept(AFTER, there, place=True).sum() < on.kept(AFTER, CHOSEN).sum()


def test_a_layer_by_months_is_asked_about_whole_months() -> None:
    monthly = ground(boards.events(precision="month"))
    cut = boards.selection(window=Window(date(2026, 2, 10), date(2026, 3, 10)))
    assert on.whole(monthly, cut) == Window(date(2026, 2, 1), date(2026, 4, 1))
    assert on.whole(BEFORE, cut) == cut.window


def test_steps_go_back_in_whole_months_as_far_as_the_data() -> None:
    back = on.steps_back(date(2026, 1, 15), until=date(2026, 5, 1), months=1)
    assert back == [date(2026, month, 1) for month in (2, 3, 4, 5)]
    assert on.steps_back(date(2026, 4, 15), until=date(2026, 5, 1), months=1) == back[-1:]
