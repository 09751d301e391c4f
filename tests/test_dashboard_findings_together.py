"""Where layers converge: every layer permitted, whichever is in focus; one alone cannot."""

import numpy as np
import pytest

from dashboard import results
from dashboard.findings import hot, spots, together
from dashboard.findings.ground import Ground
from dashboard.source import source_of
from data import schema
from data.demo import STORIES
from data.store import Store
from geo.cells import cells_from_hex
from tests import trends


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


@pytest.mark.parametrize("null", spots.NULLS)
def test_the_planted_cluster_is_in_convergence(borough: Ground, null: str) -> None:
    story = next(one for one in STORIES if one.name == "cuckooing cluster")
    positions = np.searchsorted(borough.board.cells, np.sort(cells_from_hex(list(story.cells))))
    found = together.together(borough, trends.selected(), null=null).found  # type: ignore[arg-type]  # parametrised
    assert found is not None
    assert found.joint[positions].all()


def test_a_cell_is_joint_where_two_layers_are_clear_hot_spots(borough: Ground) -> None:
    answer = together.together(borough, trends.selected(), null="residents")
    high = np.array([test.found.levels >= spots.CLEAR for test in answer.tests])
    assert answer.found is not None
    np.testing.assert_array_equal(answer.found.layers_high, high.sum(axis=0))
    np.testing.assert_array_equal(answer.found.joint, high.sum(axis=0) >= 2)
    assert answer.found.observed == (high.sum(axis=0) >= 2).sum()


def test_each_layer_is_tested_as_it_is_by_itself(borough: Ground) -> None:
    answer = together.together(borough, trends.selected(), null="even")
    assert answer.layers == schema.LAYERS
    for layer, test in zip(answer.layers, answer.tests, strict=True):
        alone = hot.hot_spots(borough, trends.selected(layer), null="even")
        np.testing.assert_array_equal(test.found.levels, alone.found.levels)


def test_the_layer_in_focus_changes_nothing(borough: Ground) -> None:
    one, other = (
        together.together(borough, trends.selected(layer), null="even").found
        for layer in ("incidents", "missing")
    )
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.joint, other.joint)
    assert one.p == other.p


def test_who_may_see_one_layer_alone_gets_no_convergence(demo_store: Store) -> None:
    source = source_of(demo_store, layers=("cuckooing",), vintage="2020")
    alone = results.ground(source, 9)
    answer = together.together(
        alone, trends.selected("cuckooing", layers=("cuckooing",)), null="even"
    )
    assert answer.layers == ("cuckooing",)
    assert answer.found is None
    assert len(answer.tests) == 1


def test_categories_narrow_the_layer_that_they_are_of(borough: Ground) -> None:
    picked = trends.selected(categories=(("incidents", "Drugs"),))
    whole, drugs = (
        together.together(borough, one, null="even") for one in (trends.selected(), picked)
    )
    counts = [[int(test.found.counts.sum()) for test in one.tests] for one in (whole, drugs)]
    assert counts[1][0] < counts[0][0]
    assert counts[1][1:] == counts[0][1:]
