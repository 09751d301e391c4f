"""Change on Trends: the borough, every ward, and the hexagons that changed clearly."""

import pytest

from dashboard import answers
from dashboard.panels import verdicts
from dashboard.panels.trends import change
from data.store import Store
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from tests import trends
from tests.pages import headline


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_every_ward_has_a_row_and_the_fullest_stands_first(store: Store) -> None:
    look = trends.looked(store)
    table = answers.change(look.source, look.selection, against="year", by="ward").table
    rows = trends.rows(trends.said(trends.at("change")), "Change by ward")
    assert len(rows) == len(table) == 18
    now = [int(row[2].replace(",", "")) for row in rows]
    assert now == sorted(table["after"], reverse=True)
    assert {row[-1] for row in rows} <= {RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW}


def test_the_words_follow_the_result(store: Store) -> None:
    look = trends.looked(store)
    verdict = answers.change(look.source, look.selection, against="year", by="borough").table
    said = headline(trends.at("change"))
    layer = "incidents"
    expected = change.HEADLINES[verdict["verdict"].iloc[0]]
    assert said == expected.format(layer=layer, Layer=layer.capitalize())


@pytest.mark.parametrize("verdict", [RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW])
def test_every_verdict_has_words_and_a_form(verdict: str) -> None:
    assert verdict in change.HEADLINES
    assert verdict in verdicts.KINDS


def test_a_clear_change_of_a_hexagon_is_listed_with_its_range(store: Store) -> None:
    look = trends.looked(store)
    table = answers.change(look.source, look.selection, against="year", by="cell").table
    clear = table["verdict"].isin([RISE, FALL]).sum()
    text = trends.said(trends.at("change"))
    if not clear:
        assert "No single hexagon changed clearly." in text
        return
    rows = trends.rows(text, "Change by hexagon")
    assert len(rows) == min(clear, change.MOST)
    assert all(" to " in row[5] for row in rows)


def test_how_many_have_too_few_events_is_said(store: Store) -> None:
    look = trends.looked(store)
    table = answers.change(look.source, look.selection, against="year", by="cell").table
    few = int(table["verdict"].eq(TOO_FEW).sum())
    assert f"corrected for {len(table):,}; too few events in {few:,}" in trends.said(
        trends.at("change")
    )


def test_nothing_earlier_is_said_and_nothing_shown() -> None:
    test = trends.at("change", **{"from": "2024-01-01", "to": "2024-03-01"})
    assert headline(test) == "Incidents cannot be compared in these windows"
    assert "do not reach back" in trends.said(test)
    assert "<table" not in trends.said(test)


def test_a_ward_leads_to_itself_on_the_map() -> None:
    text = trends.said(trends.at("change", against="before"))
    assert "place=E05" in text
    assert "measure=change" in text
    assert "against=before" in text
