"""The planted stories are there, where and when they say, and statistics find them."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data import geography
from data.demo import SEED, synthetic_borough
from data.demo_draws import Draws
from data.demo_parameters import number
from data.demo_stories import (
    CARE_HOME,
    CLUSTER,
    STORIES,
    SURGES,
    Story,
    planted,
    story_premises,
)
from data.demo_times import DEMO_FROM, DEMO_UNTIL, day_of
from geo.cells import cells_from_hex, cells_of, neighbours_of
from geo.counts import count_table, positions_of
from geo.days import day_numbers
from geo.emerging import find_emerging
from geo.hotspots import find_hot_spots
from geo.patterns import CONSECUTIVE, DIMINISHING, INTENSIFYING, NEW
from geo.windows import Window, bin_edges, bin_of

BY_NAME = {story.name: story for story in STORIES}
STUDY = geography.cells(9)["cell"].to_numpy()
NEIGHBOURS = neighbours_of(STUDY, steps=1)
QUARTERS = bin_edges(Window(DEMO_FROM, DEMO_UNTIL), step="month")[::3]
DOCUMENT = (Path(__file__).parents[1] / "docs" / "synthetic-borough.md").read_text(encoding="utf-8")
SEEDS = pytest.mark.parametrize("seed", [SEED, 1, 2])


@cache
def borough(seed: int) -> pd.DataFrame:
    """Make the borough of a seed once; no test may change it."""
    return synthetic_borough(seed=seed)


def events_like(story: Story, events: pd.DataFrame) -> pd.DataFrame:
    """Keep the events of the story's layer and category, wherever they are."""
    mine = events[events["layer"] == story.layer]
    return mine[mine["category"] == story.category] if story.category else mine


def there(story: Story, events: pd.DataFrame) -> pd.DataFrame:
    """Keep the events in the story's cells."""
    cells = cells_of(events["lng"], events["lat"], resolution=9)
    return events[np.isin(cells, cells_from_hex(story.cells))]


def by_quarter(events: pd.DataFrame) -> NDArray[np.int64]:
    """Count events by study-area cell and quarter."""
    cells = cells_of(events["lng"], events["lat"], resolution=9)
    return count_table(
        positions_of(cells, study_cells=STUDY),
        bin_of(day_numbers(events["start"], origin=DEMO_FROM), QUARTERS),
        shape=(len(STUDY), len(QUARTERS) - 1),
    )


def at(story: Story) -> NDArray[np.int64]:
    """Find the story's cells among those of the study area."""
    return positions_of(cells_from_hex(story.cells), study_cells=STUDY)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_lies_in_its_ward_and_in_the_three_years(story: Story) -> None:
    assert story.ward in set(geography.wards()["code"])
    assert len(story_premises(story)) > 3
    assert DEMO_FROM <= story.window.start < story.window.end <= DEMO_UNTIL
    assert story.what.endswith(".")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_document_tells_each_story_with_its_cells_and_its_days(story: Story) -> None:
    rows = [line for line in DOCUMENT.splitlines() if line.startswith(f"| {story.name} |")]
    assert len(rows) == 1
    assert all(f"`{cell}`" in rows[0] for cell in story.cells)
    assert story.window.label() in rows[0] or "all three years" in rows[0]


@pytest.mark.parametrize("story", [CLUSTER, *SURGES], ids=lambda story: story.name)
def test_planted_events_are_as_many_and_where_and_when_the_story_says(story: Story) -> None:
    day, coords = planted(Draws(3, story.name), story)
    assert len(day) == len(coords) == number(f"story.{story.name}.events")
    assert day.min() >= day_of(story.window.start)
    assert day.max() < day_of(story.window.end)
    cells = cells_of(coords[:, 0], coords[:, 1], resolution=9)
    assert np.isin(cells, cells_from_hex(story.cells)).all()
    wards = geography.ward_of(coords[:, 0], coords[:, 1], "2020")
    assert set(wards) == {story.ward}


def test_a_course_says_how_the_events_lie_in_time() -> None:
    fades, grows = (BY_NAME[f"hot spot that {does}"] for does in ("leaves", "arrives"))
    half = day_of(DEMO_UNTIL) // 2
    early = [float((planted(Draws(3, "any"), story)[0] < half).mean()) for story in (fades, grows)]
    assert early[0] > 0.65
    assert early[1] < 0.35


@SEEDS
def test_the_cuckooing_cluster_appears_in_the_last_quarter_alone(seed: int) -> None:
    cluster = there(CLUSTER, events_like(CLUSTER, borough(seed)))
    assert len(cluster) == number("story.cuckooing cluster.events")
    assert CLUSTER.window.holds(cluster["start"]).all()
    assert CLUSTER.window.start == QUARTERS[-2]


@SEEDS
def test_the_cuckooing_cluster_is_found_as_a_new_hot_spot(seed: int) -> None:
    table = by_quarter(events_like(CLUSTER, borough(seed)))
    assert find_hot_spots(table[:, -1], neighbours=NEIGHBOURS).levels[at(CLUSTER)].min() >= 95
    emerging = find_emerging(table, neighbours=NEIGHBOURS)
    assert set(emerging.patterns[at(CLUSTER)]) == {NEW}


@SEEDS
def test_drug_incidents_rise_where_the_cluster_is_and_begin_before_it(seed: int) -> None:
    story = BY_NAME["drugs rise"]
    events = events_like(story, borough(seed))
    here = there(story, events)
    since = story.window.holds(here["start"])
    before = Window(
        story.window.start - timedelta(days=story.window.days), story.window.start
    ).holds(here["start"])
    assert since.sum() >= 5 * max(before.sum(), 5)
    assert story.window.start < CLUSTER.window.start
    assert story.cells == CLUSTER.cells
    found = find_hot_spots(by_quarter(events), neighbours=NEIGHBOURS)
    assert (found.levels[at(story), -1] == 99).all()


@SEEDS
def test_the_hot_spot_moves_from_one_place_to_the_other(seed: int) -> None:
    fades, grows = (BY_NAME[f"hot spot that {does}"] for does in ("leaves", "arrives"))
    table = by_quarter(events_like(fades, borough(seed)))
    for story, early, late in ((fades, 2.0, 0.5), (grows, 0.5, 2.0)):
        counts = table[at(story)].sum(axis=0)
        assert counts[:4].sum() / counts[-4:].sum() == pytest.approx(early, rel=1.2)
        assert (counts[:4].sum() > counts[-4:].sum()) == (early > late)
    found = find_hot_spots(table, neighbours=NEIGHBOURS)
    assert (found.levels[at(fades), 0] >= 95).all()
    assert (found.levels[at(grows), -1] >= 95).all()


def test_the_drugs_rise_is_a_consecutive_hot_spot() -> None:
    story = BY_NAME["drugs rise"]
    table = by_quarter(events_like(story, borough(SEED)))
    patterns = find_emerging(table, neighbours=NEIGHBOURS).patterns
    assert set(patterns[at(story)]) == {CONSECUTIVE}


def test_emerging_patterns_tell_the_two_places_apart() -> None:
    fades, grows = (BY_NAME[f"hot spot that {does}"] for does in ("leaves", "arrives"))
    table = by_quarter(events_like(fades, borough(SEED)))
    patterns = find_emerging(table, neighbours=NEIGHBOURS).patterns
    assert patterns[at(fades)].tolist() == [DIMINISHING]
    assert patterns[at(grows)].tolist() == [INTENSIFYING]


@SEEDS
def test_shoplifting_in_widnes_town_centre_grows_faster_than_elsewhere(seed: int) -> None:
    story = BY_NAME["shoplifting rise"]
    events = events_like(story, borough(seed))
    table = by_quarter(events)
    years = table.reshape(len(STUDY), 3, 4).sum(axis=2)
    here, everywhere = years[at(story)].sum(axis=0), years.sum(axis=0)
    assert here[2] / here[0] > 1.2
    assert here[2] / here[0] > everywhere[2] / everywhere[0] > 1


@SEEDS
def test_a_few_children_go_missing_from_the_care_home_again_and_again(seed: int) -> None:
    missing = events_like(CARE_HOME, borough(seed))
    here = there(CARE_HOME, missing[CARE_HOME.window.holds(missing["start"])])
    often = here[here["from_care"]].groupby("person").size()
    assert len(often[often >= 5]) == number("story.care home.people")
    assert often.max() >= 10
    busiest = missing.groupby("person").size().nlargest(20)
    assert set(often[often >= 5].index) <= set(busiest.index)


def test_the_care_home_is_quiet_before_its_story_begins() -> None:
    missing = events_like(CARE_HOME, borough(SEED))
    before = there(CARE_HOME, missing[~CARE_HOME.window.holds(missing["start"])])
    assert len(before) <= 5
