"""Accuracy on Trends: whether hot spots foretell more than simple choices, said plainly."""

import pytest

from dashboard import answers
from dashboard.panels.trends import accuracy
from data.store import Store
from tests import trends
from tests.pages import headline

CAPTION = "What each choice of the same area caught"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def scores(hot: float, counts: float) -> accuracy.Scores:
    return {
        "hot spots": {"share_of_events": hot},
        "last period's counts": {"share_of_events": counts},
    }


@pytest.mark.parametrize(
    ("hot", "counts", "words"),
    [
        (0.50, 0.40, "Hot spots caught more"),
        (0.40, 0.50, "plain counts serve better here"),
        (0.42, 0.40, "no better and no worse"),
        (0.38, 0.40, "no better and no worse"),
    ],
)
def test_the_verdict_says_which_choice_is_better(hot: float, counts: float, words: str) -> None:
    assert words in accuracy.verdict(scores(hot, counts))


def test_four_choices_of_the_same_area_stand_side_by_side(store: Store) -> None:
    look = trends.looked(store)
    found = answers.prediction(look.source, look.selection, null="residents")
    assert found.table is not None
    rows = trends.rows(trends.said(trends.at("accuracy")), CAPTION)
    assert [row[0] for row in rows] == list(accuracy.CHOICES.values())
    pai = found.table["pai"]
    assert [row[3] for row in rows] == [f"{pai[name]:.1f}" for name in accuracy.CHOICES]
    assert rows[-1][3] == "1.0"


def test_the_page_tells_the_partnership_what_its_hot_spots_foretold() -> None:
    test = trends.at("accuracy")
    assert headline(test).startswith("Earlier hot spots caught ")
    text = trends.said(test)
    assert "hot spots from 23 May to 22 Aug 2026" in text
    assert "One period judged on the next is one trial" in text


def test_the_headline_names_plain_counts_exactly_where_they_did_better_or_worse(
    store: Store,
) -> None:
    look = trends.looked(store)
    for null in ("even", "residents"):
        found = answers.prediction(look.source, look.selection, null=null)
        assert found.table is not None
        shares = found.table["share_of_events"]
        apart = abs(shares["hot spots"] - shares["last period's counts"]) > accuracy.MARGIN
        said = headline(trends.at("accuracy", null=null))
        assert ("; plain counts" in said) is bool(apart)
        assert len(said.split()) <= 16


def test_without_an_earlier_period_the_concentration_alone_is_said() -> None:
    test = trends.at("accuracy", **{"from": "2023-12-01", "to": "2024-03-01"})
    assert headline(test).startswith("Half of the incidents fell in ")
    assert "do not reach back" in trends.said(test)
    assert "Gini index" in trends.said(test)


def test_nothing_in_the_window_is_calm() -> None:
    test = trends.at("accuracy", **{"from": "2001-01-01", "to": "2001-02-01"})
    assert headline(test) == "No incidents to measure in this window"


def test_scores_are_found_by_choice_and_name(store: Store) -> None:
    look = trends.looked(store, "missing")
    table = answers.prediction(look.source, look.selection, null="even").table
    assert table is not None
    found = accuracy.scores_of(table)
    assert set(found) == set(accuracy.CHOICES)
    assert found["hot spots"]["pei"] == table["pei"]["hot spots"]
