"""A mark keeps its rules, and reaches its cell and the finer ones inside it and nothing else."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import geography, marks
from data.marks import KINDS, Mark
from geo import cells

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PLACE = st.tuples(st.floats(-2.83, -2.60), st.floats(53.30, 53.40))


def cell_at(lng: float, lat: float, resolution: int) -> str:
    return str(cells.hex_of(cells.cells_of([lng], [lat], resolution=resolution))[0])


def study(resolution: int) -> Any:  # noqa: ANN401 - an array
    return geography.cells(resolution)["cell"].to_numpy()


def a_mark(cell: str = "", **choices: Any) -> Mark:  # noqa: ANN401 - any field
    plain = {"kind": "prison", "reason": "Calls from inside", "by": "J. Doe", "at": AT}
    return Mark(cell=cell or cell_at(-2.73, 53.36, 9), **{**plain, **choices})


def test_a_mark_knows_its_resolution_and_says_itself_in_words() -> None:
    mark = a_mark(cell_at(-2.73, 53.36, 8))
    assert mark.resolution == 8
    assert mark.words == "Prison: Calls from inside"


def test_the_spaces_of_a_reason_are_tidied() -> None:
    assert a_mark(reason="  Calls \n from\tinside ").reason == "Calls from inside"


@pytest.mark.parametrize(
    "choice",
    [
        {"cell": "nonsense"},
        {"cell": "89195da49abffff\n"},
        {"cell": "85195da7fffffff"},  # coarser than any that is shown
        {"cell": 621_000},
        {"kind": "school"},
        {"reason": "well"},
        {"reason": "x" * (marks.LONGEST + 1)},
        {"reason": "a        b"},
        {"reason": "hidden \u202e order"},
        {"reason": "half \ud800 a sign"},
    ],
)
def test_a_mark_that_breaks_a_rule_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        a_mark(**choice)


def test_all_problems_are_named_together() -> None:
    with pytest.raises(ValueError, match=r"hexagon.*stands there.*5 to 300 characters; found 2"):
        a_mark("x", kind="school", reason="no")


def test_every_kind_can_be_marked() -> None:
    assert [a_mark(kind=kind).kind for kind in KINDS] == list(KINDS)


@settings(max_examples=50, deadline=None)
@given(
    place=PLACE, level=st.sampled_from(cells.RESOLUTIONS), seen=st.sampled_from(cells.RESOLUTIONS)
)
def test_a_cell_is_left_out_exactly_where_its_parent_is_marked(
    place: tuple[float, float], level: int, seen: int
) -> None:
    mark = a_mark(cell_at(*place, level))
    found = study(seen)
    out = marks.left_out([mark], found, resolution=seen)
    if seen < level:
        assert not out.any()
        return
    parents = cells.hex_of(cells.parents_of(found, resolution=level))
    assert (out == (parents == mark.cell)).all()
    assert out.sum() <= 7 ** (seen - level)


@settings(max_examples=50, deadline=None)
@given(
    place=PLACE, level=st.sampled_from(cells.RESOLUTIONS), seen=st.sampled_from(cells.RESOLUTIONS)
)
def test_over_and_inside_are_two_sides_of_one_rule(
    place: tuple[float, float], level: int, seen: int
) -> None:
    # a child may stick out of its parent, so the parent is reckoned and not looked up
    fine = cell_at(*place, max(level, seen))
    coarse_cells = cells.parents_of(cells.cells_from_hex([fine]), resolution=min(level, seen))
    coarse = str(cells.hex_of(coarse_cells)[0])
    marked, looked = (coarse, fine) if level <= seen else (fine, coarse)
    mark = a_mark(marked)
    assert marks.over([mark], looked) == ((mark,) if level <= seen else ())
    assert marks.inside([mark], looked) == (() if level <= seen else (mark,))


def test_a_note_leaves_nothing_out_but_is_found() -> None:
    note = a_mark(excluded=False)
    assert not marks.left_out([note], study(9), resolution=9).any()
    assert marks.over([note], note.cell) == (note,)


def test_the_nearest_mark_comes_first_and_strangers_do_not_come() -> None:
    own, around = a_mark(cell_at(-2.73, 53.36, 9)), a_mark(cell_at(-2.73, 53.36, 7))
    far = a_mark(cell_at(-2.65, 53.33, 9))
    fine = cell_at(-2.73, 53.36, 10)
    parent = str(cells.hex_of(cells.parents_of(cells.cells_from_hex([fine]), resolution=9))[0])
    assert marks.over([around, far, a_mark(parent)], fine)[0].cell == parent
    assert far not in marks.over([around, far, own], fine)


def test_several_marks_add_up_whatever_their_order() -> None:
    every = [a_mark(cell_at(-2.73, 53.36, 9)), a_mark(cell_at(-2.65, 53.33, 8))]
    both = marks.left_out(every, study(9), resolution=9)
    each = [marks.left_out([mark], study(9), resolution=9) for mark in every]
    assert (both == (each[0] | each[1])).all()
    assert (both == marks.left_out(every[::-1], study(9), resolution=9)).all()
    assert both.sum() > 1


def test_without_marks_nothing_is_left_out() -> None:
    out = marks.left_out([], study(9), resolution=9)
    assert out.dtype == np.bool_
    assert out.shape == study(9).shape
    assert not out.any()
