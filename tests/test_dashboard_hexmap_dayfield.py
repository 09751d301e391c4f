"""Boxes for days: what is being typed there is never written over."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import PAINTED_TWICE, Driver, driving

TYPE_BOTH = """([first, last]) => {
  const type = (field, text) => {
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type(first, "1 Feb 2025");
  first.dispatchEvent(new Event("change", { bubbles: true }));
  type(last, "28/02/20");
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[map_frame.Site]:
    """Serve the synthetic sample."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture(params=["clock", "compared"])
def fields(
    request: pytest.FixtureRequest, browser: Browser, site: map_frame.Site
) -> Iterator[tuple[Driver, Locator, Locator]]:
    """Give the two days of a window: the clock's, or the one compared with."""
    compared = request.param == "compared"
    changes: dict[str, Any] = {"from": "2025-01-01", "to": "2026-01-01"}
    if compared:
        changes = {"compare": "swipe", "against": "2025-01-01..2025-06-01"}
    of = " of the window compared with" if compared else ""
    with driving(browser, site) as driver:
        driver.show(view=map_sample.show()["view"] | changes)
        first, last = (driver.frame.get_by_label(day + of, exact=True) for day in DAYS)
        yield driver, first, last


DAYS = ("First day", "Last day")


def test_a_day_that_is_being_typed_stays_while_the_one_before_it_is_taken(
    fields: tuple[Driver, Locator, Locator],
) -> None:
    driver, first, last = fields
    both = [first.element_handle(), last.element_handle()]
    driver.frame.evaluate(TYPE_BOTH, both)
    driver.frame.locator("body").evaluate(PAINTED_TWICE)
    assert last.input_value() == "28/02/20"
    last.press_sequentially("25")
    last.press("Enter")
    driver.pause()
    assert (first.input_value(), last.input_value()) == ("1 Feb 2025", "28 Feb 2025")


def test_a_day_that_nobody_types_in_follows_the_clock(
    fields: tuple[Driver, Locator, Locator],
) -> None:
    driver, first, last = fields
    last.focus()
    before = first.input_value(), last.input_value()
    driver.show(view=map_sample.show()["view"] | {"compare": "swipe", "against": "before"})
    assert (first.input_value(), last.input_value()) != before
