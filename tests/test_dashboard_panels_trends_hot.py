"""Hot spots on Trends: which hexagons, how sure, and on how many moved grids."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dashboard import answers
from dashboard.panels.trends import hot
from data.store import Store
from tests import trends
from tests.pages import headline

CAPTION = "Clear hot spots"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


@pytest.mark.parametrize("null", ["even", "residents"])
def test_the_headline_and_the_rows_are_those_of_the_test(store: Store, null: str) -> None:
    look = trends.looked(store)
    found = answers.hot_spots(look.source, look.selection, null=null)  # type: ignore[arg-type]  # parametrised
    test = trends.at("hot", null=null)
    assert headline(test) == f"{len(found.clear)} hexagons are clear hot spots of incidents"
    rows = trends.rows(trends.said(test), CAPTION)
    counts = found.found.counts[found.clear][: hot.MOST]
    assert [int(row[1].replace(",", "")) for row in rows] == counts.tolist()
    levels = found.found.levels[found.clear][: hot.MOST]
    assert [row[3] for row in rows] == [f"{level} %" for level in levels]


def test_the_grid_is_moved_only_when_it_is_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(answers, "shifts", lambda *_, **__: pytest.fail("nobody asked"))
        assert all(len(row) == 5 for row in trends.rows(trends.said(trends.at("hot")), CAPTION))
    look = trends.looked(store)
    held = answers.shifts(look.source, look.selection, null="residents")
    clear = answers.hot_spots(look.source, look.selection, null="residents").clear
    rows = trends.rows(trends.said(trends.at("hot", shifts="yes")), CAPTION)
    assert [row[4] for row in rows] == [f"{k} of 8" for k in held[clear][: hot.MOST]]


def test_a_row_draws_its_count_and_what_is_expected(store: Store) -> None:
    look = trends.looked(store)
    found = answers.hot_spots(look.source, look.selection, null="residents")
    text = trends.said(trends.at("hot"))
    drawn = re.findall(r'style="width:([\d.]+)%"></i><i class="hs-at" style="left:([\d.]+)%"', text)
    most = found.found.counts[found.clear].max()
    for (reach, at), position in zip(drawn, found.clear[: hot.MOST], strict=True):
        assert float(reach) == pytest.approx(100 * found.found.counts[position] / most, abs=0.06)
        assert float(at) == pytest.approx(100 * found.found.expected[position] / most, abs=0.06)


def test_what_the_rows_leave_out_is_said() -> None:
    text = trends.said(trends.at("hot", null="even"))
    rest = int(headline(trends.at("hot", null="even")).split(" ")[0].replace(",", "")) - hot.MOST
    assert f"the first {hot.MOST}; {rest} more on the map" in text


def test_too_few_events_are_a_reason_and_no_table() -> None:
    test = trends.at("hot", focus="cuckooing", **{"from": "2026-10-30", "to": "2026-11-01"})
    assert headline(test) == "Too few cuckooing reports to test for hot spots"
    text = trends.said(test)
    assert "Too few events to test" in text
    assert "<table" not in text


def test_no_clear_hot_spot_is_a_finding_too(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    look = trends.looked(store)
    found = answers.hot_spots(look.source, look.selection, null="even")
    quiet = replace(found.found, levels=np.zeros_like(found.found.levels))
    monkeypatch.setattr(answers, "hot_spots", lambda *_, **__: found._replace(found=quiet))
    test = trends.at("hot")
    assert headline(test) == "No hexagon is a clear hot spot of incidents"
    assert "No hexagon stands out clearly" in trends.said(test)


def test_a_layer_that_cannot_be_cold_has_no_cold_legend_and_says_why() -> None:
    text = trends.said(trends.at("hot", focus="cuckooing"))
    assert "Cold spots cannot show" in text
    assert "Clear cold spot" not in text


def test_the_map_shows_the_same_null_and_shifts() -> None:
    text = trends.said(trends.at("hot", shifts="yes", null="residents"))
    assert "measure=hot-residents-moved" in text
    assert "measure=hot&" not in text
