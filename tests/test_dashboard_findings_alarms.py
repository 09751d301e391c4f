"""The alarm of a selection: its last week or month, every ward and the borough, two years asked."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from dashboard.findings import alarms
from dashboard.findings.changes import BOROUGH
from dashboard.findings.ground import Ground
from data.store import Store
from geo.windows import Window
from tests import boards, trends
from tests.test_dashboard_findings_ground import BEFORE, ground


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


def test_the_borough_stands_first_and_counts_all_wards(borough: Ground) -> None:
    found = alarms.alarms(borough, trends.selected())
    assert found.table is not None
    names = found.table["name"].tolist()
    assert names == [BOROUGH, *borough.wards["name"]]
    assert found.table["observed"].iloc[0] == found.table["observed"].iloc[1:].sum()


def test_the_step_is_the_last_week_of_the_window(borough: Ground) -> None:
    found = alarms.alarms(borough, trends.selected())
    assert found.step == "week"
    assert found.last == Window(date(2026, 11, 16), date(2026, 11, 23))
    inside = borough.events["ward"].ne("") & borough.events["layer"].eq("incidents")
    inside &= found.last.holds(borough.events["start"])
    assert found.table is not None
    assert found.table["observed"].iloc[0] == inside.sum()


def test_an_alarm_is_a_count_that_reaches_its_bar(borough: Ground) -> None:
    for layer in ("incidents", "missing"):
        table = alarms.alarms(borough, trends.selected(layer)).table
        assert table is not None
        assert table["alarm"].tolist() == (table["observed"] >= table["alarm_from"]).tolist()
        assert (table["alarm_from"] >= 3).all()
        assert (table["expected"] >= 0).all()


def test_a_wave_in_one_ward_raises_its_alarm(borough: Ground) -> None:
    ward = borough.wards["code"].iloc[4]
    inside = borough.events["ward"].eq(ward) & borough.events["layer"].eq("incidents")
    moment = pd.Timestamp("2026-11-18", tz="UTC")
    wave = borough.events.loc[inside].head(80).assign(start=moment)
    events = pd.concat([borough.events, wave], ignore_index=True)
    table = alarms.alarms(ground(events), trends.selected()).table
    assert table is not None
    assert bool(table["alarm"].iloc[5])
    others = np.delete(table["alarm"].to_numpy(), [0, 5])
    assert not others.any()


@pytest.mark.parametrize("days", [60, 200])
def test_less_than_two_years_is_a_sentence(days: int) -> None:
    chosen = boards.selection(window=Window(boards.FIRST, boards.FIRST + timedelta(days=days)))
    found = alarms.alarms(BEFORE, chosen)
    assert found.table is None
    assert "two years" in found.reason.lower() or "104" in found.reason


def test_a_window_before_all_data_is_a_sentence_too() -> None:
    chosen = boards.selection(window=Window(date(2001, 1, 1), date(2001, 2, 1)))
    found = alarms.alarms(BEFORE, chosen)
    assert found.table is None
    assert found.reason
    assert found.last == chosen.window


def test_a_layer_by_months_is_asked_about_its_last_month() -> None:
    events = boards.events(3_000, days=1_000, precision="month")
    chosen = boards.selection(window=Window(date(2028, 5, 1), date(2028, 8, 15)))
    found = alarms.alarms(ground(events), chosen)
    assert found.step == "month"
    assert found.last == Window(date(2028, 8, 1), date(2028, 9, 1))
    assert found.table is not None, found.reason
