"""The panels' parts that need no page: the year before, and files named and made when asked."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
import streamlit as st

from dashboard import access, results, session, settings
from dashboard.panels import side
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.windows import Window
from tests import boards


@pytest.fixture
def look(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[session.Look]:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = boards.selection(window=Window(date(2026, 8, 1), date(2026, 11, 1)))
    viewer = access.Viewer("pc1", schema.LAYERS)
    yield session.Look(settings.current(), viewer, source, chosen)
    st.cache_resource.clear()


def test_a_file_is_named_for_what_it_shows(look: session.Look) -> None:
    assert side._file_name(look.selection, "png") == (
        "halton-incidents-2026-08-01-to-2026-10-31.png"
    )


def test_a_picture_is_made_only_when_it_is_asked_for(look: session.Look) -> None:
    make = side._file_maker(look, "png")
    assert make()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_table_holds_the_counts_of_the_page(look: session.Look) -> None:
    lines = side._file_maker(look, "csv")().decode("utf-8-sig").splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("cell,"))
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[head:]))))
    shown = results.counts(look.source, look.selection)
    counted = sum(int(row["count"]) for row in rows if row.get("layer") == "incidents")
    assert counted == shown.totals["incidents"]


def test_the_year_before_is_left_out_where_the_data_do_not_reach(look: session.Look) -> None:
    early = look.selection
    numbers = side._numbers(look)
    assert numbers.before is not None
    first = numbers.board.origin
    late = look._replace(
        selection=boards.selection(window=Window(first, date(first.year + 1, 2, 1)))
    )
    assert side._numbers(late).before is None
    assert early.cell == ""


def test_the_rows_of_the_wards_add_up_to_the_headline(look: session.Look) -> None:
    numbers = side._numbers(look)
    rows = side._ward_rows(look, numbers)
    assert sum(row.total for row in rows) == numbers.counts.totals["incidents"]
    assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
