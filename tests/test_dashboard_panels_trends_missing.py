"""Missing on Trends: episodes and people apart, durations in words, and from ward to ward."""

import math

import pytest

from dashboard import answers
from dashboard.panels.trends import missing
from data.store import Store
from tests import trends
from tests.pages import headline


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.25, "15 minutes"),
        (1.2, "1 hour"),
        (1.5, "2 hours"),
        (16.4, "16 hours"),
        (47.0, "47 hours"),
        (48.0, "2 days"),
        (100.0, "4 days"),
        (math.nan, "not yet known"),
    ],
)
def test_a_duration_is_said_in_the_unit_that_fits(hours: float, words: str) -> None:
    assert missing.hours_words(hours) == words


def test_episodes_and_people_are_two_numbers_with_their_nouns(store: Store) -> None:
    look = trends.looked(store, "missing")
    again = answers.absences(look.source, look.selection).repeats
    text = trends.said(trends.at("missing"))
    facts = text.split("Episodes and people")[1].split("How long")[0]
    assert f">{again.episodes:,}<" in facts
    assert f">{again.people:,}<" in facts
    assert "Episodes" in facts
    assert "People" in facts


def test_the_headline_says_how_few_people_have_how_much(store: Store) -> None:
    look = trends.looked(store, "missing")
    again = answers.absences(look.source, look.selection).repeats
    said = headline(trends.at("missing"))
    assert said.startswith(f"{again.often_people:,} of {again.people:,} people account for ")
    assert said.endswith("of missing episodes")


def test_ways_lead_from_ward_to_ward(store: Store) -> None:
    look = trends.looked(store, "missing")
    flows = answers.absences(look.source, look.selection).flows
    rows = trends.rows(trends.said(trends.at("missing")), "Ways")
    assert len(rows) == missing.MOST
    assert [int(row[2]) for row in rows] == flows["episodes"].head(missing.MOST).tolist()
    assert all(int(row[3]) <= int(row[2]) for row in rows)


def test_a_place_narrows_it_to_who_went_missing_there() -> None:
    whole, widnes = (trends.said(trends.at("missing", place=p)) for p in ("", "Widnes"))
    assert "missing from Widnes" in widnes
    assert trends.rows(whole, "Ways") != trends.rows(widnes, "Ways")


def test_who_may_not_see_the_layer_is_told_so_and_sees_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents,cuckooing")
    monkeypatch.setattr(answers, "absences", lambda *_: pytest.fail("it was computed"))
    test = trends.at("missing")
    assert headline(test) == "Missing-person episodes are not shown to you"
    assert "<table" not in trends.said(test)


def test_a_quiet_window_is_calm() -> None:
    test = trends.at("missing", **{"from": "2001-01-01", "to": "2001-02-01"})
    assert headline(test) == "No missing-person episodes in Halton"


def test_the_page_names_nobody(store: Store) -> None:
    people = store.events()["person"]
    text = trends.said(trends.at("missing"))
    assert people.ne("").any()
    assert not [one for one in people[people.ne("")].unique() if one in text]
