"""Choices of Trends: kept in session and address, never anything that is not offered."""

import pytest

from dashboard.panels.trends import asking
from data.store import Store
from geo.nulls import NULL_WORDS
from geo.patterns import WORDINGS
from tests import trends


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_the_choices_offered_are_those_of_the_statistics() -> None:
    assert set(asking.NULL_LABELS) == set(NULL_WORDS)
    assert tuple(asking.WORDING_LABELS) == WORDINGS


@pytest.mark.parametrize("wrong", ["", "everything", "<script>", "RESIDENTS"])
def test_a_choice_that_is_not_offered_falls_back_to_the_first(wrong: str) -> None:
    test = trends.at("hot", null=wrong)
    assert test.button_group(key="trends_null_control").value == "residents"
    assert "<script>" not in trends.said(test)


def test_a_choice_changes_the_answer_and_the_address() -> None:
    test = trends.at("hot")
    before = trends.said(test)
    test.button_group(key="trends_null_control").set_value("even").run()
    assert trends.said(test) != before
    assert test.query_params["null"] in ("even", ["even"])


def test_pressing_the_chosen_one_again_keeps_it() -> None:
    test = trends.at("hot", null="even")
    test.button_group(key="trends_null_control").set_value(None).run()
    assert test.session_state[asking.PREFIX + "null"] == "even"


def test_a_choice_holds_from_one_section_to_the_next() -> None:
    test = trends.at("hot", null="even")
    test.button_group(key="trends_section_control").set_value("accuracy").run()
    assert test.button_group(key="trends_null_control").value == "even"
    assert "chance taken to be even" in trends.said(test)


def test_no_choice_of_this_page_is_taken_for_one_of_the_view() -> None:
    test = trends.at("emerging", steps="month", step="week")
    assert test.query_params["steps"] in ("month", ["month"])
    assert test.query_params["step"] in ("week", ["week"])
