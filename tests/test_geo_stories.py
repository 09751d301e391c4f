"""On the synthetic borough the statistics find what was planted there."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data import geography
from data.demo import synthetic_borough
from data.demo_stories import CLUSTER, SURGES
from data.demo_times import DEMO_FROM
from geo.cells import cells_from_hex, cells_of, centres_of, neighbours_of
from geo.convergence import converge
from geo.counts import positions_of
from geo.days import day_numbers
from geo.emerging import find_emerging
from geo.hotspots import find_hot_spots
from geo.lattice import lattice_of
from geo.patterns import CONSECUTIVE, NEW, PERSISTENT
from geo.stability import stable_in

TABLE = geography.cells(9)
CELLS = TABLE["cell"].to_numpy(np.uint64)
AREAS = TABLE["area_km2"].to_numpy(float)
NEIGHBOURS = neighbours_of(CELLS, steps=1)
QUARTER = 92  # days


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    """Return the events inside the borough with their cell's position and their day."""
    made = synthetic_borough()
    ward = geography.ward_of(made["lng"].to_numpy(), made["lat"].to_numpy(), "2020")
    inside = made[np.asarray(ward) != ""]
    cells = cells_of(inside["lng"], inside["lat"], resolution=9)
    place = positions_of(cells, study_cells=CELLS)
    days = day_numbers(inside["start"], origin=DEMO_FROM)
    located: pd.DataFrame = inside.assign(place=place, day=days)
    return located


def rows(cells: Sequence[str]) -> NDArray[np.int64]:
    """Positions of cells given as hex."""
    return positions_of(cells_from_hex(cells), study_cells=CELLS)


def binned(events: pd.DataFrame, *, bins: int) -> NDArray[np.int64]:
    """Counts by cell and equal time bin over the three years."""
    days = (date(2026, 11, 23) - DEMO_FROM).days
    step = (events["day"].to_numpy() * bins) // days
    table = np.zeros((len(CELLS), bins), dtype=np.int64)
    np.add.at(table, (events["place"].to_numpy(), step), 1)
    return table


def hot_lately(events: pd.DataFrame) -> NDArray[np.bool_]:
    """Hot spots of the last quarter."""
    lately = events[events["day"] > events["day"].max() - QUARTER]
    counts = np.bincount(lately["place"], minlength=len(CELLS))
    spots = find_hot_spots(counts, neighbours=NEIGHBOURS, exposure=AREAS)
    return np.asarray(spots.levels >= 95)


@pytest.mark.parametrize("bins", [6, 12])
def test_the_new_cuckooing_cluster_is_new_or_consecutive_and_alone(
    events: pd.DataFrame, bins: int
) -> None:
    cuckooing = events[events["layer"] == "cuckooing"]
    found = find_emerging(binned(cuckooing, bins=bins), neighbours=NEIGHBOURS, exposure=AREAS)
    assert set(found.patterns[rows(CLUSTER.cells)].tolist()) <= {NEW, CONSECUTIVE}
    assert (found.patterns != 0).sum() <= 4
    assert not any("cold" in one.name for one in found.legend)


def test_the_cluster_is_where_drugs_and_cuckooing_converge(events: pd.DataFrame) -> None:
    drugs = events[(events["layer"] == "incidents") & (events["category"] == "Drugs")]
    layers = [hot_lately(drugs), hot_lately(events[events["layer"] == "cuckooing"])]
    lng, lat = centres_of(CELLS)
    lattice = lattice_of(lng, lat, neighbours=NEIGHBOURS)
    found = converge(layers, lattice=lattice, draws=199)
    assert found.joint[rows(CLUSTER.cells)].all()
    assert found.p <= 0.05


def test_the_cluster_does_not_depend_on_where_the_grid_lies(events: pd.DataFrame) -> None:
    cuckooing = events[events["layer"] == "cuckooing"]
    lately = cuckooing[cuckooing["day"] > cuckooing["day"].max() - QUARTER]
    area = geography.study_area("2020")
    stable = stable_in(lately["lng"], lately["lat"], cells=CELLS, area=area)
    assert stable[rows(CLUSTER.cells)].min() >= 6


@pytest.mark.parametrize("bins", [12, 36])
def test_the_hot_spot_that_moves_is_not_called_persistent(events: pd.DataFrame, bins: int) -> None:
    trouble = events[
        (events["layer"] == "incidents") & (events["category"] == "Anti-social behaviour")
    ]
    found = find_emerging(binned(trouble, bins=bins), neighbours=NEIGHBOURS, exposure=AREAS)
    for story in SURGES:
        if story.name.startswith("hot spot that"):
            assert PERSISTENT not in found.patterns[rows(story.cells)]
    leaves, arrives = (
        found.trend.slope[rows(story.cells)][0]
        for story in SURGES
        if story.name.startswith("hot spot that")
    )
    assert leaves < 0 < arrives
