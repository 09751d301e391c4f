"""Search on the map: first letters of a postcode, street or ward, offline, by hand or by keys."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator

from dashboard.gazetteer import gazetteer
from data import geography
from data.basemap import basemap
from geo.cells import cells_of, hex_of
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving

HERE = "JSON.stringify([window.hotspots.map.getCenter(), window.hotspots.map.getZoom()])"


@pytest.fixture(scope="module")
def site() -> Iterator[map_frame.Site]:
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    site.files["/names.json"] = gzip.decompress(gazetteer().compressed)
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    with driving(browser, site) as driver:
        yield driver.show()


def box(driver: Driver) -> Locator:
    return driver.frame.get_by_role("combobox", name="Search")


def hits(driver: Driver, text: str) -> list[str]:
    field = box(driver)
    field.click()
    field.fill(text)
    driver.frame.wait_for_selector("#search-hits li")
    return driver.frame.locator("#search-hits li b").all_inner_texts()


def cell_of(postcode: str) -> str:
    row = geography.postcodes().set_index("postcode").loc[[postcode]]
    held = cells_of(row["lng"].to_numpy(), row["lat"].to_numpy(), resolution=9)
    return str(hex_of(held)[0])


def test_nothing_is_fetched_until_somebody_searches(driver: Driver) -> None:
    assert "/names.json" not in driver.site.asked
    hits(driver, "app")
    assert driver.site.asked.count("/names.json") == 1


@pytest.mark.parametrize("typed", ["WA7 2AB", "wa72ab", " wa7  2ab "])
def test_a_postcode_is_found_however_it_is_typed_and_its_cell_selected(
    driver: Driver, typed: str
) -> None:
    assert hits(driver, typed) == ["WA7 2AB"]
    box(driver).press("Enter")
    driver.pause()
    assert driver.settled()[-1]["cell"] == cell_of("WA7 2AB")


def test_a_ward_comes_before_streets_and_is_framed(driver: Driver) -> None:
    found = hits(driver, "appleton")
    assert found[0] == "Appleton"
    assert len(found) <= 6
    before, told = driver.frame.evaluate(HERE), len(driver.settled())
    box(driver).press("Enter")
    driver.pause()
    assert driver.frame.evaluate(HERE) != before
    assert len(driver.settled()) == told  # looking somewhere chooses nothing


def test_the_arrow_keys_go_round_the_hits_and_escape_closes_them(driver: Driver) -> None:
    found = hits(driver, "ha")
    assert len(found) == 6
    field = box(driver)
    assert field.get_attribute("aria-activedescendant") == "search-hits-0"
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == "search-hits-5"
    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = driver.frame.locator("#search-hits [aria-selected=true] b").inner_text()
    assert chosen == found[1]
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert driver.frame.locator("#search-hits").is_hidden()


def test_a_hit_can_be_taken_by_hand(driver: Driver) -> None:
    found = hits(driver, "wa8 6")
    driver.frame.locator("#search-hits li").nth(2).click()
    driver.pause()
    assert driver.settled()[-1]["cell"] == cell_of(found[2])


def test_a_name_from_elsewhere_is_said_to_be_unknown(driver: Driver) -> None:
    assert hits(driver, "zzz") == []
    assert "Nothing in Halton" in driver.frame.locator("#search-hits").inner_text()


def test_a_search_that_failed_can_be_tried_again(driver: Driver, site: map_frame.Site) -> None:
    names = site.files.pop("/names.json")
    box(driver).click()
    driver.pause(300)
    site.files["/names.json"] = names
    driver.frame.locator(".folium-map").focus()
    assert hits(driver, "wa7 2ab") == ["WA7 2AB"]


def test_a_presentation_has_no_search_box(driver: Driver) -> None:
    driver.show(page="present", version="2")
    assert box(driver).is_hidden()
