"""Repeat locations: how much of a layer happens where something has happened before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class RepeatLocations:
    """How much of a layer happens where something has happened before.

    Attributes
    ----------
    events, places
        Events, and distinct locations.
    repeats
        Events that are not the first at their place.
    share
        `repeats` over `events`; missing when there is none.
    """

    events: int
    places: int
    repeats: int
    share: float


def repeat_locations(x: ArrayLike, y: ArrayLike) -> RepeatLocations:
    """Count the events that happened where one had happened before.

    Parameters
    ----------
    x, y
        ``[n]`` coordinates; equal ones are one place.

    Returns
    -------
    RepeatLocations
    """
    places = np.column_stack([np.asarray(x, np.float64), np.asarray(y, np.float64)])
    distinct, events = len(np.unique(places, axis=0)), len(places)
    repeats = events - distinct
    return RepeatLocations(events, distinct, repeats, repeats / events if events else float("nan"))
