"""A view means the same to Python and to the map, whichever of them wrote it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard import kinds
from dashboard.selection import Selection
from data import geography, schema
from geo import cells
from geo.windows import Window
from tests import map_sample
from tests.map_modules import Modules, modules

HARD = (
    ("incidents", "Harassment, stalking"),
    ("incidents", "Theft: bicycle"),
    ("missing", "100% 'sure' & <b>"),
)
PICKED = tuple(sorted(cells.hex_of(geography.cells(9)["cell"].to_numpy()[:3]).tolist()))
VIEW = Selection(
    layers=("incidents", "missing"),
    focus="missing",
    resolution=9,
    window=Window(date(2026, 9, 24), date(2026, 11, 23)),
)
EVERYTHING = replace(
    VIEW,
    categories=HARD,
    cell=PICKED[0],
    measure="change",
    picked=PICKED,
    against="2025-01-01..2025-03-01",
    swipe=True,
    step="week",
)
ROUND = """
  const [view] = values;
  const data = { layers: ["incidents", "cuckooing", "missing"].map((name) => ({ name })) };
  const back = wish.viewOf(wish.chosen(view), data);
  return { same: wish.canonical(view) === wish.canonical(back), view: back };
"""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Modules]:
    """Call functions of the frame's modules."""
    with modules(browser, {"/cells/a.bin": map_sample.sample().packed}) as found:
        yield found


def there_and_back(run: Modules, view: dict[str, Any]) -> dict[str, Any]:
    """Let the map take over a view and say it again."""
    found: dict[str, Any] = run.use(["wish"], ROUND, view)
    return found


@pytest.mark.parametrize("chosen", [VIEW, EVERYTHING], ids=["plain", "everything"])
def test_the_map_says_the_view_that_it_was_given(run: Modules, chosen: Selection) -> None:
    found = there_and_back(run, chosen.to_view())
    assert found["same"]
    assert chosen.from_view(found["view"]) == chosen


def test_a_view_that_names_only_what_it_must_is_the_one_without_choices(run: Modules) -> None:
    needed = {"layers", "focus", "resolution", "from", "to", "cell"}
    bare = {key: value for key, value in VIEW.to_view().items() if key in needed}
    assert VIEW.from_view(there_and_back(run, bare)["view"]) == VIEW
    assert run("wish", "canonical", bare) == run("wish", "canonical", VIEW.to_view())


def test_the_order_of_layers_cells_and_categories_is_no_other_view(run: Modules) -> None:
    view = EVERYTHING.to_view()
    turned = {
        **view,
        "layers": view["layers"][::-1],
        "cells": view["cells"][::-1],
        "category": ",".join(view["category"].split(",")[::-1]),
    }
    assert run("wish", "canonical", view) == run("wish", "canonical", turned)


@pytest.mark.parametrize(
    ("field", "value"),
    [("against", "before"), ("compare", ""), ("step", "day"), ("cells", []), ("category", "")],
)
def test_each_choice_makes_another_view(run: Modules, field: str, value: object) -> None:
    view = EVERYTHING.to_view()
    assert run("wish", "canonical", view) != run("wish", "canonical", {**view, field: value})


def test_categories_are_written_alike_on_both_sides(run: Modules) -> None:
    kept = run("kept", "readKept", kinds.category_text(HARD))
    assert kept == {
        "incidents": ["Harassment, stalking", "Theft: bicycle"],
        "missing": ["100% 'sure' & <b>"],
    }
    text = run("kept", "keptText", kept, list(schema.LAYERS))
    assert kinds.categories(text, focus="cuckooing") == HARD


def test_a_layer_that_counts_all_is_left_out_of_the_text(run: Modules) -> None:
    assert run("kept", "keptText", {"incidents": []}, ["incidents", "missing"]) == ""
    assert run("kept", "keptText", {"cuckooing": ["x"]}, ["incidents"]) == ""
