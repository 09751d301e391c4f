"""Invented incidents come in believable amounts, at believable hours, for believable lengths."""

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data.demo_incidents import incidents
from data.demo_parameters import group, number, numbers
from data.demo_stories import SURGES
from data.demo_times import DEMO_FROM, YEARS
from geo.days import LONDON, months_later
from geo.windows import Window


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    """Make the incidents once; no test may change them."""
    return incidents(20261123)


def planted_in(category: str) -> int:
    """Add up what the stories plant in a category."""
    return sum(
        int(number(f"story.{story.name}.events")) for story in SURGES if story.category == category
    )


def local_hours(starts: "pd.Series[pd.Timestamp]") -> NDArray[np.int64]:
    """Read the hour on Halton's clocks."""
    return np.asarray(starts.dt.tz_convert(LONDON).dt.hour, dtype=np.int64)


@pytest.mark.parametrize("year", range(YEARS))
def test_a_year_has_12_to_13_thousand_incidents(made: pd.DataFrame, year: int) -> None:
    first, after = (months_later(DEMO_FROM, months=12 * count) for count in (year, year + 1))
    assert 12_000 < Window(first, after).holds(made["start"]).sum() < 13_000


@pytest.mark.parametrize("category", list(group("incidents.yearly")))
def test_each_category_has_its_amount_and_what_the_stories_add(
    made: pd.DataFrame, category: str
) -> None:
    usual = round(number(f"incidents.yearly.{category}") * YEARS)
    assert (made["category"] == category).sum() == usual + planted_in(category)


@pytest.mark.parametrize(("category", "rises"), [("Shoplifting", True), ("Burglary", False)])
def test_slow_changes_show_from_the_first_year_to_the_last(
    made: pd.DataFrame, category: str, *, rises: bool
) -> None:
    starts = made.loc[made["category"] == category, "start"].sort_values()
    third = (starts.max() - starts.min()) / 3
    first, last = (starts < starts.min() + third).sum(), (starts > starts.max() - third).sum()
    assert (last > 1.05 * first) if rises else (first > 1.05 * last)


@pytest.mark.parametrize("category", list(group("incidents.yearly")))
def test_intervals_are_as_common_as_the_category_has_them(
    made: pd.DataFrame, category: str
) -> None:
    mine = made[made["category"] == category]
    share = float(group("incidents.interval").get(category, 0))
    assert (mine["end"] > mine["start"]).mean() == pytest.approx(share, abs=0.05)


def test_intervals_are_no_longer_than_the_longest_bin(made: pd.DataFrame) -> None:
    lasting = (made["end"] - made["start"]).dt.total_seconds() / 3600
    edges = numbers("incidents.interval_hours.edges")
    assert lasting.max() <= edges[-1]
    assert lasting[lasting > 0].min() >= edges[0]


def test_burglaries_are_known_to_hours_and_robberies_to_the_minute(made: pd.DataFrame) -> None:
    lengths = (made["end"] - made["start"]).groupby(made["category"]).median()
    assert lengths["Burglary"] > pd.Timedelta(hours=2)
    assert lengths["Robbery"] == pd.Timedelta(0)


def test_every_start_is_known_to_the_minute(made: pd.DataFrame) -> None:
    assert set(made["precision"]) == {"instant"}
    assert (made["start"].dt.second == 0).all()


def test_shops_are_stolen_from_when_they_are_open(made: pd.DataFrame) -> None:
    hours = local_hours(made.loc[made["category"] == "Shoplifting", "start"])
    assert ((hours >= 8) & (hours < 21)).mean() > 0.9


def test_violence_peaks_at_weekends_and_late(made: pd.DataFrame) -> None:
    violence = made.loc[made["category"] == "Violence and sexual offences", "start"]
    by_day = violence.dt.tz_convert(LONDON).dt.day_of_week.value_counts()
    assert by_day.idxmax() == 5
    late = np.isin(local_hours(violence), [20, 21, 22, 23, 0, 1])
    assert late.mean() > 0.3


def test_anti_social_behaviour_is_a_thing_of_summer(made: pd.DataFrame) -> None:
    starts = made.loc[made["category"] == "Anti-social behaviour", "start"]
    by_month = starts.dt.tz_convert(LONDON).dt.month.value_counts()
    assert by_month[[6, 7, 8]].sum() > 1.15 * by_month[[12, 1, 2]].sum()
