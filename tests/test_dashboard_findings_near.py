"""Near repeats of a selection: pairs in metres, repeats at one place, and why there are none."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.findings import near
from geo.windows import Window
from tests import boards
from tests.test_dashboard_findings_ground import ground, with_ward_only

WINDOW = Window(boards.FIRST, boards.FIRST + timedelta(days=300))
CHOSEN = boards.selection(window=WINDOW)
EVENTS = boards.events().assign(placing="exact")
BEFORE = ground(EVENTS)


def incidents(count: int) -> pd.DataFrame:
    inside = EVENTS["layer"].eq("incidents") & EVENTS["ward"].ne("")
    return EVENTS.loc[inside].head(count)


def test_every_incident_counts_once_and_a_place_hit_again_is_a_repeat() -> None:
    found = near.near_repeats(BEFORE, CHOSEN)
    held = incidents(10_000)
    points = held[["lng", "lat"]].drop_duplicates()
    assert found.repeats.events == len(held)
    assert found.repeats.places == len(points)
    assert found.repeats.repeats == len(held) - len(points)


def test_distances_are_metres_on_the_ground() -> None:
    pair = incidents(40).copy()
    first = pair.iloc[0]
    pair["lng"], pair["lat"] = first["lng"], first["lat"]
    pair.loc[pair.index[1:], "lat"] += 150 / 111_195  # 150 metres to the north
    found = near.near_repeats(ground(pair), CHOSEN)
    assert found.table is not None, found.reason
    bands = found.table.groupby("distance")["pairs"].sum()
    assert bands["100 to under 200 m"] > 0
    assert bands.drop(["100 to under 200 m", "same place"]).sum() == 0


def test_the_place_and_the_layer_in_focus_change_nothing() -> None:
    whole = near.near_repeats(BEFORE, CHOSEN)
    there = near.near_repeats(
        BEFORE, boards.selection(place="Widnes", focus="missing", window=WINDOW)
    )
    assert whole.table is not None
    assert there.table is not None
    pd.testing.assert_frame_equal(whole.table, there.table)


def test_months_alone_have_no_days_between_them() -> None:
    found = near.near_repeats(
        ground(boards.events(precision="month").assign(placing="exact")), CHOSEN
    )
    assert found.table is None
    assert "month" in found.reason
    assert found.repeats.events > 0


def test_too_few_incidents_say_how_many_are_needed() -> None:
    week = boards.selection(window=Window(date(2026, 1, 1), date(2026, 1, 4)))
    found = near.near_repeats(BEFORE, week)
    assert found.table is None
    assert "at least 20 are needed" in found.reason


@pytest.mark.parametrize("moved", [0, 9])
def test_anonymised_points_are_counted(moved: int) -> None:
    events = EVENTS.copy()
    events.loc[incidents(moved).index, "placing"] = "map point"
    assert near.near_repeats(ground(events), CHOSEN).anonymised == moved


def test_what_is_known_by_its_ward_alone_is_left_out_and_said() -> None:
    before = near.near_repeats(BEFORE, CHOSEN)
    after = near.near_repeats(ground(with_ward_only().assign(placing="exact")), CHOSEN)
    assert (before.unplaced, after.unplaced) == (0, 7)
    assert before.repeats == after.repeats
