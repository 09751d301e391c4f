"""Marked hexagons are tested like all others, and lists name them apart with their reasons."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st

from dashboard import session
from dashboard.panels.trends import apart
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.parts import Column
from data import geography, notes
from data.marks import Mark
from data.store import Store
from geo import cells
from tests.boards import hex_at
from tests.pages import headline, html, opened

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LISTING = Listing("Places", "Leading places", (Column("Place", "wide"),), 3, "the surest first")


@pytest.fixture(autouse=True)
def folder(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    file = demo_store.folder / notes.FILE
    file.unlink(missing_ok=True)
    st.session_state.clear()
    yield demo_store.folder
    file.unlink(missing_ok=True)
    st.session_state.clear()


def mark(folder: Path, cell: str, **fields: Any) -> None:  # noqa: ANN401 - any field
    plain = {"kind": "prison", "reason": "Calls from inside", "by": "x", "at": AT}
    notes.put(folder, Mark(cell=cell, **{**plain, **fields}))


def listed(*positions: int) -> str:
    found = np.array(positions, dtype=np.int64)
    return apart.listed(session.look(), found, LISTING, row=lambda at: (f"place {at}",))


def rows(text: str) -> list[list[str]]:
    """Give the places of each table."""
    tables = text.split("<table")[1:]
    return [[part.split("<")[0] for part in table.split("place ")[1:]] for table in tables]


def test_without_marks_there_is_one_list_in_its_order() -> None:
    assert rows(listed(7, 5, 6)) == [["7", "5", "6"]]
    assert apart.TITLE not in listed(7, 5, 6)
    assert "the surest first" in listed(7, 5, 6)


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert rows(listed(7, 5, 6, 8, 9)) == [["7", "5", "6"]]
    assert "the first 3; 2 more on the map" in listed(7, 5, 6, 8, 9)


def test_a_marked_place_stands_apart_with_its_reason_and_the_next_moves_up(folder: Path) -> None:
    mark(folder, hex_at(5), reason="Calls <from> inside")
    text = listed(7, 5, 6, 8)
    assert rows(text) == [["7", "6", "8"], ["5"]]
    assert apart.TITLE in text
    assert apart.NOTE in text
    assert "Prison: Calls &lt;from&gt; inside." in text


def test_a_note_alone_moves_nothing(folder: Path) -> None:
    mark(folder, hex_at(5), excluded=False)
    assert rows(listed(7, 5, 6)) == [["7", "5", "6"]]


def test_a_mark_on_a_large_hexagon_is_named_once_for_all_inside_it(folder: Path) -> None:
    study = geography.cells(9)["cell"].to_numpy()
    parents = cells.parents_of(study, resolution=8)
    inside = np.flatnonzero(parents == parents[400])[:3]
    mark(folder, str(cells.hex_of(parents[400:401])[0]))
    text = listed(*map(int, inside))
    assert "All of them are marked." in text
    assert rows(text) == [[str(at) for at in inside]]
    assert text.count("Prison: Calls from inside") == 1


def first_cell(text: str) -> str:
    """Give the cell that the first link of a list leads to."""
    link = text[text.index("cell=") :]
    return link[len("cell=") : len("cell=") + 15]


@pytest.mark.parametrize(
    ("section", "more"),
    [
        ("hot", {}),
        ("emerging", {}),
        ("together", {}),
        ("rates", {}),
        ("change", {"resolution": "8", "from": "2025-11-01", "to": "2026-11-01"}),
    ],
)
def test_each_list_of_hexagons_lists_marked_ones_apart_and_keeps_its_finding(
    folder: Path, section: str, more: dict[str, str]
) -> None:
    query = {"focus": "incidents", "section": section, **more}
    before = opened(query, page="trends")
    cell = first_cell(html(before))
    mark(folder, cell)
    after = opened(query, page="trends")
    text = html(after)
    assert not after.exception
    assert headline(after) == headline(before)
    assert apart.TITLE in text
    assert cell not in text[: text.index(apart.TITLE)]
    assert cell in text[text.index(apart.TITLE) :]
