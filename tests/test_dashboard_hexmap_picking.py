"""Cells are picked by shift-click, by keyboard or with a loop; the map counts them alone."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from dashboard import theme
from data.basemap import basemap
from tests import axe, map_frame, map_sample
from tests.conftest import ARTEFACTS
from tests.map_driver import Driver, driving
from tests.map_sample import day_number

START, END = day_number("2026-09-24"), day_number("2026-11-23")
CENTRES = """([cells, box]) => cells.map((cell) => {
  const at = window.hotspots.map.latLngToContainerPoint(h3.cellToLatLng(cell));
  return [at.x, at.y];
})"""


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve two sizes of hexagons."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    site.files["/cells/small.bin"] = map_sample.sample(map_sample.Choices(resolution=10)).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame and show two months."""
    with driving(browser, site) as driver:
        yield driver.show()


def fullest(sample: map_sample.Sample, many: int) -> list[str]:
    """Name the cells with the most incidents."""
    order = np.argsort(-sample.counts("incidents", START, END), kind="stable")
    return [map_sample.hexes(sample)[at] for at in order[:many]]


def held(sample: map_sample.Sample, cells: list[str], layer: str = "incidents") -> int:
    """Count a layer's events in some cells by pandas."""
    names = map_sample.hexes(sample)
    counts = sample.counts(layer, START, END)
    return int(counts[[names.index(cell) for cell in cells]].sum())


def shift_click(driver: Driver, cell: str) -> None:
    """Click a cell with the shift key held."""
    driver.page.keyboard.down("Shift")
    driver.page.mouse.click(*driver.place(cell))
    driver.page.keyboard.up("Shift")


def words(driver: Driver) -> str:
    """Read how many are picked."""
    return driver.frame.locator(".picked [role=status]").text_content() or ""


def picked(driver: Driver) -> list[str]:
    """Read the picked cells of the settled view."""
    driver.pause()
    found: list[str] = driver.settled()[-1]["cells"]
    return found


def lasso(driver: Driver) -> None:
    """Take up the loop."""
    driver.frame.get_by_role("button", name="Pick with a loop").click()


def draw(
    driver: Driver, *, wide: float, high: float, at: tuple[float, float] = (0.45, 0.45)
) -> None:
    """Draw an oval by hand, in parts of the map's size."""
    box = driver.box(".folium-map")
    x, y = box["x"] + box["width"] * at[0], box["y"] + box["height"] * at[1]
    turns = [2 * math.pi * step / 24 for step in range(25)]
    corners = [
        (x + box["width"] * wide * math.sin(turn), y - box["height"] * high * math.cos(turn))
        for turn in turns
    ]
    driver.page.mouse.move(*corners[0])
    driver.page.mouse.down()
    for corner in corners[1:]:
        driver.page.mouse.move(*corner)
    driver.page.mouse.up()


def test_shift_click_picks_and_lets_go_and_the_counts_follow(
    driver: Driver, sample: map_sample.Sample
) -> None:
    first, second = fullest(sample, 2)
    whole = driver.frame.locator(".lanes .bar").first.get_attribute("d")
    shift_click(driver, first)
    shift_click(driver, second)
    assert picked(driver) == sorted([first, second])
    assert words(driver) == "2 hexagons picked"
    for layer in map_sample.EVENTS:
        assert driver.total(layer) == held(sample, [first, second], layer)
    assert driver.frame.locator(".lanes .bar").first.get_attribute("d") != whole
    shift_click(driver, first)
    assert picked(driver) == [second]
    assert words(driver) == "1 hexagon picked"
    driver.button("Clear").click()
    assert picked(driver) == []
    assert driver.frame.locator(".picked").is_hidden()
    assert driver.total("incidents") == sample.counts("incidents", START, END).sum()
    assert driver.frame.locator(".lanes .bar").first.get_attribute("d") == whole


def test_a_chosen_cell_is_the_first_one_picked(driver: Driver, sample: map_sample.Sample) -> None:
    first, second = fullest(sample, 2)
    driver.page.mouse.click(*driver.place(first))
    shift_click(driver, second)
    assert picked(driver) == sorted([first, second])
    assert driver.settled()[-1]["cell"] == ""


def test_a_click_still_chooses_one_cell_and_keeps_the_picked_ones(
    driver: Driver, sample: map_sample.Sample
) -> None:
    first, second = fullest(sample, 2)
    shift_click(driver, first)
    driver.page.mouse.click(*driver.place(second))
    assert picked(driver) == [first]
    assert driver.settled()[-1]["cell"] == second


def test_picked_cells_keep_their_colour_and_the_others_fade(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    cells = fullest(sample, 9)
    darkest = theme.ramp("incidents")[-1].lower()
    solid = [cell for cell in cells if driver.colour(cell) == darkest]
    assert len(solid) >= 3, "names lie over the fullest cells: choose other ones"
    shift_click(driver, solid[0])
    driver.page.mouse.move(5, 5)
    driver.pause()
    assert driver.colour(solid[0]) == darkest
    assert driver.colour(solid[1]) not in {darkest, ""}
    assert driver.frame.locator(".steps").text_content(), "classes stay those of the place"


def test_by_keyboard_a_cell_is_picked_and_a_path_grows(driver: Driver) -> None:
    driver.frame.locator(".folium-map").focus()
    for key in ("ArrowRight", "Shift+Enter"):
        driver.page.keyboard.press(key)
    start = picked(driver)
    assert len(start) == 1
    for _ in range(3):
        driver.page.keyboard.press("Shift+ArrowRight")
    path = picked(driver)
    assert len(path) == 4
    assert set(start) < set(path)
    driver.page.keyboard.press("Shift+Enter")
    assert len(picked(driver)) == 3
    driver.page.keyboard.press("Escape")
    assert picked(driver) == []


def test_the_loop_picks_the_cells_whose_centre_it_holds(
    driver: Driver, sample: map_sample.Sample
) -> None:
    lasso(driver)
    draw(driver, wide=0.1, high=0.12)
    found = picked(driver)
    names = map_sample.hexes(sample)
    box = driver.box(".folium-map")
    at = np.array(driver.frame.evaluate(CENTRES, [names, box]))
    x = (at[:, 0] / box["width"] - 0.45) / 0.1
    y = (at[:, 1] / box["height"] - 0.45) / 0.12
    inside = {name for name, far in zip(names, np.hypot(x, y), strict=True) if far < 0.97}
    outside = {name for name, far in zip(names, np.hypot(x, y), strict=True) if far > 1.01}
    assert len(inside) > 5
    assert inside <= set(found)
    assert not outside & set(found)
    assert driver.total("incidents") == held(sample, found)
    assert words(driver) == f"{len(found)} hexagons picked"


def test_the_loop_is_laid_down_once_drawn_and_a_second_one_adds(driver: Driver) -> None:
    lasso(driver)
    draw(driver, wide=0.05, high=0.06)
    first = picked(driver)
    tool = driver.frame.get_by_role("button", name="Pick with a loop")
    assert tool.get_attribute("aria-pressed") == "false"
    where = driver.whereabouts()
    lasso(driver)
    draw(driver, wide=0.05, high=0.06, at=(0.55, 0.65))
    assert set(first) < set(picked(driver))
    assert driver.whereabouts() == where, "the map stays while a loop is drawn"


def test_escape_lays_the_loop_down_and_picks_nothing(driver: Driver) -> None:
    lasso(driver)
    box = driver.box(".folium-map")
    driver.page.mouse.move(box["x"] + 500, box["y"] + 200)
    driver.page.mouse.down()
    driver.page.mouse.move(box["x"] + 600, box["y"] + 300)
    driver.page.keyboard.press("Escape")
    driver.page.mouse.up()
    tool = driver.frame.get_by_role("button", name="Pick with a loop")
    assert tool.get_attribute("aria-pressed") == "false"
    expect(tool).to_be_focused()
    assert driver.settled() == []


def test_a_loop_round_too_many_says_so_and_changes_nothing(driver: Driver) -> None:
    driver.show("/cells/small.bin", version="2", resolution=10)
    lasso(driver)
    draw(driver, wide=0.3, high=0.4)
    driver.pause(200)
    said = words(driver)
    assert said.startswith("That would be ")
    assert "at most 300 can be" in said
    assert driver.settled() == [] or driver.settled()[-1]["cells"] == []
    draw(driver, wide=0.03, high=0.03)
    driver.pause(200)
    assert words(driver).endswith(" hexagons picked")


def test_another_size_of_hexagons_lets_all_go(driver: Driver, sample: map_sample.Sample) -> None:
    shift_click(driver, fullest(sample, 1)[0])
    driver.button("Small").click()
    assert picked(driver) == []
    assert driver.settled()[-1]["resolution"] == 10


def test_picked_cells_of_an_address_are_shown(driver: Driver, sample: map_sample.Sample) -> None:
    cells = sorted(fullest(sample, 3))
    driver.show(view={**map_sample.show()["view"], "cells": cells})
    assert words(driver) == "3 hexagons picked"
    assert driver.total("incidents") == held(sample, cells)


def test_a_screen_reader_hears_what_is_picked(driver: Driver, sample: map_sample.Sample) -> None:
    shift_click(driver, fullest(sample, 1)[0])
    driver.pause()
    said = driver.frame.locator(".unseen [role=status]").first.text_content() or ""
    assert "in 1 hexagon picked" in said
    assert f"Incidents {held(sample, fullest(sample, 1))}" in said


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_picking_puts_up_no_barrier(
    browser: Browser, site: map_frame.Site, mode: str, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    with driving(browser, site, viewport=view) as driver:
        driver.show(theme=mode)
        lasso(driver)
        assert axe.barriers(driver.frame) == []
        draw(driver, wide=0.1, high=0.12)
        driver.pause()
        assert axe.barriers(driver.frame) == []
        ARTEFACTS.mkdir(exist_ok=True)
        driver.page.screenshot(path=ARTEFACTS / f"picked-{size[0]}-{mode}.png")
