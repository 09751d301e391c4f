"""Rhythm of a selection: its place and window, and the hour at which a person went missing."""

from datetime import date

import pandas as pd
import pytest

from dashboard.findings import times
from dashboard.findings.ground import Ground
from data.store import Store
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import BEFORE, ground


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


def test_known_and_unknown_times_add_up_to_the_events(borough: Ground) -> None:
    for layer in ("incidents", "missing"):
        found = times.rhythm(borough, trends.selected(layer))
        inside = borough.events["ward"].ne("") & borough.events["layer"].eq(layer)
        inside &= trends.WINDOW.holds(borough.events["start"])
        assert found.known + found.unknown == inside.sum()
        assert found.weights.sum() == pytest.approx(found.known)


def test_a_missing_person_counts_at_the_hour_they_went_missing(borough: Ground) -> None:
    found = times.rhythm(borough, trends.selected("missing"))
    weights = found.weights
    assert weights.round(9).tolist() == weights.round().tolist()  # whole: not spread to the return


def test_the_place_counts_here(borough: Ground) -> None:
    whole = times.rhythm(borough, trends.selected())
    parts = [times.rhythm(borough, trends.selected(place=town)) for town in ("Widnes", "Runcorn")]
    assert sum(part.known for part in parts) == whole.known
    assert all(part.known for part in parts)


def test_days_and_months_have_no_hour() -> None:
    for precision in ("day", "month"):
        events = ground(boards.events(precision=precision))
        found = times.rhythm(events, boards.selection())
        assert found.known == 0
        assert found.unknown > 0


def test_one_event_stands_at_its_local_hour() -> None:
    moment = pd.Timestamp("2026-07-03 22:30", tz="Europe/London")  # a Friday in summer time
    one = BEFORE.events.loc[BEFORE.events["layer"].eq("incidents") & BEFORE.events["ward"].ne("")]
    start = moment.tz_convert("UTC").as_unit("us")
    events = one.head(1).assign(start=start, end=start, precision="instant")
    chosen = boards.selection(window=Window(date(2026, 7, 1), date(2026, 8, 1)))
    found = times.rhythm(ground(events), chosen)
    assert found.weights[4, 22] == 1
    assert found.known == 1
