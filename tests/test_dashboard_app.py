"""Every look begins with the marking, and nobody ever sees why a page could not be drawn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard import app
from data.store import Store, StoreError
from tests.files import intake_of
from tests.pages import SCRIPT, go_to, headline, html, opened
from tests.stores import cut_short, filled, sql_run, zeroed


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
    assert html(test).count('class="hs-brand"') == 1


HARMS: dict[str, tuple[Callable[[Store], object], str]] = {
    "cut short": (lambda store: cut_short(store.file), "its tables can&#x27;t be read."),
    "zeroed": (lambda store: zeroed(store.file), "its tables can&#x27;t be read."),
    "torn": (lambda store: sql_run(store, "DELETE FROM held"), "has 0 of its 1 rows in quarantine"),
    "no key": (
        lambda store: (store.folder / "pseudonym.key").unlink(),
        "its key file pseudonym.key is gone",
    ),
}


@pytest.mark.parametrize(("harm", "told"), HARMS.values(), ids=HARMS)
def test_whatever_is_damaged_is_said_with_the_command_that_restores_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Store], object], told: str
) -> None:
    store = filled(tmp_path / "store", rows=3000)
    monkeypatch.setenv("HOTSPOTS_STORE", str(store.folder))
    harm(store)
    test = opened()
    assert not test.exception
    assert_damaged(html(test), store=store)
    assert told in html(test)


def assert_damaged(said: str, *, store: Store) -> None:
    assert "The data are damaged" in said
    assert f"“python run.py restore latest --store {store.folder}”" in said
    assert "Traceback" not in said


def test_every_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(tmp_path / "store", rows=3000)
    monkeypatch.setenv("HOTSPOTS_STORE", str(store.folder))
    zeroed(store.file)
    test = opened()
    for page in ("present", "trends", "data"):
        go_to(test, page)
        assert not test.exception
        assert_damaged(html(test), store=store)


def test_damage_that_comes_while_a_page_is_open_is_told_and_goes_with_the_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path / "store", rows=3000)
    monkeypatch.setenv("HOTSPOTS_STORE", str(store.folder))
    test = opened()
    assert headline(test)
    whole = store.file.read_bytes()
    zeroed(store.file)
    assert "The data are damaged" in html(test.run())
    store.file.write_bytes(whole)
    assert "damaged" not in html(test.run())
    assert store.commit(intake_of("N", file="next.csv")).accepted == 1
