"""The whole dashboard in a browser: the page, the map's frame in it, and the socket between."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Locator, Page, WebSocket, expect

from dashboard import hosting
from tests import conftest
from tests.map_driver import COLOUR_OF_CELL, PICTURE

PATIENCE = 60_000
SETTLING_MS = 450  # the frame tells a view that has come to rest at most this much later
QUIET = """() => {
  const {testScriptState, testConnectionState} =
    document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  const frame = document.querySelector(".hotspots-frame");
  return testScriptState === "notRunning" && testConnectionState === "CONNECTED"
    && frame?.ariaBusy !== "true" && !document.querySelector("[data-stale=true]");
}"""
VIEWPORT = """async () => {
  const where = () => JSON.stringify(window.hotspots.map.getCenter());
  for (let before = ""; before !== where();) {
    before = where();
    await new Promise((done) => setTimeout(done, 300));
  }
  const map = window.hotspots.map, {lat, lng} = map.getCenter();
  return [lat, lng, map.getZoom()].map((value) => Math.round(value * 1e4) / 1e4);
}"""
SETTLING = """
if (window === window.top) {
  window.told = []; window.known = [];
  window.addEventListener("message", ({data}) => {
    if (data?.kind === "settled") window.told.push(performance.now());
  });
  let last = "";
  new MutationObserver(() => {
    const mark = document.querySelector("[data-hotspots-acknowledged]");
    const id = mark?.dataset.hotspotsAcknowledged ?? "";
    if (id && id !== last) { last = id; window.known.push(performance.now()); }
  }).observe(document, {subtree: true, childList: true, attributes: true});
}"""


class Wired:
    """One tab of the dashboard."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.sent: list[int] = []
        self.received: list[int] = []
        page.on("websocket", self._listen)
        page.add_init_script(SETTLING)

    def open(self, path: str = "/") -> "Wired":
        """Open a path and wait until map and panels are there."""
        self.page.goto(self.address + path)
        return self.ready()

    def ready(self) -> "Wired":
        """Wait until map and panels are there and nothing is under way."""
        expect(self.page.locator("h1").first).to_be_attached(timeout=PATIENCE)
        expect(self.inside(".lanes .tint").first).to_be_attached(timeout=PATIENCE)
        self.rest()
        return self

    def rest(self) -> None:
        """Wait until the view has come to rest, Python has answered and the page shows it."""
        self.page.wait_for_timeout(SETTLING_MS)
        self.page.wait_for_function(QUIET, timeout=PATIENCE)

    def inside(self, selector: str) -> Locator:
        """Find something in the map's frame."""
        return self.page.frame_locator(".hotspots-frame").locator(selector)

    def button(self, name: str) -> Locator:
        """Find a button in the map's frame by its whole name."""
        found = self.page.frame_locator(".hotspots-frame")
        return found.get_by_role("button", name=name, exact=True)

    @property
    def frame(self) -> Frame:
        """The map's frame."""
        return next(frame for frame in self.page.frames if frame.url.endswith("/map"))

    @property
    def headline(self) -> str:
        """The sentence above the map."""
        return self.page.locator("h1").first.text_content() or ""

    @property
    def query(self) -> str:
        """What stands behind the question mark of the address."""
        return self.page.url.partition("?")[2]

    def changes(self, read: Callable[[], Any], *, act: Callable[[], object]) -> Any:  # noqa: ANN401
        """Act, and wait until what is read is no longer as it was; give what it is then."""
        before = read()
        act()
        deadline = time.monotonic() + PATIENCE / 1000
        while read() == before:
            assert time.monotonic() < deadline, f"nothing changed: {before}"
            self.page.wait_for_timeout(20)
        return read()

    def picture(self) -> int:
        """Return a number that changes with the drawn hexagons."""
        return int(self.frame.evaluate(PICTURE))

    def colour(self, cell: str) -> str:
        """Colour of the drawn hexagons in the middle of a cell; "" where it is clear."""
        return str(self.frame.evaluate(COLOUR_OF_CELL, cell))

    def viewport(self) -> list[float]:
        """Latitude, longitude and zoom of the map once it has glided to a halt."""
        found: list[float] = self.frame.evaluate(VIEWPORT)
        return found

    def zoom_in(self) -> list[float]:
        """Zoom in by hand and give where the map is then."""
        self.button("Zoom in").click()
        self.rest()
        self.button("Zoom in").click()
        self.rest()
        return self.viewport()

    def shown(self, layer: str) -> int:
        """Read a layer's count in the panels."""
        place = self.page.locator(f".hs-metrics div:has(.hs-{layer}) .hs-number")
        return int(re.sub(r"\D", "", place.text_content() or ""))

    def drag_clock(self, *, moves: int = 20) -> list[int]:
        """Drag the window over the clock, hand still down, and photograph the map each time."""
        box = self.inside(".lanes").first.bounding_box()
        assert box is not None
        y, x0 = box["y"] + box["height"] / 3, box["x"] + box["width"] * 0.3
        self.page.mouse.move(x0, y)
        self.page.mouse.down()
        pictures = []
        for move in range(1, moves + 1):
            self.page.mouse.move(x0 + box["width"] * 0.4 * move / moves, y)
            self.page.wait_for_timeout(40)
            pictures.append(self.picture())
        return pictures

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda data: self.sent.append(len(data)))
        socket.on("framereceived", lambda data: self.received.append(len(data)))


@contextmanager
def serving(store: Path, *, port: int) -> Iterator[Any]:
    """Serve a store on a port; what it yields is the server's process."""
    log = store.parent / f"{store.parent.name}-{port}.log"
    with log.open("wb") as out:
        server = hosting.start(port, store=store, output=out)
        try:
            assert hosting.answers(hosting.url_of(port), while_running=server)
            yield server
        finally:
            hosting.stop(server)
            conftest.ARTEFACTS.mkdir(exist_ok=True)
            shutil.copy(log, conftest.ARTEFACTS)
