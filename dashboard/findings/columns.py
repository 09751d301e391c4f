"""Statistics as further columns of a table of counts."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.findings import emergence, spots
from dashboard.findings import together as meeting
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import placed
from geo.nulls import Null
from geo.patterns import pattern
from geo.rates import empirical_bayes, relative_risks
from geo.stability import stable_in

PER = 1_000
"""Residents to whom a rate refers."""

FAR_ABOVE = 1.5
"""The risk, as a multiple of the borough's, of which the probability is given."""

STEP = "quarter"
UNTOLD = "cannot be told"
"""Pattern of every cell where there are too few quarters, or a hole in them."""

Counts = NDArray[np.int64]


class Counted(NamedTuple):
    """What statistics of cells need to know.

    Parameters
    ----------
    counts
        int64[m], events in each study cell.
    study
        The study cells.
    events
        The events counted; those of which only the ward is known are in no cell.
    area
        The study area, a shapely geometry.
    past
        All events at any time, and the selection with the layer counted in focus; None where
        there is no event at all.
    """

    counts: Counts
    study: pd.DataFrame
    events: pd.DataFrame
    area: Any
    past: tuple[Ground, Selection] | None = None


def hot_spots(counts: Counts, *, study: pd.DataFrame) -> pd.DataFrame:
    """Test every study cell under both nulls.

    Parameters
    ----------
    counts
        int64[m], events in each study cell.
    study
        The study cells.

    Returns
    -------
    pd.DataFrame
        expected, z, p, p_adjusted and class under the even null, and class_residents under the
        other, one row a study cell.
    """
    disks = spots.disks(study)
    even, people = (
        spots.find(counts, study=study, neighbours=disks, null=null).table for null in spots.NULLS
    )
    return even.drop(columns=["cell", "count"]).assign(class_residents=people["class"])


def rates(counts: Counts, *, study: pd.DataFrame) -> pd.DataFrame:
    """Set the counts against the residents, steadied for small numbers.

    Parameters
    ----------
    counts
        int64[m], events in each study cell.
    study
        The study cells, with `residents`.

    Returns
    -------
    pd.DataFrame
        residents; rate_per_1000 and smoothed_rate_per_1000, by residents (empirical Bayes);
        risk, risk_low and risk_high, multiples of the borough's with their 95 % range; and
        probability_above_1_5 that the risk is over one and a half times the borough's. Where
        nobody lives all but the residents are missing.
    """
    people = study["residents"].to_numpy(dtype=np.float64)
    smooth = empirical_bayes(counts, exposure=people)
    risks = relative_risks(counts, exposure=people, threshold=FAR_ABOVE)
    known = pd.DataFrame(
        {
            "rate_per_1000": PER * smooth.raw,
            "smoothed_rate_per_1000": PER * smooth.smoothed,
            "risk": risks.mean,
            "risk_low": risks.low,
            "risk_high": risks.high,
            "probability_above_1_5": risks.p_above,
        }
    )
    # a risk per resident would only repeat the prior and the count where there is no resident
    known.loc[people == 0] = np.nan
    known.insert(0, "residents", people)
    return known


def stability(counted: Counted) -> pd.DataFrame:
    """Count in how many of eight shifted grids each study cell is a clear hot spot.

    Parameters
    ----------
    counted
        The events and where they can lie.

    Returns
    -------
    pd.DataFrame
        shifts under the even null and shifts_residents under the other, 0 to 8.
    """
    study, points = counted.study, placed.located(counted.events)
    people = study["residents"].to_numpy(dtype=np.float64)
    even, residents = (
        stable_in(
            points["lng"],
            points["lat"],
            cells=study["cell"].to_numpy(),
            area=counted.area,
            residents=exposure,
            level=spots.CLEAR,
        )
        for exposure in (None, people)
    )
    return pd.DataFrame({"shifts": even, "shifts_residents": residents})


def emerging(counted: Counted) -> pd.DataFrame:
    """Name the pattern of every study cell over the quarters that end with the window.

    Parameters
    ----------
    counted
        The events, with their past.

    Returns
    -------
    pd.DataFrame
        pattern under the even null and pattern_residents under the other: names of
        `geo.patterns`, or `UNTOLD`.
    """

    def names(null: Null) -> list[str]:
        found = counted.past and emergence.emerged(*counted.past, step=STEP, null=null).found
        if found is None:
            return [UNTOLD] * len(counted.study)
        return [pattern(int(number)).name for number in found.patterns]

    return _both("pattern", names)


def together(counted: Counted) -> pd.DataFrame:
    """Count in how many layers every study cell is a clear hot spot.

    Parameters
    ----------
    counted
        The events, with their past.

    Returns
    -------
    pd.DataFrame
        layers_hot under the even null and layers_hot_residents under the other; 0 to 3.
    """

    def layers(null: Null) -> list[int]:
        found = counted.past and meeting.together(*counted.past, null=null).found
        return found.layers_high.tolist() if found else [0] * len(counted.study)

    return _both("layers_hot", layers)


def _both(name: str, of: Callable[[Null], list[Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: of("even"), f"{name}_residents": of("residents")})


KINDS: dict[str, Callable[[Counted], pd.DataFrame]] = {
    "hotspots": lambda counted: hot_spots(counted.counts, study=counted.study),
    "rates": lambda counted: rates(counted.counts, study=counted.study),
    "stability": stability,
    "emerging": emerging,
    "together": together,
}
"""What can be added to a table of counts."""


def added(kinds: tuple[str, ...], counted: Counted) -> pd.DataFrame:
    """Make the columns of several statistics.

    Parameters
    ----------
    kinds
        Keys of `KINDS`.
    counted
        What was counted.

    Returns
    -------
    pd.DataFrame
        One row a study cell, and a first column `cell`.
    """
    parts = [KINDS[kind](counted) for kind in kinds]
    return pd.concat([counted.study[["cell"]].reset_index(drop=True), *parts], axis=1)
