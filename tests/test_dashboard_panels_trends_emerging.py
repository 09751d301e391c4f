"""Emerging on Trends: new places first, every class with its definition, five steps at least."""

from html import unescape

import pytest

from dashboard import answers
from dashboard.panels.trends import emerging
from data.store import Store
from geo.patterns import PERSISTENT, pattern
from geo.trend import trend_caution
from tests import trends
from tests.pages import headline


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


@pytest.mark.parametrize("wording", ["current", "older"])
def test_every_class_shown_has_its_definition_in_the_wording_chosen(wording: str) -> None:
    text = trends.said(trends.at("emerging", steps="month", null="even", wording=wording))
    rows = trends.rows(text, "Classes")
    known = {pattern(n, wording=wording).name: pattern(n, wording=wording) for n in range(-8, 9)}  # type: ignore[arg-type]  # parametrised
    assert rows
    for name, number, meaning in rows:
        assert int(number.replace(",", "")) >= 0
        assert known[name].definition == unescape(meaning)


def test_the_two_wordings_differ_on_the_page() -> None:
    old, new = (
        trends.rows(trends.said(trends.at("emerging", steps="month", wording=w)), "Classes")
        for w in ("older", "current")
    )
    assert old != new


def test_new_places_stand_first_and_the_headline_counts_them(store: Store) -> None:
    look = trends.looked(store)
    found = answers.emerging(look.source, look.selection, step="quarter", null="residents").found
    assert found is not None
    recent = int(((found.patterns == 1) | (found.patterns == 2)).sum())
    test = trends.at("emerging")
    assert recent > 0
    assert headline(test).startswith(f"{recent} hexagon")
    classes = [row[2] for row in trends.rows(trends.said(test), "Places with a hot class")]
    order = [pattern(n).name for n in range(1, 9)]
    assert classes == sorted(classes, key=order.index)
    assert len(classes) <= emerging.MOST


def test_a_row_shows_in_which_steps_its_place_was_hot(store: Store) -> None:
    look = trends.looked(store)
    found = answers.emerging(look.source, look.selection, step="quarter", null="residents").found
    assert found is not None
    rows = trends.rows(trends.said(trends.at("emerging")), "Places with a hot class")
    new = [row[3] for row in rows if row[2] == "New hot spot"]
    assert new
    assert set(new) == {"hot in 1 of 12 steps"}
    hot = (found.flags == 1).sum(axis=1)
    persistent = {f"hot in {k} of 12 steps" for k in hot[found.patterns == PERSISTENT]}
    assert {row[3] for row in rows if row[2] == "Persistent hot spot"} <= persistent


def test_classes_that_these_data_cannot_produce_are_not_in_the_legend() -> None:
    text = trends.said(trends.at("emerging", focus="cuckooing", steps="month"))
    names = [row[0].lower() for row in trends.rows(text, "Classes")]
    assert names
    assert not [name for name in names if "cold" in name]
    assert "Cold classes" not in text


def test_fewer_than_ten_steps_are_warned_of() -> None:
    test = trends.at("emerging", **{"from": "2025-04-01", "to": "2025-09-01"})
    assert trend_caution(7) in unescape(trends.said(test))
    assert trend_caution(10) == ""


def test_four_steps_are_refused_with_the_reason() -> None:
    test = trends.at("emerging", **{"from": "2024-08-01", "to": "2024-12-01"})
    assert headline(test) == "No pattern of incidents over time can be told"
    assert "at least 5 steps of time" in trends.said(test)


def test_a_place_leads_to_the_hot_spots_of_the_same_null_on_the_map() -> None:
    assert "measure=hot-residents" in trends.said(trends.at("emerging", null="residents"))
    assert "measure=hot-residents" not in trends.said(trends.at("emerging", null="even"))
