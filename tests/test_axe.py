"""No page, in no state and neither theme, puts up a serious barrier that a machine can find."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests import axe, conftest

LIST = tomllib.loads((axe.VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))


def test_the_checker_is_the_one_that_was_reviewed() -> None:
    listed = LIST["package"][0]["sha256"]
    found = {
        path.relative_to(axe.VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in axe.VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDOR.toml"
    }
    assert found == listed


def test_a_barrier_would_be_found(page: Page) -> None:
    page.set_content("<html lang=en><title>t</title><main><img src='data:,'><button></button>")
    found = axe.barriers(page.main_frame)
    assert any(line.startswith("image-alt") for line in found)
    assert any(line.startswith("button-name") for line in found)


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page in either theme that reaches only this machine."""
    size = {"width": 1366, "height": 768}
    context = browser.new_context(viewport=size, color_scheme=request.param)  # type: ignore[arg-type]  # a dict of two numbers
    page = context.new_page()
    outside = conftest.heed(page)
    yield page
    context.close()
    assert not outside


def with_map(page: Page, address: str) -> Frame:
    """Open an address and wait until its map and its panels are there."""
    page.goto(address)
    seat = page.wait_for_selector("iframe.hotspots-frame")
    assert seat is not None
    frame = seat.content_frame()
    assert frame is not None
    frame.wait_for_selector(".lanes .tint", state="attached")
    frame.wait_for_selector(".source summary:not(:empty)", state="attached")
    page.wait_for_selector("[data-hotspots-acknowledged]", state="attached")
    page.wait_for_timeout(500)
    return frame


@pytest.mark.parametrize("name", ["", "present"])
def test_no_page_with_a_map_has_a_serious_barrier(themed: Page, dashboard: str, name: str) -> None:
    frame = with_map(themed, f"{dashboard}/{name}")
    assert axe.barriers(themed.main_frame) == []
    assert axe.barriers(frame) == []


def test_no_part_of_the_panel_has_a_serious_barrier(themed: Page, dashboard: str) -> None:
    with_map(themed, dashboard)
    themed.locator(".hs-league button.hs-name").first.click()
    for tab in ("What", "When", "Compared", "Events"):
        themed.get_by_role("tab", name=tab).click()
        themed.wait_for_timeout(1500)
        assert axe.barriers(themed.main_frame) == [], tab
    for table in ("Wards", "Changes"):
        themed.get_by_text(table, exact=True).last.click()
        themed.wait_for_timeout(1500)
        assert axe.barriers(themed.main_frame) == [], table


@pytest.mark.parametrize("name", ["trends", "data"])
def test_no_other_page_has_a_serious_barrier(themed: Page, dashboard: str, name: str) -> None:
    with_map(themed, dashboard)
    link = themed.locator(f'[data-testid="stTopNavLink"][href$="/{name}"]')
    if not link.count():
        pytest.skip(f"the navigation names no page {name}")
    link.click()
    themed.wait_for_url(f"**/{name}*")
    themed.wait_for_timeout(4000)
    assert axe.barriers(themed.main_frame) == []


def searching(frame: Frame) -> None:
    """Let the search show its hits."""
    field = frame.get_by_role("combobox", name="Search")
    field.click()
    field.fill("ha")
    frame.wait_for_selector("#search-hits li")


def choosing(frame: Frame) -> None:
    """Leave one category out and keep the list open."""
    frame.locator(".chip[data-layer=incidents] .some").click()
    frame.locator(".categories input").nth(1).click()


def mistyping(frame: Frame) -> None:
    """Let the clock answer that a day is none."""
    frame.get_by_role("textbox", name="First day").fill("soon")
    frame.get_by_role("textbox", name="First day").press("Enter")


STATES: dict[str, Callable[[Frame], None]] = {
    "categories": choosing,
    "change": lambda frame: frame.get_by_role("button", name="Change").click(),
    "hot spots": lambda frame: frame.get_by_role("button", name="Hot spots").click(),
    "layers hidden": lambda frame: frame.get_by_role("button", name="Hide Missing").click(),
    "mistyped": mistyping,
    "opacity": lambda frame: frame.locator(".opacity summary").click(),
    "playing": lambda frame: frame.get_by_role("button", name="Play", exact=True).click(),
    "search": searching,
}


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_map_has_a_serious_barrier(
    themed: Page, dashboard: str, state: str
) -> None:
    frame = with_map(themed, dashboard)
    STATES[state](frame)
    themed.wait_for_timeout(800)
    assert axe.barriers(frame) == []
