"""A place on Trends leads to itself on the map, with layer, window and measure of the answer."""

import re
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page

from dashboard import choices
from dashboard.panels.trends import links
from dashboard.selection import Selection
from data import geography, schema
from data.store import Store
from geo.nulls import Null
from tests import trends
from tests.wired import Wired

CELL = f"{int(geography.cells(9)['cell'].iloc[400]):x}"


def read(href: str, *, defaults: Selection) -> Selection:
    address, _, query = href.partition("?")
    assert address == "./"
    return Selection.from_query(dict(parse_qsl(query)), defaults=defaults)


def test_a_link_holds_the_whole_view(demo_store: Store) -> None:
    look = trends.looked(demo_store, "cuckooing", resolution=8, place="Widnes", against="before")
    other = Selection(("incidents",), "incidents", 9, trends.WINDOW)
    found = read(links.to_map(look, measure="hot"), defaults=other)
    assert (found.focus, found.resolution, found.against) == ("cuckooing", 8, "before")
    assert found.layers == schema.LAYERS
    assert found.window == trends.WINDOW
    assert found.measure == "hot"


def test_what_would_hide_the_answer_on_the_map_is_left_behind(demo_store: Store) -> None:
    look = trends.looked(demo_store, place="Widnes", cell=CELL, picked=(CELL,), swipe=True)
    found = read(links.to_map(look), defaults=trends.selected())
    assert (found.place, found.cell, found.picked, found.swipe) == ("", "", (), False)


def test_a_name_with_an_ampersand_does_not_break_the_address(demo_store: Store) -> None:
    picked = (("incidents", "Theft & fraud, other"),)
    look = trends.looked(demo_store, categories=picked)
    assert read(links.to_map(look), defaults=trends.selected()).categories == picked


@pytest.mark.parametrize("null", ["even", "residents"])
def test_every_measure_that_a_link_names_is_one_of_the_map(null: Null, demo_store: Store) -> None:
    fine, coarse = (trends.looked(demo_store, resolution=r) for r in (10, 8))
    for look in (fine, coarse):
        for moved in (False, True):
            assert links.hot_measure(look, null, moved=moved) in choices.MEASURES
    assert links.together_measure(null) in choices.MEASURES
    assert links.hot_measure(coarse, null, moved=True).endswith("-moved")
    assert not links.hot_measure(fine, null, moved=True).endswith("-moved")
    assert ("residents" in links.hot_measure(coarse, null)) is (null == "residents")


def test_a_place_leads_to_itself_on_the_map_close_by(page: Page, dashboard: str) -> None:
    tab = Wired(page, dashboard)
    page.goto(f"{dashboard}/trends?section=hot&null=even&from=2026-08-23&to=2026-11-23")
    link = page.locator(".hs-table a.hs-on-map").first
    link.wait_for()
    name = link.inner_text()
    cell = dict(parse_qsl(link.get_attribute("href") or ""))["cell"]
    link.click()
    tab.ready()
    assert "measure=hot" in tab.query
    assert f"cell={cell}" in tab.query
    assert page.locator(".hs-detail h2").inner_text() == name
    lat, lng, zoom = tab.viewport()
    middle = tab.frame.evaluate("(cell) => window.h3.cellToLatLng(cell)", cell)
    assert abs(lat - middle[0]) < 0.002
    assert abs(lng - middle[1]) < 0.002
    assert zoom >= 14


def test_a_reader_who_moved_away_from_the_hexagon_stays_there_on_reload(
    page: Page, dashboard: str
) -> None:
    tab = Wired(page, dashboard).open(f"/?cell={CELL}&resolution=9")
    assert tab.viewport()[2] >= 14
    moved = tab.zoom_in()
    page.reload()
    assert tab.ready().viewport() == moved


def test_the_whole_answer_can_be_seen_on_the_map(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/trends?section=together&null=residents&from=2026-08-23&to=2026-11-23")
    link = page.locator("a.hs-whole-map")
    link.wait_for()
    joint = re.sub(r"\D", "", page.locator("h1").inner_text()[:3])
    link.click()
    tab = Wired(page, dashboard).ready()
    tab.rest()
    assert "measure=together-residents" in tab.query
    assert f"Two layers\n{joint}" in tab.inside(".legend").inner_text()
