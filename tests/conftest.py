"""What many tests share: open data, a filled store, a running dashboard and a real browser."""

import importlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from dashboard import hosting

ROOT = Path(__file__).parents[1]
ARTEFACTS = ROOT / "test-artefacts"
SIZE = {"width": 1366, "height": 768}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no name but this machine's has an address: what a page tries is noted, and leads nowhere
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE [::1]",
]
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
FAILED = pytest.StashKey[bool]()
PATIENCE_MS = 60_000

expect.set_options(timeout=PATIENCE_MS)  # a busy machine is slow, and not wrong

# a run in the background is told to ignore Ctrl-C, and what it starts would inherit that
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the raw open data beside the checkout; tests that need it skip without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the raw open data is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401  see below
    """Return a store that holds the synthetic borough.

    Imported here and not above: most tests need neither the store nor its packages.
    """
    store = importlib.import_module("data.store").Store(tmp_path_factory.mktemp("demo") / "store")
    importlib.import_module("data.demo").fill(store)
    return store


@pytest.fixture(scope="session")
def dashboard(demo_store: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ANN401  see demo_store
    """Address of a dashboard that runs over the synthetic borough."""
    port = free_port()
    log = tmp_path_factory.mktemp("dashboard") / "serve.log"
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--no-browser", "--port", str(port)]
    command += ["--store", str(demo_store.folder)]
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)  # noqa: S603  our own command
        try:
            if not hosting.answers(hosting.url_of(port), while_running=server):
                pytest.fail(f"the dashboard did not start: {log.read_text(encoding='utf-8')}")
            yield hosting.url_of(port)
        finally:
            hosting.stop(server)
            ARTEFACTS.mkdir(exist_ok=True)
            for written in (log, demo_store.folder / "dashboard.log"):
                if written.exists():
                    shutil.copy(written, ARTEFACTS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine."""
    program = browser_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Keep scripts and styles between the pages of a run: reading them is half of an opening."""
    context = browser.new_context(viewport={"width": SIZE["width"], "height": SIZE["height"]})
    yield context
    context.close()


@pytest.fixture
def page(profile: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a fresh page that reaches only this machine; the test fails if it tried anything else.

    `page.outside` lists what it tried.
    """
    page = profile.new_page()
    outside = heed(page)
    vars(page)["outside"] = outside
    yield page
    if request.node.stash.get(FAILED, False):
        photograph(page, name=request.node.nodeid)
    if page.url.startswith("http"):
        page.evaluate("() => localStorage.clear()")
    page.close()
    profile.clear_cookies()
    assert not outside, f"the page reached outside this machine: {outside}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its page is photographed before it closes."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def heed(page: Page) -> list[str]:
    """Note what a page tries to reach outside this machine; the browser itself leads it nowhere."""
    outside: list[str] = []

    def hear(tried: Request | WebSocket) -> None:
        note(tried.url, outside)

    page.on("request", hear)
    page.on("websocket", hear)
    return outside


def note(url: str, outside: list[str]) -> bool:
    """Record an address that is not on this machine; say whether it was one."""
    parts = urlsplit(url)
    leaves = parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOCAL
    if leaves:
        outside.append(url)
    return leaves


def photograph(page: Page, *, name: str) -> None:
    """Keep a picture of a failed test's page."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-')}.png")


def browser_program() -> str:
    """Find the browser; without one the tests skip, or fail where it must be there."""
    program = chromium()
    if program is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("no Chromium found: install it, or name it in the variable CHROMIUM")
    return program


def chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine, if there is one."""
    names = (
        *("chromium-headless-shell", "chromium", "chromium-browser"),
        *("google-chrome", "google-chrome-stable", "chrome"),
    )
    usual = (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    )
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, names)]
    found += [path for path in usual if Path(path).exists()]
    return next((path for path in found if path), None)


def free_port() -> int:
    """Return a port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
