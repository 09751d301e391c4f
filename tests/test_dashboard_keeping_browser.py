"""Marks and saved views in a real browser: written, drawn, shared and stepped through."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from data import notes, views
from data.marks import Mark, Removal
from data.store import Store
from data.views import View
from tests import axe
from tests.test_dashboard_hexmap_noted import COLOURS_IN_CELL
from tests.wired import PATIENCE, Wired

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
GROUND = "(page) => getComputedStyle(page).backgroundColor"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WINDOW = {"from": "2026-08-23", "to": "2026-11-23", "resolution": "9", "wards": "2020"}
SENTENCE, COUNTED = ".title h1", ".figure:has(small)"
SHOWN = {"layers": "incidents,cuckooing,missing", "focus": "incidents", **WINDOW}


@pytest.fixture
def folder(demo_store: Store) -> Iterator[Path]:
    """Folder of the store that the dashboard serves, without marks and views before and after."""
    files = [demo_store.folder / notes.FILE, demo_store.folder / views.FILE]
    for file in files:
        file.unlink(missing_ok=True)
    yield demo_store.folder
    for file in files:
        file.unlink(missing_ok=True)


@pytest.fixture
def tab(page: Page, dashboard: str, folder: Path) -> Wired:
    assert folder.exists()
    return Wired(page, dashboard)


def hatching(tab: Wired, cell: str) -> int:
    """Count the colours in the middle of a hexagon: one or two where it is plainly filled."""
    return len(tab.frame.evaluate(COLOURS_IN_CELL, cell))


def first(tab: Wired) -> str:
    """Give the hexagon that leads the ranking."""
    return tab.page.locator("[data-hotspots-cell]").first.get_attribute("data-hotspots-cell") or ""


def put(folder: Path, name: str, **choices: str) -> None:
    views.save(folder, View(name=name, query=SHOWN | choices, by="anyone", at=AT))


def three_views(folder: Path) -> None:
    put(folder, "Autumn in Widnes", place="Widnes")
    put(folder, "Cuckooing this year", focus="cuckooing", **{"from": "2026-01-01"})
    put(folder, "Missing, large hexagons", focus="missing", resolution="8")


def present(tab: Wired) -> None:
    """Open a presentation and wait until its keys are heard."""
    tab.page.goto(f"{tab.address}/present")
    expect(tab.inside(".lanes .tint").first).to_be_attached(timeout=PATIENCE)
    tab.rest()


def step(tab: Wired, key: str, wanted: str, *, part: str = COUNTED) -> None:
    """Press a key of a presentation and wait for what is counted then."""
    tab.page.keyboard.press(key)
    expect(tab.inside(part)).to_contain_text(wanted, timeout=PATIENCE)
    tab.rest()


def test_a_marked_hexagon_is_hatched_without_reloading_and_leaves_the_ranking(tab: Wired) -> None:
    tab.open("/?layers=incidents")
    cell = first(tab)
    tab.page.evaluate("window.here = true")
    tab.page.locator("[data-hotspots-cell]").first.click()
    tab.page.get_by_role("button", name="Mark this hexagon").click(timeout=PATIENCE)
    tab.page.get_by_label("Reason").fill("Shop thefts are reported from one till")
    tab.page.get_by_role("button", name="Save mark").click()
    expect(tab.inside(".classes.noted b")).to_have_text("1", timeout=PATIENCE)
    expect(tab.page.locator(".hs-left-out")).to_contain_text("1 marked hexagon is left out: Prison")
    tab.rest()
    assert hatching(tab, cell) > 5
    assert first(tab) != cell
    assert tab.page.evaluate("window.here")


def test_a_mark_that_is_taken_back_is_gone_from_map_and_table(tab: Wired, folder: Path) -> None:
    tab.open("/?layers=incidents")
    cell = first(tab)
    notes.put(folder, Mark(cell=cell, kind="prison", reason="Calls inside", by="x", at=AT))
    tab.open(f"/?layers=incidents&cell={cell}")
    assert first(tab) != cell
    tab.page.get_by_role("button", name="Change the mark").click()
    tab.page.get_by_label("Why it goes").fill("Closed in October")
    tab.page.get_by_role("button", name="Remove mark").click()
    expect(tab.inside(".classes.noted")).to_have_count(0, timeout=PATIENCE)
    expect(tab.page.locator(".hs-left-out")).to_have_count(0)
    tab.rest()
    assert first(tab) == cell
    assert notes.read(folder).all[0].removed is not None


def test_a_colleagues_mark_reaches_an_open_map_as_soon_as_its_panels_learn_of_it(
    tab: Wired, folder: Path
) -> None:
    tab.open("/?layers=incidents")
    cell = first(tab)
    mark = Mark(cell=cell, kind="other", reason="Marked elsewhere", by="A. Nalyst", at=AT)
    notes.put(folder, mark)
    tab.button("Zoom in").click()  # moves only the map: nobody is told
    tab.rest()
    expect(tab.inside(".classes.noted")).to_have_count(0)
    tab.page.locator("[data-hotspots-cell]").nth(3).click()
    expect(tab.inside(".classes.noted b")).to_have_text("1", timeout=PATIENCE)
    notes.remove(folder, cell, removal=Removal(by="A. Nalyst", at=AT, why="A mistake"))
    tab.page.locator("[data-hotspots-cell]").nth(2).click()
    expect(tab.inside(".classes.noted")).to_have_count(0, timeout=PATIENCE)


def test_a_view_is_saved_and_opened_again_with_the_whole_selection(tab: Wired) -> None:
    tab.open("/?layers=incidents,missing&focus=missing&from=2026-03-01&to=2026-06-01&place=Widnes")
    saved = tab.query
    tab.page.get_by_role("button", name="Saved views").click()
    tab.page.get_by_label("Name of this view").fill("Spring")
    tab.page.get_by_role("button", name="Save view").click()
    expect(tab.page.get_by_role("button", name="Spring")).to_be_visible(timeout=PATIENCE)
    tab.open("/")
    assert tab.query != saved
    tab.page.get_by_role("button", name="Saved views").click()
    tab.page.get_by_role("button", name="Spring").click()
    expect(tab.inside(".chip.on[data-layer=missing]")).to_be_attached(timeout=PATIENCE)
    tab.rest()
    expect(tab.page).to_have_url(f"{tab.address}/?{saved}")
    assert tab.shown("missing") == int(tab.inside(".chip[data-layer=missing] b").inner_text())


def test_a_view_opens_again_after_the_clock_was_moved_by_hand(tab: Wired, folder: Path) -> None:
    put(folder, "Autumn")
    tab.open("/")
    open_view(tab, "Autumn")
    before = tab.query
    tab.drag_clock()
    tab.page.mouse.up()
    tab.rest()
    assert tab.query != before
    open_view(tab, "Autumn")
    assert tab.query == before


def open_view(tab: Wired, name: str) -> None:
    tab.page.get_by_role("button", name="Saved views").click()
    tab.page.get_by_role("button", name=name).click()
    tab.rest()


def test_the_link_is_copied_and_shows_the_same_to_whoever_opens_it(
    browser: Browser, dashboard: str, folder: Path
) -> None:
    assert folder.exists()
    permitted = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport={"width": 1366, "height": 768}, permissions=permitted)
    tab = Wired(context.new_page(), dashboard)
    tab.open("/?layers=incidents,cuckooing&focus=cuckooing&place=Runcorn&from=2026-01-01")
    tab.page.get_by_role("button", name="Copy link").click()
    expect(tab.page.locator(".hs-copy [role=status]")).to_have_text("Copied")
    link = str(tab.page.evaluate("navigator.clipboard.readText()"))
    assert link == tab.page.url
    said = tab.headline
    tab.page.goto(link)
    assert tab.ready().headline == said
    assert tab.page.url == link
    context.close()


def test_without_a_clipboard_the_link_stands_ready_to_be_copied_by_hand(tab: Wired) -> None:
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    tab.open("/?layers=incidents")
    tab.page.get_by_role("button", name="Copy link").click()
    field = tab.page.get_by_label("Link to this view")
    expect(field).to_have_value(tab.page.url)
    expect(field).to_be_focused()
    chosen = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(chosen) == tab.page.url


def test_a_presentation_steps_through_the_views_in_order(tab: Wired, folder: Path) -> None:
    three_views(folder)
    present(tab)
    expect(tab.inside(SENTENCE)).to_contain_text("in Halton")
    step(tab, "PageDown", "Widnes", part=SENTENCE)
    step(tab, "n", "cuckooing reports")
    step(tab, "PageDown", "missing episodes")
    expect(tab.page.locator(".st-key-chooser")).to_contain_text("3 of 3: Missing, large hexagons")
    tab.page.keyboard.press("PageDown")  # the last one stays
    tab.rest()
    expect(tab.inside(COUNTED)).to_contain_text("missing episodes")
    step(tab, "p", "cuckooing reports")
    step(tab, "PageUp", "Widnes", part=SENTENCE)


def test_keys_that_come_faster_than_views_open_lose_none(tab: Wired, folder: Path) -> None:
    three_views(folder)
    present(tab)
    for _ in range(3):
        tab.page.keyboard.press("PageDown")
    expect(tab.inside(COUNTED)).to_contain_text("missing episodes", timeout=PATIENCE)


def test_a_presenter_chooses_a_view_and_the_keys_go_on_from_there(tab: Wired, folder: Path) -> None:
    three_views(folder)
    present(tab)
    tab.page.get_by_role("button", name="Saved views").click()
    tab.page.get_by_role("button", name="Missing, large hexagons").click()
    expect(tab.inside(COUNTED)).to_contain_text("missing episodes", timeout=PATIENCE)
    tab.rest()
    step(tab, "PageUp", "cuckooing reports")


def test_the_forms_for_marks_and_views_put_up_no_serious_barrier(tab: Wired, folder: Path) -> None:
    three_views(folder)
    tab.open("/?layers=incidents")
    notes.put(folder, Mark(cell=first(tab), kind="prison", reason="Calls inside", by="x", at=AT))
    tab.open(f"/?layers=incidents&cell={first(tab)}")
    tab.page.get_by_role("button", name="Change the mark").click()
    sound(tab, tab.page.get_by_label("Why it goes"), "changing a mark")
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="Saved views").click()
    sound(tab, tab.page.get_by_label("Name of this view"), "saved views")
    present(tab)
    tab.page.get_by_role("button", name="Saved views").click()
    sound(
        tab,
        tab.page.get_by_role("button", name="Autumn in Widnes"),
        "saved views in a presentation",
    )


def sound(tab: Wired, seen: Locator, state: str) -> None:
    """Look for barriers in either theme without opening anything anew."""
    expect(seen).to_be_visible(timeout=PATIENCE)
    grounds = set()
    for theme in THEMES:
        tab.page.emulate_media(color_scheme=theme)
        axe.settle(tab.page.main_frame)
        grounds.add(tab.page.locator(".stApp").evaluate(GROUND))
        assert (state, theme, axe.barriers(tab.page.main_frame)) == (state, theme, [])
        expect(seen).to_be_visible()
    assert len(grounds) == len(THEMES), "the page did not follow the theme"
