"""Together on Trends: where layers meet, whether that is more than chance, and each by itself."""

from dataclasses import replace

import pytest

from dashboard import answers
from dashboard.panels.trends import together
from data.store import Store
from geo.convergence import Convergence
from tests import trends
from tests.pages import headline


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def found_of(store: Store, null: str = "residents") -> Convergence:
    look = trends.looked(store)
    found = answers.together(look.source, look.selection, null=null).found  # type: ignore[arg-type]  # parametrised
    assert found is not None
    return found


@pytest.mark.parametrize("null", ["even", "residents"])
def test_the_planted_cluster_is_among_the_places(store: Store, null: str) -> None:
    text = trends.said(trends.at("together", null=null))
    rows = trends.rows(text, "Hexagons hot in several layers")
    assert len(rows) == min(found_of(store, null).observed, together.MOST)
    assert any("Halton Lea" in row[0] for row in rows)


def test_the_headline_says_how_many_and_whether_that_is_chance(store: Store) -> None:
    found = found_of(store)
    said = headline(trends.at("together"))
    assert said.startswith(f"{found.observed} hexagon")
    assert said.endswith("more than chance gives" if found.p <= 0.05 else "which may be chance")


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.004, "fewer than 1 in 100 shifts"),
        (0.03, "3 in 100 shifts: they meet more than by chance"),
        (0.40, "it may be chance"),
    ],
)
def test_the_test_is_said_in_words(store: Store, p: float, words: str) -> None:
    assert words in together.chance_words(replace(found_of(store), p=p))


def test_every_layer_stands_by_itself_too() -> None:
    rows = trends.rows(trends.said(trends.at("together")), "Each layer")
    assert [row[0] for row in rows] == ["Incidents", "Cuckooing", "Missing"]
    assert all(int(row[1].replace(",", "")) > 0 for row in rows)


def test_a_silent_layer_says_why(store: Store) -> None:
    test = trends.at("together", **{"from": "2026-10-30", "to": "2026-11-02"})
    assert "Too few events to test" in trends.said(test)
    assert store.folder.exists()


def test_one_layer_alone_cannot_meet_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "cuckooing")
    test = trends.at("together", focus="cuckooing", layers="cuckooing")
    assert headline(test) == "No two layers have clear hot spots to compare"
    text = trends.said(test)
    assert "one layer alone" in text
    assert "Incidents" not in text.split("What this shows")[0].split("<h1")[1]
