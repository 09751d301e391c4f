"""No page, in no state and neither theme, puts up a serious barrier that a machine can find."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

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


@pytest.fixture(scope="module", params=["light", "dark"])
def opened(
    profile: BrowserContext, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Frame]]:
    """Open the dashboard once in either theme; the tests walk from state to state in it."""
    theme: Literal["light", "dark"] = request.param
    page = profile.new_page()
    page.emulate_media(color_scheme=theme)
    outside = conftest.heed(page)
    yield page, with_map(page, dashboard)
    page.evaluate("() => localStorage.clear()")
    page.close()
    assert not outside


@pytest.fixture
def themed(opened: tuple[Page, Frame], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give the page that is open, and photograph it where a test fails."""
    yield opened[0]
    if request.node.stash.get(conftest.FAILED, False):
        conftest.photograph(opened[0], name=request.node.nodeid)


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
    axe.settle(page.main_frame)
    axe.settle(frame)
    return frame


def test_the_first_page_has_no_serious_barrier(themed: Page, opened: tuple[Page, Frame]) -> None:
    assert axe.barriers(themed.main_frame) == []
    assert axe.barriers(opened[1]) == []


def press(frame: Frame, name: str) -> None:
    frame.get_by_role("button", name=name, exact=True).click()


def searching(frame: Frame) -> None:
    """Let the search show its hits."""
    field = frame.get_by_role("combobox", name="Search")
    field.click()
    field.fill("ha")
    frame.wait_for_selector("#search-hits li")


def found(frame: Frame) -> None:
    """Empty the search again."""
    field = frame.get_by_role("combobox", name="Search")
    field.fill("")
    field.press("Escape")
    expect(frame.locator("#search-hits li:visible")).to_have_count(0)


def choosing(frame: Frame) -> None:
    """Leave one category out and keep the list open."""
    frame.locator(".chip[data-layer=incidents] .some").click()
    frame.locator(".categories input").nth(1).click()


def chosen(frame: Frame) -> None:
    """Let the category in again and close the list."""
    frame.locator(".categories input").nth(1).click()
    frame.locator(".categories input").nth(1).press("Escape")
    expect(frame.locator(".categories:visible")).to_have_count(0)


def mistyping(frame: Frame) -> None:
    """Let the clock answer that a day is none."""
    frame.get_by_role("textbox", name="First day").fill("soon")
    frame.get_by_role("textbox", name="First day").press("Enter")


STATES: dict[str, tuple[Callable[[Frame], object], Callable[[Frame], object]]] = {
    "categories": (choosing, chosen),
    "change": (
        lambda frame: frame.get_by_role("button", name="Change").click(),
        lambda frame: press(frame, "Count"),
    ),
    "hot spots": (
        lambda frame: frame.get_by_role("button", name="Hot spots").click(),
        lambda frame: press(frame, "Count"),
    ),
    "layers hidden": (
        lambda frame: press(frame, "Hide Missing"),
        lambda frame: press(frame, "Show Missing"),
    ),
    "mistyped": (
        mistyping,
        lambda frame: frame.get_by_role("textbox", name="First day").press("Escape"),
    ),
    "opacity": (
        lambda frame: frame.locator(".opacity summary").click(),
        lambda frame: frame.locator(".opacity summary").click(),
    ),
    "playing": (lambda frame: press(frame, "Play"), lambda frame: press(frame, "Pause")),
    "search": (searching, found),
}


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_map_has_a_serious_barrier(
    themed: Page, opened: tuple[Page, Frame], state: str
) -> None:
    reach, leave = STATES[state]
    reach(opened[1])
    axe.settle(opened[1], patience=1000)  # what plays is never still
    there = axe.barriers(opened[1])
    leave(opened[1])
    axe.settle(themed.main_frame)
    assert there == []


def test_no_part_of_the_panel_has_a_serious_barrier(themed: Page) -> None:
    themed.locator(".hs-league button.hs-name").first.click()
    for tab in ("What", "When", "Compared", "Events"):
        themed.get_by_role("tab", name=tab).click()
        expect(themed.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        axe.settle(themed.main_frame)
        assert axe.barriers(themed.main_frame) == [], tab
    for table in ("Wards", "Changes"):
        themed.get_by_text(table, exact=True).last.click()
        axe.settle(themed.main_frame)
        assert axe.barriers(themed.main_frame) == [], table


@pytest.mark.parametrize("name", ["trends", "data"])
def test_no_other_page_has_a_serious_barrier(themed: Page, name: str) -> None:
    link = themed.locator(f'[data-testid="stTopNavLink"][href$="/{name}"]')
    if not link.count():
        pytest.skip(f"the navigation names no page {name}")
    link.click()
    themed.wait_for_url(f"**/{name}*")
    expect(themed.locator("iframe.hotspots-frame")).to_have_count(0)
    expect(themed.locator("h1").first).to_be_visible()
    axe.settle(themed.main_frame, still=800, patience=8000)
    assert axe.barriers(themed.main_frame) == []


def test_the_presentation_has_no_serious_barrier(themed: Page, dashboard: str) -> None:
    frame = with_map(themed, f"{dashboard}/present")
    assert axe.barriers(themed.main_frame) == []
    assert axe.barriers(frame) == []
