"""What the map asks of Python is what the command line prints, and nobody gets another's layer."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard import access, answers, choices, measures, results, routes, settings
from dashboard.selection import Selection
from dashboard.source import Source, source_of
from data import schema
from data.store import Store
from geo.windows import Window
from tests.asgi import Answer, get
from tests.test_dashboard_routes import APP, WHOLE

WINDOW = Window(date(2026, 8, 1), date(2026, 11, 1))
ALL = Selection(layers=schema.LAYERS, focus="incidents", resolution=9, window=WINDOW)
ASKED = {"layer": "incidents", "from": "2026-08-01", "to": "2026-11-01", "measure": "hot"}


@pytest.fixture
def source(demo_store: Store) -> Source:
    return source_of(demo_store, layers=schema.LAYERS, vintage="2020")


def measured(source: Source, **changes: str) -> dict[str, object]:
    return measures.answer(source, measures.asked({**ASKED, **changes}, allowed=ALL))


@pytest.mark.parametrize("measure", choices.MEASURES[1:])
@pytest.mark.parametrize("layer", schema.LAYERS)
def test_every_measure_answers_for_every_cell_or_says_why_not(
    source: Source, measure: str, layer: str
) -> None:
    found = measured(source, measure=measure, layer=layer)
    values = found["values"]
    assert isinstance(values, list)
    assert bool(values) is not bool(found["reason"])
    assert not values or len(values) == len(results.study(source, 9))
    assert (found["layer"], found["measure"]) == (layer, measure)
    assert "NaN" not in json.dumps(found)


def test_hot_spots_are_those_of_the_test_under_the_null_asked_for(source: Source) -> None:
    for measure, null in (("hot", "even"), ("hot-residents", "residents")):
        levels = answers.hot_spots(source, ALL, null=null).found.levels  # type: ignore[arg-type]  # parametrised
        assert measured(source, measure=measure)["values"] == levels.tolist()
    assert measured(source, measure="hot") != measured(source, measure="hot-residents")


@pytest.mark.parametrize("plain", ["hot", "hot-residents"])
def test_a_grid_that_is_moved_adds_in_how_many_shifts_a_cell_is_hot(
    source: Source, plain: str
) -> None:
    still, moved = measured(source, measure=plain), measured(source, measure=f"{plain}-moved")
    held = answers.shifts(source, ALL, null="residents" if "-" in plain else "even")
    assert moved["values"] == still["values"]
    assert still["shifts"] == []
    assert moved["shifts"] == held.tolist()
    hot = np.array(moved["values"]) >= 95
    assert np.array(moved["shifts"])[hot].mean() > 3 > np.array(moved["shifts"])[~hot].mean()


def test_too_small_hexagons_are_not_moved_with_the_map_and_it_is_said(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "shifts", lambda *_, **__: pytest.fail("too slow for the clock"))
    fine = replace(ALL, resolution=10)
    found = measures.answer(source, measures.asked({**ASKED, "measure": "hot-moved"}, allowed=fine))
    assert "Choose larger ones, or ask on Trends" in str(found["reason"])
    assert found["values"] == found["shifts"] == []


def test_too_few_events_are_not_tested_on_moved_grids_either(source: Source) -> None:
    days = {"from": "2026-10-30", "to": "2026-11-01"}
    found = measured(source, layer="cuckooing", measure="hot-moved", **days)
    assert "Too few events" in str(found["reason"])
    assert found["shifts"] == []


def test_a_change_is_against_the_same_days_a_year_before_with_its_verdict(source: Source) -> None:
    found = measured(source, measure="change")
    table = answers.change(source, ALL, against="year", by="cell").table
    assert found["against"] == ["2025-08-01", "2025-11-01"]
    words = ["", *measures.VERDICTS]
    values = np.array(found["values"])
    held = (table["before"] + table["after"]).gt(0).to_numpy()
    assert [words[code] for code in values[held]] == table["verdict"][held].tolist()
    assert set(values[~held]) == {measures.NOTHING}


def test_the_time_just_before_ends_where_the_window_begins(source: Source) -> None:
    assert measured(source, measure="change", against="before")["against"] == [
        "2026-05-01",
        "2026-08-01",
    ]


def test_a_window_without_a_year_before_says_so(source: Source) -> None:
    found = measured(source, measure="change", **{"from": "2024-01-01", "to": "2024-03-01"})
    assert "do not reach back" in str(found["reason"])
    assert found["values"] == []


def test_a_window_that_is_not_over_in_time_says_so(source: Source) -> None:
    typed = measured(source, measure="change", against="2026-05-01..2026-08-02")
    assert "is not over before" in str(typed["reason"])
    assert typed["values"] == []
    meeting = measured(source, measure="change", against="2026-05-01..2026-08-01")
    assert meeting["reason"] == ""


def test_a_cell_where_nobody_lives_has_no_rate(source: Source) -> None:
    values = pd.Series(measured(source, measure="rate")["values"], dtype=float)
    people = results.study(source, 9)["residents"].to_numpy()
    assert values.isna().to_numpy().tolist() == (people == 0).tolist()
    smooth = answers.rates(source, ALL)["smoothed_rate_per_1000"]
    assert np.allclose(values.dropna(), smooth.dropna(), atol=0.01)


def test_layers_converge_where_two_or_three_are_clear_hot_spots(source: Source) -> None:
    for measure, null in (("together", "even"), ("together-residents", "residents")):
        tests = answers.together(source, ALL, null=null).tests  # type: ignore[arg-type]  # a pair
        high = sum((test.found.levels >= 95).astype(int) for test in tests)
        assert measured(source, measure=measure)["values"] == np.asarray(high).tolist()


def test_too_few_events_are_a_sentence_and_no_colours(source: Source) -> None:
    found = measured(source, layer="cuckooing", **{"from": "2026-10-30", "to": "2026-11-01"})
    assert "Too few events" in str(found["reason"])
    assert found["values"] == []


def test_categories_narrow_what_is_measured(source: Source) -> None:
    assert measured(source, category="Drugs") != measured(source)


@pytest.mark.parametrize(
    "change",
    [
        {"layer": "burglary"},
        {"layer": ""},
        {"measure": "guess"},
        {"from": "yesterday"},
        {"to": "2026-01-01"},
        {"category": "x" * 500},
    ],
)
def test_what_is_not_one_of_our_choices_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"found|window|after"):
        measures.asked({**ASKED, **change}, allowed=ALL)


# ---- the route


@pytest.fixture
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return demo_store


def asked(held: Store, *, layers: tuple[str, ...] = schema.LAYERS, **changes: str) -> Answer:
    viewer = access.Viewer(access.ANYONE, layers)
    seen = source_of(held, layers=layers, vintage="2020")
    path = routes.data_address(seen, viewer=viewer, options=settings.current(), filters=WHOLE)
    path = path.replace("/cells/", "/measures/").replace(".bin", ".json")
    query = "&".join(f"{key}={value}" for key, value in {**ASKED, **changes}.items())
    return get(APP, f"{path}?{query}")


def test_the_token_of_the_counts_is_good_for_their_measures(store: Store) -> None:
    answer = asked(store)
    assert answer.status == 200
    assert json.loads(answer.body)["measure"] == "hot"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_layer_that_the_token_does_not_name_is_refused(store: Store) -> None:
    answer = asked(store, layers=("incidents",), layer="cuckooing")
    assert answer.status == 400
    assert b"values" not in answer.body


def test_a_foreign_token_gets_no_measure(store: Store) -> None:
    assert store.folder.exists()
    assert get(APP, "/measures/a.b.json?measure=hot").status == 401


def test_a_wrong_question_is_answered_with_a_plain_sentence(store: Store) -> None:
    answer = asked(store, measure="guess")
    assert answer.status == 400
    assert b"A measure is one of" in answer.body
