"""The rankings follow the view: its place, its marks, its picked cells and the chosen order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from dashboard import access, answers, results, session, settings
from dashboard.panels import league, marking
from dashboard.panels.ranking import MOST_CELLS, Order
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.cells import hex_of
from geo.change import RISE, TOO_FEW
from geo.windows import Window
from tests import boards

WINDOW = Window(date(2026, 8, 1), date(2026, 11, 1))


@pytest.fixture
def look(demo_store: Store) -> Iterator[session.Look]:
    st.session_state.clear()
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    viewer = access.Viewer("pc1", schema.LAYERS)
    yield session.Look(settings.current({}), viewer, source, boards.selection(window=WINDOW))
    st.session_state.clear()


def cells_of(look: session.Look) -> str:
    return league.of_cells(look, results.counts(look.source, look.selection))


def wards_of(look: session.Look) -> str:
    return league.of_wards(look, results.counts(look.source, look.selection))


def figures(said: str, kind: str) -> list[float]:
    """Read a column."""
    found = re.findall(rf'class="[^"]*\bhs-{kind}">([\d,.]+)<', said)
    return [float(figure.replace(",", "")) for figure in found]


def selected(look: session.Look, **choices: object) -> session.Look:
    return look._replace(selection=replace(look.selection, **choices))  # type: ignore[arg-type]  # any field


def test_the_leading_cells_are_those_of_the_counts(look: session.Look) -> None:
    counts = results.counts(look.source, look.selection).by_cell
    said = cells_of(look)
    assert figures(said, "count") == sorted(counts, reverse=True)[:MOST_CELLS]
    assert re.search(r"The top 12 hexagons hold \d+% of incidents in \d+\.\d% of the area\.", said)


def test_every_column_sorts(look: session.Look) -> None:
    st.session_state[league.ORDER] = Order("rate", down=True)
    rates = figures(cells_of(look), "rate")
    assert rates == sorted(rates, reverse=True)
    best = answers.rates(look.source, look.selection)["smoothed_rate_per_1000"].to_numpy()
    counted = results.counts(look.source, look.selection).by_cell > 0
    assert rates[0] == pytest.approx(np.nanmax(best[counted]), abs=0.06)
    st.session_state[league.ORDER] = Order("count", down=False)
    counts = figures(cells_of(look), "count")
    assert counts == sorted(counts)
    assert counts[0] == 1


def test_the_wards_add_up_to_the_place_and_sort_by_change(look: session.Look) -> None:
    counts = results.counts(look.source, look.selection)
    assert sum(figures(wards_of(look), "count")) == counts.totals["incidents"]
    st.session_state[league.ORDER] = Order("change", down=True)
    table = answers.change(look.source, look.selection, against="year", by="ward").table
    said = wards_of(look)
    first = str(table.sort_values("ratio", ascending=False)["name"].iloc[0]).replace("&", "&amp;")
    assert first in said[said.index("<tbody>") : said.index("</tr>", said.index("<tbody>"))]


def test_a_ward_row_leads_to_the_ward_and_a_town_lists_its_own(look: session.Look) -> None:
    said = wards_of(selected(look, place="Widnes"))
    codes = re.findall(r'data-hotspots-ask="place (E\d+)"', said)
    wards = results.wards(look.source)
    assert sorted(codes) == sorted(wards.loc[wards["town"].eq("Widnes"), "code"])


def test_marked_cells_are_left_out_of_table_and_sentence(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = results.counts(look.source, look.selection).by_cell
    top = int(counts.argmax())
    out = np.zeros(len(counts), dtype=bool)
    out[top] = True
    monkeypatch.setattr(marking, "left_out", lambda _: out)
    monkeypatch.setattr(marking, "left_out_html", lambda _: "<p>1 marked hexagon is left out.</p>")
    board = results.ground(look.source, 9).board
    said = cells_of(look)
    assert str(hex_of(board.cells[[top]])[0]) not in said
    assert figures(said, "count")[0] == sorted(counts, reverse=True)[1]
    assert "1 marked hexagon is left out." in said
    for by in ("rate", "change"):
        st.session_state[league.ORDER] = Order(by, down=True)
        assert str(hex_of(board.cells[[top]])[0]) not in cells_of(look)


@pytest.mark.parametrize("by", ["count", "rate", "change"])
def test_only_the_place_and_the_picked_cells_are_ranked(look: session.Look, by: str) -> None:
    st.session_state[league.ORDER] = Order(by, down=True)  # type: ignore[arg-type]  # any column
    study = results.study(look.source, 9)
    town = set(hex_of(study.loc[study["town"].eq("Runcorn"), "cell"].to_numpy()))
    shown = set(
        re.findall(r'data-hotspots-cell="(\w+)"', cells_of(selected(look, place="Runcorn")))
    )
    counted = results.counts(look.source, replace(look.selection, place="Runcorn")).by_cell > 0
    assert shown <= (
        town if by == "change" else town | set(hex_of(study["cell"][counted].to_numpy()))
    )
    busy = np.argsort(-results.counts(look.source, look.selection).by_cell)[:3]
    picked = tuple(sorted(hex_of(study["cell"].to_numpy()[busy]).tolist()))
    shown = set(re.findall(r'data-hotspots-cell="(\w+)"', cells_of(selected(look, picked=picked))))
    assert shown == set(picked)


def test_nothing_is_compared_where_the_data_do_not_reach_back(look: session.Look) -> None:
    early = selected(look, window=Window(date(2024, 1, 1), date(2024, 6, 1)))
    assert "Change" not in cells_of(early)
    st.session_state[league.ORDER] = Order("change", down=True)
    shown = figures(cells_of(early), "count")  # an order that cannot be had is that by count
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == MOST_CELLS


def test_few_events_are_marked_as_such() -> None:
    table = pd.DataFrame(
        {
            "before": [1, 4, 40],
            "after": [1, 8, 90],
            "ratio": [1.0, 2.0, 2.25],
            "low": [0.1, 0.6, 1.5],
            "high": [9.0, 6.0, 3.0],
            "verdict": [TOO_FEW, TOO_FEW, RISE],
        }
    )
    one = np.ones(3)
    numbers = league.Numbers(np.array([1, 8, 90]), one, one > 0, table, (60, 60))
    assert numbers.order(Order("change", down=False), most=3) == [2, 0, 1]
    change = numbers.change(1)
    assert change is not None
    assert change.verdict == TOO_FEW
    assert numbers._replace(changes=None).change(1) is None


def test_a_column_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="sorted by count, rate, change; found 'person'"):
        league.sort_by("person")
