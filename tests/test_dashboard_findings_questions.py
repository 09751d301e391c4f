"""Every question of the pages has a name, and its answer is what its own module gives."""

import inspect
from pathlib import Path

import numpy as np
import pytest

from dashboard import answers
from dashboard.findings import emergence, hot, past, questions
from dashboard.findings.ground import Ground
from data.store import Store
from tests import trends

OPTIONS = {
    "hot spots": ("even",),
    "shifts": ("even",),
    "change": ("before", "ward"),
    "emerging": ("quarter", "even", "older"),
    "prediction": ("even",),
    "together": ("even",),
}


@pytest.fixture(scope="module")
def borough(demo_store: Store) -> Ground:
    return trends.ground(demo_store)


def test_every_question_that_a_page_can_ask_is_there() -> None:
    source = inspect.getsource(answers)
    asked = {name for name in questions.QUESTIONS if f'"{name}"' in source}
    assert asked == set(questions.QUESTIONS)


@pytest.mark.parametrize("name", sorted(set(questions.QUESTIONS) - {"gravity", "overall"}))
def test_every_question_is_answered(name: str, borough: Ground) -> None:
    layer = {"absences": "missing"}.get(name, "incidents")
    found = questions.QUESTIONS[name](borough, trends.selected(layer), *OPTIONS.get(name, ()))
    assert found is not None


def test_a_question_hands_its_options_on(borough: Ground) -> None:
    chosen = trends.selected()
    asked = questions.QUESTIONS["emerging"](borough, chosen, "month", "residents", "older")
    direct = emergence.emerged(borough, chosen, step="month", null="residents", wording="older")
    np.testing.assert_array_equal(asked.found.patterns, direct.found and direct.found.patterns)
    ward = questions.QUESTIONS["change"](borough, chosen, "before", "ward").table
    assert ward.equals(past.compare(borough, chosen, against="before", by="ward").table)
    spots = questions.QUESTIONS["hot spots"](borough, chosen, "residents").found.levels
    np.testing.assert_array_equal(
        spots, hot.hot_spots(borough, chosen, null="residents").found.levels
    )


def test_severity_takes_the_path_and_forgets_the_mark_of_its_change(
    borough: Ground, tmp_path: Path
) -> None:
    found = questions.QUESTIONS["gravity"](
        borough, trends.selected(), str(tmp_path / "gone.csv"), "17"
    )
    assert found.table is None
    assert "gone.csv" in found.reason
