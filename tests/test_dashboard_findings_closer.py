"""A cell beside its ward and the borough, its neighbours and streets: counted, not guessed."""

from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np
import pytest

from dashboard import answers, results
from dashboard.findings import closer
from dashboard.findings.closer import COMPASS
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from dashboard.source import Source, source_of
from data import schema
from data.store import Store
from geo.cells import hex_of
from geo.windows import Window

WINDOW = Window(date(2026, 1, 1), date(2026, 7, 1))


@pytest.fixture
def source(demo_store: Store) -> Source:
    return source_of(demo_store, layers=schema.LAYERS, vintage="2020")


@pytest.fixture
def ground(source: Source) -> Ground:
    return results.ground(source, 9)


@pytest.fixture
def chosen(ground: Ground) -> Selection:
    busiest = int(np.bincount(ground.board.cell).argmax())
    cell = str(hex_of(ground.board.cells[[busiest]])[0])
    return Selection(schema.LAYERS, "incidents", 9, WINDOW, cell=cell)


def test_the_cell_its_ward_and_the_borough_are_counted_as_everywhere(
    source: Source, ground: Ground, chosen: Selection
) -> None:
    found = closer.closer(ground, chosen)
    at = int(np.flatnonzero(ground.board.cells == int(chosen.cell, 16))[0])
    row = ground.study.iloc[at]
    counts = results.counts(source, replace(chosen, cell="")).by_cell
    in_ward = ground.study["ward"].eq(row["ward"]).to_numpy()
    assert [unit.name for unit in found.units] == ["Here", row["ward"], "Halton"]
    expected = [counts[at], counts[in_ward].sum(), counts.sum()]
    assert [unit.events for unit in found.units] == expected
    people = ground.study["residents"].to_numpy()
    assert found.units[0].residents == pytest.approx(people[at])
    assert found.units[1].residents == pytest.approx(people[in_ward].sum())
    assert found.units[0].rate == pytest.approx(1000 * counts[at] / people[at])


def test_the_rate_is_steadied_towards_the_boroughs(ground: Ground, chosen: Selection) -> None:
    found = closer.closer(ground, chosen)
    assert found.units[-1].rate < found.smoothed < found.units[0].rate
    assert found.low < found.risk < found.high
    assert found.risk < found.units[0].rate / found.units[-1].rate


def test_a_cells_steadied_rate_is_that_of_the_map(
    source: Source, ground: Ground, chosen: Selection
) -> None:
    at = int(np.flatnonzero(ground.board.cells == int(chosen.cell, 16))[0])
    table = answers.rates(source, chosen)
    found = answers.closer(source, chosen)
    assert found.smoothed == pytest.approx(table["smoothed_rate_per_1000"].iloc[at])
    assert found.risk == pytest.approx(table["risk"].iloc[at])


def test_a_place_changes_nothing_for_whole_cells(source: Source, chosen: Selection) -> None:
    assert answers.closer(source, chosen) is answers.closer(source, replace(chosen, place="Widnes"))


def test_picked_cells_are_one_unit_without_neighbours(ground: Ground, chosen: Selection) -> None:
    busy = np.argsort(-np.bincount(ground.board.cell, minlength=len(ground.board.cells)))[:9]
    names = tuple(sorted(str(name) for name in hex_of(ground.board.cells[busy])))
    found = closer.closer(ground, replace(chosen, cell="", picked=names))
    singles = [closer.closer(ground, replace(chosen, cell=name)).units[0] for name in names]
    assert found.units[0].events == sum(one.events for one in singles)
    assert found.units[0].residents == pytest.approx(sum(one.residents for one in singles))
    assert (found.neighbours, found.streets) == ((), ())
    assert [unit.name for unit in found.units] == ["Here", "Halton"]  # they lie in several wards


def test_a_cell_where_nobody_lives_has_a_count_and_no_rate(
    ground: Ground, chosen: Selection
) -> None:
    empty = int(np.flatnonzero(ground.study["residents"].to_numpy() < 1)[0])
    cell = str(hex_of(ground.board.cells[[empty]])[0])
    found = closer.closer(ground, replace(chosen, cell=cell))
    assert isnan(found.risk)
    assert isnan(found.smoothed)
    assert isnan(found.units[0].rate)


def test_a_cell_inside_has_six_neighbours_in_different_directions(
    ground: Ground, chosen: Selection
) -> None:
    counts = np.bincount(ground.board.cell, minlength=len(ground.board.cells))
    inner = np.flatnonzero(np.asarray(ground.neighbours.sum(axis=1)).ravel() == 7)
    for at in inner[np.argsort(-counts[inner])][:20]:
        cell = str(hex_of(ground.board.cells[[at]])[0])
        found = closer.closer(ground, replace(chosen, cell=cell)).neighbours
        assert len({one.direction for one in found}) == len(found) == 6
        assert {one.direction for one in found} <= set(COMPASS)
        events = [one.events for one in found]
        assert events == sorted(events, reverse=True)
        assert cell not in {one.cell for one in found}


def test_a_neighbour_looks_back_from_the_other_side(ground: Ground, chosen: Selection) -> None:
    for one in closer.closer(ground, chosen).neighbours:
        back = closer.closer(ground, replace(chosen, cell=one.cell)).neighbours
        way = next(other.direction for other in back if other.cell == chosen.cell)
        assert COMPASS.index(way) == (COMPASS.index(one.direction) + 4) % 8


@pytest.mark.parametrize(
    ("east", "north", "way"),
    [
        (1, 0, "east"),
        (0, 1, "north"),
        (-1, 1, "north-west"),
        (-1, 0, "west"),
        (1, -1, "south-east"),
    ],
)
def test_directions_are_those_of_the_compass(east: float, north: float, way: str) -> None:
    assert closer.direction(east, north) == way


def test_streets_are_the_nearest_each_once_and_near(ground: Ground, chosen: Selection) -> None:
    found = closer.closer(ground, chosen).streets
    names, far = [name for name, _ in found], [metres for _, metres in found]
    assert 0 < len(found) <= closer.NEAREST
    assert len(set(names)) == len(names)
    assert far == sorted(far)
    assert max(far) <= closer.NEAR_M
