"""How long a move of the clock takes from the hand to the screen.

Drags the window of the real frame in a real browser, over made-up counts of the largest size we
promise: 5,300 cells, three layers, 36 months. Prints the frame's own performance measures.

    python benchmarks/clock.py [--cells 5300] [--moves 60] [--half] [--swipe] [--marked]
"""

import argparse
import os
import shutil
import statistics
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from playwright.sync_api import Frame, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.hexmap import packing  # noqa: E402  as above
from data.basemap import basemap  # noqa: E402  as above
from data.geography import cells  # noqa: E402  as above
from geo.cells import hex_of  # noqa: E402  as above
from tests import map_frame  # noqa: E402  as above

DAYS = 1096
CATEGORIES = [f"kind {number}" for number in range(14)]
EVENTS = {"incidents": 45_000, "cuckooing": 150, "missing": 2_000}
WATCH = """() => {
  window.moves = [];
  new PerformanceObserver((list) => window.moves.push(...list.getEntries()
    .filter((entry) => entry.name === "clock move").map((entry) => entry.duration)))
    .observe({ entryTypes: ["measure"] });
}"""


def main() -> None:
    """Measure and print."""
    options = choices().parse_args()
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/x.bin"], count = packed(options.cells)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with map_frame.running(site), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        for months, label in ((2, "two months"), (12, "a year")):
            report(label, count, drag(page, site.address, months=months, options=options))
        browser.close()


def choices() -> argparse.ArgumentParser:
    """Say what can be chosen; the comparison with other maps chooses too."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=5300)
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--half", action="store_true", help="count half of the categories")
    parser.add_argument("--swipe", action="store_true", help="show two windows with a divider")
    parser.add_argument("--marked", action="store_true", help="hatch fifty hexagons")
    return parser


def packed(wanted: int) -> tuple[bytes, int]:
    """Pack made-up counts on the first cells of the small hexagons' study area."""
    study = cells(10).iloc[:wanted]
    random = np.random.default_rng(1)
    sheet = packing.Sheet(
        version="1",
        resolution=10,
        vintage="2020",
        place="",
        origin=date(2023, 11, 24),
        days=DAYS,
        synthetic=True,
        wards=[packing.Ward("", "Ward", "Widnes")],
        cells=study["cell"].to_numpy(np.uint64),
        cell_ward=np.zeros(len(study), dtype=np.int64),
        places=list(hex_of(study["cell"].to_numpy(np.uint64))),
    )
    layers = [layer(name, size, len(study), random) for name, size in EVENTS.items()]
    return packing.pack(sheet, layers=layers), len(study)


def layer(name: str, size: int, count: int, random: np.random.Generator) -> packing.Layer:
    """Scatter events over days and cells."""
    key = np.unique(random.integers(0, DAYS * count, size))
    ones = np.ones(len(key), dtype=np.int64)
    kinds = random.integers(0, len(CATEGORIES), len(key))
    entries = SimpleNamespace(day=key // count, cell=key % count, category=kinds, count=ones)
    return packing.Layer(
        name=name,
        label=name.title(),
        step="day",
        reason="",
        categories=CATEGORIES,
        entries=entries,
    )


def drag(page: Page, address: str, *, months: int, options: argparse.Namespace) -> list[float]:
    """Drag the window by its middle and return the milliseconds of each painted move."""
    page.goto(address)
    page.wait_for_function("window.heard.some((message) => message.kind === 'hello')")
    frame = page.frames[1]
    view = {"layers": list(EVENTS), "focus": "incidents", "resolution": 10, "cell": ""}
    kept = CATEGORIES[::2] if options.half else []
    view["category"] = ",".join(f"incidents:{name}" for name in kept)
    view["compare"] = "swipe" if options.swipe else ""
    span = {"from": f"{2026 - months // 12}-{11 - months % 12:02}-01", "to": "2026-11-01"}
    show: dict[str, Any] = {"kind": "show", "url": "/cells/x.bin", "version": "1"}
    show |= {"page": "explore", "theme": "light", "marking": "", "view": view | span}
    marked = cells(10)["cell"].to_numpy(np.uint64)[: 500 if options.marked else 0 : 10]
    show["notes"] = [{"cell": name, "excluded": True, "words": "Prison"} for name in hex_of(marked)]
    page.evaluate("(message) => window.post(message)", show)
    frame.wait_for_selector(".lanes .tint")
    page.wait_for_timeout(1500)
    frame.evaluate(WATCH)
    sweep(page, frame, options.moves)
    page.wait_for_timeout(200)
    return [float(value) for value in frame.evaluate("window.moves")]


def sweep(page: Page, frame: Frame, moves: int) -> None:
    """Take the window in the middle and pull it to the left, a little at a time."""
    box = frame.locator(".lanes .tint").bounding_box()
    if not box:
        sys.exit("The clock has no window to drag.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, moves + 1):
        page.mouse.move(x - 6 * step, y)
        page.wait_for_timeout(25)
    page.mouse.up()


def report(label: str, count: int, found: list[float]) -> None:
    """Print the median and the slow end."""
    slow = statistics.quantiles(found, n=20)[-1]
    print(
        f"{count:,} cells, 3 layers, 36 months; window of {label}: {len(found)} moves painted, "
        f"median {statistics.median(found):.1f} ms from input to paint, 95 in 100 under {slow:.1f}"
    )


if __name__ == "__main__":
    main()
