"""Missing episodes of a selection: episodes and people apart, durations, and ward to ward."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.findings import absences
from dashboard.findings.absences import Absences
from dashboard.findings.ground import Ground
from data import geography
from data.store import Store
from geo.windows import Window
from tests import trends


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


@pytest.fixture(scope="module")
def found(borough: Ground) -> Absences:
    return absences.absences(borough, trends.selected("missing"))


def held(borough: Ground, window: Window = trends.WINDOW) -> pd.DataFrame:
    events = borough.events
    chosen = events["layer"].eq("missing") & events["ward"].ne("")
    return events.loc[chosen & window.holds(events["start"])]


def test_episodes_and_people_are_two_counts(found: Absences, borough: Ground) -> None:
    rows = held(borough)
    named = rows.loc[rows["person"].ne(""), "person"]
    assert found.repeats.episodes == len(rows)
    assert found.repeats.people == named.nunique()
    assert found.repeats.unnamed == len(rows) - len(named)
    assert found.from_care == rows["from_care"].sum()
    assert found.repeats.people < found.repeats.episodes


def test_ways_go_from_ward_to_ward_and_miss_no_episode(found: Absences, borough: Ground) -> None:
    rows = held(borough)
    assert found.flows["episodes"].sum() == len(rows)
    assert (found.flows["people"] <= found.flows["episodes"]).all()
    names = set(geography.wards()["name"])
    assert set(found.flows["missing_from"]) <= names
    assert set(found.flows["found"]) <= names | {absences.OUTSIDE, absences.UNKNOWN}
    unknown = found.flows["found"].eq(absences.UNKNOWN)
    assert found.flows.loc[unknown, "episodes"].sum() == rows["found_lng"].isna().sum()


def test_found_outside_is_told_from_not_known(found: Absences) -> None:
    assert {absences.OUTSIDE, absences.UNKNOWN} <= set(found.flows["found"])


def test_who_came_back_after_the_window_is_still_missing_at_its_end(borough: Ground) -> None:
    rows = held(borough)
    timed = rows.loc[rows["precision"].isin(["instant", "hour"]) & rows["end"].notna()]
    one = timed.iloc[int((timed["end"] - timed["start"]).argmax())]
    day = one["start"].tz_convert("Europe/London").date()
    window = Window(day, (pd.Timestamp(day) + pd.Timedelta(days=1)).date())
    short = replace(trends.selected("missing"), window=window)
    assert absences.absences(borough, short).durations.still_open >= 1


def test_a_place_is_where_they_went_missing_from(found: Absences, borough: Ground) -> None:
    there = replace(trends.selected("missing"), place="Widnes")
    widnes = absences.absences(borough, there)
    wards = set(borough.wards.loc[borough.wards["town"].eq("Widnes"), "name"])
    assert set(widnes.flows["missing_from"]) <= wards
    assert not set(widnes.flows["found"]) <= wards  # they may be found anywhere
    assert 0 < widnes.repeats.episodes < found.repeats.episodes


def test_a_window_without_episodes_is_no_error(borough: Ground) -> None:
    none = replace(trends.selected("missing"), window=Window(date(2001, 1, 1), date(2001, 1, 8)))
    empty = absences.absences(borough, none)
    assert empty.repeats.episodes == empty.from_care == len(empty.flows) == 0
