"""Invented missing people repeat as the sources say real ones do."""

import numpy as np
import pandas as pd
import pytest

from data.demo_parameters import number
from data.demo_people import _one_a_day, episode_days, people
from data.demo_stories import CARE_HOME
from data.demo_times import DAYS, YEARS, day_of


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Make the people once; no test may change them."""
    return people(20261123)


@pytest.fixture(scope="module")
def episodes(table: pd.DataFrame) -> pd.DataFrame:
    """Lay out their episodes once; no test may change them."""
    return episode_days(20261123, table)


def each_year(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Take the cohorts apart."""
    return [table[table["year"] == year] for year in range(YEARS)]


def test_each_year_has_the_expected_episodes(table: pd.DataFrame) -> None:
    for cohort in each_year(table):
        by_age = cohort.groupby("child")["episodes"].sum()
        assert by_age[True] == number("missing.child_episodes_yearly")
        assert by_age[False] == number("missing.adult_episodes_yearly")
        assert cohort["episodes"].min() >= 1


def test_children_repeat_as_often_as_the_paper_says(table: pd.DataFrame) -> None:
    for cohort in each_year(table):
        children = cohort[cohort["child"]]
        repeats = 1 - len(children) / children["episodes"].sum()
        assert repeats == pytest.approx(number("missing.child_repeat_share"), abs=0.005)


def test_a_few_children_account_for_a_third_of_the_episodes(table: pd.DataFrame) -> None:
    for cohort in each_year(table):
        ordered = cohort.loc[cohort["child"], "episodes"].sort_values(ascending=False)
        few = round(len(ordered) * number("missing.child_frequent_people"))
        share = ordered.head(few).sum() / ordered.sum()
        assert share == pytest.approx(number("missing.child_frequent_episodes"), abs=0.03)


def test_adults_repeat_as_often_as_the_national_figures_say(table: pd.DataFrame) -> None:
    for cohort in each_year(table):
        adults = cohort.loc[~cohort["child"], "episodes"]
        assert adults.mean() == pytest.approx(number("missing.adult_episodes_each"), abs=0.01)


def test_children_in_care_are_as_many_and_go_missing_as_often_as_reported(
    table: pd.DataFrame,
) -> None:
    for cohort in each_year(table):
        care = cohort[cohort["from_care"]]
        assert len(care) == number("missing.care_children_yearly")
        assert care["child"].all()
        assert care["episodes"].mean() == pytest.approx(number("missing.care_episodes_each"))


def test_everybody_has_a_pseudonym_and_only_the_story_s_children_keep_it(
    table: pd.DataFrame,
) -> None:
    assert table["person"].str.fullmatch(r"P\d{4}").all()
    years = table.groupby("person")["year"].nunique()
    kept = set(years[years > 1].index)
    assert kept == set(table.loc[table["story"], "person"])
    assert len(kept) == number("story.care home.people")


def test_the_story_has_its_children_in_both_of_its_years(table: pd.DataFrame) -> None:
    by_year = table[table["story"]].groupby("year").size()
    assert by_year.to_dict() == {1: 4, 2: 4}
    assert table.loc[table["story"], ["child", "from_care", "frequent"]].to_numpy().all()


def test_no_episode_is_lost_or_leaves_the_three_years(
    table: pd.DataFrame, episodes: pd.DataFrame
) -> None:
    made = episodes.groupby("person").size()
    asked = table.groupby("person")["episodes"].sum()
    pd.testing.assert_series_equal(made, asked, check_names=False, check_dtype=False)
    assert episodes["day"].between(0, DAYS - 1).all()


def test_nobody_goes_missing_twice_on_a_day(episodes: pd.DataFrame) -> None:
    assert not episodes.duplicated(["person", "day"]).any()
    assert (episodes.groupby("person")["day"].diff().dropna() >= 1).all()


@pytest.mark.parametrize("seed", range(5))
def test_nobody_does_under_any_seed(seed: int) -> None:
    made = episode_days(seed, people(seed))
    assert not made.duplicated(["person", "day"]).any()
    assert made["day"].between(0, DAYS - 1).all()


def test_the_next_episode_tends_to_follow_within_weeks(episodes: pd.DataFrame) -> None:
    gaps = episodes.groupby("person")["day"].diff().dropna()
    assert (gaps <= 28).mean() > 0.5
    assert np.median(gaps) < 28


def test_each_year_keeps_its_own_episodes(episodes: pd.DataFrame) -> None:
    second_year = day_of(CARE_HOME.window.start)
    for year, days in episodes.groupby("year")["day"]:
        # an episode moved off a day that was taken may reach a day or two into the next year
        assert (days < second_year + 3).all() if year == 0 else (days >= second_year).all()


@pytest.mark.parametrize(
    ("days", "moved"),
    [
        ([5, 5, 5, 9], [5, 6, 7, 9]),
        ([DAYS - 1] * 3, [DAYS - 3, DAYS - 2, DAYS - 1]),
        ([3, DAYS - 2, DAYS - 1, DAYS - 1], [3, DAYS - 3, DAYS - 2, DAYS - 1]),
    ],
)
def test_episodes_on_one_day_move_apart_but_not_past_the_end(
    days: list[int], moved: list[int]
) -> None:
    rows = pd.DataFrame({"person": ["P0001"] * len(days) + ["P0002"], "day": [*days, 5]})
    assert _one_a_day(rows).tolist() == [*moved, 5]
