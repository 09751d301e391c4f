"""The sentences of a snapshot."""

from datetime import date

import pytest
import shapely

from dashboard.snapshots import words
from dashboard.snapshots.ground import hexagons
from data import geography, schema
from geo.cells import RESOLUTIONS, areas_of, outlines_of
from geo.windows import Window
from tests.sheets import AUTUMN, event, here


@pytest.mark.parametrize(
    ("count", "layer", "said"),
    [
        (3016, "incidents", "3,016 incidents"),
        (1, "incidents", "1 incident"),
        (1, "missing", "1 missing episode"),
        (0, "cuckooing", "0 cuckooing reports"),
    ],
)
def test_a_count_always_has_its_noun(count: int, layer: str, said: str) -> None:
    assert words.number(count, layer) == said


def test_every_layer_has_its_words() -> None:
    for table in (words.LAYER_NAMES, words.ONE, words.MEANINGS):
        assert tuple(table) == schema.LAYERS


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_the_sizes_said_are_those_of_the_hexagons(resolution: int) -> None:
    cells = geography.cells(resolution)["cell"].to_numpy()
    hectares = float(areas_of(cells).mean()) * 100
    said = words.SIZES[resolution]
    assert float(said.split(" ha")[0]) == pytest.approx(hectares, rel=0.02)
    across, unit = said.split(", ")[1].split()[:2]
    shape = shapely.polygons(hexagons(cells)[0])
    width = 2 * (shape.area / (2 * 3**0.5)) ** 0.5
    assert float(across) * {"m": 1, "km": 1000}[unit] == pytest.approx(width, rel=0.03)
    assert len(outlines_of(cells[:1])) == 1


def test_names_are_joined_as_one_speaks() -> None:
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.joined(list("abcdef"), what="more kinds") == "a, b, c, d and 2 more kinds"


def test_the_end_of_a_window_is_said_not_to_be_in_it() -> None:
    said = words.window_words(AUTUMN, precisions=["instant"])
    assert said == "1 Sep 2026 up to, not including, 1 Nov 2026."


@pytest.mark.parametrize(
    ("precisions", "ends"),
    [
        (["month"], "Times known by month only."),
        (["month", "day"], "Some times known by month only."),
    ],
)
def test_month_precision_is_said(precisions: list[str], ends: str) -> None:
    assert words.window_words(AUTUMN, precisions=precisions).endswith(ends)


def test_no_filter_is_said_too() -> None:
    said = words.filter_words(categories=(), place="", wards=18, resolution=9, vintage="2020")
    assert said.startswith("All categories; all 18 wards (wards of 2020); H3 resolution 9")


def test_a_long_list_of_categories_is_counted_not_listed() -> None:
    said = words.filter_words(
        categories=[f"kind {n}" for n in range(14)],
        place="Widnes",
        wards=18,
        resolution=10,
        vintage="2013",
    )
    assert "and 10 more categories" in said
    assert "only Widnes (wards of 2013)" in said


def test_the_method_says_what_the_classes_are_and_what_a_place_means() -> None:
    incidents = words.method_words(["incidents"], focus="incidents", place="")
    assert "50, 75, 90 and 97" in incidents
    missing = words.method_words(["missing"], focus="missing", place="Grange")
    assert "the same in every picture" in missing
    assert "Only points inside Grange" in missing
    assert "not people" in missing


def test_the_limits_of_places_are_said_where_they_apply() -> None:
    found = here(event(placing="map point"), event(placing="postcode"), event())
    said = words.care_words(found, outside=3, gaps=["May 2023"])
    assert said.startswith("No incidents are held for May 2023.")
    assert "police.uk map points" in said
    assert "1 placed at the centre of a postcode" in said
    assert "3 outside the borough" in said
    plain = words.care_words(here(event()), outside=0, gaps=[])
    assert "map points" not in plain
    assert "outside" not in plain


def test_how_far_ward_figures_can_be_off_is_said_last_where_there_is_something_to_say() -> None:
    care = "Ward lines are rebuilt."
    said = words.care_words(here(event()), outside=3, gaps=[], wards=care)
    assert said.endswith(f"not counted. {care}")
    assert words.care_words(here(event()), outside=0, gaps=[]) == ""


def test_a_day_is_written_without_a_leading_zero() -> None:
    assert words.day(date(2026, 11, 3)) == "3 Nov 2026"
    assert words.day(Window(date(2026, 1, 1), date(2026, 1, 31)).last) == "30 Jan 2026"


def test_events_placed_coarser_than_a_hexagon_are_said_with_their_share() -> None:
    found = here(event(placing="postcode"), event(), event(), event(layer="missing"))
    said = words.coarse_words(found, resolution=10)
    assert said == (
        "33% of the incidents are placed at a postcode or anonymised point, "
        "coarser than a hexagon (125 m)."
    )
    assert words.coarse_words(found.iloc[:1], resolution=10).startswith("All incidents are placed")
    assert words.coarse_words(found, resolution=9) == ""
    assert said in words.care_words(found, outside=0, gaps=[], resolution=10)


def test_events_known_by_their_ward_only_are_said() -> None:
    lost = {**event(placing="ward", lng=float("nan"), lat=float("nan")), "ward_given": "E05013169"}
    found = here({**event(), "ward_given": ""}, lost)
    assert words.coarse_words(found, resolution=9) == "1 known by their ward only, in no hexagon."


def test_events_of_a_ward_that_is_no_more_are_not_said_to_be_outside() -> None:
    said = words.care_words(here(event()), outside=0, gaps=[], unresolved=2)
    assert said == "2 known by a ward of other years only, not counted."
