"""The Data page in each of its states, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.files import intake_of
from tests.pages import go_to, headline, html, opened


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    st.cache_resource.clear()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give an empty store to the pages."""
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path / "store"))
    return Store(tmp_path / "store")


def shown() -> AppTest:
    """Open the page."""
    test = go_to(opened(), "data")
    assert not test.exception
    return test


def test_an_empty_store_has_a_data_page_and_says_so(store: Store) -> None:
    assert store.is_empty()
    test = shown()
    assert headline(test) == "Nothing has been brought in yet"
    assert html(test).count("<h1") == 1


def test_each_source_has_its_line(store: Store) -> None:
    store.commit(intake_of("a", "b"))
    store.commit(intake_of("c", layer="missing", source="Cheshire"))
    test = shown()
    assert headline(test) == "Two sources, up to date to 1 Jan 2024"
    assert "Cheshire" in html(test)
    assert "OFFICIAL-SENSITIVE" in html(test)


def test_a_layer_that_may_not_be_seen_has_no_line(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(intake_of("a", "b"))
    store.commit(intake_of("c", layer="missing", source="Cheshire"))
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    test = shown()
    assert headline(test) == "One source, up to date to 1 Jan 2024"
    assert "Cheshire" not in html(test)


def test_invented_data_are_marked(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    assert "Synthetic data" in html(shown())
