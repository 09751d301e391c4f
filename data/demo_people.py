"""The synthetic borough's missing people: who they are, how often they go missing, and when.

All of them are invented, and known by a pseudonym alone.
"""

import numpy as np
import pandas as pd

from data.demo_draws import Draws, Whole
from data.demo_parameters import number, numbers
from data.demo_stories import CARE_HOME
from data.demo_times import DAYS, DEMO_FROM, YEARS, day_of, day_weights
from geo.days import months_later

_YEAR_STARTS = [day_of(months_later(DEMO_FROM, months=12 * year)) for year in range(YEARS + 1)]


def people(seed: int) -> pd.DataFrame:
    """Make the people of all three years.

    Parameters
    ----------
    seed
        The seed of the whole borough.

    Returns
    -------
    pd.DataFrame
        One row for each person and year: `person`, `year`, `child`, `from_care`, `frequent`,
        `story` (lives in the care home of the story), `episodes`.
    """
    draws = Draws(seed, "people")
    cohorts = [_cohort(draws, year) for year in range(YEARS)]
    table = pd.concat(cohorts, ignore_index=True)
    # the children of the story are the same ones in each of its years
    key = np.where(table["story"], table["rank"] - len(table), np.arange(len(table)))
    codes, _ = pd.factorize(key)
    return table.assign(person=[f"P{code + 1:04d}" for code in codes]).drop(columns="rank")


def episode_days(seed: int, table: pd.DataFrame) -> pd.DataFrame:
    """Lay each person's episodes out in time: the next one tends to follow within weeks.

    Parameters
    ----------
    seed
        The seed of the whole borough.
    table
        The result of `people`.

    Returns
    -------
    pd.DataFrame
        One row for each episode, by person and day: the columns of `table` but `episodes`, and
        `day`, since `DEMO_FROM`. No person has two episodes on one day.
    """
    draws = Draws(seed, "episode days")
    rows = table.loc[table.index.repeat(table["episodes"])].drop(columns="episodes")
    first = pd.Series(_first_days(draws, table), index=table.index).reindex(rows.index)
    gaps = draws.within(
        numbers("missing.gap_days.edges"), numbers("missing.gap_days.shares"), size=len(rows)
    ).astype(np.int64)
    same_year = rows.groupby(level=0)
    gaps[same_year.cumcount().to_numpy() == 0] = 0
    since = pd.Series(gaps, index=rows.index).groupby(level=0).cumsum()
    rows["day"] = _round_the_year(rows["year"].to_numpy(), (first + since).to_numpy())
    rows = rows.sort_values(["person", "day"], kind="stable", ignore_index=True)
    return rows.assign(day=_one_a_day(rows))


def _cohort(draws: Draws, year: int) -> pd.DataFrame:
    """Make one year's children and adults, with as many episodes as the sources say."""
    total = round(number("missing.child_episodes_yearly"))
    children = round(total * (1 - number("missing.child_repeat_share")))
    frequent = round(children * number("missing.child_frequent_people"))
    often = round(total * number("missing.child_frequent_episodes"))
    in_care = round(number("missing.care_children_yearly")) - frequent
    care = round(number("missing.care_children_yearly") * number("missing.care_episodes_each"))
    floor = int(number("missing.frequent_floor_share") * often / frequent)
    adults = round(number("missing.adult_episodes_yearly"))
    grown = round(adults / number("missing.adult_episodes_each"))
    parts = [
        _part(draws.allot(often, people=frequent, floor=floor), care=True, frequent=True),
        _part(draws.allot(care - often, people=in_care, floor=1), care=True),
        _part(draws.allot(total - care, people=children - frequent - in_care, floor=1)),
        _part(draws.allot(adults, people=grown, floor=1), child=False),
    ]
    table = pd.concat(parts, ignore_index=True).assign(year=year)
    housed = table["frequent"] & (table["rank"] < number("story.care home.people"))
    return table.assign(story=housed & (_YEAR_STARTS[year] >= day_of(CARE_HOME.window.start)))


def _part(
    episodes: Whole, *, child: bool = True, care: bool = False, frequent: bool = False
) -> pd.DataFrame:
    """Make people of one kind."""
    return pd.DataFrame(
        {
            "rank": np.arange(len(episodes)),
            "child": child,
            "from_care": care,
            "frequent": frequent,
            "episodes": episodes,
        }
    )


def _first_days(draws: Draws, table: pd.DataFrame) -> Whole:
    """Draw the day of each person's first episode, inside the person's year."""
    weights = day_weights("missing")
    first = np.zeros(len(table), dtype=np.int64)
    for year in range(YEARS):
        mine = (table["year"] == year).to_numpy()
        span = slice(_YEAR_STARTS[year], _YEAR_STARTS[year + 1])
        first[mine] = span.start + draws.pick(weights[span], size=int(mine.sum()))
    return first


def _round_the_year(year: Whole, day: Whole) -> Whole:
    """Carry days after a year's end to its beginning, so that no year's end is too full."""
    starts = np.array(_YEAR_STARTS)
    begin, length = starts[year], np.diff(starts)[year]
    return np.asarray(begin + (day - begin) % length, dtype=np.int64)


def _one_a_day(rows: pd.DataFrame) -> Whole:
    """Move a person's episodes on the same day to the days after, never past the last day."""
    person = rows["person"].astype("category").cat.codes.to_numpy().astype(np.int64)
    place = rows.groupby("person").cumcount().to_numpy()
    left = rows.groupby("person").cumcount(ascending=False).to_numpy()
    latest = np.minimum(rows["day"].to_numpy(), DAYS - 1 - left)
    # with its place taken off, "later than the one before" becomes "not earlier than it"
    apart = person * 2 * DAYS
    return np.maximum.accumulate(latest - place + apart) + place - apart
