"""How long a move of the clock takes here, and on the maps that a Streamlit page usually has.

The same 5,300 cells, one layer for the others and three for ours, in the same browser and run:
`folium.GeoJson` rebuilt in `st_folium`, `st_folium` with `feature_group_to_add`, and pydeck. For
them a move is a key on `st.slider`, and it ends when the new colours can be seen.

    python benchmarks/peers.py [--cells 5300] [--moves 8]
"""

import argparse
import contextlib
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import clock  # noqa: E402  as above
from dashboard import hosting  # noqa: E402  as above
from data.basemap import basemap  # noqa: E402  as above
from tests import map_frame  # noqa: E402  as above
from tests.conftest import browser_program, free_port  # noqa: E402  as above

PAGE = Path(__file__).parent / "peers_page.py"
LEAFLET = ROOT / "dashboard" / "hexmap" / "vendor" / "leaflet"
PATIENCE_MS = 60_000
FLAGS = ["--no-sandbox", "--disable-gpu"]
WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
"""deck.gl draws with WebGL alone; where there is no graphics card it is worked out in software."""

PEERS = {
    "rebuilt": "folium.GeoJson rebuilt in st_folium",
    "group": "st_folium with feature_group_to_add",
    "pydeck": "pydeck, H3HexagonLayer",
}
PAINTED = """(month) => {
  const wanted = month.toString(16).padStart(2, "0");
  const path = document.querySelector("path.leaflet-interactive");
  return path?.getAttribute("fill")?.slice(3, 5) === wanted;
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=5300)
    parser.add_argument("--moves", type=int, default=8)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        start = playwright.chromium.launch
        browser = start(executable_path=browser_program(), args=FLAGS)
        report("this map, three layers", ours(browser, options.cells))
        for kind, name in PEERS.items():
            if kind == "pydeck":
                browser.close()
                browser = start(executable_path=browser_program(), args=["--no-sandbox", *WEBGL])
            report(name, peer(browser, kind, wanted=options.cells, moves=options.moves))
        browser.close()


def ours(browser: Browser, wanted: int) -> list[float]:
    """Drag our own clock over three layers, as `clock.py` does; milliseconds of each move."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/x.bin"], _ = clock.packed(wanted)
    with map_frame.running(site):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        options = clock.choices().parse_args(["--moves", "40"])
        found = clock.drag(page, site.address, months=2, options=options)
        page.close()
    return found


def peer(browser: Browser, kind: str, *, wanted: int, moves: int) -> list[float]:
    """Press a key on the slider of another map's page; milliseconds until it is seen."""
    with running(kind, wanted) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        page.route("**/*", inside)
        page.goto(address)
        page.get_by_role("slider").focus(timeout=PATIENCE_MS)
        seen = green if kind == "pydeck" else filled
        wait(page, 5, seen)
        found = [move(page, month, seen) for month in range(6, 6 + moves)]
        page.close()
    return found


def move(page: Page, month: int, seen: Callable[[Page, int], bool]) -> float:
    """Move the slider by a month and wait until the map shows it."""
    page.wait_for_timeout(500)
    page.get_by_role("slider").focus()
    begun = time.perf_counter()
    page.keyboard.press("ArrowRight")
    wait(page, month, seen)
    return 1000 * (time.perf_counter() - begun)


def wait(page: Page, month: int, seen: Callable[[Page, int], bool]) -> None:
    """Look again and again whether a month is shown."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not seen(page, month):
        if time.monotonic() > deadline:
            sys.exit(f"The map never showed month {month}.")
        page.wait_for_timeout(2)


def filled(page: Page, month: int) -> bool:
    """Say whether a path has the month's colour; a frame may be thrown away meanwhile."""
    with contextlib.suppress(Error):
        return any(frame.evaluate(PAINTED, month) for frame in page.frames[1:])
    return False


def green(page: Page, month: int) -> bool:
    """Say whether a cell in the middle is green (odd months) or blue (even ones)."""
    canvas = page.locator("canvas").first
    if not canvas.count():
        return False
    box = canvas.bounding_box() or {"x": 0, "y": 0, "width": 1, "height": 1}
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shot = page.screenshot(
        clip={"x": middle[0] - 60, "y": middle[1] - 60, "width": 120, "height": 120}
    )
    pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"), dtype=float)
    _, bright, deep = pixels.mean(axis=(0, 1))
    return bool(bright > deep + 20) if month % 2 else bool(deep > bright + 20)


def inside(route: Route) -> None:
    """Keep the page on this machine; Leaflet comes from our own copy."""
    url = route.request.url
    if "127.0.0.1" in url:
        route.continue_()
    elif url.endswith(("leaflet.js", "leaflet.css")):
        route.fulfill(path=LEAFLET / url.rsplit("/", 1)[1])
    else:
        route.abort()


@contextmanager
def running(kind: str, wanted: int) -> Iterator[str]:
    """Run another map's page; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", hosting.HOST]
    command += ["--browser.gatherUsageStats", "false", "--", kind, str(wanted)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet)  # noqa: S603  our own command
    try:
        if not hosting.answers(hosting.url_of(port), while_running=server):
            sys.exit("The page did not start.")
        yield hosting.url_of(port)
    finally:
        hosting.stop(server)


def report(name: str, found: list[float]) -> None:
    """Print the median and the slowest."""
    print(
        f"{name}: {len(found)} moves, median {statistics.median(found):.1f} ms, "
        f"slowest {max(found):.1f} ms"
    )


if __name__ == "__main__":
    main()
