"""The method names for each statistic its formula, source, assumptions, limits and proof, truly."""

import re
from pathlib import Path

import numpy as np
import pytest

from data import geography
from geo.cells import neighbours_of
from geo.levels import class_words
from geo.near_repeat import FEWEST_EVENTS as FEWEST_PAIRED
from geo.patterns import pattern
from geo.testable import FEWEST_EVENTS, FEWEST_IN_DISK, why_not_cold
from geo.trend import why_no_trend

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
LABELS = ("**Formula.**", "**Source.**", "**Assumes**", "**Switched off**", "**Verified.**")
COUNTING = {"__init__", "coordinates", "counts", "days"}
"""Modules that no statistic is about; the first part of the document tells what they do."""

STATISTICS = TEXT.split("\n## The statistics\n")[1].split("\n## ", maxsplit=1)[0]
SECTIONS = dict(
    part.split("\n", maxsplit=1) for part in STATISTICS.split("\n### ")[1:]
)  # title to text
REFERENCES = TEXT.split("\n## References\n")[1]


def named(pattern: str, text: str = TEXT) -> set[str]:
    """List what is written between backticks and looks like this."""
    return {found for found in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(pattern, found)}


def test_the_statistics_are_all_there() -> None:
    wanted = {"Hot and cold spots", "Stability", "Change between two windows", "Rates"}
    wanted |= {"Trend and emerging hot spots", "Concentration and accuracy", "Rhythm"}
    wanted |= {"Near repeat and repeat locations", "Convergence", "Severity", "Alert"}
    wanted |= {"The usual range of a month", "Did an operation work?", "Missing episodes"}
    assert wanted == set(SECTIONS)


@pytest.mark.parametrize("title", SECTIONS)
def test_every_statistic_says_all_five_things_in_order(title: str) -> None:
    places = [SECTIONS[title].find(label) for label in LABELS]
    assert -1 not in places, title
    assert places == sorted(places)


@pytest.mark.parametrize("title", SECTIONS)
def test_every_statistic_names_its_module_and_a_test_that_is_there(title: str) -> None:
    modules, tests = named(r"geo/\w+\.py", SECTIONS[title]), named(r"tests/\w+\.py")
    proof = SECTIONS[title].split("**Verified.**")[1]
    assert modules
    assert named(r"tests/test_geo_\w+\.py", proof), f"{title} names no test"
    for path in modules | tests:
        assert (ROOT / path).is_file(), path


def test_every_module_that_computes_is_named() -> None:
    modules = {path.stem for path in (ROOT / "geo").glob("*.py")} - COUNTING
    assert {Path(path).stem for path in named(r"geo/\w+\.py")} >= modules


def test_every_source_is_among_the_references_and_none_is_there_for_nothing() -> None:
    years = set(re.findall(r"\((\d{4})\)", REFERENCES))
    for title, text in SECTIONS.items():
        source = text.split("**Source.**")[1].split("**Assumes**")[0]
        assert set(re.findall(r"\((\d{4})\)", source)) <= years, title
    for line in REFERENCES.strip().splitlines():
        author = line.removeprefix("- ").split(",")[0]
        assert author in STATISTICS, f"{author} is not a source of anything"


def test_the_limits_written_are_those_of_the_code() -> None:
    hot = SECTIONS["Hot and cold spots"]
    assert f"below {FEWEST_EVENTS} events" in hot
    assert FEWEST_IN_DISK == 3
    assert "at least three events" in hot
    assert f"below {FEWEST_PAIRED} events" in SECTIONS["Near repeat and repeat locations"]
    assert why_no_trend(4)
    assert not why_no_trend(5)
    assert "below 5 steps" in SECTIONS["Trend and emerging hot spots"]


@pytest.mark.parametrize(("resolution", "fewest"), [(8, "38"), (9, "273"), (10, "1,916")])
def test_the_fewest_events_for_a_cold_spot_are_those_of_the_borough(
    resolution: int, fewest: str
) -> None:
    study = geography.cells(resolution)
    disks = neighbours_of(study["cell"].to_numpy(), steps=1)
    ground = study["area_km2"].to_numpy()
    shares = disks @ (ground / ground.sum())
    number = int(fewest.replace(",", ""))
    assert re.search(rf"{fewest}( events)? at (resolution )?{resolution}", STATISTICS)
    assert why_not_cold(number - 1, disk_shares=shares)
    assert not why_not_cold(number, disk_shares=shares)


def test_the_patterns_are_named_in_their_order() -> None:
    names = [pattern(number).name.split()[0] for number in range(1, 9)]
    assert ", ".join(names) in SECTIONS["Trend and emerging hot spots"]


def test_the_levels_are_those_of_the_classes() -> None:
    words = class_words(np.array([99, 95, 90], dtype=np.int8))
    assert [word.split()[1] for word in words] == ["99", "95", "90"]
    assert "(99, 95, 90 %)" in SECTIONS["Hot and cold spots"]
