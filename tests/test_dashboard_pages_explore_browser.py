"""Explore in a browser, on either screen and in either light: every measure, with a cell in depth.

The pictures are kept, so that a person can look at them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import axe
from tests.conftest import ARTEFACTS
from tests.wired import PATIENCE, Wired

MEASURES = ("count", "rate", "change", "hot", "together")
SCREENS = ((1366, 768), (1920, 1080))
FITS = """(box) => box.scrollWidth <= box.clientWidth"""
CUT = """() => [...document.querySelectorAll(".hs-league :is(.hs-name, .hs-under, .hs-verdict)")]
  .filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def lit(
    browser: Browser, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Wired, str]]:
    """Open the page in a light, with a cell selected."""
    context = browser.new_context(color_scheme=request.param)
    tab = Wired(context.new_page(), dashboard).open()
    tab.page.locator(".hs-league button.hs-name").first.click()
    expect(tab.page.locator(".hs-over")).to_contain_text("Selected hexagon", timeout=PATIENCE)
    yield tab, request.param
    context.close()


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_drawn_and_explained(lit: tuple[Wired, str], measure: str) -> None:
    tab, mode = lit
    tab.inside(f"[data-measure={measure}]").click()
    expect(tab.inside(f"[data-measure={measure}]")).to_have_attribute("aria-pressed", "true")
    legend = tab.inside(".legend")
    expect(legend).not_to_contain_text("Working it out", timeout=PATIENCE)
    expect(legend.locator(".classes li, .steps li").first).to_be_visible()
    ARTEFACTS.mkdir(exist_ok=True)
    for width, height in SCREENS:
        tab.page.set_viewport_size({"width": width, "height": height})
        axe.settle(tab.page.main_frame)
        axe.settle(tab.frame)
        tab.page.screenshot(path=ARTEFACTS / f"explore-{measure}-{width}-{mode}.png")
        assert tab.page.locator(".st-key-side").evaluate(FITS), width
        assert tab.page.evaluate(CUT) == [], "no name and no figure is cut short"
    assert axe.barriers(tab.page.main_frame) == []
    assert axe.barriers(tab.frame) == []
