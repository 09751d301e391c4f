"""The ground under the hexagons, and how it is drawn."""

import pytest

from dashboard.snapshots import basemap
from data import geography
from tests.boards import hex_at
from tests.sheets import selection

GRANGE = "E05013178"


def ground(place: str = "", vintage: str = "2020") -> basemap.Ground:
    return basemap.load(selection(place=place, vintage=vintage), store_dir=None)


@pytest.mark.parametrize("vintage", geography.VINTAGES)
def test_the_ground_holds_every_ward_of_its_year(vintage: str) -> None:
    found = ground(vintage=vintage)
    assert set(found.wards) == set(geography.wards(vintage)["name"])
    assert found.borough.area / 1e6 == pytest.approx(79.1, rel=0.01)
    assert not found.is_part


def test_a_chosen_place_is_a_part_of_the_borough() -> None:
    widnes, grange = ground("Widnes"), ground(GRANGE)
    assert widnes.is_part
    assert grange.place.area < widnes.place.area < widnes.borough.area
    assert grange.place.equals(grange.wards["Grange"])


def test_picked_hexagons_are_the_place_that_is_shown() -> None:
    picked = tuple(sorted(hex_at(position) for position in (300, 301, 302)))
    found = basemap.load(selection(picked=picked), store_dir=None)
    assert found.is_part
    areas = geography.cells(9).set_index("cell")["area_km2"]
    whole = sum(areas[int(name, 16)] for name in picked)
    assert found.place.area / 1e6 == pytest.approx(whole, rel=0.3)  # cells reach over the border
    assert found.place.area < found.borough.area / 100


def test_bridges_stations_and_motorways_are_there_by_name() -> None:
    found = ground()
    assert {"Mersey Gateway", "Silver Jubilee Bridge"} <= set(found.bridges)
    assert {"M56", "M62"} <= set(found.motorways)
    assert "Runcorn" in found.stations
    assert "River Mersey" in found.labels["water"]


def test_districts_around_do_not_cover_the_borough_or_the_estuary() -> None:
    found = ground()
    for shape in found.neighbours.values():
        assert shape.is_valid
        assert shape.intersection(found.borough).area < 0.01 * found.borough.area
    estuary = found.labels["water"]["River Mersey"]
    assert not any(shape.contains(estuary) for shape in found.neighbours.values())
