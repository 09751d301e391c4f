"""Single events: only those of the cells, only what may be shown, only for analysts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dashboard import access, answers, results, session, settings
from dashboard.findings import rows
from dashboard.selection import Selection
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.cells import hex_of
from geo.windows import Window


@pytest.fixture
def look(demo_store: Store) -> session.Look:
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    board = results.ground(source, 9).board
    busy = hex_of(board.cells[np.argsort(-np.bincount(board.cell))[:2]])
    window = Window(date(2026, 1, 1), date(2026, 7, 1))
    chosen = Selection(schema.LAYERS, "incidents", 9, window, cell=str(busy[0]))
    return session.Look(settings.current({}), access.Viewer("ann", schema.LAYERS), source, chosen)


def test_the_rows_are_the_events_that_the_panel_counts(look: session.Look) -> None:
    found = answers.rows(look)
    totals = results.detail(look.source, look.selection).totals
    assert found["layer"].value_counts().to_dict() == {k: n for k, n in totals.items() if n}
    assert found["start"].is_monotonic_decreasing
    assert look.selection.window.holds(found["start"]).all()


def test_no_column_tells_a_person_from_another(look: session.Look) -> None:
    found = answers.rows(look)
    assert tuple(found.columns) == rows.COLUMNS
    assert {"person", "from_care", "found_lng", "lng", "lat", "event_id"} & set(found) == set()


def test_layers_that_are_not_visible_and_categories_left_out_are_no_rows(
    look: session.Look,
) -> None:
    chosen = replace(
        look.selection, layers=("incidents",), categories=(("incidents", "Shoplifting"),)
    )
    found = answers.rows(look._replace(selection=chosen))
    assert set(found["layer"]) == {"incidents"}
    assert set(found["category"]) == {"Shoplifting"}


def test_picked_cells_give_the_rows_of_each(look: session.Look) -> None:
    board = results.ground(look.source, 9).board
    names = hex_of(board.cells[np.argsort(-np.bincount(board.cell))[:3]]).tolist()
    alone = [replace(look.selection, cell=name) for name in names]
    each = [len(answers.rows(look._replace(selection=one))) for one in alone]
    together = replace(look.selection, cell="", picked=tuple(sorted(names)))
    assert len(answers.rows(look._replace(selection=together))) == sum(each)


def test_a_place_is_not_listed_event_by_event(look: session.Look) -> None:
    assert answers.rows(look._replace(selection=replace(look.selection, cell=""))).empty


def test_who_is_no_analyst_is_refused_even_where_the_answer_is_known(look: session.Look) -> None:
    answers.rows(look)
    behind = settings.current({"HOTSPOTS_USER_HEADER": "X-Person", "HOTSPOTS_ANALYSTS": "ann"})
    assert len(answers.rows(look._replace(options=behind)))
    with pytest.raises(PermissionError, match="Single events are for analysts"):
        answers.rows(look._replace(options=behind, viewer=access.Viewer("bob", schema.LAYERS)))
