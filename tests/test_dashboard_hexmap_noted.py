"""Marked hexagons are hatched on the map, counted in its legend and explained at the pointer."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard import theme
from data.basemap import basemap
from geo import cells
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving

WORDS = "Prison: Calls from inside"
COLOURS_IN_CELL = """(cell) => {
  const [lat, lng] = h3.cellToLatLng(cell);
  const map = window.hotspots.map, box = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint([lat, lng]);
  const canvas = document.querySelectorAll(".folium-map canvas")[1];
  const edge = canvas.getBoundingClientRect(), ratio = canvas.width / edge.width;
  const [x, y] = [(box.left + at.x - edge.left) * ratio, (box.top + at.y - edge.top) * ratio];
  const { data } = canvas.getContext("2d").getImageData(x - 4, y - 4, 8, 8);
  const found = new Set();
  for (let i = 0; i < data.length; i += 4) {
    found.add("#" + [...data.slice(i, i + 3)].map((v) => v.toString(16).padStart(2, "0")).join(""));
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    return map_sample.sample()


@pytest.fixture
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    with driving(browser, site) as driver:
        yield driver


def note(cell: str, *, excluded: bool = True, words: str = WORDS) -> dict[str, Any]:
    return {"cell": cell, "excluded": excluded, "words": words}


def parent(cell: str, resolution: int) -> str:
    found = cells.parents_of(cells.cells_from_hex([cell]), resolution=resolution)
    return str(cells.hex_of(found)[0])


def is_hatched(driver: Driver, cell: str) -> bool:
    """Dark and light lines lie side by side; their edges are soft."""
    found = [rgb(colour) for colour in driver.frame.evaluate(COLOURS_IN_CELL, cell)]
    mode = driver.frame.locator("html").get_attribute("data-theme")
    wanted = [rgb(theme.colour(name, mode=mode)) for name in ("ink", "halo")]  # type: ignore[arg-type]  # a Mode
    return all(any(is_near(colour, line) for colour in found) for line in wanted)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def is_near(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 40 for a, b in zip(first, second, strict=True))


def hatched(driver: Driver, every: list[str]) -> list[str]:
    return [cell for cell in every if is_hatched(driver, cell)]


def hover(driver: Driver, cell: str) -> str:
    driver.page.mouse.move(*driver.place(cell))
    driver.pause(200)
    return str(driver.frame.locator(".tooltip").inner_text())


def quiet(driver: Driver, sample: map_sample.Sample, count: int = 6) -> list[str]:
    """Find cells with nothing drawn over their middle: it has one colour all over."""
    every = map_sample.hexes(sample)[200:500]
    found = [cell for cell in every if len(driver.frame.evaluate(COLOURS_IN_CELL, cell)) == 1]
    assert len(found) >= count
    return found[:count]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marked_hexagons_are_hatched_and_no_others(
    driver: Driver, sample: map_sample.Sample, mode: str
) -> None:
    driver.show(layers=["incidents"], theme=mode)
    first, second, third, *_ = quiet(driver, sample)
    before = driver.picture()
    notes = [note(first), note(second), note(third, excluded=False)]
    driver.show(layers=["incidents"], theme=mode, notes=notes)
    assert hatched(driver, [first, second, third]) == [first, second]
    assert driver.picture() != before
    driver.show(layers=["incidents"], theme=mode)  # no marks any more, and the page is the same
    assert hatched(driver, [first, second, third]) == []
    assert driver.picture() == before


def test_the_count_stays_readable_between_the_lines(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    cell = quiet(driver, sample)[0]
    (fill,) = driver.frame.evaluate(COLOURS_IN_CELL, cell)
    driver.show(layers=["incidents"], notes=[note(cell)])
    assert fill in driver.frame.evaluate(COLOURS_IN_CELL, cell)


def test_the_hatching_stays_while_the_clock_is_dragged_and_after_a_zoom(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    some = quiet(driver, sample)
    driver.show(layers=["incidents"], notes=[note(cell) for cell in some])
    box = driver.box(".lanes .tint")
    middle = box["x"] + box["width"] / 2
    driver.drag(middle, middle - 150, box["y"] + box["height"] - 4, moves=5)
    assert len(hatched(driver, some)) >= 4  # a name may lie over one or two now
    driver.page.mouse.up()
    driver.button("Zoom in").click()
    driver.whereabouts()
    assert len(hatched(driver, some)) >= 4


def test_the_legend_counts_what_is_hatched(driver: Driver, sample: map_sample.Sample) -> None:
    legend = driver.frame.locator(".legend")
    driver.show()
    assert "Marked" not in legend.inner_text()
    first, second = map_sample.hexes(sample)[:2]
    driver.show(notes=[note(first), note(second)])
    row = driver.frame.locator(".classes.noted li")
    assert row.inner_text().split("\n") == ["Marked, left out of rankings", "2"]
    driver.show(notes=[note(first, excluded=False)])
    assert "Marked" not in legend.inner_text()


def test_the_box_beside_the_pointer_says_the_reason_as_text(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    first, second, third, *_ = quiet(driver, sample)
    harm = "<img src=x onerror=alert(1)>"
    notes = [note(first), note(second, words=f"Other: {harm}"), note(third, excluded=False)]
    driver.show(layers=["incidents"], notes=notes)
    assert f"{WORDS} (left out of rankings)" in hover(driver, first)
    assert harm in hover(driver, second)
    assert driver.frame.locator(".tooltip img").count() == 0
    assert "left out" not in hover(driver, third)
    assert WORDS in hover(driver, third)


def test_a_screen_reader_hears_the_mark(driver: Driver, sample: map_sample.Sample) -> None:
    every = map_sample.hexes(sample)
    driver.show(notes=[note(cell) for cell in every])
    driver.frame.locator(".folium-map").focus()
    driver.page.keyboard.press("ArrowRight")
    driver.pause(300)
    heard = driver.frame.locator(".unseen [role=status]")
    assert WORDS in heard.last.inner_text()
    said = f"Hatched, and left out of rankings: {len(every)} hexagons."
    assert heard.first.inner_text().endswith(said)


def test_a_mark_on_a_large_hexagon_reaches_those_inside_it(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    every = map_sample.hexes(sample)
    cell = quiet(driver, sample)[0]
    around = parent(cell, 8)
    driver.show(layers=["incidents"], notes=[note(around)])
    inside = [other for other in every if parent(other, 8) == around]
    assert cell in hatched(driver, inside)
    assert driver.frame.locator(".classes.noted b").inner_text() == str(len(inside))
    assert is_hatched(driver, cell)


def test_a_mark_on_a_small_hexagon_leaves_the_large_one_in_and_is_told(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    cell = quiet(driver, sample)[0]
    small = cells.cells_of(*cells.centres_of(cells.cells_from_hex([cell])), resolution=10)
    driver.show(layers=["incidents"], notes=[note(str(cells.hex_of(small)[0]))])
    assert not is_hatched(driver, cell)
    assert driver.frame.locator(".classes.noted").count() == 0
    assert f"A smaller hexagon inside is marked. {WORDS}" in hover(driver, cell)


def test_a_mark_far_away_does_no_harm(driver: Driver) -> None:
    far = str(cells.hex_of(cells.cells_of([10.0], [10.0], resolution=9))[0])
    driver.show(layers=["incidents"])
    before = driver.picture()
    driver.show(layers=["incidents"], notes=[note(far)])
    assert driver.picture() == before
