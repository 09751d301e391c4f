"""The frame without a mouse, and without eyes; and the frame in a meeting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving

NAMES = """() => [...document.querySelectorAll("button, select, summary, input, [tabindex='0']")]
  .filter((element) => element.getClientRects().length)
  .map((element) => ({
    name: element.getAttribute("aria-label") || element.textContent.trim(),
    role: element.getAttribute("role") ?? element.tagName,
    width: element.getBoundingClientRect().width, height: element.getBoundingClientRect().height,
  }))"""
FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.getAttribute("aria-label") || element.textContent.trim();
  return [name, element.getAttribute("role") ?? element.tagName];
}"""
HELD_DOWN = """(handle) => {
  for (let i = 0; i < 12; i += 1) {
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
  }
}"""
FAR = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def site() -> Iterator[map_frame.Site]:
    """Serve one set of data."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame for exploring."""
    with driving(browser, site) as driver:
        yield driver.show()


@pytest.fixture
def meeting(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame for presenting."""
    with driving(browser, site, viewport=FAR) as driver:
        driver.show(page="present")
        driver.frame.locator("body").evaluate("() => window.focus()")
        yield driver


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("size", [(1366, 768), (866, 552)])
def test_every_control_has_a_name_and_is_large_enough_to_hit(
    driver: Driver, size: tuple[int, int]
) -> None:
    driver.page.set_viewport_size({"width": size[0], "height": size[1]})
    driver.pause(200)
    found = driver.frame.evaluate(NAMES)
    assert len(found) > 20
    assert [control for control in found if not control["name"]] == []
    targets = [control for control in found if control["role"] not in {"application", "SUMMARY"}]
    small = [one for one in targets if one["width"] < 24 or one["height"] < 24]
    assert small == []


def test_every_control_can_be_reached_by_the_tab_key(driver: Driver) -> None:
    driver.frame.locator(".pick").first.focus()
    reached = []
    for _ in range(50):
        reached.append(tuple(driver.frame.evaluate(FOCUSED)))
        driver.page.keyboard.press("Tab")
    roles = [role for _, role in reached]
    names = " ".join(name for name, _ in reached)
    assert roles.count("slider") == 2
    assert "application" in roles
    clock = (
        "Play",
        "Loop",
        "Speed of play",
        "Step of the clock",
        "12 months",
        "First day",
        "Last day",
    )
    layers = ("Categories of Incidents", "Hide Cuckooing", "Medium", "Opacity", "Zoom in")
    for name in (*layers, *clock):
        assert name in names


def test_focus_is_plain_to_see(driver: Driver) -> None:
    driver.button("Last month").focus()
    press(driver.page, "Tab")
    style = driver.frame.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
    )
    assert style == ["solid", 3]


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("start", "ArrowLeft", "23 Sep to 22 Nov 2026"),
        ("start", "PageUp", "24 Oct to 22 Nov 2026"),
        ("end", "ArrowDown", "24 Sep to 21 Nov 2026"),
        ("end", "PageDown", "24 Sep to 23 Oct 2026"),
        ("start", "Home", "24 Nov 2023 to 22 Nov 2026"),
        ("end", "Home", "24 Sep 2026"),
    ],
)
def test_the_ends_of_the_window_obey_the_keys_of_a_slider(
    driver: Driver, part: str, key: str, words: str
) -> None:
    handle = driver.frame.locator(f".handle[data-part={part}]")
    handle.press(key)
    driver.pause(100)
    assert driver.words() == words
    assert handle.evaluate("(handle) => handle === document.activeElement")


def test_a_slider_says_its_day(driver: Driver) -> None:
    end = driver.frame.locator(".handle[data-part=end]")
    assert end.get_attribute("aria-valuetext") == "22 Nov 2026"
    assert end.get_attribute("aria-valuenow") == end.get_attribute("aria-valuemax")
    end.press("ArrowLeft")
    driver.pause(100)
    assert end.get_attribute("aria-valuetext") == "21 Nov 2026"


def test_keys_that_repeat_are_told_once_they_rest(driver: Driver) -> None:
    driver.frame.locator(".handle[data-part=start]").evaluate(HELD_DOWN)
    driver.pause()
    assert [view["from"] for view in driver.settled()] == ["2026-09-12"]


def test_arrows_move_from_cell_to_cell_and_enter_chooses(driver: Driver) -> None:
    driver.frame.locator(".folium-map").focus()
    press(driver.page, "ArrowRight")
    driver.pause(100)
    first = driver.frame.locator(".unseen p").nth(1).text_content()
    assert "Incidents" in (first or "")
    press(driver.page, "ArrowLeft", "Enter")
    driver.pause()
    cell = driver.settled()[-1]["cell"]
    assert cell
    press(driver.page, "ArrowUp", "Enter")
    driver.pause()
    assert driver.settled()[-1]["cell"] not in {"", cell}
    press(driver.page, "Escape")
    driver.pause()
    assert driver.settled()[-1]["cell"] == ""


def test_there_and_back_again_by_arrows(driver: Driver) -> None:
    driver.frame.locator(".folium-map").focus()
    spoken = driver.frame.locator(".unseen p").nth(1)
    press(driver.page, "ArrowRight")
    driver.pause(80)
    start = spoken.text_content()
    for there, back in (("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown")):
        press(driver.page, there)
        driver.pause(80)
        assert spoken.text_content() != start
        press(driver.page, back)
        driver.pause(80)
        assert spoken.text_content() == start


def test_the_map_is_told_in_words_when_it_comes_to_rest(driver: Driver) -> None:
    spoken = driver.frame.locator(".unseen p[role=status]").first
    assert (spoken.text_content() or "").startswith("24 Sep to 22 Nov 2026. Incidents ")
    driver.button("Play").click()
    driver.button("Pause").click()
    driver.button("Last month").click()
    driver.pause(100)
    assert (spoken.text_content() or "").startswith("1 Oct to 31 Oct 2026. Incidents ")
    assert "The fullest cell is " in (spoken.text_content() or "")


def test_pressed_and_hidden_are_said_and_not_only_coloured(driver: Driver) -> None:
    pick = driver.frame.locator(".chip[data-layer=incidents] .pick")
    assert pick.get_attribute("aria-pressed") == "true"
    driver.button("Hide Missing").click()
    assert driver.button("Show Missing").get_attribute("aria-pressed") == "false"
    assert driver.button("Medium").get_attribute("aria-pressed") == "true"


def test_less_motion_is_a_picture_at_a_time(browser: Browser, site: map_frame.Site) -> None:
    with driving(browser, site, reduced_motion="reduce") as driver:
        driver.show(**{"from": "2025-06-03", "to": "2025-07-08"})
        driver.button("Play").click()
        driver.pause(1100)
        assert driver.words() == "3 Jun to 7 Jul 2025"
        driver.pause(800)
        assert driver.words() == "10 Jun to 14 Jul 2025"
        driver.button("Pause").click()


def test_a_meeting_sees_no_controls_to_trip_over(meeting: Driver) -> None:
    found = {control["role"] for control in meeting.frame.evaluate(NAMES)}
    assert found <= {"application", "SUMMARY"}
    assert meeting.frame.locator(".title h1").text_content() == "Incidents in Halton"
    first = meeting.frame.locator(".figure").first
    assert first.locator("b").text_content() == f"{meeting.total('incidents'):,}"
    assert first.locator("small").text_content() == "24 Sep to 22 Nov 2026"


def test_a_meeting_reads_it_from_the_back_of_the_room(meeting: Driver) -> None:
    sizes = meeting.frame.evaluate(
        """() => [".title h1", ".figure b", ".figure small", ".legend h2", ".steps span",
            ".scale span", ".year"]
          .map((name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"""
    )
    assert min(sizes) >= 0.02 * FAR["height"]
    meeting.page.set_viewport_size({"width": 960, "height": 540})
    meeting.pause(200)
    half = meeting.frame.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('.title h1')).fontSize)"
    )
    assert half == pytest.approx(sizes[0] / 2, rel=0.01)


def test_the_keys_of_a_meeting(meeting: Driver) -> None:
    meeting.frame.locator(".folium-map").focus()
    when = meeting.frame.locator(".figure small")
    press(meeting.page, "ArrowLeft")
    meeting.pause(100)
    assert (when.text_content() or "").startswith("17 Sep to 15 Nov 2026")
    press(meeting.page, "ArrowRight", "ArrowDown")
    meeting.pause(100)
    assert (when.text_content() or "").startswith("24 Sep to 22 Nov 2026")
    assert "Cuckooing" in (meeting.frame.locator(".title h1").text_content() or "")
    press(meeting.page, "ArrowUp", "Home")
    meeting.pause(100)
    assert "Incidents" in (meeting.frame.locator(".title h1").text_content() or "")
    assert "2023" in (when.text_content() or "")
    press(meeting.page, "End")
    meeting.pause(100)
    assert (when.text_content() or "").startswith("24 Sep to 22 Nov 2026")
    press(meeting.page, "Home", " ")
    meeting.pause(900)
    press(meeting.page, " ")
    moved = when.text_content()
    meeting.pause(600)
    assert when.text_content() == moved
    assert meeting.settled()


def test_full_screen_brings_the_marking_with_it_and_escape_leaves(meeting: Driver) -> None:
    strip = meeting.frame.locator(".marking").first
    assert strip.is_hidden()
    meeting.frame.locator(".folium-map").focus()
    press(meeting.page, "f")
    meeting.pause(400)
    assert strip.is_visible()
    assert strip.text_content() == "OFFICIAL-SENSITIVE"
    press(meeting.page, "f")
    meeting.pause(400)
    assert strip.is_hidden()


def test_keys_ask_for_the_next_saved_view_and_the_one_before(meeting: Driver) -> None:
    meeting.frame.locator("body").click(position={"x": 5, "y": 5})
    press(meeting.page, "PageDown", "n", "PageUp", "p")
    meeting.pause(100)  # a message to the page around takes its time
    assert [message["by"] for message in meeting.heard("turn")] == [1, 1, -1, -1]


def test_views_are_turned_in_a_meeting_alone(driver: Driver) -> None:
    driver.show()
    driver.frame.locator(".folium-map").focus()
    press(driver.page, "PageDown", "n", "p")
    assert driver.heard("turn") == []


def test_a_view_that_the_page_leads_to_again_undoes_what_a_hand_has_changed(
    meeting: Driver,
) -> None:
    meeting.show(page="present")
    first = meeting.total("incidents")
    meeting.frame.locator("body").click(position={"x": 5, "y": 5})
    press(meeting.page, "ArrowLeft")
    meeting.pause()
    moved = meeting.total("incidents")
    assert moved != first
    meeting.show(page="present")  # a rerun repeats what it knew, and leads nowhere
    assert meeting.total("incidents") == moved
    meeting.show(page="present", lead=1)
    assert meeting.total("incidents") == first
