"""Invented reports of cuckooing are few, known to the day, and where drug incidents are."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from data import geography
from data.demo_cuckooing import cuckooing
from data.demo_parameters import group, number
from data.demo_places import apart_m, map_points, premises
from data.demo_stories import CLUSTER, story_premises
from data.demo_times import DEMO_FROM, YEARS
from geo.cells import cells_of
from geo.days import LONDON, day_numbers, months_later
from geo.windows import Window


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    """Make the reports once; no test may change them."""
    return cuckooing(20261123)


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    """Reports of many boroughs, as one alone has too few to measure shares."""
    return pd.concat([cuckooing(seed) for seed in range(12)], ignore_index=True)


def test_there_are_as_many_reports_as_assumed(made: pd.DataFrame) -> None:
    assert len(made) == round(number("cuckooing.yearly") * YEARS)


def test_each_year_lies_in_the_range_that_was_assumed(made: pd.DataFrame) -> None:
    starts = [months_later(DEMO_FROM, months=12 * year) for year in range(YEARS + 1)]
    for first, after in pairwise(starts):
        assert 25 <= Window(first, after).holds(made["start"]).sum() <= 60


def test_only_the_day_is_known(made: pd.DataFrame) -> None:
    assert set(made["precision"]) == {"day"}
    clock = made["start"].dt.tz_convert(LONDON)
    assert (clock == clock.dt.normalize()).all()
    lasted = day_numbers(made["end"], origin=DEMO_FROM) - day_numbers(
        made["start"], origin=DEMO_FROM
    )
    assert (lasted == 1).all()
    assert (made["end"].dt.tz_convert(LONDON).dt.hour == 0).all()


def test_indicators_are_as_common_as_assumed(many: pd.DataFrame) -> None:
    found = many["category"].value_counts(normalize=True)
    for name, share in group("cuckooing.category").items():
        assert found[name] == pytest.approx(float(share), abs=0.03)


def test_reports_come_in_on_working_days(many: pd.DataFrame) -> None:
    days = many["start"].dt.tz_convert(LONDON).dt.day_of_week
    assert (days < 5).mean() > 0.8


def test_reports_lie_where_drug_incidents_are(many: pd.DataFrame) -> None:
    study = geography.cells(8)["cell"]
    points = map_points()
    drugs = pd.Series(points.counts[:, points.categories.index("Drugs")])
    usual = many[~CLUSTER.window.holds(many["start"])]
    pairs = [
        values.groupby(cells_of(lng, lat, resolution=8)).sum().reindex(study, fill_value=0)
        for values, lng, lat in (
            (drugs, points.coords[:, 0], points.coords[:, 1]),
            (pd.Series(np.ones(len(usual))), usual["lng"], usual["lat"]),
        )
    ]
    assert np.corrcoef(pairs[0].to_numpy(float), pairs[1].to_numpy(float))[0, 1] > 0.85


def test_nothing_else_is_reported_near_the_cluster(many: pd.DataFrame) -> None:
    homes = premises().coords[story_premises(CLUSTER)]
    far = apart_m(many[["lng", "lat"]].to_numpy(), homes).min(axis=1)
    near = far < number("cuckooing.clear_m") / 2
    assert near.sum() == 12 * number("story.cuckooing cluster.events")
    assert CLUSTER.window.holds(many.loc[near, "start"]).all()
