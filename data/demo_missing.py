"""The synthetic borough's missing-person episodes: from where, for how long, and found where."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo_draws import Draws, Floats
from data.demo_parameters import group, number, numbers
from data.demo_people import episode_days, people
from data.demo_places import apart_m, map_points, premises, scatter, shake
from data.demo_stories import CARE_HOME, story_premises
from data.demo_times import DEMO_UNTIL, MINUTES_IN_HOUR, draw_minutes, moments
from geo.days import midnight

METRES_IN_KM = 1000


def missing(seed: int) -> pd.DataFrame:
    """Make three years of episodes.

    Parameters
    ----------
    seed
        The seed of the whole borough.

    Returns
    -------
    pd.DataFrame
        `category` (risk), `start`, `end` (NaT: still open), `precision`, `lng`, `lat`, `person`,
        `from_care`, `found_lng`, `found_lat`; by person and start.
    """
    table = people(seed)
    episodes = episode_days(seed, table)
    start, end = _spans(Draws(seed, "episode spans"), episodes)
    places = _places(seed, table, episodes)
    found = _found(Draws(seed, "found places"), places, known=end.notna().to_numpy())
    return pd.DataFrame(
        {
            "category": _risks(Draws(seed, "risks"), size=len(episodes)),
            "start": start,
            "end": end,
            "precision": "instant",
            "lng": places[:, 0],
            "lat": places[:, 1],
            "person": episodes["person"],
            "from_care": episodes["from_care"],
            "found_lng": found[:, 0],
            "found_lat": found[:, 1],
        }
    )


def _risks(draws: Draws, *, size: int) -> NDArray[np.object_]:
    """Draw the risk grades."""
    shares = group("missing.risk")
    chosen = draws.pick([float(share) for share in shares.values()], size=size)
    return np.array(list(shares), dtype=object)[chosen]


def _spans(
    draws: Draws, episodes: pd.DataFrame
) -> tuple["pd.Series[pd.Timestamp]", "pd.Series[pd.Timestamp]"]:
    """Draw when episodes begin and end: never two at once for a person, the newest still open."""
    size = len(episodes)
    start = moments(episodes["day"].to_numpy(), draw_minutes(draws, "missing", size=size))
    hours = np.where(episodes["child"], _hours(draws, "child", size), _hours(draws, "adult", size))
    minutes = (hours * MINUTES_IN_HOUR).astype(np.int64) + 1
    end = start + pd.to_timedelta(minutes, unit="min").as_unit("us")
    following = start.groupby(episodes["person"]).shift(-1)
    end = end.where(following.isna() | (end <= following), following)
    newest = start.where(following.isna()).nlargest(int(number("missing.open_at_end"))).index
    is_open = (end >= midnight(DEMO_UNTIL)) | end.index.isin(newest)
    return start, end.mask(is_open)


def _hours(draws: Draws, age: str, size: int) -> Floats:
    """Draw how long episodes last, in hours."""
    edges, shares = (numbers(f"missing.{age}_hours.{part}") for part in ("edges", "shares"))
    return draws.within(edges, shares, size=size)


def _places(seed: int, table: pd.DataFrame, episodes: pd.DataFrame) -> Floats:
    """Draw where each episode begins: mostly where the person lives, else where much happens."""
    draws = Draws(seed, "missing places")
    lives = pd.Series(_homes(draws, table), index=table["person"])
    # a child of the story has one row for each year, all in the same home
    lives = lives[~lives.index.duplicated()]
    home = shake(draws, premises().coords[lives.reindex(episodes["person"]).to_numpy()])
    busy = draws.pick(map_points().counts.sum(axis=1), size=len(episodes))
    at_home = draws.happens(number("missing.home_share"), size=len(episodes))
    return np.where(at_home[:, None], home, scatter(draws, busy))


def _homes(draws: Draws, table: pd.DataFrame) -> NDArray[np.int64]:
    """Give each person a home; many children in care live in one of the invented care homes."""
    size, count = len(table), int(number("missing.care_homes"))
    private = draws.below(np.full(size, len(premises().coords)))
    care_homes = draws.below(np.full(count, len(premises().coords)))
    care_homes[0] = story_premises(CARE_HOME)[0]
    # the story's home takes only the children of the story
    housed = care_homes[1 + draws.below(np.full(size, count - 1))]
    shared = draws.happens(number("missing.care_home_share"), size=size)
    in_home = table["from_care"] & (table["frequent"] | shared)
    homes = np.where(in_home, housed, private)
    return np.where(table["story"], care_homes[0], homes).astype(np.int64)


def _found(draws: Draws, places: Floats, *, known: NDArray[np.bool_]) -> Floats:
    """Draw where people are found: by distance, in the borough or in a town outside it."""
    size, far = len(places), group("missing.found_far")
    edges, shares = (numbers(f"missing.found_km.{part}") for part in ("edges", "shares"))
    away_m = draws.within(edges, shares, size=size) * METRES_IN_KM
    held = premises().coords
    elsewhere = np.array([[float(part) for part in text.split()] for text in far.values()])
    # of all places at hand the one whose distance comes nearest to the one drawn
    candidates = np.vstack([held, elsewhere])
    best = np.abs(apart_m(places, candidates) - away_m[:, None]).argmin(axis=1)
    found = shake(draws, candidates[best])
    told = known & draws.happens(number("missing.found_known_share"), size=size)
    return np.where(told[:, None], found, np.nan)
