from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import geography
from data.addresses import from_postcode
from data.grid import degrees_of
from data.places import first_given, from_degrees, from_grid

# Ordnance Survey's published test points for OSTN15: easting, northing, latitude, longitude
DARESBURY = (357455.843, 383290.436, 53.34480280190, -2.64049320810)
NORTH_WEST_AND_AROUND = [
    (331534.564, 431920.794, 53.77911025760, -3.04045490691),  # Blackpool
    (389544.190, 261912.153, 52.25529381630, -2.15458614387),  # Droitwich
    (247958.971, 393492.909, 53.41628516040, -4.28918069756),  # Anglesey
    (454002.834, 340834.943, 52.96219109410, -1.19747655922),  # Nottingham
]


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str", index=range(7, 7 + len(texts)))


def metres_off(point: tuple[float, float, float, float]) -> float:
    """Distance between where we put a test point and where it is."""
    easting, northing, lat, lng = point
    found_lng, found_lat = degrees_of(np.array([easting]), np.array([northing]))
    east = (found_lng[0] - lng) * 111_320 * np.cos(np.radians(lat))
    north = (found_lat[0] - lat) * 111_320
    return float(np.hypot(east, north))


def test_a_national_grid_place_in_the_borough_is_right_to_decimetres() -> None:
    assert metres_off(DARESBURY) < 0.05


@pytest.mark.parametrize("point", NORTH_WEST_AND_AROUND)
def test_a_national_grid_place_in_the_north_west_is_right_to_a_metre(
    point: tuple[float, float, float, float],
) -> None:
    assert metres_off(point) < 1


def test_degrees_and_grid_metres_of_one_place_are_one_place() -> None:
    easting, northing, lat, lng = DARESBURY
    grid = from_grid(column(f"{easting}"), column(f"{northing}"))
    degrees = from_degrees(column(f"{lng}"), column(f"{lat}"))
    assert grid.rule[0] == degrees.rule[0] == ""
    assert grid.placing[0] == degrees.placing[0] == "exact"
    np.testing.assert_allclose([grid.lng, grid.lat], [degrees.lng, degrees.lat], atol=1e-6)


@pytest.mark.parametrize(
    ("lng", "lat", "rule"),
    [
        ("-2.73", "53.36", ""),
        ("+1.5", ".5e1", "place-number"),
        ("-9", "49", ""),
        ("2", "61.", ""),
        ("-9.001", "53", "place-range"),
        ("2.001", "53", "place-range"),
        ("-2", "48.999", "place-range"),
        ("-2", "61.001", "place-range"),
        ("53.36", "53.36", "place-range"),
        ("2735", "53363", "place-range"),
        ("0", "53.36", ""),
        ("0", "0", "place-missing"),
        ("0.000", "-0", "place-missing"),
        ("", "", "place-missing"),
        ("-2.73", "", "place-missing"),
        ("", "53.36", "place-missing"),
        ("-2,73", "53.36", "place-number"),
        ("nan", "53.36", "place-number"),
        ("inf", "53.36", "place-number"),
        ("1_0", "53.36", "place-number"),
        ("x", "0", "place-number"),
    ],
)
def test_degrees_are_checked(lng: str, lat: str, rule: str) -> None:
    assert from_degrees(column(lng), column(lat)).rule[0] == rule


@pytest.mark.parametrize(
    ("easting", "northing", "rule"),
    [
        ("357455", "383290.4", ""),
        ("700000", "1300000", ""),
        ("700001", "383290", "place-range"),
        ("-1", "383290", "place-range"),
        ("3574", "3832", "place-range"),
        ("357455", "1300001", "place-range"),
        ("357,455", "383,290.5", ""),
        ("357 455", "383 290", ""),
        ("357,45", "383290", "place-number"),
        ("3574,550", "383290", "place-number"),
        ("0", "0", "place-missing"),
        ("357455", "", "place-missing"),
    ],
)
def test_grid_metres_are_checked(easting: str, northing: str, rule: str) -> None:
    assert from_grid(column(easting), column(northing)).rule[0] == rule


def test_a_broken_rule_shows_both_cells() -> None:
    found = from_degrees(column("53.36", "-2.7", "1"), column("-2.73", "53.3", "")).found
    assert list(found) == ["53.36, -2.73", "", "1, "]


def test_a_map_point_says_so_and_is_200_m_fine() -> None:
    found = from_degrees(column("-2.73"), column("53.36"), placing="map point")
    assert (found.placing[0], found.accuracy_m[0]) == ("map point", 200.0)


@pytest.mark.parametrize(
    "spelling",
    [
        str,
        str.lower,
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", "-"),
        " ".join,
    ],
)
def test_a_postcode_is_known_in_any_case_and_spacing(spelling: Callable[[str], str]) -> None:
    known = geography.postcodes().iloc[0]
    found = from_postcode(column(spelling(known["postcode"])))
    assert found.rule[0] == ""
    assert (found.lng[0], found.lat[0]) == (known["lng"], known["lat"])
    assert (found.placing[0], found.accuracy_m[0]) == ("postcode", 100.0)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "place-missing"),
        ("WA7", "postcode-partial"),
        ("WA7 2", "postcode-partial"),
        ("7 High Street", "postcode-partial"),
        ("ZZ99 9ZZ", "postcode-unknown"),
        ("SW1A 1AA", "postcode-unknown"),
    ],
)
def test_a_postcode_that_places_nothing_says_why(text: str, rule: str) -> None:
    found = from_postcode(column(text))
    assert (found.rule[0], found.found[0]) == (rule, text)


def test_coordinates_go_before_a_postcode_row_by_row() -> None:
    known = geography.postcodes().iloc[0]["postcode"]
    degrees = from_degrees(column("-2.73", "", "0", "99", ""), column("53.36", "", "0", "53", ""))
    best = first_given(degrees, from_postcode(column(known, known, known, known, "")))
    assert list(best.placing[:3]) == ["exact", "postcode", "postcode"]
    assert list(best.rule) == ["", "", "", "place-range", "place-missing"]


def test_no_rows_are_no_trouble() -> None:
    found = first_given(from_degrees(column(), column()), from_postcode(column()))
    assert len(found.lng) == len(found.accuracy_m) == 0


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=5))
def test_no_text_makes_the_reading_of_a_place_fail(cells: list[tuple[str, str]]) -> None:
    first, second = (column(*texts) for texts in (zip(*cells, strict=True) if cells else ((), ())))
    for found in (from_degrees(first, second), from_grid(first, second)):
        sound = found.rule == ""
        assert np.isfinite(found.lng[sound]).all()
        assert np.isfinite(found.lat[sound]).all()


@given(st.floats(-9, 2), st.floats(49, 61))
def test_every_place_in_great_britain_is_taken_as_it_stands(lng: float, lat: float) -> None:
    found = from_degrees(column(f"{lng:.6f}"), column(f"{lat:.6f}"))
    assert found.rule[0] == ""
    assert (found.lng[0], found.lat[0]) == (float(f"{lng:.6f}"), float(f"{lat:.6f}"))
