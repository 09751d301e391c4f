"""Questions are answered once, whatever place or hexagon is chosen, and only to who may ask."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dashboard import access, answers, results, session, settings
from dashboard.findings import questions
from dashboard.selection import Selection
from dashboard.source import Source, source_of
from data import schema
from data.demo import STORIES
from data.store import Store
from geo.cells import cells_from_hex
from geo.patterns import CONSECUTIVE, NEW, PERSISTENT
from geo.windows import Window

WINDOW = Window(date(2026, 8, 23), date(2026, 11, 23))
CHOSEN = Selection(schema.LAYERS, "cuckooing", 9, WINDOW)
ASB = replace(CHOSEN, focus="incidents", categories=(("incidents", "Anti-social behaviour"),))


@pytest.fixture
def source(demo_store: Store) -> Source:
    return source_of(demo_store, layers=schema.LAYERS, vintage="2020")


def cells_of_story(name: str, source: Source) -> np.ndarray:
    """Positions of a planted story's cells among the study cells."""
    story = next(story for story in STORIES if story.name == name)
    study = results.study(source, 9)["cell"].to_numpy()
    return np.searchsorted(study, np.sort(cells_from_hex(list(story.cells))))


def look(source: Source, environ: dict[str, str], name: str = "J. Doe") -> session.Look:
    viewer = access.Viewer(name, schema.LAYERS)
    return session.Look(settings.current(environ), viewer, source, CHOSEN)


@pytest.mark.parametrize("null", ["even", "residents"])
def test_the_new_cluster_is_new_or_consecutive_by_quarter(null: str, source: Source) -> None:
    found = answers.emerging(source, CHOSEN, step="quarter", null=null).found  # type: ignore[arg-type]  # a parameter
    assert found is not None
    assert set(found.patterns[cells_of_story("cuckooing cluster", source)]) <= {NEW, CONSECUTIVE}


@pytest.mark.parametrize("null", ["even", "residents"])
def test_the_new_cluster_is_in_convergence(null: str, source: Source) -> None:
    found = answers.together(source, CHOSEN, null=null).found  # type: ignore[arg-type]  # a parameter
    assert found is not None
    assert found.joint[cells_of_story("cuckooing cluster", source)].all()
    assert found.p <= 0.05


@pytest.mark.parametrize("null", ["even", "residents"])
@pytest.mark.parametrize("step", ["quarter", "month"])
@pytest.mark.parametrize("story", ["hot spot that leaves", "hot spot that arrives"])
def test_the_moving_hot_spot_is_never_persistent(
    story: str, step: str, null: str, source: Source
) -> None:
    found = answers.emerging(source, ASB, step=step, null=null).found  # type: ignore[arg-type]  # a parameter
    assert found is not None
    assert PERSISTENT not in found.patterns[cells_of_story(story, source)]


def test_place_and_hexagon_do_not_make_a_test_again(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answers.hot_spots(source, CHOSEN, null="even")
    monkeypatch.setitem(questions.QUESTIONS, "hot spots", lambda *_: pytest.fail("asked again"))
    other = replace(CHOSEN, place="Widnes", cell="891951a8bcfffff", layers=("cuckooing",))
    assert answers.hot_spots(source, other, null="even") is first


def test_what_depends_on_the_place_is_answered_for_it(source: Source) -> None:
    every = answers.absences(source, CHOSEN).repeats.episodes
    widnes = answers.absences(source, replace(CHOSEN, place="Widnes")).repeats.episodes
    runcorn = answers.absences(source, replace(CHOSEN, place="Runcorn")).repeats.episodes
    assert widnes + runcorn == every > widnes > 0
    incidents = replace(CHOSEN, focus="incidents")
    assert answers.rhythm(source, replace(incidents, place="Widnes")).known < (
        answers.rhythm(source, incidents).known
    )


def test_a_viewer_of_fewer_layers_gets_answers_of_their_own(source: Source) -> None:
    both = answers.together(source, CHOSEN, null="even")
    one = answers.together(source._replace(layers=("cuckooing",)), CHOSEN, null="even")
    assert both.found is not None
    assert (one.found, one.layers) == (None, ("cuckooing",))


def test_near_repeats_are_refused_before_anything_is_computed(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "answer", lambda *_: pytest.fail("computed for a stranger"))
    environ = {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Nalyst"}
    with pytest.raises(PermissionError, match="Near repeats are for analysts"):
        answers.near_repeats(look(source, environ))


def test_near_repeats_are_for_analysts_and_on_ones_own_machine(source: Source) -> None:
    environ = {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Nalyst"}
    named = answers.near_repeats(look(source, environ, name="A. Nalyst"))
    assert named is answers.near_repeats(look(source, {}))
    assert named.table is not None
    assert named.repeats.events == len(
        results.events(source)
        .query("layer == 'incidents'")
        .loc[lambda rows: WINDOW.holds(rows["start"]) & rows["ward"].ne("")]
    )


def test_severity_follows_the_table_of_weights_when_it_changes(
    source: Source, tmp_path: Path
) -> None:
    assert answers.gravity(source, CHOSEN, options=settings.current({})) is None
    file = tmp_path / "weights.csv"
    options = settings.current({"HOTSPOTS_SEVERITY": str(file)})
    missing = answers.gravity(source, CHOSEN, options=options)
    assert missing is not None
    assert missing.table is None
    names = results.board(source, 9).categories  # type: ignore[union-attr]  # there are events
    file.write_text("category,weight\n" + "".join(f'"{name}",2\n' for name in names), "utf-8")
    found = answers.gravity(source, CHOSEN, options=options)
    assert found is not None
    assert found.table is not None
    assert (found.table["severity"] == 2 * found.table["count"]).all()
