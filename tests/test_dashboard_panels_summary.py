"""The map in words holds what the map shows: every layer, every ward, the same numbers."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard import access, choices, results, session, settings
from dashboard.panels import summary
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.windows import Window
from tests import boards
from tests.test_dashboard_panels_headline import counted

STUDY = pd.DataFrame({"place": ["A, B"] * 1000, "ward": ["<b>"] * 1000})


@pytest.fixture
def look(demo_store: Store) -> session.Look:
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = boards.selection(window=Window(date(2026, 8, 1), date(2026, 11, 1)))
    viewer = access.Viewer("pc1", schema.LAYERS)
    return session.Look(settings.current({}), viewer, source, chosen)


def test_every_layer_and_every_ward_are_told_with_the_numbers_of_the_map(
    look: session.Look,
) -> None:
    said = summary.html(look)
    for layer, total in results.counts(look.source, look.selection).totals.items():
        held = results.counts(look.source, replace(look.selection, focus=layer)).by_cell
        assert re.search(rf"{total:,} \w+( \w+)? in {(held > 0).sum():,} hexagons", said)
    counts = results.counts(look.source, look.selection)
    wards = results.wards(look.source)
    for code, name in zip(wards["code"], wards["name"], strict=True):
        assert f"{name} {counts.by_ward[code]:,}".replace("&", "&amp;") in said
    assert "Across the borough, 1 Aug to 31 Oct 2026. Each hexagon is filled by how many" in said


def test_the_layer_in_focus_comes_first_and_others_are_symbols(look: session.Look) -> None:
    said = summary.html(look._replace(selection=replace(look.selection, focus="missing")))
    places = [said.index(word) for word in (" missing episodes in", " incidents in", " cuckooing")]
    assert places[0] == min(places)
    assert "drawn as circles" in said
    assert "drawn as diamonds" in said
    assert "drawn as triangles" not in said


@pytest.mark.parametrize("measure", choices.MEASURES)
def test_every_measure_is_explained(measure: str, look: session.Look) -> None:
    said = summary.html(look._replace(selection=replace(look.selection, measure=measure)))
    assert "Each hexagon is filled " in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("hot", "where it is a clear hot spot of"),
        ("hot-residents", "where it is a clear hot spot of"),
        ("hot-residents-moved", "by how many of 8 moved grids it is a clear hot spot of"),
        ("together-residents", "where several layers are clear hot spots together"),
    ],
)
def test_a_variant_is_explained_as_what_it_is(measure: str, words: str, look: session.Look) -> None:
    said = summary.html(look._replace(selection=replace(look.selection, measure=measure)))
    assert f"Each hexagon is filled {words}" in said


def test_a_ward_alone_lists_no_wards(look: session.Look) -> None:
    code = str(results.wards(look.source)["code"].iloc[0])
    said = summary.html(look._replace(selection=replace(look.selection, place=code)))
    assert "By ward" not in said


def test_what_has_no_hexagon_and_what_is_not_there_are_said() -> None:
    none = counted(focus="incidents")
    assert summary.of_layer(none, layer="incidents", study=STUDY, in_focus=True) == "No incidents."
    loose = replace(none, totals={"incidents": 3}, ward_only=3)
    said = summary.of_layer(loose, layer="incidents", study=STUDY, in_focus=True)
    assert said == "3 incidents, of which no hexagon is known."
    some = replace(counted(4, 2), totals={"incidents": 9}, ward_only=3)
    said = summary.of_layer(some, layer="incidents", study=STUDY, in_focus=True)
    assert "9 incidents in 2 hexagons. Most, 4, at A and B" in said
    assert said.endswith("Of 3 only the ward is known.")
    one = summary.of_layer(counted(4), layer="incidents", study=STUDY, in_focus=True)
    assert "in 1 hexagon." in one


def test_names_from_data_never_become_script(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = results.study(look.source, 9)
    monkeypatch.setattr(results, "study", lambda *_: real.assign(place="<img src=x>", ward="<b>"))
    said = summary.html(look)
    assert "<img" not in said
    assert "&lt;img src=x&gt;" in said
