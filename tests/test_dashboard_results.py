"""Nothing is computed twice, and nothing is shared with who may not see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from dashboard import results, tallies
from dashboard.selection import Selection
from dashboard.source import Source, map_version, source_of
from data import schema
from data.store import Store
from geo.windows import Window

WINDOW = Window(date(2026, 8, 1), date(2026, 11, 1))
ALL = Selection(layers=schema.LAYERS, focus="incidents", resolution=9, window=WINDOW)


@pytest.fixture
def source(demo_store: Store) -> Iterator[Source]:
    yield source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    st.cache_resource.clear()


def test_a_result_is_computed_once(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    first = results.counts(source, ALL)
    monkeypatch.setattr(tallies, "counts_of", lambda *_, **__: pytest.fail("computed twice"))
    assert results.counts(source, ALL) is first


@pytest.mark.parametrize(
    "other",
    [
        replace(ALL, window=Window(date(2026, 8, 2), date(2026, 11, 1))),
        replace(ALL, place="Widnes"),
        replace(ALL, focus="missing"),
        replace(ALL, resolution=8),
        replace(ALL, categories=(("incidents", "Drugs"),)),
        replace(ALL, vintage="2013"),
    ],
)
def test_every_choice_has_its_own_result(source: Source, other: Selection) -> None:
    sources = (source, source._replace(vintage=other.vintage))
    assert results.counts(sources[0], ALL) is not results.counts(sources[1], other)


def test_a_viewer_with_fewer_layers_never_gets_what_was_made_for_one_with_more(
    source: Source,
) -> None:
    narrow = source._replace(layers=("incidents",))
    assert set(results.events(source)["layer"]) == set(schema.LAYERS)
    assert set(results.events(narrow)["layer"]) == {"incidents"}
    board = results.board(narrow, 9)
    assert board is not None
    assert board.layers == ("incidents",)
    wide, small = (results.map_file(one, 9, "") for one in (source, narrow))
    assert wide.version != small.version
    assert len(wide.compressed) > len(small.compressed)


def test_a_new_store_version_is_a_new_result(source: Source) -> None:
    later = source._replace(version="later")
    assert results.counts(source, ALL) is not results.counts(later, ALL)
    assert map_version(source, 9, "") != map_version(later, 9, "")


def test_the_version_of_a_map_changes_with_every_filter(source: Source) -> None:
    versions = {
        map_version(source, 9, ""),
        map_version(source, 8, ""),
        map_version(source, 9, "Widnes"),
        map_version(source._replace(vintage="2013"), 9, ""),
        map_version(source._replace(layers=("missing",)), 9, ""),
    }
    assert len(versions) == 5


def test_an_empty_store_has_no_board_and_says_so_when_counted(tmp_path: Path) -> None:
    empty = source_of(Store(tmp_path), layers=schema.LAYERS, vintage="2020")
    assert results.board(empty, 9) is None
    for ask in (results.counts, results.detail, results.months):
        with pytest.raises(LookupError, match="bring a file in first"):
            ask(empty, ALL)
    with pytest.raises(LookupError, match="bring a file in first"):
        results.map_file(empty, 9, "")


def test_freshness_says_how_far_each_layer_reaches(source: Source) -> None:
    fresh = results.freshness(source)
    events = results.events(source)
    assert fresh.until == {
        layer: events.loc[events["layer"].eq(layer), "start"].max() for layer in schema.LAYERS
    }
    assert fresh.synthetic is True
    assert fresh.monthly == frozenset()
    assert isinstance(fresh.loaded, pd.Timestamp)


def test_ward_outlines_put_in_place_by_a_user_change_the_version(
    demo_store: Store, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    before = source_of(store, layers=schema.LAYERS, vintage="2020")
    assert source_of(store, layers=schema.LAYERS, vintage="2020") == before
    (tmp_path / "wards-2020.geojson").write_text("{}", encoding="utf-8")
    assert source_of(store, layers=schema.LAYERS, vintage="2020").version != before.version
    assert demo_store.folder != tmp_path
