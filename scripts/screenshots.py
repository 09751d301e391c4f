"""Make the pictures of the documents from the synthetic borough.

Run by hand when a page has changed: `.venv/bin/python scripts/screenshots.py`. The borough is drawn
with a fixed seed and the windows are given, so the same code makes the same pictures.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from dashboard import hosting  # noqa: E402  needs the root on the path
from dashboard.commands import serve  # noqa: E402  needs the root on the path
from tests import conftest  # noqa: E402  needs the root on the path

IMAGES = ROOT / "docs" / "images"
SIZE = (1600, 900)
VIEWS = {
    "explore": "/?layers=incidents,cuckooing,missing&focus=incidents"
    "&resolution=9&from=2026-08-24&to=2026-11-23",
    "present": "/present?layers=incidents,cuckooing&focus=cuckooing"
    "&resolution=8&from=2026-08-24&to=2026-11-23",
}


def main() -> None:
    """Serve the synthetic borough and photograph each page."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        serve.fill_if_empty(store)
        port = serve.chosen_port(None)
        with (store / serve.LOG).open("wb") as log:
            server = hosting.start(port, store=store, output=log)
            try:
                if not hosting.answers(hosting.url_of(port), while_running=server):
                    sys.exit((store / serve.LOG).read_text(encoding="utf-8"))
                photograph_all(hosting.url_of(port))
            finally:
                hosting.stop(server)


def photograph_all(url: str) -> None:
    """Take the picture of each view.

    Parameters
    ----------
    url : str
        Address of the running dashboard.
    """
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=conftest.chromium(), args=conftest.FLAGS
        )
        for name, view in VIEWS.items():
            photograph(browser, url + view, IMAGES / f"{name}.png")
        browser.close()


def photograph(browser: Browser, url: str, file: Path) -> None:
    """Open a view, wait until it has settled, and take its picture.

    Parameters
    ----------
    browser : Browser
        A running browser.
    url : str
        Address of the view.
    file : Path
        PNG file to write.
    """
    width, height = SIZE
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url)
    page.frame_locator("iframe").locator("canvas").first.wait_for(state="attached")
    page.wait_for_timeout(5000)  # the map paints after it has fetched, the panels follow
    page.screenshot(path=file)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")
    page.close()


if __name__ == "__main__":
    main()
