"""A hexagon beside its ward and the borough: what the range allows to say, with the count."""

from math import nan

import pytest

from dashboard.findings.closer import Closer, Neighbour, Unit
from dashboard.panels import compared

HOSTILE = '<img src=x onerror="alert(1)">'
NEAR = Neighbour("8919518aa6fffff", "north-east", "Canon Street, Regent Street", 1_031)
FOUND = Closer(
    units=(Unit("Here", 48, 400.0), Unit("Appleton", 300, 6000.0), Unit("Halton", 3000, 120_000.0)),
    smoothed=110.04,
    risk=4.6,
    low=3.5,
    high=6.1,
    neighbours=(NEAR, NEAR._replace(direction="south", events=0, place="")),
    streets=(("Travis Street", 24.7), ("Hibbert Street", 149.0)),
)


def test_a_rate_clearly_above_is_a_multiple_with_its_range_and_its_count() -> None:
    assert compared.sentence(FOUND, layer="incidents") == (
        "About 4.6 times the borough's rate (95 % range \N{MULTIPLICATION SIGN}3.5 to "
        "\N{MULTIPLICATION SIGN}6.1). Steadied for small numbers: 110.0 per 1,000 residents, from "
        "48 incidents."
    )


def test_a_rate_clearly_below_is_a_share() -> None:
    low = FOUND._replace(risk=0.42, low=0.2, high=0.8)
    said = compared.sentence(low, layer="missing")
    assert said.startswith("Below the borough's rate, about 42% of it")


@pytest.mark.parametrize(("low", "high"), [(0.9, 2.0), (0.3, 1.0), (1.0, 3.0)])
def test_a_range_that_holds_the_boroughs_rate_claims_no_difference(low: float, high: float) -> None:
    said = compared.sentence(FOUND._replace(low=low, high=high), layer="incidents")
    assert said.startswith("Not clearly different from the borough's rate")
    assert "times" not in said


def test_few_residents_are_said_and_none_have_no_rate() -> None:
    few = FOUND._replace(units=(Unit("Here", 48, 12.0), *FOUND.units[1:]))
    assert compared.sentence(few, layer="incidents").endswith(
        "Only about 12 people live here: read the count."
    )
    none = FOUND._replace(units=(Unit("Here", 48, 0.0), *FOUND.units[1:]), risk=nan)
    assert compared.sentence(none, layer="incidents") == (
        "Hardly anybody lives here, so incidents have no rate by residents."
    )
    assert "no rate" in compared.html(none, layer="incidents")


def test_the_table_gives_counts_rates_and_the_share_of_each_larger_place() -> None:
    said = compared.html(FOUND, layer="incidents")
    for part in ("Here", "Appleton ward", "Halton<", "<b>48</b>", "16%", "2%", "<b>120.0</b>"):
        assert part in said
    assert said.count("<tr>") == 4
    assert 'hs-quiet"></td>' in said  # of itself it holds everything


def test_a_larger_place_without_events_has_no_share() -> None:
    none = FOUND._replace(units=(Unit("Here", 0, 400.0), Unit("Halton", 0, 120_000.0)))
    assert ">none<" in compared.html(none, layer="cuckooing")


def test_neighbours_are_buttons_with_count_direction_and_name() -> None:
    said = compared.around(FOUND, layer="incidents")
    assert "Incidents in the hexagons around: 1,031" in said
    assert said.count('data-hotspots-cell="8919518aa6fffff"') == 2
    assert said.count('data-hotspots-light="8919518aa6fffff"') == 2
    assert "<b>1,031</b> <span>North-east, Canon Street and Regent Street</span>" in said
    assert "South, Open land" in said


def test_the_nearest_streets_stand_with_their_distance() -> None:
    said = compared.around(FOUND, layer="incidents")
    assert "from the middle: Travis Street (20 m) and Hibbert Street (150 m)." in said
    assert "streets" not in compared.around(FOUND._replace(streets=()), layer="incidents")


def test_several_hexagons_have_no_neighbours() -> None:
    assert compared.around(FOUND._replace(neighbours=()), layer="incidents") == ""


def test_names_from_data_never_become_script() -> None:
    bad = FOUND._replace(
        units=(FOUND.units[0], Unit(HOSTILE, 3, 4.0)),
        neighbours=(NEAR._replace(place=HOSTILE, cell=HOSTILE),),
        streets=((HOSTILE, 3.0),),
    )
    said = compared.html(bad, layer="incidents") + compared.around(bad, layer="incidents")
    assert "<img" not in said
    assert 'onerror="' not in said
