"""Drives the map's frame in a browser as a person and as the component would."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Frame, Locator, Page

from tests import map_frame, map_sample

COLOUR_OF_CELL = """(cell) => {
  const [lat, lng] = h3.cellToLatLng(cell);
  const map = window.hotspots.map, box = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint([lat, lng]);
  const canvas = document.querySelectorAll(".folium-map canvas")[1];
  const edge = canvas.getBoundingClientRect(), ratio = canvas.width / edge.width;
  const [x, y] = [box.left + at.x - edge.left, box.top + at.y - edge.top];
  const [r, g, b, a] = canvas.getContext("2d").getImageData(x * ratio, y * ratio, 1, 1).data;
  return a ? "#" + [r, g, b].map((value) => value.toString(16).padStart(2, "0")).join("") : "";
}"""
PLACE_OF_CELL = """(cell) => {
  const [lat, lng] = h3.cellToLatLng(cell);
  const map = window.hotspots.map, box = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint([lat, lng]);
  return [box.left + at.x, box.top + at.y];
}"""
PICTURE = """() => {
  const canvas = document.querySelectorAll(".folium-map canvas")[1];
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Uint32Array(data.buffer).reduce((sum, value) => Math.imul(sum, 31) + value | 0, 0);
}"""
USUAL: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}

PAINTED_TWICE = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
})"""

STILL = """async () => {
  const map = window.hotspots.map;
  const where = () => JSON.stringify([map.getCenter(), map.getZoom()]);
  for (let before = ""; before !== where();) {
    before = where();
    await new Promise((done) => setTimeout(done, 300));
  }
  return where();
}"""


class Driver:
    """The frame in its host page."""

    def __init__(self, page: Page, site: map_frame.Site) -> None:
        self.page = page
        self.site = site
        page.goto(site.address)
        page.wait_for_function("window.heard.some((message) => message.kind === 'hello')")

    @property
    def frame(self) -> Frame:
        """The frame itself."""
        return self.page.frames[1]

    def post(self, message: dict[str, Any]) -> None:
        """Say something to the frame."""
        self.page.evaluate("(message) => window.post(message)", message)

    def show(self, url: str = "/cells/a.bin", **changes: Any) -> "Driver":  # noqa: ANN401  any JSON
        """Tell the frame what to show and wait until it is drawn."""
        self.post(map_sample.show(url, **changes))
        self.frame.wait_for_selector(".lanes .tint", state="attached")
        self.frame.wait_for_selector(".source summary:not(:empty)")
        self.pause(250)
        return self

    def pause(self, milliseconds: float = 750) -> None:
        """Wait; by default until a view has certainly come to rest and been sent.

        Then until the frame has painted twice: a busy machine may need longer than the time.
        """
        self.page.wait_for_timeout(milliseconds)
        self.frame.locator("body").evaluate(PAINTED_TWICE)

    def whereabouts(self) -> str:
        """Wait until the map has glided to a halt, and say where it is."""
        return str(self.frame.evaluate(STILL))

    def settled(self) -> list[dict[str, Any]]:
        """Views that the frame has sent."""
        return [message["view"] for message in self.heard("settled")]

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """List messages of one kind that the frame has sent."""
        query = "(kind) => window.heard.filter((message) => message.kind === kind)"
        found: list[dict[str, Any]] = self.page.evaluate(query, kind)
        return found

    def colour(self, cell: str) -> str:
        """Colour of the data canvas in the middle of a cell; "" where it is clear."""
        return str(self.frame.evaluate(COLOUR_OF_CELL, cell))

    def colours(self, cells: list[str]) -> list[str]:
        """Colours in the middle of many cells; a name or a line may lie over a few."""
        return [self.colour(cell) for cell in cells]

    def place(self, cell: str) -> tuple[float, float]:
        """Where a cell is on the page."""
        x, y = self.frame.evaluate(PLACE_OF_CELL, cell)
        return float(x), float(y)

    def picture(self) -> int:
        """Return a number that changes with the data canvas."""
        return int(self.frame.evaluate(PICTURE))

    def box(self, selector: str) -> dict[str, float]:
        """Give the place and size of an element."""
        found = self.frame.locator(selector).first.bounding_box()
        assert found is not None, f"{selector} is not on the page"
        return {
            "x": found["x"],
            "y": found["y"],
            "width": found["width"],
            "height": found["height"],
        }

    def button(self, name: str) -> Locator:
        """Find a button by its whole name."""
        return self.frame.get_by_role("button", name=name, exact=True)

    def words(self) -> str:
        """Read the window in words."""
        return str(self.frame.locator(".window b").text_content()).replace("\N{EN DASH}", "to")

    def total(self, layer: str) -> int:
        """Read a layer's count on its chip."""
        text = self.frame.locator(f".chip[data-layer={layer}] .pick b").text_content() or ""
        return int(text.replace(",", ""))

    def drag(self, x0: float, x1: float, y: float, *, moves: int = 20) -> list[int]:
        """Drag over the clock, and photograph the data canvas after each move."""
        self.page.mouse.move(x0, y)
        self.page.mouse.down()
        pictures = []
        for move in range(1, moves + 1):
            self.page.mouse.move(x0 + (x1 - x0) * move / moves, y)
            self.pause(40)
            pictures.append(self.picture())
        return pictures


@contextmanager
def driving(
    browser: Browser,
    site: map_frame.Site,
    **context: Any,  # noqa: ANN401  any option of a context
) -> Iterator[Driver]:
    """Open the frame as for the first time; errors in its scripts fail the test.

    Most tests share a page: opening another and reading the scripts anew would be half of the work.
    """
    page = browser.new_page(**USUAL | context) if context else _kept(browser)
    errors: list[str] = []

    def heed(line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text:
            errors.append(line.text)

    def fail(error: Error) -> None:
        errors.append(str(error))

    page.on("pageerror", fail)
    page.on("console", heed)
    yield Driver(page, site)
    page.remove_listener("pageerror", fail)
    page.remove_listener("console", heed)
    if context:
        page.context.close()
    else:
        _leave(page)
    assert errors == []


def _kept(browser: Browser) -> Page:
    """Give the page that tests share, as it was at first."""
    kept = vars(browser)
    if "kept" not in kept:
        kept["kept"] = browser.new_page(**USUAL)
    page: Page = kept["kept"]
    page.set_viewport_size(USUAL["viewport"])
    return page


def _leave(page: Page) -> None:
    """Leave nothing behind: no hand on the map, nothing remembered."""
    page.mouse.up()
    page.mouse.move(0, 0)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
