"""Patterns over time of a selection: steps that end with its window, both wordings, five steps."""

from datetime import date
from typing import get_args

import numpy as np
import pytest

from dashboard.findings import emergence
from dashboard.findings.ground import Ground
from data.demo import STORIES
from data.store import Store
from geo.cells import cells_from_hex
from geo.patterns import CONSECUTIVE, NEW, WORDINGS, Wording
from geo.windows import Window
from tests import trends


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


def test_steps_end_with_the_window_and_reach_back_as_far_as_the_data(borough: Ground) -> None:
    found = emergence.emerged(borough, trends.selected(), step="quarter", null="even")
    assert found.span.end == trends.WINDOW.end
    assert found.span.start >= borough.board.origin
    assert found.steps == 12
    months = emergence.emerged(borough, trends.selected(), step="month", null="even")
    assert months.steps == 36
    assert months.span.end == trends.WINDOW.end


def test_the_counts_of_all_steps_are_those_of_the_span(borough: Ground) -> None:
    found = emergence.emerged(borough, trends.selected("missing"), step="quarter", null="even")
    assert found.found is not None
    inside = borough.events["ward"].ne("") & borough.events["layer"].eq("missing")
    inside &= found.span.holds(borough.events["start"])
    assert found.found.spots.counts.sum() == inside.sum()


@pytest.mark.parametrize("null", ["even", "residents"])
def test_the_planted_cluster_is_new_or_consecutive(borough: Ground, null: str) -> None:
    story = next(one for one in STORIES if one.name == "cuckooing cluster")
    positions = np.searchsorted(borough.board.cells, np.sort(cells_from_hex(list(story.cells))))
    found = emergence.emerged(borough, trends.selected("cuckooing"), step="quarter", null=null)  # type: ignore[arg-type]  # parametrised
    assert found.found is not None
    assert set(found.found.patterns[positions]) <= {NEW, CONSECUTIVE}


@pytest.mark.parametrize("wording", WORDINGS)
def test_each_wording_shows_its_own_definitions(borough: Ground, wording: Wording) -> None:
    chosen = trends.selected()
    found = emergence.emerged(borough, chosen, step="quarter", null="even", wording=wording).found
    assert found is not None
    used = set(found.patterns) - {0}
    assert used <= {one.number for one in found.legend}
    assert all(one.definition for one in found.legend if one.number)
    assert wording in get_args(Wording)


def test_the_older_wording_calls_more_places_sporadic(borough: Ground) -> None:
    counts = {}
    for wording in WORDINGS:
        found = emergence.emerged(
            borough, trends.selected(), step="month", null="even", wording=wording
        ).found
        assert found is not None
        sporadic = [one.number for one in found.legend if one.name == "Sporadic hot spot"]
        counts[wording] = int(np.isin(found.patterns, sporadic).sum())
    assert counts["older"] > counts["current"] > 0


def test_too_few_steps_are_a_sentence(borough: Ground) -> None:
    early = trends.selected(window=Window(date(2024, 1, 1), date(2024, 6, 1)))
    found = emergence.emerged(borough, early, step="quarter", null="even")
    assert found.found is None
    assert "at least 5 steps of time" in found.reason
    assert found.steps < 5


def test_the_legend_of_a_sparse_layer_offers_no_cold_class(borough: Ground) -> None:
    found = emergence.emerged(borough, trends.selected("cuckooing"), step="month", null="even")
    assert found.found is not None
    assert not [one for one in found.found.legend if "cold" in one.name.lower()]
    assert (found.found.patterns >= 0).all()
