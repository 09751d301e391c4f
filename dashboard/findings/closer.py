"""A few cells beside their ward and the borough, and what lies around one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.findings import ground as on
from dashboard.findings.columns import PER
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import geography
from geo.cells import cells_from_hex, centres_of, hex_of
from geo.rates import empirical_bayes, relative_risks

COMPASS = ("east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east")
"""From the east against the clock; six neighbours never share one of eight directions."""

METRES_A_DEGREE = 111_195.0
NEAREST = 4
NEAR_M = 600.0
"""A street further from the middle of a cell than this is not near it."""

BOROUGH = "Halton"


class Unit(NamedTuple):
    """Some cells taken together; residents are an estimate."""

    name: str
    events: int
    residents: float

    @property
    def rate(self) -> float:
        """Events per 1,000 residents; missing where hardly anybody lives."""
        return PER * self.events / self.residents if self.residents >= 1 else float("nan")


class Neighbour(NamedTuple):
    """One of the up to six cells around a cell: its hex string, where it lies, what it holds."""

    cell: str
    direction: str
    place: str
    events: int


class Closer(NamedTuple):
    """Some cells in their surroundings.

    Parameters
    ----------
    units
        The cells themselves, their ward where all lie in one, and the borough.
    smoothed
        Their rate per 1,000 residents, steadied by the borough's; missing without residents.
    risk, low, high
        Their rate as a multiple of the borough's, with its 95 % range; missing likewise.
    neighbours
        Of a single cell; none for several.
    streets
        Nearest streets of a single cell with their distance from its middle, in metres.
    """

    units: tuple[Unit, ...]
    smoothed: float
    risk: float
    low: float
    high: float
    neighbours: tuple[Neighbour, ...]
    streets: tuple[tuple[str, float], ...]


def closer(ground: Ground, selection: Selection) -> Closer:
    """Set the chosen cells beside their ward and the borough.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices, with a selected cell or picked ones; events of the layer in focus are counted
        in whole cells, whatever the place.

    Returns
    -------
    Closer
    """
    chosen = np.isin(ground.board.cells, cells_from_hex(selection.looked_into))
    count = on.cell_counts(ground, selection, window=selection.window)
    people = ground.study["residents"].to_numpy(dtype=np.float64)
    here = Unit("Here", int(count[chosen].sum()), float(people[chosen].sum()))
    risk = _risk(here, total=int(count.sum()), people=float(people.sum()))
    alone = np.flatnonzero(chosen)[: 1 if chosen.sum() == 1 else 0]
    return Closer(
        units=(here, *_larger(ground, chosen, count, people)),
        smoothed=_smoothed(here, chosen, count, people),
        risk=risk[0],
        low=risk[1],
        high=risk[2],
        neighbours=tuple(n for at in alone for n in _neighbours(ground, int(at), count)),
        streets=tuple(s for at in alone for s in _streets(ground.board.cells[at : at + 1])),
    )


def direction(east: float, north: float) -> str:
    """Name the direction of a step.

    Parameters
    ----------
    east, north
        In one unit of length.

    Returns
    -------
    str
        One of `COMPASS`.
    """
    return COMPASS[round(float(np.arctan2(north, east)) / (np.pi / 4)) % len(COMPASS)]


def _larger(
    ground: Ground, chosen: NDArray[np.bool_], count: NDArray[np.int64], people: NDArray[np.float64]
) -> list[Unit]:
    wards = ground.study["ward"].to_numpy(dtype=str)
    held = np.unique(wards[chosen])
    units = [Unit(BOROUGH, int(count.sum()), float(people.sum()))]
    if len(held) == 1:
        inside = wards == held[0]
        units.insert(0, Unit(str(held[0]), int(count[inside].sum()), float(people[inside].sum())))
    return units


def _risk(here: Unit, *, total: int, people: float) -> tuple[float, float, float]:
    """Compare with the whole borough; without residents nothing can be expected."""
    if here.residents < 1:
        return float("nan"), float("nan"), float("nan")
    found = relative_risks(
        [here.events, total - here.events],
        exposure=[here.residents, max(people - here.residents, 0.0)],
    )
    return float(found.mean[0]), float(found.low[0]), float(found.high[0])


def _smoothed(
    here: Unit,
    chosen: NDArray[np.bool_],
    count: NDArray[np.int64],
    people: NDArray[np.float64],
) -> float:
    """Steady the rate of the chosen cells, taken as one, by all the other cells."""
    if here.residents < 1:
        return float("nan")
    events = np.append(count[~chosen], here.events)
    exposure = np.append(people[~chosen], here.residents)
    return PER * float(empirical_bayes(events, exposure=exposure).smoothed[-1])


def _neighbours(ground: Ground, at: int, count: NDArray[np.int64]) -> list[Neighbour]:
    row = ground.neighbours[[at]].tocoo()
    found = np.asarray([int(i) for i in row.coords[1] if i != at], dtype=np.int64)
    lng, lat = centres_of(ground.board.cells[[at, *found]])
    east = (lng[1:] - lng[0]) * np.cos(np.radians(lat[0]))
    ways = [direction(*step) for step in zip(east, lat[1:] - lat[0], strict=True)]
    places = ground.study["place"].iloc[found]
    rows = zip(hex_of(ground.board.cells[found]), ways, places, count[found], strict=True)
    listed = [Neighbour(str(cell), way, str(place), int(n)) for cell, way, place, n in rows]
    return sorted(listed, key=lambda one: -one.events)


def _streets(cell: NDArray[np.uint64]) -> list[tuple[str, float]]:
    lng, lat = centres_of(cell)
    table = geography.streets()
    east = (table["lng"] - lng[0]) * np.cos(np.radians(lat[0]))
    far = np.hypot(east, table["lat"] - lat[0]) * METRES_A_DEGREE
    nearest = far.groupby(table["name"]).min().sort_values(kind="stable").head(NEAREST)
    return [(str(name), float(metres)) for name, metres in nearest.items() if metres <= NEAR_M]
