"""Picking and comparing in the whole dashboard: page, address and files follow the map."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe
from tests.conftest import ARTEFACTS
from tests.map_driver import PLACE_OF_CELL
from tests.wired import PATIENCE, Wired

ROWS = ".hs-shifts button[data-hotspots-cell]"


@pytest.fixture
def wired(page: Page, dashboard: str) -> Wired:
    """Open the dashboard."""
    return Wired(page, dashboard).open()


@pytest.fixture(params=[(1366, 768, "light"), (1920, 1080, "dark")])
def themed(
    browser: Browser, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Wired, str]]:
    """Open the dashboard on either screen; with it the name of a picture."""
    width, height, mode = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=mode)
    yield Wired(context.new_page(), dashboard).open(), f"{width}-{mode}"
    context.close()


def pick(wired: Wired) -> int:
    """Draw a loop round some cells, and say how many are picked."""
    wired.inside(".tools button[aria-label^='Pick with']").click()
    box = wired.inside(".folium-map").bounding_box()
    assert box is not None
    left, right = box["x"] + box["width"] * 0.42, box["x"] + box["width"] * 0.56
    top, bottom = box["y"] + box["height"] * 0.62, box["y"] + box["height"] * 0.82
    mouse = wired.page.mouse
    mouse.move(left, top)
    mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom)):
        mouse.move(x, y, steps=4)
    mouse.up()
    wired.rest()
    said = wired.inside(".picked [role=status]").text_content() or ""
    return int(re.sub(r"\D", "", said))


def chip(wired: Wired, layer: str) -> int:
    """Read a layer's count above the map."""
    text = wired.inside(f".chip[data-layer={layer}] .pick b").text_content() or ""
    return int(text.replace(",", ""))


def changes(wired: Wired) -> None:
    """Show the rises and falls."""
    wired.page.get_by_role("radio", name="Changes").or_(
        wired.page.get_by_role("button", name="Changes")
    ).first.click()
    expect(wired.page.locator(".hs-shifts")).to_be_visible(timeout=PATIENCE)
    wired.rest()


def test_headline_figures_and_address_are_of_the_picked_cells(wired: Wired) -> None:
    whole = wired.shown("incidents")
    count = pick(wired)
    assert count > 3
    assert f"{count} picked hexagons" in wired.headline
    assert 0 < wired.shown("incidents") < whole
    for layer in ("incidents", "cuckooing", "missing"):
        assert wired.shown(layer) == chip(wired, layer)
    cells = re.search(r"cells=([0-9a-f,%C]+)", wired.query)
    assert cells is not None
    assert len(cells[1].replace("%2C", ",").split(",")) == count
    before = wired.shown("incidents")
    wired.page.reload()
    wired.ready()
    assert wired.shown("incidents") == before == chip(wired, "incidents")
    wired.button("Clear").click()
    wired.rest()
    assert wired.shown("incidents") == whole
    assert "cells=" not in wired.query


def test_another_place_or_size_lets_the_picked_cells_go(wired: Wired) -> None:
    pick(wired)
    wired.page.get_by_text("Widnes", exact=True).first.click()
    wired.rest()
    assert "cells=" not in wired.query
    assert "picked" not in wired.headline
    expect(wired.inside(".picked")).to_be_hidden()
    wired.page.get_by_text("Borough", exact=True).first.click()
    wired.rest()
    pick(wired)
    wired.button("Small").click()
    wired.rest()
    assert "cells=" not in wired.query
    assert "picked" not in wired.headline


def test_a_saved_table_is_of_the_picked_cells(wired: Wired) -> None:
    pick(wired)
    with wired.page.expect_download(timeout=PATIENCE) as waiting:
        wired.page.get_by_role("button", name="Save table").click()
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()[1:]
    total = sum(int(line.split(",")[2]) for line in lines if line.split(",")[1] == "incidents")
    assert total == wired.shown("incidents")


def test_two_windows_are_in_the_address_and_figures_stay_those_of_the_clock(wired: Wired) -> None:
    before = wired.shown("incidents")
    wired.button("Compare two windows").click()
    wired.rest()
    wired.inside("select[name=against]").select_option("before")
    wired.rest()
    assert "compare=swipe" in wired.query
    assert "against=before" in wired.query
    assert wired.shown("incidents") == before == chip(wired, "incidents")
    sides = wired.inside(".divider .side b").all_text_contents()
    assert "just before" in (wired.page.locator(".hs-stand").text_content() or "")
    wired.page.reload()
    wired.ready()
    assert wired.inside(".divider .side b").all_text_contents() == sides


def test_a_row_of_the_changes_selects_its_cell_on_the_map(wired: Wired) -> None:
    changes(wired)
    row = wired.page.locator(ROWS).first
    cell = row.get_attribute("data-hotspots-cell") or ""
    row.click()
    wired.rest()
    assert f"cell={cell}" in wired.query
    changes_row = wired.page.locator(f'.hs-shifts tr:has([data-hotspots-cell="{cell}"])')
    expect(changes_row.first).to_have_attribute("aria-current", "true")
    x, y = wired.frame.evaluate(PLACE_OF_CELL, cell)
    assert x > 0
    assert y > 0


def test_the_changes_follow_what_is_compared_with(wired: Wired) -> None:
    changes(wired)
    year = wired.page.locator(".hs-shifts").text_content()
    wired.inside("[data-measure=change]").click()
    wired.inside("select[name=against]").select_option("before")
    wired.rest()
    said = wired.page.locator(".hs-shifts").text_content() or ""
    assert said != year
    assert "the same time just before" in said


def test_no_new_state_of_the_page_has_a_serious_barrier(themed: tuple[Wired, str]) -> None:
    wired, name = themed
    ARTEFACTS.mkdir(exist_ok=True)
    for state, enter in (("picking", pick), ("changes", changes), ("comparing", compare)):
        enter(wired)
        assert axe.barriers(wired.page.main_frame) == []
        assert axe.barriers(wired.frame) == []
        wired.page.screenshot(path=ARTEFACTS / f"{state}-{name}.png")


def compare(wired: Wired) -> None:
    """Show two windows."""
    wired.button("Compare two windows").click()
    wired.rest()
