"""What results depend on names the store, its content, the outlines and the permission."""

import re
from pathlib import Path

from dashboard.source import Source, map_version, source_of
from data import schema
from data.store import Store

FILTERS = (9, "")


def source(store: Store) -> Source:
    return source_of(store, layers=schema.LAYERS, vintage="2020")


def test_an_unchanged_store_is_the_same_source(demo_store: Store) -> None:
    assert source(demo_store) == source(Store(demo_store.folder))


def test_two_stores_are_never_the_same_source(demo_store: Store, tmp_path: Path) -> None:
    assert source(demo_store) != source(Store(tmp_path))


def test_the_source_leads_back_to_its_store(demo_store: Store) -> None:
    found = source(demo_store)
    assert found.path == demo_store.folder
    assert found.store.version() == demo_store.version()


def test_a_maps_version_is_sixteen_digits_and_says_nothing(demo_store: Store) -> None:
    version = map_version(source(demo_store), *FILTERS)
    assert re.fullmatch(r"[0-9a-f]{16}", version)
    assert version == map_version(source(demo_store), *FILTERS)
