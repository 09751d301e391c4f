"""Invented episodes last, end and lie as the sources say real ones do."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from data import geography
from data.demo_missing import missing
from data.demo_parameters import group, number, numbers
from data.demo_people import people
from data.demo_places import apart_m, premises
from data.demo_stories import CARE_HOME, story_premises
from data.demo_times import DEMO_UNTIL, YEARS
from geo.days import LONDON, midnight


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    """Make the episodes once; no test may change them."""
    return missing(20261123)


@pytest.fixture(scope="module")
def children(made: pd.DataFrame) -> "pd.Series[bool]":
    """Say which episodes are children's."""
    table = people(20261123).drop_duplicates("person").set_index("person")
    return made["person"].map(table["child"]).astype(bool)


def hours_of(episodes: pd.DataFrame) -> "pd.Series[float]":
    """Measure how long ended episodes lasted."""
    return ((episodes["end"] - episodes["start"]).dt.total_seconds() / 3600).dropna()


def test_there_are_about_650_episodes_a_year(made: pd.DataFrame) -> None:
    assert len(made) / YEARS == pytest.approx(650)


@pytest.mark.parametrize(
    ("is_child", "within"),
    [(True, {24: 0.79, 48: 0.90, 168: 0.98}), (False, {24: 0.76, 48: 0.86, 168: 0.97})],
)
def test_people_are_found_as_soon_as_the_national_figures_say(
    made: pd.DataFrame, children: "pd.Series[bool]", within: dict[int, float], *, is_child: bool
) -> None:
    lasted = hours_of(made[children == is_child])
    for hours, share in within.items():
        assert (lasted <= hours).mean() == pytest.approx(share, abs=0.04)


def test_hardly_any_adult_is_missing_for_over_a_month(
    made: pd.DataFrame, children: "pd.Series[bool]"
) -> None:
    lasted = hours_of(made[~children])
    assert (lasted > 30 * 24).mean() < 0.02
    assert lasted.max() <= numbers("missing.adult_hours.edges")[-1] + 1


def test_risk_is_graded_as_in_the_source(made: pd.DataFrame) -> None:
    found = made["category"].value_counts(normalize=True)
    assert set(found.index) == set(group("missing.risk"))
    for risk, share in group("missing.risk").items():
        assert found[risk] == pytest.approx(float(share), abs=0.03)


def test_the_newest_episodes_are_still_open_when_the_data_end(made: pd.DataFrame) -> None:
    still = made[made["end"].isna()]
    assert len(still) >= number("missing.open_at_end")
    assert still["person"].is_unique
    assert (made["end"].dropna() < midnight(DEMO_UNTIL)).all()
    recent = midnight(DEMO_UNTIL - timedelta(days=7))
    assert (still["start"] > recent).sum() >= number("missing.open_at_end")


@pytest.mark.parametrize("seed", [20261123, 4, 5])
def test_nobody_is_missing_twice_at_once(seed: int) -> None:
    episodes = missing(seed).sort_values(["person", "start"])
    following = episodes.groupby("person")["start"].shift(-1)
    has_next = following.notna()
    assert (episodes.loc[has_next, "end"] <= following[has_next]).all()
    assert episodes.loc[has_next, "end"].notna().all()
    assert not (episodes["end"] <= episodes["start"]).any()


def test_most_go_missing_in_the_evening_or_at_night(made: pd.DataFrame) -> None:
    hours = made["start"].dt.tz_convert(LONDON).dt.hour
    assert ((hours >= 18) | (hours < 2)).mean() > 0.5


def test_half_of_the_episodes_are_from_care_as_the_local_article_implies(
    made: pd.DataFrame,
) -> None:
    expected = number("missing.care_children_yearly") * number("missing.care_episodes_each")
    assert made["from_care"].mean() * 650 == pytest.approx(expected, rel=0.01)


def test_found_places_are_known_for_most_ended_episodes_and_for_no_open_one(
    made: pd.DataFrame,
) -> None:
    known = made["found_lng"].notna()
    assert (known == made["found_lat"].notna()).all()
    assert not known[made["end"].isna()].any()
    expected = number("missing.found_known_share")
    assert known[made["end"].notna()].mean() == pytest.approx(expected, abs=0.02)


def test_people_are_found_as_far_away_as_assumed(made: pd.DataFrame) -> None:
    known = made[made["found_lng"].notna()]
    start, found = (
        known[[f"{end}lng", f"{end}lat"]].to_numpy(dtype=np.float64) for end in ("", "found_")
    )
    away_km = np.array([apart_m(a[None], b[None])[0, 0] for a, b in zip(start, found, strict=True)])
    away_km /= 1000
    edges, shares = (numbers(f"missing.found_km.{part}") for part in ("edges", "shares"))
    for edge, share in zip(edges[1:4], np.cumsum(shares)[:3], strict=True):
        assert (away_km <= edge).mean() == pytest.approx(share, abs=0.05)


def test_some_are_found_outside_the_borough_but_nobody_far_from_any_town(
    made: pd.DataFrame,
) -> None:
    known = made[made["found_lng"].notna()]
    places = known[["found_lng", "found_lat"]].to_numpy(dtype=np.float64)
    outside = np.asarray(geography.ward_of(places[:, 0], places[:, 1], "2020")) == ""
    assert 0.03 < outside.mean() < 0.25
    towns = np.array(
        [[float(x) for x in text.split()] for text in group("missing.found_far").values()]
    )
    assert apart_m(places[outside], towns).min(axis=1).max() < 100


def test_few_places_see_many_episodes_as_care_homes_do(made: pd.DataFrame) -> None:
    care = made.loc[made["from_care"], ["lng", "lat"]].to_numpy()
    nearest = apart_m(care, premises().coords).argmin(axis=1)
    counts = np.sort(np.bincount(nearest))[::-1]
    homes = int(number("missing.care_homes"))
    assert counts[:homes].sum() / len(care) > 0.4


def test_the_home_of_the_story_is_among_the_busiest_places(made: pd.DataFrame) -> None:
    home = premises().coords[story_premises(CARE_HOME)[:1]]
    near = apart_m(made[["lng", "lat"]].to_numpy(), home)[:, 0] < 40
    assert near.sum() > 60
    assert made.loc[near, "from_care"].mean() > 0.9
