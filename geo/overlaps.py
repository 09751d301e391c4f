"""Reports that cover the same time: which of them are one episode of one person.

Reports, episodes and people are three counts. A person reported missing again before having come
back has two reports and one episode.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.days import Starts, as_moments

_NEVER = pd.Timestamp("2262-01-01", tz="UTC")


def episode_of(people: ArrayLike, starts: Starts, ends: Starts) -> NDArray[np.int64]:
    """Give each report the number of its episode.

    Reports of one person whose spans `[start, end)` overlap, also through a third, are one
    episode. A report of an unknown person is an episode of its own.

    Parameters
    ----------
    people
        ``[n]`` pseudonym of each report's person, "" where it is not known.
    starts, ends
        ``[n]`` time-zone-aware; an end that is missing is an open report.

    Returns
    -------
    int64[n]
        Numbers from 0; those of equal number are one episode.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    person = np.asarray(people, dtype=object).astype(str)
    begin, end = as_moments(starts), as_moments(ends)
    if not len(person) == len(begin) == len(end):
        raise ValueError(
            "Every report needs a person, a start and an end: "
            f"{len(person)}, {len(begin)}, {len(end)}."
        )
    spans = pd.DataFrame({"person": person, "start": begin, "end": end.fillna(_NEVER)})
    ordered = spans.sort_values(["person", "start"], kind="stable")
    reached = ordered.groupby("person")["end"].cummax()
    before = reached.groupby(ordered["person"]).shift()
    first = ~ordered["start"].lt(before) | ordered["person"].eq("")
    number = first.cumsum().reindex(spans.index) - 1
    return np.unique(number.to_numpy(dtype=np.int64), return_inverse=True)[1].astype(np.int64)


def overlapping(people: ArrayLike, starts: Starts, ends: Starts) -> NDArray[np.bool_]:
    """Say which reports share their episode with another.

    Parameters
    ----------
    people, starts, ends
        As for `episode_of`.

    Returns
    -------
    bool[n]
    """
    number = episode_of(people, starts, ends)
    if not len(number):
        return np.zeros(0, dtype=bool)
    return np.asarray(np.bincount(number)[number] > 1)
