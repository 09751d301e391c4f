"""The biggest rises and falls: chosen by how much, said with how sure, and never as markup."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard import access, answers, results, session, settings
from dashboard.panels import marking, shifts
from dashboard.selection import Selection
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from geo.windows import Window

WINDOW = Window(date(2026, 9, 1), date(2026, 11, 1))
SHIFT = shifts.Shift("Southway", "Halton Lea", 12, 30, 2.5, 1.3, 4.9, RISE, "8919518aa6bffff")


class Cells(HTMLParser):
    """Collects what the buttons of a table select, and the markup that data must not bring."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.cells += [value or "" for name, value in attrs if name == "data-hotspots-cell"]


@pytest.fixture
def look(demo_store: Store) -> session.Look:
    """Look at two months of incidents."""
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = Selection(("incidents",), "incidents", 9, WINDOW)
    return session.Look(settings.current({}), access.Viewer("x", schema.LAYERS), source, chosen)


PAIRS = some.lists(
    some.tuples(some.integers(0, 60), some.integers(0, 60), some.floats(0, 1)), max_size=60
)


@given(PAIRS, some.integers(1, 400), some.integers(1, 400))
def test_the_biggest_are_those_that_changed_most_for_equal_time(
    pairs: list[tuple[int, int, float]], earlier: int, later: int
) -> None:
    table = pd.DataFrame(pairs, columns=["before", "after", "p"])
    rises, falls = shifts.biggest(table, days=(earlier, later))
    more = [after * earlier - before * later for before, after, _ in pairs]
    for found, sign in ((rises, 1), (falls, -1)):
        sizes = [sign * more[at] for at in found]
        assert all(size > 0 for size in sizes)
        assert sizes == sorted(sizes, reverse=True)
        left = [sign * size for at, size in enumerate(more) if at not in found and sign * size > 0]
        assert len(found) == min(shifts.MOST, len(found) + len(left))
        assert not left or max(left) <= sizes[-1]
    assert not set(rises) & set(falls)


def test_of_equal_changes_the_surer_comes_first() -> None:
    table = pd.DataFrame({"before": [40, 0, 9], "after": [44, 4, 9], "p": [0.7, 0.1, 1.0]})
    assert shifts.biggest(table, days=(60, 60)) == ([1, 0], [])


def test_a_longer_window_is_no_rise_by_itself() -> None:
    table = pd.DataFrame({"before": [10], "after": [12], "p": [0.5]})
    assert shifts.biggest(table, days=(30, 60)) == ([], [0])


def test_a_row_says_how_much_and_how_sure() -> None:
    said = shifts.table_html([SHIFT], caption="Biggest rises")
    assert '<td class="hs-figure hs-quiet">12</td>' in said
    assert '<td class="hs-figure"><b>30</b></td>' in said
    assert "+150%" in said
    assert "+30% to \N{MULTIPLICATION SIGN}4.9" in said
    assert '<span class="hs-verdict hs-rise"><b>+150% rise</b></span>' in said
    assert RISE in said, "the whole verdict is read out"


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [(RISE, "rise"), (FALL, "fall"), (NO_CLEAR_CHANGE, "same"), (TOO_FEW, "few")],
)
def test_each_verdict_has_its_form(verdict: str, kind: str) -> None:
    said = shifts.table_html([SHIFT._replace(verdict=verdict)], caption="x")
    assert f"hs-verdict hs-{kind}" in said
    assert ("<b>+150%" in said) == (kind in {"rise", "fall"}), "only a clear change is in bold"


def test_from_nothing_is_no_percentage() -> None:
    rise = SHIFT._replace(before=0, after=7, ratio=np.inf, low=1.8, high=np.inf)
    said = shifts.table_html([rise], caption="x")
    assert "none before" in said
    assert "no limit" in said
    assert "inf" not in re.sub(r"<[^>]*>", "", said)


def test_a_click_selects_a_cell_or_chooses_a_ward() -> None:
    assert Cells(shifts.table_html([SHIFT], caption="x")).cells == [SHIFT.cell]
    ward = shifts.table_html([SHIFT._replace(cell="", ward="E05013180")], caption="x")
    assert Cells(ward).cells == []
    assert 'data-hotspots-ask="place E05013180"' in ward


def test_a_row_lights_its_cell_up_on_the_map() -> None:
    said = shifts.table_html([SHIFT], caption="x")
    assert f'<tr data-hotspots-light="{SHIFT.cell}">' in said


def test_the_selected_cell_is_marked_for_eye_and_ear() -> None:
    said = shifts.table_html([SHIFT], caption="x", selected=SHIFT.cell)
    assert 'class="hs-chosen" aria-current="true"' in said
    assert "hs-chosen" not in shifts.table_html([SHIFT], caption="x", selected="8919518aa6fffff")


def test_a_name_stays_a_name() -> None:
    evil = '<img src=x onerror="alert(1)">'
    said = shifts.table_html([SHIFT._replace(name=evil, under=evil)], caption="x")
    assert "img" not in Cells(said).tags


def test_nothing_that_changed_is_said_in_words() -> None:
    assert "None." in shifts.table_html([], caption="Biggest falls")


def test_the_page_lists_hexagons_and_wards_with_the_numbers_of_the_test(look: session.Look) -> None:
    said = shifts.html(look)
    found = answers.change(look.source, look.selection, against="year", by="cell").table
    table = found.assign(more=found["after"] - found["before"])
    highest = table.sort_values(["more", "p"], ascending=[False, True]).iloc[0]
    assert Cells(said).cells[0] == f"{int(highest['unit']):x}"
    assert f"<b>{highest['after']:,}</b>" in said
    assert said.count("<table") == 4
    assert "1 Sep to 31 Oct 2026 against 1 Sep to 31 Oct 2025" in said
    assert "the same days a year before" in said


def test_another_window_to_compare_with_gives_other_changes(look: session.Look) -> None:
    before = look._replace(selection=replace(look.selection, against="before"))
    typed = look._replace(selection=replace(look.selection, against="2026-02-01..2026-03-01"))
    assert len({shifts.html(one) for one in (look, before, typed)}) == 3
    assert "against 1 to 28 Feb 2026." in shifts.html(typed).replace("1 Feb to", "1 to")


def test_a_place_and_picked_cells_narrow_the_list(look: session.Look) -> None:
    study = results.study(look.source, 9).assign(
        hex=lambda table: [f"{c:x}" for c in table["cell"]]
    )
    widnes = look._replace(selection=replace(look.selection, place="Widnes"))
    towns = study.set_index("hex")["town"]
    listed = Cells(shifts.html(widnes)).cells
    assert listed
    assert set(towns[listed]) == {"Widnes"}
    picked = tuple(sorted(Cells(shifts.html(look)).cells[:3]))
    narrowed = shifts.html(look._replace(selection=replace(look.selection, picked=picked)))
    assert set(Cells(narrowed).cells) == set(picked)
    assert "wards" not in narrowed.split("<p")[1]
    assert narrowed.count("<h3>") == 2


def test_a_marked_cell_is_left_out_and_said_to_be(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Cells(shifts.html(look)).cells[0]
    study = results.study(look.source, 9)
    out = study["cell"].eq(int(first, 16)).to_numpy()
    monkeypatch.setattr(marking, "left_out", lambda _look: out)
    monkeypatch.setattr(marking, "left_out_html", lambda _look: "<p>One is marked.</p>")
    said = shifts.html(look)
    assert first not in Cells(said).cells
    assert "One is marked." in said


@pytest.mark.parametrize("against", ["year", "2023-12-20..2024-01-20"])
def test_windows_that_cannot_be_compared_have_no_table(look: session.Look, against: str) -> None:
    early = Window(date(2023, 12, 1), date(2024, 2, 1))
    chosen = replace(look.selection, window=early, against=against)
    assert shifts.html(look._replace(selection=chosen)) == ""
