"""How the selected hexagon stands: in words that the tests allow, and nothing for no hexagon."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from dashboard import access, answers, results, session, settings
from dashboard.findings import spots
from dashboard.panels import standing
from dashboard.selection import Selection
from dashboard.source import source_of
from data import schema
from data.demo import STORIES
from data.store import Store
from geo.windows import Window

WINDOW = Window(date(2026, 8, 23), date(2026, 11, 23))
CLUSTER = next(story for story in STORIES if story.name == "cuckooing cluster")


@pytest.fixture
def look(demo_store: Store) -> Iterator[session.Look]:
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = Selection(("cuckooing",), "cuckooing", 9, WINDOW, cell=CLUSTER.cells[1])
    yield session.Look(settings.current({}), access.Viewer("x", schema.LAYERS), source, chosen)
    st.cache_resource.clear()


def test_the_planted_cluster_is_a_hot_spot_under_both_nulls(look: session.Look) -> None:
    text = standing.html(look)
    assert text.count("hot spot at 99 %") == 2


def test_it_is_hot_however_the_grid_lies(look: session.Look) -> None:
    text = standing.stability(look)
    number = int(text.split("clear hot spot in ")[1].split(" ")[0])
    assert number >= 4
    assert "of 8 shifts" in text


def test_no_hexagon_or_a_strange_one_says_nothing(look: session.Look) -> None:
    none = look._replace(selection=replace(look.selection, cell=""))
    strange = look._replace(selection=replace(look.selection, cell="8928308280fffff"))
    for one in (none, strange):
        assert standing.html(one) == standing.stability(one) == ""


def test_a_fine_grid_is_not_moved_in_passing(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "shifts", lambda *_, **__: pytest.fail("too slow for the panel"))
    cell = f"{int(results.study(look.source, 10)['cell'].iloc[900]):x}"
    fine = look._replace(selection=replace(look.selection, resolution=10, cell=cell))
    assert standing.stability(fine) == ""
    assert "Compared with residents" in standing.html(fine)


def test_too_few_events_are_said_and_the_grid_is_not_moved(look: session.Look) -> None:
    short = Window(date(2026, 2, 1), date(2026, 2, 8))
    quiet = look._replace(selection=replace(look.selection, window=short))
    assert standing.html(quiet).count("too few events to test") == 2
    assert standing.stability(quiet) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hot 95", "hot spot at 95 %"),
        ("cold 99", "cold spot at 99 %"),
        ("not clear", "no clear hot or cold spot"),
        ("too few events", "too few events to test"),
    ],
)
def test_every_class_has_its_words(name: str, words: str, look: session.Look) -> None:
    test = answers.hot_spots(look.source, look.selection, null="even")
    table = test.table.assign(**{"class": name})
    assert standing.class_words(test._replace(table=table), 0) == words
    assert set(test.table["class"]) <= {spots.TOO_FEW, "not clear", "hot 99", "hot 95", "hot 90"}
