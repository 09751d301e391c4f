"""Where the synthetic borough's events happen: real postcodes and streets, in open proportions."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import KDTree

from data import geography
from data.demo_draws import Draws, Floats, Whole
from data.demo_parameters import number
from geo.cells import cells_of

WEIGHTS = Path(__file__).parent / "reference" / "incident_weights.csv"
METRES_A_DEGREE = np.array([66_500.0, 111_300.0])
"""One degree of longitude and of latitude at Halton; good to 0.3 %, ample for these distances."""

NEIGHBOURS = 12
STORY_RESOLUTION = 9
DECIMALS = 6


@dataclass(frozen=True)
class Premises:
    """Places where something can happen: the borough's postcodes.

    Parameters
    ----------
    coords
        float64[n, 2], longitude and latitude.
    ward
        n ward codes.
    cell
        uint64[n], cells at the stories' resolution.
    """

    coords: Floats
    ward: NDArray[np.str_]
    cell: NDArray[np.uint64]


@dataclass(frozen=True)
class MapPoints:
    """The anonymised points of the open crime figures, with their counts.

    Parameters
    ----------
    coords
        float64[m, 2], longitude and latitude.
    counts
        float64[m, k], open incidents by category.
    categories
        The k categories.
    near
        int64[m, NEIGHBOURS], premises in reach in the same ward; -1 fills up.
    """

    coords: Floats
    counts: Floats
    categories: tuple[str, ...]
    near: Whole

    def weights(self, category: str) -> Floats:
        """Weigh the points for a category, evened out a little with all categories.

        Parameters
        ----------
        category
            A category of the open figures.

        Returns
        -------
        float64[m]
            Sums to 1.
        """
        own, every = self.counts[:, self.categories.index(category)], self.counts.sum(axis=1)
        share = number("incidents.any_category_share")
        mixed = (1 - share) * own / own.sum() + share * every / every.sum()
        return np.asarray(mixed, dtype=np.float64)


@cache
def premises() -> Premises:
    """Read the postcodes that lie in the borough."""
    table = geography.postcodes()
    at = table[["lng", "lat"]].to_numpy(dtype=np.float64)
    ward = wards_of(at)
    at, ward = at[ward != ""], ward[ward != ""]
    return Premises(at, ward, cells_of(at[:, 0], at[:, 1], resolution=STORY_RESOLUTION))


@cache
def map_points() -> MapPoints:
    """Read the open counts of each map point in the borough, and what lies near it."""
    table = pd.read_csv(WEIGHTS, encoding="utf-8").pivot_table(
        index=["lng", "lat"], columns="category", values="count", aggfunc="sum", fill_value=0
    )
    at = np.array(table.index.to_list(), dtype=np.float64)
    ward = wards_of(at)
    inside = ward != ""
    return MapPoints(
        coords=at[inside],
        counts=table.to_numpy(dtype=np.float64)[inside],
        categories=tuple(str(name) for name in table.columns),
        near=_near(at[inside], ward[inside]),
    )


def wards_of(at: Floats) -> NDArray[np.str_]:
    """Find the ward of each place.

    Parameters
    ----------
    coords
        float64[n, 2], longitude and latitude.

    Returns
    -------
    str[n]
        Codes; "" outside the borough.
    """
    return np.asarray(geography.ward_of(at[:, 0], at[:, 1], vintage="2020"), dtype=np.str_)


def scatter(draws: Draws, points: Whole) -> Floats:
    """Move events from their map points to postcodes nearby.

    Parameters
    ----------
    draws
        Where the chance comes from.
    points
        int64[n], positions of map points.

    Returns
    -------
    float64[n, 2]
        Places in the map point's own ward; land, as the wards end at the high water mark.
    """
    source = map_points()
    near = source.near[points]
    choices = (near >= 0).sum(axis=1)
    chosen = near[np.arange(len(points)), draws.below(np.maximum(choices, 1))]
    stays = draws.happens(number("incidents.at_map_point_share"), size=len(points))
    stays |= choices == 0
    return shake(draws, np.where(stays[:, None], source.coords[points], premises().coords[chosen]))


def shake(draws: Draws, at: Floats) -> Floats:
    """Move events a few steps, so that they do not lie on one spot, but never out of their ward.

    Parameters
    ----------
    draws
        Where the chance comes from.
    coords
        float64[n, 2], longitude and latitude.

    Returns
    -------
    float64[n, 2]
        Rounded to six decimals, 0.1 m.
    """
    size = len(at)
    # the sum of two even draws falls off from the middle like a tent
    offsets = np.column_stack([draws.even(size) + draws.even(size) - 1 for _ in range(2)])
    moved = np.round(at + offsets * number("incidents.shake_m") / METRES_A_DEGREE, DECIMALS)
    cells, ward = (_cells(at), _cells(moved)), (wards_of(at), wards_of(moved))
    same = (cells[0] == cells[1]) & (ward[0] == ward[1])
    return np.where(same[:, None], moved, at)


def in_cells(cells: NDArray[np.uint64], *, ward: str) -> Whole:
    """Find the premises that lie in some cells and in a ward."""
    held = premises()
    return np.flatnonzero(np.isin(held.cell, cells) & (held.ward == ward))


def apart_m(one: Floats, other: Floats) -> Floats:
    """Measure from each of n places to each of m, in metres: float64[n, m]."""
    difference = (one[:, None, :] - other[None, :, :]) * METRES_A_DEGREE
    return np.asarray(np.sqrt((difference * difference).sum(axis=2)), dtype=np.float64)


def streets_near(at: Floats) -> NDArray[np.object_]:
    """Name each of n places by the nearest street."""
    table = geography.streets()
    tree = KDTree(table[["lng", "lat"]].to_numpy() * METRES_A_DEGREE)
    _, nearest = tree.query(at * METRES_A_DEGREE)
    names: NDArray[np.object_] = table["name"].to_numpy(dtype=object)
    return np.asarray(names[nearest], dtype=object)


def _cells(at: Floats) -> NDArray[np.uint64]:
    return cells_of(at[:, 0], at[:, 1], resolution=STORY_RESOLUTION)


def _near(at: Floats, ward: NDArray[np.str_]) -> Whole:
    """List for each map point the premises in reach and in its ward, the nearest first."""
    held = premises()
    reach, found = KDTree(held.coords * METRES_A_DEGREE).query(at * METRES_A_DEGREE, k=NEIGHBOURS)
    fits = (reach <= number("incidents.reach_m")) & (held.ward[found] == ward[:, None])
    # those that fit move to the front, so that one draw below their number picks among them
    order = np.argsort(~fits, axis=1, kind="stable")
    return np.take_along_axis(np.where(fits, found, -1), order, axis=1).astype(np.int64)
