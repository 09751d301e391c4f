"""The details name the place, count it, and never let a name become script."""

from dataclasses import replace
from datetime import date

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
HOSTILE = '<img src=x onerror="alert(1)">'
FIRST = date(2025, 12, 1)


def written(
    found: Detail = FOUND,
    *,
    cell: detail.Cell | None = None,
    before: dict[str, int] | None = None,
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


def test_every_visible_layer_has_its_categories_the_focus_first() -> None:
    said = detail.kinds(FOUND, focus="missing")
    headings = ["Missing by category", "Incidents by category", "Cuckooing by category"]
    places = [said.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "<span>High</span><b>2</b>" in said
    assert said.count("None in this window.") == 1


def test_more_categories_than_fit_are_summed_up_and_none_is_lost() -> None:
    many = tuple((f"Kind {i}", 20 - i) for i in range(9))
    found = replace(FOUND, categories={"incidents": many, "missing": many})
    said = detail.kinds(found, focus="incidents")
    assert said.count("<li>") == detail.MOST_IN_FOCUS + detail.MOST_BESIDE
    assert "4 other categories</span><b>54</b>" in said
    assert "7 other categories</span><b>105</b>" in said


def test_a_category_begins_with_a_capital_however_partners_write_it() -> None:
    found = replace(FOUND, categories={"missing": (("no apparent risk", 2),)})
    assert "<span>No apparent risk</span>" in detail.kinds(found, focus="missing")


def test_the_month_line_says_its_ends_and_its_top() -> None:
    said = detail.months(FOUND, focus="incidents", first=FIRST)
    assert "from December 2025 to February 2026: at most 9, at least 5, 7 in the last." in said
    assert said.count("Dec 2025") == said.count("Feb 2026") == 2
    assert "None in any month." in said
    assert said.index("Incidents each month") < said.index("Missing each month")


def test_one_month_is_no_line() -> None:
    found = replace(FOUND, months={"incidents": np.array([5])})
    assert "No month to compare." in detail.months(found, focus="incidents", first=FIRST)


def test_names_from_data_never_become_script() -> None:
    said = written(cell=detail.Cell(HOSTILE, HOSTILE), said=HOSTILE)
    said += detail.kinds(
        replace(FOUND, categories={"incidents": ((HOSTILE, 1),)}), focus="incidents"
    )
    assert "<img" not in said
    assert said.count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") == 4
