"""The synthetic borough's incidents."""

import numpy as np
import pandas as pd

from data.demo_draws import Draws, Floats, Whole
from data.demo_parameters import group, number, numbers, word
from data.demo_places import map_points, scatter
from data.demo_stories import SURGES, planted
from data.demo_times import (
    DEMO_UNTIL,
    MINUTES_IN_HOUR,
    YEARS,
    day_weights,
    draw_minutes,
    moments,
)
from geo.days import midnight


def incidents(seed: int) -> pd.DataFrame:
    """Make three years of incidents.

    Parameters
    ----------
    seed
        The seed of the whole borough.

    Returns
    -------
    pd.DataFrame
        `category`, `start`, `end`, `precision`, `lng`, `lat`; in no order.
    """
    usual = [_category(seed, category) for category in group("incidents.yearly")]
    stories = [_surge(seed, position) for position in range(len(SURGES))]
    return pd.concat([*usual, *stories], ignore_index=True)


def _category(seed: int, category: str) -> pd.DataFrame:
    """Make the incidents of one category in proportion to its open counts."""
    draws = Draws(seed, f"incidents {category}")
    size = round(number(f"incidents.yearly.{category}") * YEARS)
    change = number(f"incidents.trend.{category}")
    rhythm = word(f"incidents.rhythm.{category}")
    day = draws.pick(day_weights(rhythm, yearly_change=change), size=size)
    points = draws.pick(map_points().weights(category), size=size)
    return _frame(draws, category, day, scatter(draws, points))


def _surge(seed: int, position: int) -> pd.DataFrame:
    """Make the incidents that one story adds."""
    story = SURGES[position]
    draws = Draws(seed, f"story {story.name}")
    day, at = planted(draws, story)
    return _frame(draws, story.category, day, at)


def _frame(draws: Draws, category: str, day: Whole, at: Floats) -> pd.DataFrame:
    """Give each incident its minute, and some of them an end that is not their start."""
    minute = draw_minutes(draws, word(f"incidents.rhythm.{category}"), size=len(day))
    start = moments(day, minute)
    lasting = pd.to_timedelta(_minutes_apart(draws, category, size=len(day)), unit="min")
    end, latest = start + lasting, midnight(DEMO_UNTIL).tz_convert("UTC")
    end = end.where(end <= latest, latest)
    return pd.DataFrame(
        {
            "category": category,
            "start": start,
            "end": end.dt.as_unit("us"),
            "precision": "instant",
            "lng": at[:, 0],
            "lat": at[:, 1],
        }
    )


def _minutes_apart(draws: Draws, category: str, *, size: int) -> Whole:
    """Draw how long after "from" the "to" is; 0 where the moment is known."""
    share = float(group("incidents.interval").get(category, 0))
    edges, shares = (numbers(f"incidents.interval_hours.{part}") for part in ("edges", "shares"))
    minutes = draws.within(edges, shares, size=size) * MINUTES_IN_HOUR
    return np.where(draws.happens(share, size=size), minutes, 0).astype(np.int64)
