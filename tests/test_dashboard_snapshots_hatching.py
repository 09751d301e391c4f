"""A saved picture hatches the marked hexagons, says what that means, and hatches nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from dashboard.snapshots import figure, hatching, legend
from dashboard.snapshots.ground import hexagons
from dashboard.snapshots.page import Box, fitted, map_axes, new_page
from dashboard.theme import colour
from data import geography, notes
from data.marks import Mark
from data.store import Store
from geo import cells
from tests.boards import hex_at, selection
from tests.sheets import sheet

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BOX = Box(12, 29, 204.3, 144.5)
COLUMN = Box(221, 29, 64, 144)
SCALE = 80.0
STUDY = geography.cells(9)["cell"].to_numpy()


@pytest.fixture
def store(demo_store: Store) -> Iterator[Store]:
    file = demo_store.folder / notes.FILE
    file.unlink(missing_ok=True)
    yield demo_store
    file.unlink(missing_ok=True)


def put(folder: Path, cell: str, **fields: Any) -> None:  # noqa: ANN401 - any field
    plain = {"kind": "prison", "reason": "Calls from inside", "by": "x", "at": AT}
    notes.put(folder, Mark(cell=cell, **{**plain, **fields}))


def chart() -> Axes:
    extent = fitted((345_000, 378_000, 361_000, 390_000), BOX, margin=0.03, least=5000)
    return map_axes(new_page()[0], BOX, extent=extent)


def hatched(axes: Axes) -> list[PolyCollection]:
    found = [each for each in axes.collections if isinstance(each, PolyCollection)]
    return [each for each in found if each.get_hatch()]


def middles(collection: PolyCollection) -> np.ndarray:
    return np.array([np.asarray(path.vertices)[:6].mean(axis=0) for path in collection.get_paths()])


def edge(collection: PolyCollection) -> str:
    return to_hex(np.asarray(collection.get_edgecolor())[0]).upper()


def test_without_marks_nothing_is_hatched(store: Store) -> None:
    assert hatching.marked(selection(), store=store) == ()
    assert sheet(store).marked == ()


def test_the_marked_cells_of_the_selection_are_found_and_notes_are_not(store: Store) -> None:
    put(store.folder, hex_at(40))
    put(store.folder, hex_at(41), excluded=False)
    assert hatching.marked(selection(), store=store) == (int(STUDY[40]),)
    assert hatching.marked(selection(resolution=8), store=store) == ()
    inside = hatching.marked(selection(resolution=10), store=store)
    assert len(inside) > 1
    parents = cells.parents_of(np.array(inside, dtype=np.uint64), resolution=9)
    assert set(parents.tolist()) == {int(STUDY[40])}


def test_a_place_and_picked_cells_bound_what_is_hatched(store: Store) -> None:
    put(store.folder, hex_at(40))
    town = geography.cells(9)["town"].iloc[40]
    other = next(name for name in ("Widnes", "Runcorn") if name != town)
    assert hatching.marked(selection(place=town), store=store)
    assert hatching.marked(selection(place=other), store=store) == ()
    assert hatching.marked(selection(picked=(hex_at(40),)), store=store)
    assert hatching.marked(selection(picked=(hex_at(41),)), store=store) == ()


def test_dark_lines_lie_on_light_ones_where_the_cells_are() -> None:
    axes = chart()
    hatching.draw(axes, STUDY[[40, 60]].tolist(), metres_per_mm=SCALE)
    light, dark = hatched(axes)
    assert edge(light) == colour("halo")
    assert edge(dark) == colour("ink")
    assert light.get_hatch_linewidth() > dark.get_hatch_linewidth()
    wanted = hexagons(STUDY[[40, 60]]).mean(axis=1)
    assert np.allclose(middles(dark), wanted, atol=1.0)


def test_the_legend_has_a_row_for_it_only_where_something_is_hatched(store: Store) -> None:
    content = sheet(store)
    rows = []
    for marked in (0, 3):
        _, page = new_page()
        bottom = legend.draw(
            page, COLUMN, counts=content.counts, selection=content.selection, marked=marked
        )
        boxes = [patch for patch in page.patches if isinstance(patch, Rectangle)]
        words = [text.get_text() for text in page.texts]
        rows.append((bottom, sum(bool(box.get_hatch()) for box in boxes), words))
    (without, none, plain), (with_row, one, said) = rows
    assert (none, one) == (0, 1)
    assert with_row > without
    assert set(said) - set(plain) == {"Marked, left out of rankings (3)"}


def test_the_picture_changes_where_the_marked_cell_is_and_in_the_legend(store: Store) -> None:
    plain = sheet(store)
    cell = int(plain.counts.loc[plain.counts["layer"].eq("incidents"), "cell"].iloc[0])
    assert figure.png(replace(plain, marked=(cell,))) != figure.png(plain)
    put(store.folder, f"{cell:x}")
    assert sheet(store).marked == (cell,)
    assert sheet(store).counts.equals(plain.counts)
