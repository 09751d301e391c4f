"""Statistics as columns: the same rows as the study cells, and what stands in each."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.findings import columns, emergence, hot
from dashboard.findings import together as meeting
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import geography
from data.store import Store
from geo.patterns import pattern
from tests import boards, trends
from tests.test_dashboard_findings_ground import BEFORE

STUDY = geography.cells(9)
COUNTS = np.random.default_rng(3).poisson(2.0, len(STUDY))
CHOSEN = boards.selection()
EVENTS = BEFORE.events.loc[
    BEFORE.events["ward"].ne("")
    & BEFORE.events["layer"].eq("incidents")
    & CHOSEN.window.holds(BEFORE.events["start"])
]
COUNTED = columns.Counted(COUNTS, STUDY, EVENTS, geography.study_area())


def test_hot_spots_come_under_both_nulls() -> None:
    found = columns.hot_spots(COUNTS, study=STUDY)
    assert list(found) == ["expected", "z", "p", "p_adjusted", "class", "class_residents"]
    assert len(found) == len(STUDY)


def test_rates_are_per_thousand_residents_and_pulled_towards_the_borough() -> None:
    found = columns.rates(COUNTS, study=STUDY)
    people = STUDY["residents"].to_numpy()
    some = people > 50
    np.testing.assert_allclose(found["rate_per_1000"][some], 1000 * COUNTS[some] / people[some])
    mean = 1000 * COUNTS[people > 0].sum() / people.sum()
    raw, smooth = found["rate_per_1000"][some], found["smoothed_rate_per_1000"][some]
    assert ((smooth - mean).abs() <= (raw - mean).abs() + 1e-9).all()
    assert found["probability_above_1_5"].dropna().between(0, 1).all()
    assert (found["risk_low"] < found["risk_high"])[people > 0].all()


@pytest.mark.parametrize("kinds", [("hotspots",), ("rates", "hotspots")])
def test_added_columns_stand_beside_their_cell(kinds: tuple[str, ...]) -> None:
    found = columns.added(kinds, COUNTED)
    assert found["cell"].tolist() == STUDY["cell"].tolist()
    parts = [columns.KINDS[kind](COUNTED) for kind in kinds]
    assert list(found) == ["cell", *(name for part in parts for name in part)]


def test_where_nobody_lives_there_is_neither_rate_nor_risk() -> None:
    counts = np.full(len(STUDY), 3)
    found = columns.rates(counts, study=STUDY)
    empty = STUDY["residents"].eq(0).to_numpy()
    assert empty.any()
    assert found.loc[empty].drop(columns="residents").isna().all().all()
    assert found.loc[~empty].notna().all().all()
    assert found["residents"].tolist() == STUDY["residents"].tolist()


def test_the_guide_names_every_column_in_order() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "user-guide.md").read_text(encoding="utf-8")
    (said,) = [line for line in guide.splitlines() if line.startswith("`hotspots` adds")]
    named = [name for part in re.findall(r"`([^`]+)`", said) for name in part.split(",")]
    found = columns.added(tuple(columns.KINDS), COUNTED)
    assert [name for name in named if name not in columns.KINDS] == list(found)[1:]


def test_stability_is_what_the_pages_say_under_both_nulls() -> None:
    found = columns.stability(COUNTED)
    assert found["shifts"].tolist() == hot.shifts(BEFORE, CHOSEN, null="even").tolist()
    held = hot.shifts(BEFORE, CHOSEN, null="residents")
    assert found["shifts_residents"].tolist() == held.tolist()


def test_an_event_known_by_its_ward_alone_is_in_no_shift() -> None:
    loose = EVENTS.head(3).assign(lng=np.nan, lat=np.nan)
    more = COUNTED._replace(events=pd.concat([EVENTS, loose]))
    assert columns.stability(more).equals(columns.stability(COUNTED))


def test_patterns_are_those_of_trends_under_both_nulls(demo_store: Store) -> None:
    borough = trends.ground(demo_store)
    for layer in ("incidents", "cuckooing"):
        chosen = trends.selected(layer)
        table = columns.emerging(counted(borough, chosen))
        for null, column in (("even", "pattern"), ("residents", "pattern_residents")):
            found = emergence.emerged(borough, chosen, step="quarter", null=null).found  # type: ignore[arg-type]  # looped
            assert found is not None
            assert table[column].tolist() == [pattern(int(n)).name for n in found.patterns]


def test_a_pattern_of_too_few_quarters_cannot_be_told() -> None:
    early = boards.selection()
    table = columns.emerging(counted(BEFORE, early))
    assert set(table["pattern"]) == set(table["pattern_residents"]) == {columns.UNTOLD}
    nothing = columns.Counted(COUNTS, STUDY, EVENTS[:0], geography.study_area())
    assert set(columns.emerging(nothing)["pattern"]) == {columns.UNTOLD}
    assert not columns.together(nothing)["layers_hot"].any()


def test_layers_meet_where_trends_says_so(demo_store: Store) -> None:
    borough, chosen = trends.ground(demo_store), trends.selected()
    table = columns.together(counted(borough, chosen))
    found = meeting.together(borough, chosen, null="residents").found
    assert found is not None
    assert table["layers_hot_residents"].tolist() == found.layers_high.tolist()
    assert (table["layers_hot_residents"] >= 2).sum() == found.observed > 0


def counted(ground: Ground, chosen: Selection) -> columns.Counted:
    """Give a past to what is counted."""
    return columns.Counted(COUNTS, STUDY, EVENTS, geography.study_area(), (ground, chosen))
