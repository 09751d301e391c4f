"""Opacity of the cells: what it reaches, what it leaves alone, and that a browser remembers."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator

from dashboard import theme
from data.basemap import basemap
from tests import map_frame, map_sample
from tests.conftest import photograph
from tests.map_driver import Driver, driving
from tests.map_sample import day_number

START, END = day_number("2026-09-24"), day_number("2026-11-23")
ALPHAS = """(cells) => {
  const map = window.hotspots.map, box = map.getContainer().getBoundingClientRect();
  const canvas = document.querySelectorAll(".folium-map canvas")[1];
  const edge = canvas.getBoundingClientRect(), ratio = canvas.width / edge.width;
  return cells.map((cell) => {
    const at = map.latLngToContainerPoint(h3.cellToLatLng(cell));
    const [x, y] = [box.left + at.x - edge.left, box.top + at.y - edge.top];
    return canvas.getContext("2d").getImageData(x * ratio, y * ratio, 1, 1).data[3];
  });
}"""


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve two sizes of hexagons, and months."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    monthly = map_sample.Choices(monthly=("incidents",))
    site.files["/cells/monthly.bin"] = map_sample.sample(monthly).packed
    site.files["/cells/small.bin"] = map_sample.sample(map_sample.Choices(resolution=10)).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame, waiting to be told what to show."""
    with driving(browser, site) as driver:
        yield driver


def slider(driver: Driver) -> Locator:
    """Open the slider."""
    driver.frame.locator(".opacity summary").click()
    return driver.frame.get_by_role("slider", name="Opacity of the hexagons")


def fullest(sample: map_sample.Sample, layer: str = "incidents") -> list[str]:
    """Name the thirty cells with the most events."""
    order = np.argsort(-sample.counts(layer, START, END), kind="stable")
    return [map_sample.hexes(sample)[index] for index in order[:30]]


def alphas(driver: Driver, cells: list[str]) -> list[int]:
    """Opacity of the data canvas in the middle of cells, up to 255; names lie over a few."""
    return list(driver.frame.evaluate(ALPHAS, cells))


@pytest.mark.parametrize(("url", "resolution"), [("/cells/a.bin", 9), ("/cells/small.bin", 10)])
def test_cells_let_the_ground_through_outlined_or_painted(
    driver: Driver, url: str, resolution: int
) -> None:
    shown = map_sample.sample(map_sample.Choices(resolution=resolution))
    driver.show(url, layers=["incidents"], resolution=resolution)
    cells = fullest(shown)
    assert np.median(alphas(driver, cells)) == 255
    slider(driver).fill("40")
    driver.pause(100)
    assert np.median(alphas(driver, cells)) == pytest.approx(0.4 * 255, abs=2)


def test_symbols_and_lines_stay_as_they_are(driver: Driver, sample: map_sample.Sample) -> None:
    driver.show()
    cells = fullest(sample, "missing")
    slider(driver).fill("20")
    driver.pause(100)
    assert np.median(alphas(driver, cells)) == 255


def test_the_edges_of_cells_stay_as_they_are(driver: Driver) -> None:
    """At the least opacity the only solid pixels between the cells' edges are names and lines."""
    solid = """() => {
      const canvas = document.querySelectorAll(".folium-map canvas")[1];
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, at) => at % 4 === 3 && value > 150).length;
    }"""
    driver.show(layers=["incidents"], **{"from": "2026-11-22", "to": "2026-11-23"})
    least = driver.frame.evaluate(solid)
    driver.show(layers=["incidents"], version="2")
    slider(driver).fill("20")
    driver.pause(100)
    assert driver.frame.evaluate(solid) > least + 3000


def test_the_legend_shows_the_cells_as_they_are(driver: Driver) -> None:
    driver.show()
    swatch = driver.frame.locator(".steps .swatch").first
    assert swatch.evaluate("(swatch) => getComputedStyle(swatch).opacity") == "1"
    slider(driver).fill("50")
    driver.pause(100)
    assert swatch.evaluate("(swatch) => getComputedStyle(swatch).opacity") == "0.5"
    symbol = driver.frame.locator(".legend .symbol").first
    assert symbol.evaluate("(symbol) => getComputedStyle(symbol).opacity") == "1"


def test_a_browser_remembers_it_and_python_never_hears_of_it(driver: Driver) -> None:
    driver.show()
    slider(driver).fill("60")
    driver.pause()
    assert driver.settled() == []
    driver.page.reload()
    driver.page.wait_for_function("window.heard.some((message) => message.kind === 'hello')")
    driver.show()
    assert slider(driver).input_value() == "60"
    assert driver.frame.locator(".opacity output").text_content() == "60 %"


@pytest.mark.parametrize("kept", ["", "7", "900", "dark"])
def test_what_a_browser_cannot_mean_is_whole(driver: Driver, kept: str) -> None:
    driver.frame.evaluate("(kept) => localStorage.setItem('hotspots:opacity', kept)", kept)
    driver.page.reload()
    driver.page.wait_for_function("window.heard.some((message) => message.kind === 'hello')")
    driver.show()
    assert slider(driver).input_value() == "100"


def test_the_slider_obeys_the_keyboard_and_gives_the_focus_back(driver: Driver) -> None:
    driver.show()
    button = driver.frame.locator(".opacity summary")
    button.focus()
    driver.page.keyboard.press("Enter")
    opened = driver.frame.get_by_role("slider", name="Opacity of the hexagons")
    opened.wait_for(state="visible")
    driver.pause(50)
    for _ in range(3):
        driver.page.keyboard.press("ArrowLeft")
    driver.pause(100)
    assert opened.get_attribute("aria-valuetext") == "70 %"
    driver.page.keyboard.press("Escape")
    assert opened.is_hidden()
    assert button.evaluate("(button) => button === document.activeElement")


def test_the_slider_closes_when_the_hand_goes_elsewhere(driver: Driver) -> None:
    driver.show()
    opened = slider(driver)
    assert opened.is_visible()
    stage = driver.box(".stage")
    driver.page.mouse.click(stage["x"] + 600, stage["y"] + 300)
    assert opened.is_hidden()


def test_a_meeting_sees_whole_cells_and_no_slider(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    slider(driver).fill("30")
    driver.show(layers=["incidents"], page="present")
    assert driver.frame.locator(".opacity summary:visible").count() == 0
    assert np.median(alphas(driver, fullest(sample))) == 255
    swatch = driver.frame.locator(".steps .swatch").first
    assert swatch.evaluate("(swatch) => getComputedStyle(swatch).opacity") == "1"


def test_a_faded_clock_paints_every_move(driver: Driver) -> None:
    driver.show()
    slider(driver).fill("50")
    driver.page.keyboard.press("Escape")
    box = driver.box(".lanes .tint")
    middle, low = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
    assert len(set(driver.drag(middle, middle - 300, low))) == 20
    driver.page.mouse.up()


@pytest.mark.parametrize("size", [(866, 552), (1260, 860)])
@pytest.mark.parametrize("mode", theme.MODES)
def test_the_tools_fit_above_the_scale(driver: Driver, size: tuple[int, int], mode: str) -> None:
    driver.page.set_viewport_size({"width": size[0], "height": size[1]})
    driver.show("/cells/monthly.bin", theme=mode)  # its reason takes a line from the map
    slider(driver).fill("50")
    tools, scale = driver.box(".tools"), driver.box(".corner .scale")
    assert tools["y"] + tools["height"] <= scale["y"]
    panel = driver.box(".opacity .panel")
    assert panel["x"] > 0
    driver.pause(100)
    photograph(driver.page, name=f"opacity-{size[0]}-{mode}")
