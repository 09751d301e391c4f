"""The synthetic borough's reports of cuckooing."""

import numpy as np
import pandas as pd

from data.demo_draws import Draws, Floats, Whole
from data.demo_parameters import group, number, word
from data.demo_places import apart_m, map_points, premises, scatter
from data.demo_stories import CLUSTER, planted, story_premises
from data.demo_times import YEARS, day_weights, moments


def cuckooing(seed: int) -> pd.DataFrame:
    """Make three years of reports: few, where drug incidents are, and one cluster late.

    Parameters
    ----------
    seed
        The seed of the whole borough.

    Returns
    -------
    pd.DataFrame
        `category`, `start`, `end`, `precision`, `lng`, `lat`; in no order.
    """
    draws = Draws(seed, "cuckooing")
    late_days, late_places = planted(draws, CLUSTER)
    size = round(number("cuckooing.yearly") * YEARS) - len(late_days)
    days = draws.pick(day_weights(word("cuckooing.rhythm")), size=size)
    places = scatter(draws, draws.pick(_weights(), size=size))
    return _frame(draws, np.append(days, late_days), np.vstack([places, late_places]))


def _weights() -> Floats:
    """Weigh map points by drug incidents; where the cluster will appear there is nothing else."""
    points, cluster = map_points(), premises().coords[story_premises(CLUSTER)]
    near = apart_m(points.coords, cluster).min(axis=1) < number("cuckooing.clear_m")
    return np.where(near, 0, points.weights("Drugs"))


def _frame(draws: Draws, day: Whole, at: Floats) -> pd.DataFrame:
    """Give each report its leading indicator; only its day is known."""
    kinds = group("cuckooing.category")
    shares = [float(share) for share in kinds.values()]
    kind = draws.pick(shares, size=len(day))
    return pd.DataFrame(
        {
            "category": np.array(list(kinds), dtype=object)[kind],
            "start": moments(day),
            "end": moments(day + 1),
            "precision": "day",
            "lng": at[:, 0],
            "lat": at[:, 1],
        }
    )
