"""Map, page and server wired together, in a real browser that reaches only this machine."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard import hosting, theme
from data.store import Store
from geo import cells
from tests import conftest, wired
from tests.wired import Wired

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"


@pytest.fixture
def tab(page: Page, dashboard: str) -> Wired:
    return Wired(page, dashboard)


def busiest(tab: Wired) -> str:
    """Give the cell that leads the ranking."""
    return tab.page.locator("button.hs-name").first.get_attribute("data-hotspots-cell") or ""


def test_the_map_is_visibly_drawn_and_leading_cells_have_the_darkest_class(tab: Wired) -> None:
    tab.open("/?layers=incidents")
    rows = tab.page.locator("button.hs-name").all()
    found = [tab.colour(row.get_attribute("data-hotspots-cell") or "") for row in rows]
    # a name or a line lies over the middle of some
    assert found.count(theme.ramp("incidents")[-1].lower()) >= len(rows) / 2, found
    painted = tab.frame.evaluate(
        """() => {
          const canvas = document.querySelectorAll(".folium-map canvas")[1];
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let count = 0;
          for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
          return count / (data.length / 4);
        }"""
    )
    assert painted > 0.02


def test_scrubbing_repaints_the_map_and_sends_nothing_to_python(tab: Wired) -> None:
    tab.open()
    sent, received = len(tab.sent), len(tab.received)
    pictures = tab.drag_clock()
    assert len(set(pictures)) >= 15
    assert (len(tab.sent), len(tab.received)) == (sent, received)
    assert "-" in tab.changes(lambda: tab.headline + "-", act=tab.page.mouse.up)
    assert len(tab.sent) == sent + 1


def test_the_panels_follow_the_settled_window(tab: Wired) -> None:
    tab.open()
    tab.changes(lambda: tab.headline, act=tab.button("Last month").click)
    tab.rest()
    chip = tab.inside(".chip[data-layer=incidents] b").text_content() or ""
    assert tab.shown("incidents") == int(chip.replace(",", ""))
    assert chip in tab.headline
    assert "from=2026-10-01&to=2026-11-01" in tab.query


def test_each_settled_view_is_told_once_and_answered_once(tab: Wired) -> None:
    tab.open()
    for name in ("Last month", "Last quarter") * 3:
        tab.button(name).click()
        tab.rest()
    assert [len(tab.page.evaluate(f"window.{name}")) for name in ("told", "known")] == [6, 6]


def test_a_settled_view_costs_a_few_kilobytes_and_no_map_data(tab: Wired) -> None:
    tab.open()
    tab.sent.clear()
    tab.received.clear()
    tab.button("Last month").click()
    tab.rest()
    assert sum(tab.sent) < 2_000
    assert sum(tab.received) < 40_000


def test_an_address_restores_the_whole_view(tab: Wired) -> None:
    tab.open()
    cell = busiest(tab)
    address = (
        "/?layers=incidents,missing&focus=missing&resolution=9&from=2025-02-01&to=2025-08-01"
        f"&place=Widnes&cell={cell}"
    )
    tab.open(address)
    assert "missing episodes in Widnes" in tab.headline
    assert "1 Feb to 31 Jul 2025" in (tab.page.locator(".hs-stand").text_content() or "")
    assert tab.inside(".chip[data-layer=missing] [aria-pressed=true]").first.is_visible()
    assert "1 Feb" in (tab.inside(".window").text_content() or "")
    for part in address.removeprefix("/?").split("&"):
        assert part in tab.query


def test_no_step_of_the_clock_adds_to_the_history(tab: Wired) -> None:
    tab.open()
    before = tab.page.evaluate("history.length")
    for name in ("Last month", "Last quarter", "12 months"):
        tab.button(name).click()
        tab.rest()
    assert tab.page.evaluate("history.length") == before


def test_choosing_a_row_selects_its_cell_on_the_map_and_in_the_details(tab: Wired) -> None:
    tab.open()
    row = tab.page.locator("button.hs-name").nth(2)
    cell = row.get_attribute("data-hotspots-cell")
    row.click()
    expect(tab.page.locator(".hs-chosen button")).to_have_attribute(
        "data-hotspots-cell", str(cell), timeout=wired.PATIENCE
    )
    assert f"cell={cell}" in tab.query
    assert "Selected hexagon" in (tab.page.locator(".hs-over").text_content() or "")


def test_zoom_and_pan_survive_every_control(tab: Wired) -> None:
    tab.open()
    view = tab.zoom_in()
    tab.changes(lambda: tab.headline, act=tab.button("Last month").click)
    tab.page.locator("button.hs-name").nth(1).click()
    tab.rest()
    tab.inside(".chip[data-layer=missing] .pick, .chip[data-layer=missing] button").first.click()
    tab.rest()
    tab.page.get_by_text("Wards", exact=True).last.click()
    tab.rest()
    assert tab.viewport() == view


def test_another_size_of_hexagons_repaints_without_making_the_frame_anew(tab: Wired) -> None:
    tab.open()
    tab.frame.evaluate("() => { window.marked = true; }")
    tab.changes(tab.picture, act=tab.button("Large").click)
    tab.rest()
    assert tab.frame.evaluate("() => window.marked") is True
    assert "resolution=8" in tab.query


def test_a_chosen_town_is_in_the_address_at_once(tab: Wired) -> None:
    tab.open()
    tab.changes(lambda: tab.headline, act=tab.page.get_by_text("Runcorn", exact=True).first.click)
    tab.rest()
    assert "place=Runcorn" in tab.query
    assert "in Runcorn" in tab.headline


def test_leaving_the_page_and_coming_back_restores_window_cell_and_zoom(tab: Wired) -> None:
    tab.open()
    tab.changes(lambda: tab.headline, act=tab.button("Last month").click)
    tab.page.locator("button.hs-name").nth(1).click()
    tab.rest()
    view, headline = tab.zoom_in(), tab.headline
    chosen = tab.page.locator(".hs-title").text_content()
    tab.page.get_by_role("link", name="Present").click()
    tab.rest()
    tab.page.get_by_role("link", name="Back to Explore").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".hs-title")).to_have_text(str(chosen), timeout=wired.PATIENCE)
    tab.ready()
    assert tab.headline == headline
    assert tab.viewport() == view
    assert "from=2026-10-01" in tab.query


def test_present_has_the_map_the_markings_and_nothing_else(tab: Wired) -> None:
    tab.open("/present")
    box = tab.page.locator(".hotspots-frame").bounding_box()
    assert box == {"x": 0, "y": 24, "width": 1366, "height": 768 - 48}
    for marking in tab.page.locator(".hs-marking").all():
        assert marking.is_visible()
    assert not tab.page.get_by_role("link", name="Present").is_visible()
    tab.changes(tab.picture, act=lambda: tab.page.keyboard.press("Home"))


SENTENCES = """() => {
  const text = (name) => document.querySelector(name)?.textContent;
  const read = () => [".title h1", ".figure b", ".figure small"].map(text);
  window.sentences = [read()];
  const changes = {subtree: true, childList: true, characterData: true};
  new MutationObserver(() => window.sentences.push(read()))
    .observe(document.querySelector(".title"), changes);
}"""


def test_present_states_the_finding_of_explore_and_never_beside_another_number(tab: Wired) -> None:
    tab.open("/?layers=incidents")
    said = tab.headline
    tab.page.get_by_role("link", name="Present").click()
    sentence = tab.inside(".title h1")
    expect(sentence).to_have_text(said, timeout=wired.PATIENCE)
    tab.frame.evaluate(SENTENCES)
    tab.frame.evaluate("() => window.focus()")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "Home", "End", "ArrowLeft"):
        tab.page.keyboard.press(key)
    expect(sentence).to_have_text(re.compile(r"\d"), timeout=wired.PATIENCE)
    assert sentence.text_content() != said
    told = tab.frame.evaluate("window.sentences")
    assert {"Incidents in Halton"} < {words for words, _, _ in told}
    for words, number, window in told:
        assert words == "Incidents in Halton" or number in words or window in words, told


@pytest.mark.parametrize("path", ["", "trends", "data"])
def test_a_small_or_enlarged_page_scrolls_and_nothing_lies_over_anything(
    page: Page, dashboard: str, path: str
) -> None:
    page.set_viewport_size({"width": 683, "height": 384})  # a laptop at 200 %
    page.goto(f"{dashboard}/{path}")
    expect(page.locator(".hs-footer")).to_be_attached(timeout=wired.PATIENCE)
    if not path:
        seat = page.locator(".hotspots-frame")
        expect(seat).to_be_attached(timeout=wired.PATIENCE)
        assert seat.bounding_box()["height"] >= 400  # type: ignore[index]  # it is attached
    boxes = page.locator(".stMainBlockContainer > .stVerticalBlock > *:visible").evaluate_all(
        """(all) => all.map((part) => part.getBoundingClientRect())
          .filter(({height, width}) => height > 1 && width > 1)
          .map(({top, bottom}) => [top, bottom])"""
    )
    for (_, bottom), (top, _) in pairwise(boxes):
        assert bottom <= top + 1, boxes
    main = page.locator(".stMain")
    assert main.evaluate("(main) => main.scrollHeight > main.clientHeight")
    assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("link", name="Present")).to_be_visible()


def test_no_page_leaves_an_error_of_its_policy_in_the_console(page: Page, dashboard: str) -> None:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    Wired(page, dashboard).open("/?layers=incidents")
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_map_follow_the_theme(tab: Wired, scheme: str) -> None:
    tab.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.open()
    assert tab.frame.evaluate("() => document.documentElement.dataset.theme") == scheme
    ground = tab.page.locator(".stApp").evaluate("(app) => getComputedStyle(app).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 30)"}[scheme]
    ink = tab.page.locator("h1").first.evaluate("(h1) => getComputedStyle(h1).color")
    assert ink == {"light": "rgb(20, 32, 43)", "dark": "rgb(240, 244, 247)"}[scheme]


def test_the_theme_changes_under_an_open_page_without_a_run(tab: Wired) -> None:
    tab.open()
    headline = tab.headline
    tab.page.emulate_media(color_scheme="dark")
    tab.rest()
    assert tab.frame.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert tab.headline == headline


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (3840, 2160)])
def test_everything_fits_one_screen(tab: Wired, width: int, height: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.open()
    scrolls = tab.page.locator(".stMain").evaluate(
        "(main) => main.scrollHeight - main.clientHeight"
    )
    assert scrolls <= 0
    footer = tab.page.locator(".hs-footer").bounding_box()
    box = tab.page.locator(".hotspots-frame").bounding_box()
    assert footer is not None
    assert box is not None
    assert footer["y"] + footer["height"] <= height - 24
    assert box["y"] + box["height"] <= footer["y"]
    assert 0.64 <= box["width"] / (width - 48) <= 0.7
    assert box["height"] >= 0.66 * (height - 48) - 40


def test_the_map_can_be_skipped_with_the_keyboard(tab: Wired) -> None:
    tab.open()
    tab.page.locator(".hotspots-skip").focus()
    tab.page.keyboard.press("Enter")
    focused = tab.page.evaluate("document.activeElement.className")
    assert "st-key-side" in focused
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("!!document.activeElement.closest('.st-key-side')")


def test_a_message_from_elsewhere_is_not_heard(tab: Wired) -> None:
    tab.open()
    headline, sent = tab.headline, len(tab.sent)
    forged = {"hotspots": 1, "kind": "settled", "id": 1, "view": {"layers": ["missing"]}}
    tab.page.evaluate("(message) => window.postMessage(message, location.origin)", forged)
    tab.rest()
    assert (tab.headline, len(tab.sent)) == (headline, sent)


def test_the_open_page_goes_on_after_the_server_was_killed(
    page: Page, demo_store: Store, tmp_path: Path
) -> None:
    port = conftest.free_port()
    tab = Wired(page, hosting.url_of(port))
    assert tmp_path.exists()
    with wired.serving(demo_store.folder, port=port) as server:
        tab.open("/?place=Widnes")
        view = tab.zoom_in()
        tab.frame.evaluate("() => { window.marked = true; }")
        headline = tab.headline
        server.kill()
        server.wait()
        expect(page.locator(CONNECTED)).to_have_count(0, timeout=wired.PATIENCE)
        page.keyboard.press("Escape")  # Streamlit lays a notice over the page
        tab.changes(tab.picture, act=lambda: tab.button("Last month").click(force=True))
        assert tab.headline == headline
    with wired.serving(demo_store.folder, port=port):
        tab.changes(lambda: tab.headline, act=lambda: None)
        assert "from=2026-10-01" in tab.query
        tab.rest()
        assert "in Widnes" in tab.headline
        tab.changes(lambda: tab.headline, act=tab.button("Last quarter").click)
        assert tab.frame.evaluate("() => window.marked") is True
        assert tab.viewport() == view


def test_a_click_on_the_map_gives_the_cell_that_the_page_details(tab: Wired) -> None:
    tab.open()
    cell = busiest(tab)
    place = tab.frame.evaluate(
        """(cell) => {
          const [lat, lng] = h3.cellToLatLng(cell), map = window.hotspots.map;
          const at = map.latLngToContainerPoint([lat, lng]);
          const box = map.getContainer().getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }""",
        cell,
    )
    box = tab.page.locator(".hotspots-frame").bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    expect(tab.page.locator(".hs-over")).to_contain_text("Selected hexagon", timeout=wired.PATIENCE)
    assert f"cell={cell}" in tab.query
    assert cells.cells_from_hex([cell]).size == 1
