"""Every look begins with the marking, and nobody ever sees why a page could not be drawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard import app
from data.store import Store, StoreError
from tests.pages import SCRIPT, html, opened


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    st.cache_resource.clear()


def test_the_script_has_no_pages_folder_beside_it() -> None:
    assert SCRIPT.is_file()
    assert not (SCRIPT.parent / "pages").exists()


def test_the_icon_is_a_file_of_our_own() -> None:
    assert app.ICON.is_file()
    assert "http" not in app.ICON.read_text(encoding="utf-8").replace(
        "http://www.w3.org/2000/svg", ""
    )


def test_a_marking_from_the_settings_is_shown_escaped(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    monkeypatch.setenv("HOTSPOTS_MARKING", "OFFICIAL <b>")
    said = html(opened())
    assert said.count("OFFICIAL &lt;b&gt;") == 2
    assert "OFFICIAL <b>" not in said


def test_a_store_in_trouble_is_told_in_its_own_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_store: Store) -> object:
        raise StoreError("The store is damaged. Put it back from a copy.")

    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path))
    monkeypatch.setattr(Store, "events", broken)
    test = opened()
    assert not test.exception
    assert "The store is damaged. Put it back from a copy." in html(test)
