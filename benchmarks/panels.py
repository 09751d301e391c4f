"""How long the panels take to follow the map: after a click, and after the clock comes to rest.

Opens the real dashboard over the synthetic borough in a real browser, clicks the leading hexagons
and steps the clock with the keyboard. A time runs from the hand to the first frame painted with the
new panel; for the clock from the settled view, which follows the last key after a rest.

    python benchmarks/panels.py [--clicks 12] [--steps 12]
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from data import demo  # noqa: E402  as above
from data.store import Store  # noqa: E402  as above
from tests.conftest import browser_program, free_port  # noqa: E402  as above
from tests.map_driver import PLACE_OF_CELL  # noqa: E402  as above
from tests.wired import Wired, serving  # noqa: E402  as above

WATCH = """() => {
  const now = () => performance.timeOrigin + performance.now();
  window.painted = {};
  window.seen = {};
  const read = {
    title: () => document.querySelector(".hs-title")?.textContent,
    headline: () => document.querySelector("h1")?.textContent,
  };
  new MutationObserver(() => {
    for (const [name, text] of Object.entries(read)) {
      if (text() === window.seen[name]) continue;
      window.seen[name] = text();
      requestAnimationFrame(() => setTimeout(() => { window.painted[name] = now(); }));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  window.addEventListener("message", ({ data }) => {
    if (data?.kind === "settled") window.told = now();
  });
  window.frames[0]?.addEventListener("pointerup", () => { window.clicked = now(); }, true);
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clicks", type=int, default=12)
    parser.add_argument("--steps", type=int, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo.fill(Store(Path(folder) / "store"))
        port = free_port()
        with serving(Path(folder) / "store", port=port):
            browser = playwright.chromium.launch(
                executable_path=browser_program(), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            tab = Wired(page, f"http://127.0.0.1:{port}").open()
            page.evaluate(WATCH)
            report("click on a hexagon until its panel is painted", clicks(tab, options.clicks))
            report("settled view until the headline is painted", steps(tab, options.steps))
            browser.close()


def clicks(tab: Wired, wanted: int) -> list[float]:
    """Click the leading hexagons one after the other; milliseconds of each."""
    page = tab.page
    frame = page.locator(".hotspots-frame").bounding_box()
    rows = page.locator(".hs-league tr[data-hotspots-light]").all()[:wanted]
    cells = [row.get_attribute("data-hotspots-light") or "" for row in rows]
    found = []
    for cell in cells:
        x, y = tab.frame.evaluate(PLACE_OF_CELL, cell)
        if not frame:
            sys.exit("The page has no map to click.")
        page.mouse.click(frame["x"] + x, frame["y"] + y)
        found += took(page, "title", since="clicked")
    return found


def steps(tab: Wired, wanted: int) -> list[float]:
    """Step the clock back; milliseconds of each."""
    found = []
    for _ in range(wanted):
        tab.inside(".controls button[aria-label^='Back one']").click()
        found += took(tab.page, "headline", since="told")
    return found


def took(page: Page, what: str, *, since: str) -> list[float]:
    """Wait until the page is quiet, and give how long a part took; nothing where it stayed."""
    page.wait_for_timeout(1500)
    done = page.evaluate(f"window.painted.{what} - window.{since}")
    page.evaluate("() => { window.painted = {}; }")
    return [float(done)] if done is not None and done > 0 else []


def report(name: str, found: list[float]) -> None:
    """Print the median and the slowest."""
    print(
        f"{len(found)} times {name}: median {statistics.median(found):.0f} ms, "
        f"slowest {max(found):.0f} ms"
    )


if __name__ == "__main__":
    main()
