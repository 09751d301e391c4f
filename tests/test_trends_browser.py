"""Every section of Trends in a real browser: its finding, its table, nothing cut, no barrier."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.pages import trends
from tests import axe, conftest

SECTIONS = [name for name in trends.SECTIONS if name != "severity"]
CUT = """() => [...document.querySelectorAll(".hs-trends *, .st-key-head *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
    && getComputedStyle(one).overflowX !== "visible")
  .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
PATIENCE = 30_000


@pytest.fixture(params=[("light", 1366, 768), ("dark", 1920, 1080)], ids=["laptop", "projector"])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page in the light on a laptop, and in the dark on a large screen."""
    scheme, width, height = request.param
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # a dict of two numbers
    page = context.new_page()
    outside = conftest.heed(page)
    yield page
    context.close()
    assert not outside


def arrive(page: Page, address: str) -> None:
    """Open Trends and wait for its first finding."""
    page.goto(f"{address}/trends?from=2026-08-23&to=2026-11-23")
    expect(page.locator(".hs-trends")).to_be_visible(timeout=PATIENCE)


def show(page: Page, section: str) -> None:
    """Press a section's name and wait for its finding."""
    label = trends.SECTIONS[section][0]
    page.locator(".st-key-trends-tabs button").get_by_text(label, exact=True).click()
    page.wait_for_url(f"**section={section}**", timeout=PATIENCE)
    page.wait_for_timeout(500)


def test_every_section_shows_its_finding_and_its_table_whole(tab: Page, dashboard: str) -> None:
    arrive(tab, dashboard)
    for section in SECTIONS:
        show(tab, section)
        heading = tab.locator("h1").first
        assert heading.is_visible(), section
        assert len(heading.inner_text().split()) <= 16, section
        assert tab.locator(".hs-trends table").first.is_visible(), section
        assert tab.get_by_text("What can’t be said").is_visible(), section  # noqa: RUF001  typographic
        assert tab.evaluate(CUT) == [], section
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, section
        assert axe.barriers(tab.main_frame) == [], section


def test_the_size_of_hexagons_is_chosen_and_the_answer_follows(tab: Page, dashboard: str) -> None:
    arrive(tab, dashboard)
    before = tab.locator("h1").first.inner_text()
    tab.locator(".st-key-asks_size button").get_by_text("Large", exact=True).click()
    expect(tab.locator("h1").first).not_to_have_text(before, timeout=PATIENCE)
    tab.wait_for_url("**resolution=8**")
    assert tab.locator(".hs-trends table").first.is_visible()
