"""The details name the place, count it, and never let a name become script."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dashboard.panels import detail
from dashboard.tallies import Detail
from tests import boards

CHOSEN = boards.selection()
FOUND = Detail(
    totals={"incidents": 1048, "cuckooing": 0, "missing": 2},
    categories=(("Drugs", 700), ("Burglary", 300), ("Other", 48)),
    months=np.array([5, 9, 7]),
)
HOSTILE = '<img src=x onerror="alert(1)">'


def written(
    found: Detail = FOUND,
    *,
    cell: detail.Cell | None = None,
    before: dict[str, int] | None = None,
) -> str:
    return detail.html(found, selection=CHOSEN, cell=cell, before=before, first=date(2025, 12, 1))


def test_without_a_cell_the_place_is_in_the_title() -> None:
    assert '<h2 class="hs-title">Halton</h2>' in written()
    towns = detail.html(
        FOUND,
        selection=replace(CHOSEN, place="Widnes"),
        cell=None,
        before=None,
        first=date(2025, 12, 1),
    )
    assert '<h2 class="hs-title">Widnes</h2>' in towns


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


def test_the_year_before_is_given_where_there_is_one() -> None:
    past = {"incidents": 900, "cuckooing": 1, "missing": 0}
    assert "900 a year before" in written(before=past)
    assert "a year before" not in written()


def test_more_categories_than_fit_are_summed_up_and_none_is_lost() -> None:
    many = replace(FOUND, categories=tuple((f"Kind {i}", 20 - i) for i in range(9)))
    said = written(many)
    assert said.count("<li>") == detail.MOST_CATEGORIES
    assert "4 other categories</span><b>54</b>" in said


def test_a_category_begins_with_a_capital_however_partners_write_it() -> None:
    said = written(replace(FOUND, categories=(("no apparent risk", 2),)))
    assert "<span>No apparent risk</span>" in said


def test_nothing_is_said_to_be_nothing() -> None:
    said = written(replace(FOUND, categories=(), months=np.zeros(3, dtype=np.int64)))
    assert "None in this window." in said
    assert "No month to compare." in said


def test_the_month_line_says_its_ends_and_its_top() -> None:
    said = written()
    assert "from December 2025 to February 2026: at most 9, at least 5, 7 in the last." in said
    assert "Dec 2025" in said
    assert "Feb 2026" in said


def test_names_from_data_never_become_script() -> None:
    said = written(replace(FOUND, categories=((HOSTILE, 1),)), cell=detail.Cell(HOSTILE, HOSTILE))
    assert "<img" not in said
    assert said.count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") == 3
