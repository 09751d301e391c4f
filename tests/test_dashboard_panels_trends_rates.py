"""Rates: where the risk is surely far above the borough's, with count and residents beside."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard import answers
from dashboard.findings.columns import FAR_ABOVE
from dashboard.panels.trends import rates
from data.store import Store
from geo.windows import Window
from tests import trends
from tests.pages import headline

CAPTION = "Places far above the borough's rate"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def table_of(store: Store, focus: str = "incidents") -> pd.DataFrame:
    look = trends.looked(store, focus)
    return answers.rates(look.source, look.selection)


def test_the_headline_counts_the_hexagons_of_which_it_is_sure(store: Store) -> None:
    sure = int((table_of(store)["probability_above_1_5"] >= 0.95).sum())
    assert sure > 1
    said = headline(trends.at("rates"))
    assert said.startswith(f"{sure} hexagons are surely far above")


def test_each_row_has_the_count_and_the_residents_beside_the_rate(store: Store) -> None:
    rows = trends.rows(trends.said(trends.at("rates")), CAPTION.replace("'", "&#x27;"))
    table = table_of(store)
    first = table.iloc[rates.above(table, least=rates.LIKELY)[0]]
    assert rows[0][1] == f"{first['count']:,.0f}"
    assert rows[0][2] == f"{first['residents']:,.0f}"
    assert rows[0][3] == rates.number(first["smoothed_rate_per_1000"])
    assert len(rows) <= rates.MOST
    assert all(int(row[-1].removesuffix(" %")) >= 80 for row in rows)


def test_the_surest_stand_first_and_ties_by_their_count(store: Store) -> None:
    table = table_of(store)
    held = rates.above(table, least=0.0)
    sure = table["probability_above_1_5"].to_numpy()[held]
    count = table["count"].to_numpy()[held]
    assert (np.diff(sure) <= 0).all()
    same = np.diff(sure) == 0
    assert (np.diff(count)[same] <= 0).all()


def test_a_place_where_nobody_lives_is_never_far_above(store: Store) -> None:
    table = table_of(store)
    empty = np.flatnonzero(table["residents"] == 0)
    assert (table["count"].to_numpy()[empty] > 0).any()
    assert not np.isin(rates.above(table, least=rates.LIKELY), empty).any()


def test_a_layer_with_hardly_an_event_has_no_sure_place() -> None:
    test = trends.at("rates", focus="cuckooing", **{"from": "2026-10-30", "to": "2026-11-01"})
    assert headline(test).startswith("No ")
    assert CAPTION not in trends.said(test)


def test_the_borough_s_own_rate_is_said(store: Store) -> None:
    table = table_of(store, "missing")
    rate = 1_000 * table["count"].sum() / table["residents"].sum()
    assert f"<b>{rates.number(rate)}</b> for each 1,000" in trends.said(
        trends.at("rates", focus="missing")
    )


def test_the_page_warns_of_town_centres_and_says_what_far_above_is() -> None:
    text = trends.said(trends.at("rates"))
    assert "Few live in a town centre" in text
    assert f"over {FAR_ABOVE:g} times" in text
    assert "measure=rate" in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0.0"),
        (0.04, "under 0.1"),
        (0.06, "0.1"),
        (1.26, "1.3"),
        (9.94, "9.9"),
        (12.4, "12"),
        (1234.5, "1,234"),
    ],
)
def test_numbers_have_two_figures(value: float, words: str) -> None:
    assert rates.number(value) == words


def test_no_probability_is_rounded_up_to_certainty(store: Store) -> None:
    assert table_of(store)["probability_above_1_5"].max() > 0.999
    text = trends.said(trends.at("rates"))
    assert "100 %" not in re.sub(r"<style>.*?</style>", "", text)


def test_a_window_before_all_data_is_calm() -> None:
    none = Window(date(2001, 1, 1), date(2001, 1, 8))
    test = trends.at("rates", **{"from": none.start.isoformat(), "to": none.end.isoformat()})
    assert headline(test) == "No incidents in this window"
    assert "nan" not in trends.said(test).lower().replace("nano", "")
