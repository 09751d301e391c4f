"""The panels' parts that need no page: notes below tables, and files named and made when asked."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard import access, results, session, settings
from dashboard.panels import side
from dashboard.source import source_of
from data import geography, schema
from data.store import Store, StoreError
from geo.windows import Window
from tests import boards
from tests.pages import html, opened


@pytest.fixture
def look(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> session.Look:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = boards.selection(window=Window(date(2026, 8, 1), date(2026, 11, 1)))
    viewer = access.Viewer("pc1", schema.LAYERS)
    return session.Look(settings.current(), viewer, source, chosen)


def test_a_file_is_named_for_what_it_shows_and_carries_its_marking(look: session.Look) -> None:
    name = "halton-incidents-2026-08-01-to-2026-10-31"
    assert side._file_name(look, "png") == f"{name}-OFFICIAL-SENSITIVE.png"
    for marking, end in (("", ""), ("OFFICIAL: Board / only", "-OFFICIAL-Board-only")):
        marked = look._replace(options=look.options._replace(marking=marking))
        assert side._file_name(marked, "csv") == f"{name}{end}.csv"


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


def test_the_panels_stand_on_the_place_and_not_on_the_cell(look: session.Look) -> None:
    cell = replace(look.selection, cell=boards.hex_at(400))
    assert side._numbers(look._replace(selection=cell)) == side._numbers(look)


def test_what_changes_no_count_counts_nothing_again(look: session.Look) -> None:
    once = side._numbers(look).counts
    for choice in ({"measure": "rate"}, {"swipe": True}, {"step": "week"}, {"against": "before"}):
        changed = replace(look.selection, **choice)
        assert side._numbers(look._replace(selection=changed)).counts is once


def test_a_note_says_how_to_read_the_changes_or_why_there_are_none(look: session.Look) -> None:
    numbers = side._numbers(look)
    said = side._care(look, numbers, ranked=side.CELLS)
    assert "Change against 1 Aug to 31 Oct 2025. The range holds the true change" in said
    assert geography.ward_care("2020") in side._care(look, numbers, ranked=side.WARDS)
    assert side._care(look, numbers, ranked=side.CHANGES) == ""
    early = look._replace(
        selection=replace(look.selection, window=Window(date(2024, 1, 1), date(2024, 3, 1)))
    )
    said = side._care(early, side._numbers(early), ranked=side.CELLS)
    assert "Not compared with 1 Jan to 28 Feb 2023: the data do not reach back." in said


def test_a_store_without_events_has_nothing_to_count(
    look: session.Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "board", lambda *_: None)
    with pytest.raises(LookupError, match="bring a file in first"):
        side._numbers(look)


@pytest.mark.parametrize("page", ["", "present"])
def test_a_store_in_trouble_is_told_where_the_panels_would_be(
    look: session.Look, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    def busy(_look: session.Look) -> side.Numbers:
        raise StoreError("The store has been in use for a minute. Try again.")

    assert look
    monkeypatch.setattr(side, "_numbers", busy)
    test = opened(page=page)
    assert not test.exception
    assert "The store has been in use for a minute. Try again." in html(test)
