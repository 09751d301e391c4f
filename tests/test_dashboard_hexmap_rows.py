"""Tables beside the map in a real browser: they light cells up, sort, and lead to wards."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import axe, conftest, wired
from tests.wired import Wired

ON_SCREEN = """(cell) => {
  const [lat, lng] = h3.cellToLatLng(cell), map = window.hotspots.map;
  const at = map.latLngToContainerPoint([lat, lng]);
  const box = map.getContainer().getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""


@pytest.fixture
def tab(page: Page, dashboard: str) -> Wired:
    return Wired(page, dashboard)


def row(tab: Wired, at: int = 0) -> str:
    """Give the cell of a row of the ranking."""
    button = tab.page.locator(".hs-league button.hs-name").nth(at)
    return button.get_attribute("data-hotspots-cell") or ""


def column(tab: Wired, kind: str) -> list[float]:
    """Read a column of the ranking."""
    texts = tab.page.locator(f".hs-league td .hs-{kind}").all_text_contents()
    return [float(text.replace(",", "")) for text in texts if text]


def heading(tab: Wired, by: str) -> str | None:
    """Give the direction that a heading says; "" for none."""
    return tab.page.locator(f"[data-hotspots-ask='sort {by}']").get_attribute("data-way")


def sort(tab: Wired, by: str, way: str) -> None:
    """Press a heading with the keyboard and wait until the table follows."""
    tab.page.locator(f"[data-hotspots-ask='sort {by}']").press("Enter")
    expect(tab.page.locator(f"[data-hotspots-ask='sort {by}']")).to_have_attribute(
        "data-way", way, timeout=wired.PATIENCE
    )


def test_a_row_under_the_pointer_lights_its_cell_up_and_leaving_puts_it_out(tab: Wired) -> None:
    tab.open()
    tip = tab.inside(".tooltip")
    expect(tip).to_be_hidden()
    name = tab.page.locator(".hs-league button.hs-name").nth(1)
    lit = tab.changes(tab.picture, act=name.hover)
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(name.text_content() or "")
    tab.changes(tab.picture, act=lambda: tab.page.mouse.move(1100, 135))
    expect(tip).to_be_hidden()
    assert lit != tab.picture()


def test_the_keyboard_lights_cells_up_too(tab: Wired) -> None:
    tab.open()
    name = tab.page.locator(".hs-league button.hs-name").nth(2)
    name.focus()
    expect(tab.inside(".tooltip")).to_contain_text(name.text_content() or "")
    tab.page.locator("[data-hotspots-ask='sort count']").focus()
    expect(tab.inside(".tooltip")).to_be_hidden()


def test_headings_sort_all_places_by_keyboard_and_keep_the_keyboard_there(tab: Wired) -> None:
    tab.open()
    assert heading(tab, "count") == "descending"
    counts = column(tab, "count")
    sort(tab, "rate", "descending")
    rates = column(tab, "rate")
    assert rates == sorted(rates, reverse=True)
    assert column(tab, "count") != counts
    focused = tab.page.evaluate("document.activeElement.dataset.hotspotsAsk")
    assert focused == "sort rate"
    sort(tab, "count", "descending")
    sort(tab, "count", "ascending")
    assert column(tab, "count")[0] == 1
    assert heading(tab, "rate") == ""


def test_sorting_moves_no_map_and_sends_little(tab: Wired) -> None:
    tab.open()
    before = tab.picture()
    tab.sent.clear()
    tab.received.clear()
    sort(tab, "change", "descending")
    tab.rest()
    assert tab.picture() == before
    assert sum(tab.sent) < 2_000
    assert sum(tab.received) < 60_000


def test_a_ward_row_makes_the_ward_the_place_and_the_map_frames_it(tab: Wired) -> None:
    tab.open()
    tab.page.get_by_text("Wards", exact=True).last.click()
    name = tab.page.locator("[data-hotspots-ask^='place']").first
    expect(name).to_be_visible(timeout=wired.PATIENCE)
    ward, code = name.text_content() or "", (name.get_attribute("data-hotspots-ask") or "")[6:]
    zoom = tab.viewport()[2]
    tab.changes(lambda: tab.headline, act=name.click)
    tab.rest()
    assert f"place={code}" in tab.query
    assert f"in {ward}" in tab.headline
    assert tab.viewport()[2] > zoom


def test_the_map_goes_to_a_chosen_row_that_is_out_of_sight_and_keeps_its_zoom(tab: Wired) -> None:
    tab.open()
    name = tab.page.locator(".hs-league button.hs-name").first
    cell = row(tab)
    away = "() => { window.hotspots.map.setView([53.31, -2.80], 15, {animate: false}); }"
    inside = """(cell) => window.hotspots.map.getBounds().contains(h3.cellToLatLng(cell))"""
    tab.frame.evaluate(away)
    tab.rest()
    assert tab.frame.evaluate(inside, cell) is False
    name.click()
    tab.rest()
    assert tab.frame.evaluate(inside, cell) is True
    assert tab.viewport()[2] == 15
    view = tab.viewport()
    tab.page.locator(".hs-league button.hs-name").first.click()
    tab.rest()
    assert tab.viewport() == view


def test_a_row_can_be_pressed_anywhere_also_on_its_drawings(tab: Wired) -> None:
    tab.open()
    for at, part in enumerate((".hs-rank", ".hs-rate", ".hs-spark", ".hs-axis", ".hs-verdict")):
        place = tab.page.locator(f".hs-league tbody tr:nth-child({at + 1}) {part}")
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box is not None
        tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(tab.page.locator(".hs-league tr.hs-chosen")).to_have_attribute(
            "data-hotspots-light", row(tab, at), timeout=wired.PATIENCE
        )


def test_a_neighbour_is_one_click_away(tab: Wired) -> None:
    tab.open()
    tab.open(f"/?cell={row(tab)}")
    tab.page.get_by_role("tab", name="Compared").click()
    near = tab.page.locator(".hs-near").first
    cell = near.get_attribute("data-hotspots-cell")
    near.click()
    expect(tab.page.locator(".hs-over")).to_contain_text("Selected hexagon")
    tab.rest()
    assert f"cell={cell}" in tab.query
    expect(tab.page.get_by_role("tab", name="Compared")).to_have_attribute("aria-selected", "true")


def test_a_row_that_is_pressed_stays_where_it_is(tab: Wired) -> None:
    tab.open()
    name = tab.page.locator(".hs-league button.hs-name").nth(8)
    name.scroll_into_view_if_needed()
    name.click()
    expect(tab.page.locator(".hs-over")).to_contain_text("Selected hexagon", timeout=wired.PATIENCE)
    tab.rest()
    expect(name).to_be_in_viewport()


def test_a_click_on_the_map_opens_the_panel_of_the_cell(tab: Wired) -> None:
    tab.open()
    box = tab.page.locator(".hotspots-frame").bounding_box()
    assert box is not None
    tab.page.get_by_role("button", name="Save picture").scroll_into_view_if_needed()
    expect(tab.page.locator(".hs-title")).not_to_be_in_viewport()
    name = tab.page.locator(".hs-league button.hs-name").first
    x, y = tab.frame.evaluate(ON_SCREEN, row(tab))
    tab.page.mouse.click(box["x"] + x, box["y"] + y)
    expect(tab.page.locator(".hs-over")).to_contain_text("Selected hexagon", timeout=wired.PATIENCE)
    streets = (name.text_content() or "").split(", ")
    expect(tab.page.locator(".hs-title")).to_have_text(" and ".join(streets))
    expect(tab.page.locator(".hs-title")).to_be_in_viewport()


def test_headline_and_panel_fit_their_room_in_every_state(tab: Wired) -> None:
    tab.open()
    tab.changes(lambda: tab.query, act=tab.page.locator(".hs-league button.hs-name").first.click)
    side = tab.page.locator(".st-key-side")
    headline = tab.page.locator("h1").first
    conftest.ARTEFACTS.mkdir(exist_ok=True)
    for width, height in ((1366, 768), (1920, 1080)):
        tab.page.set_viewport_size({"width": width, "height": height})
        for name in ("What", "When", "Compared", "Events"):
            panel = tab.page.get_by_role("tab", name=name)
            panel.click()
            expect(panel).to_have_attribute("aria-selected", "true")
            axe.settle(tab.page.main_frame)
            wider = side.evaluate("(box) => box.scrollWidth - box.clientWidth")
            assert wider <= 0, (name, width)
            shot = conftest.ARTEFACTS / f"panel-{name.lower()}-{width}.png"
            tab.page.screenshot(path=shot)
            assert Path(shot).stat().st_size > 10_000
        line = headline.evaluate("(h) => parseFloat(getComputedStyle(h).lineHeight)")
        box = headline.bounding_box()
        assert box is not None
        assert box["height"] <= 2 * line + 1, width
