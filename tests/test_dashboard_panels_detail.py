"""The details name the place, count it, and never let a name become script."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.panels import detail
from dashboard.selection import Selection
from dashboard.tallies import Detail
from tests import boards

CHOSEN = boards.selection()
FOUND = Detail(
    totals={"incidents": 1048, "cuckooing": 0, "missing": 2},
    categories={
        "incidents": (("Drugs", 700), ("Burglary", 300), ("Other", 48)),
        "cuckooing": (),
        "missing": (("high", 2),),
    },
    months={
        "incidents": np.array([5, 9, 7]),
        "cuckooing": np.zeros(3, dtype=np.int64),
        "missing": np.array([0, 1, 1]),
    },
)
NO_DATA = '<b class="hs-number">&ndash;</b><span class="hs-past">no data</span>'
HOSTILE = '<img src=x onerror="alert(1)">'


def written(
    found: Detail = FOUND,
    *,
    cell: detail.Cell | None = None,
    before: dict[str, int | None] | None = None,
    said: str = "",
    selection: Selection = CHOSEN,
) -> str:
    return detail.html(found, selection=selection, cell=cell, before=before or {}, said=said)


def test_without_a_cell_the_place_is_in_the_title() -> None:
    assert '<h2 class="hs-title">Halton</h2>' in written()
    assert '<h2 class="hs-title">Widnes</h2>' in written(selection=replace(CHOSEN, place="Widnes"))


def test_picked_hexagons_are_counted_together_and_said_to_be() -> None:
    picked = tuple(boards.hex_at(i) for i in range(4))
    said = written(selection=replace(CHOSEN, picked=picked))
    assert '<h2 class="hs-title">4 picked hexagons</h2>' in said
    assert "counted together" in said


def test_a_cell_is_called_by_its_streets_and_ward() -> None:
    said = written(cell=detail.Cell("Southway, Roehampton Drive", "Halton Lea"))
    assert "Southway and Roehampton Drive</h2>" in said
    assert "Selected hexagon, Halton Lea ward" in said


def test_a_cell_without_a_street_is_called_by_what_stands_there_with_a_capital() -> None:
    said = written(cell=detail.Cell("a hospital near Kestrels Way", "Halton Lea"))
    assert ">A hospital near Kestrels Way</h2>" in said


@pytest.mark.parametrize(
    ("streets", "title"),
    [
        ("Southway", "Southway"),
        ("Southway, Grange Way", "Southway and Grange Way"),
        ("A, B, C", "A, B and C"),
    ],
)
def test_streets_are_read_out_as_a_list(streets: str, title: str) -> None:
    assert detail.cell_title(streets) == title


def test_every_layer_has_its_count_with_a_thousands_comma() -> None:
    said = written()
    for count in ("1,048", "0", "2"):
        assert f'<b class="hs-number">{count}</b>' in said


@pytest.mark.parametrize(
    ("against", "words"),
    [("year", "a year before"), ("before", "just before"), ("2025-01-01..2025-03-01", "before")],
)
def test_the_count_before_is_given_for_each_layer_that_is_held(against: str, words: str) -> None:
    chosen = replace(CHOSEN, against=against)
    said = written(before={"incidents": 900, "cuckooing": 1}, selection=chosen)
    assert f'<span class="hs-past">900 {words}</span>' in said
    assert f'<span class="hs-past">1 {words}</span>' in said
    assert said.count(words) == 2
    assert " before" not in written()


def test_the_sentence_stands_below_the_name() -> None:
    assert '</h2><p class="hs-said">It rose &amp; fell.</p>' in written(said="It rose & fell.")
    assert "hs-said" not in written()


def test_names_from_data_never_become_script() -> None:
    said = written(cell=detail.Cell(HOSTILE, HOSTILE), said=HOSTILE)
    assert "<img" not in said
    assert said.count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") == 3


def test_a_layer_without_data_shows_no_zero() -> None:
    said = written(before={"cuckooing": None})
    assert said.count(NO_DATA) == 1
    assert NO_DATA not in written()
