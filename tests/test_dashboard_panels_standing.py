"""How the selected hexagon stands: in words that the tests allow, and nothing for no hexagon."""

from dataclasses import replace
from datetime import date

import pytest

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
def look(demo_store: Store) -> session.Look:
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = Selection(("cuckooing",), "cuckooing", 9, WINDOW, cell=CLUSTER.cells[1])
    return session.Look(settings.current({}), access.Viewer("x", schema.LAYERS), source, chosen)


def test_the_planted_cluster_is_a_hot_spot_under_both_nulls(look: session.Look) -> None:
    text = standing.html(look)
    assert text.count("hot spot at 99 %") == 2


def test_it_is_hot_however_the_grid_lies(look: session.Look) -> None:
    text = standing.stability(look)
    number = int(text.split("clear hot spot in ")[1].split(" ")[0])
    assert number >= 4
    assert "of 8 shifts" in text


def test_the_planted_cluster_is_new_or_consecutive_over_time(look: session.Look) -> None:
    text = standing.stability(look)
    assert "Quarter by quarter" in text
    assert "new hot spot" in text or "consecutive hot spot" in text


def test_a_hexagon_without_a_pattern_and_too_short_a_time_are_said(look: session.Look) -> None:
    found = answers.emerging(look.source, look.selection, step="quarter", null="residents").found
    assert found is not None
    cells = results.study(look.source, 9)["cell"]
    quiet = f"{int(cells.iloc[int((found.patterns == 0).argmax())]):x}"
    chosen = replace(look.selection, cell=quiet)
    text = standing.stability(look._replace(selection=chosen))
    assert "no pattern of hot or cold spots" in text
    early = replace(
        look.selection,
        window=Window(date(2023, 12, 1), date(2024, 6, 1)),
        layers=("incidents",),
        focus="incidents",
    )
    assert "too short a time" in standing.stability(look._replace(selection=early))


def test_how_sure_a_high_risk_is_stands_where_somebody_lives(look: session.Look) -> None:
    chosen = replace(look.selection, layers=("incidents",), focus="incidents")
    table = answers.rates(look.source, chosen)
    cells = results.study(look.source, 9)["cell"]
    surest, empty = int(table["probability_above_1_5"].argmax()), int(table["residents"].argmin())
    texts = [
        standing.html(look._replace(selection=replace(chosen, cell=f"{int(cells.iloc[at]):x}")))
        for at in (surest, empty)
    ]
    assert "Risk over 1.5 times the borough&#x27;s" in texts[0]
    assert "99 % sure" in texts[0]
    assert "sure" not in texts[1]


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
    assert "shifts" not in standing.stability(fine)
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
