"""The categories of a layer: what counts is cut once, and everything on the map follows."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page

from dashboard import classes, theme
from data.basemap import basemap
from tests import map_frame, map_sample
from tests.conftest import photograph
from tests.map_driver import Driver, driving
from tests.map_modules import Modules, modules
from tests.map_sample import day_number
from tests.wired import Wired

START, END = day_number("2026-09-24"), day_number("2026-11-23")
NAMES = ["one", "two", "three"]


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def run(browser: Browser, sample: map_sample.Sample) -> Iterator[Modules]:
    """Call a function of one of the frame's modules."""
    with modules(browser, {"/cells/a.bin": sample.packed}) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve one set of data."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame for exploring."""
    with driving(browser, site) as driver:
        yield driver.show()


def kept(
    sample: map_sample.Sample, layer: str, *names: str
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Count some categories of a layer per cell in the first window, by pandas."""
    table = sample.table
    wanted = table["category"].isin([NAMES.index(name) for name in names])
    return map_sample.Sample(sample.packed, table[wanted], sample.sheet).counts(layer, START, END)


@pytest.mark.parametrize("names", [["one"], ["two", "three"], ["three", "one", "unheard of"]])
def test_a_sifted_layer_counts_only_what_is_kept(
    run: Modules, sample: map_sample.Sample, names: list[str]
) -> None:
    found = run.use(
        ["packed", "sift", "tally"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const layer = sift.sift(data.layers[0], values[0]);
        return [[...tally.perCell(layer, values[1], values[2], data.cells.length)],
          [...layer.day].every((day, i) => !i || day >= layer.day[i - 1])];""",
        names,
        START,
        END,
    )
    known = [name for name in names if name in NAMES]
    assert found == [kept(sample, "incidents", *known).tolist(), True]


def test_all_categories_are_the_layer_itself(run: Modules) -> None:
    assert run.use(
        ["packed", "sift"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const [layer] = data.layers;
        return [sift.sift(layer, []) === layer, sift.sift(layer) === layer,
          sift.sift(layer, layer.categories).count.length === layer.count.length];""",
    ) == [True, True, True]


def test_only_a_layer_whose_choice_has_changed_is_cut_again(run: Modules) -> None:
    assert run.use(
        ["packed", "sift", "store"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const kept = store.makeStore({ data, kept: { incidents: ["one"] }, layers: [] });
        sift.keepLayers(kept);
        kept.flush();
        const before = kept.state.layers;
        kept.set({ kept: { incidents: ["one"], missing: ["two"] } });
        kept.flush();
        const after = kept.state.layers;
        return before.map((layer, i) => layer === after[i]);""",
    ) == [True, True, False]


def test_categories_are_counted_as_pandas_counts_them(
    run: Modules, sample: map_sample.Sample
) -> None:
    found = run.use(
        ["packed", "tally"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        return data.layers.map((layer) => tally.perCategory(layer, values[0], values[1]));""",
        START,
        END,
    )
    for layer, counts in zip(map_sample.EVENTS, found, strict=True):
        assert counts == [int(kept(sample, layer, name).sum()) for name in NAMES]


@pytest.mark.parametrize(
    ("now", "name", "after"),
    [
        ([], "one", ["two", "three"]),
        (["two", "three"], "two", ["three"]),
        (["two", "three"], "one", []),
        (["two"], "one", ["one", "two"]),
        (["two"], "two", None),
    ],
)
def test_a_category_is_let_in_or_left_out(
    run: Modules, now: list[str], name: str, after: list[str] | None
) -> None:
    assert run("kept", "switched", NAMES, now, name) == after


def test_no_more_are_ticked_than_an_address_can_hold(run: Modules) -> None:
    many = [f"kind {number}" for number in range(60)]
    assert run("kept", "switched", many, [], "kind 7") is None
    assert run("kept", "switched", many, many[:40], "kind 50") is None
    assert len(run("kept", "switched", many, many[:39], "kind 50")) == 40
    assert run("kept", "switched", many, many[:5], "kind 50", 5) is None


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["two"], "only two"),
        (["one", "two"], "only one and two"),
        (["one", "two", "three"], "3 of 5 categories"),
        (["one", "two", "elsewhere"], "3 of 6 categories"),
        (["one", "two", "three", "four"], "all but five"),
    ],
)
def test_a_choice_is_said_in_words(run: Modules, names: list[str], words: str) -> None:
    assert run("kept", "keptWords", {"categories": [*NAMES, "four", "five"]}, names) == words


def open_list(driver: Driver, layer: str = "incidents") -> Locator:
    """Open the list of a layer's categories."""
    driver.frame.locator(f".chip[data-layer={layer}] .some").click()
    return driver.frame.get_by_role("dialog", name=f"Categories of {map_sample.LABELS[layer]}")


def tick(driver: Driver, name: str) -> Locator:
    """Find the tick box of a category."""
    return driver.frame.locator(".categories li", has_text=name).get_by_role("checkbox")


def test_the_list_counts_each_category_in_the_window(
    driver: Driver, sample: map_sample.Sample
) -> None:
    rows = open_list(driver).locator("li")
    found = {}
    for row in rows.all():
        name, count = row.locator("label span").text_content(), row.locator("b").text_content()
        found[name] = int(str(count).replace(",", ""))
    assert found == {name: int(kept(sample, "incidents", name).sum()) for name in NAMES}
    driver.button("Last month").click()
    driver.frame.locator(".chip[data-layer=incidents] .some").click()
    driver.pause(100)
    assert int(rows.first.locator("b").text_content() or "0") < max(found.values())


def test_everything_follows_a_category_within_a_frame(
    driver: Driver, sample: map_sample.Sample
) -> None:
    before, picture = driver.frame.locator(".lanes .bar").first.get_attribute("d"), driver.picture()
    open_list(driver)
    expected = kept(sample, "incidents", "one", "two")
    ends = classes.breaks("incidents", expected)
    found = driver.frame.evaluate(
        """() => new Promise((done) => {
          const box = [...document.querySelectorAll(".categories li")]
            .find((row) => row.textContent.startsWith("three")).querySelector("input");
          box.click();
          requestAnimationFrame(() => requestAnimationFrame(() => done({
            total: document.querySelector(".chip[data-layer=incidents] b").textContent,
            steps: [...document.querySelectorAll(".steps span")].map((step) => step.textContent),
            bars: document.querySelector(".lanes .bar").getAttribute("d"),
            legend: document.querySelector(".legend .only")?.textContent,
          })));
        })"""
    )
    assert int(found["total"].replace(",", "")) == expected.sum()
    assert tuple(found["steps"]) == classes.labels(ends)
    assert found["bars"] != before
    assert found["legend"] in {"Incidents: only one and two", "Incidents: only two and one"}
    assert driver.picture() != picture
    ramp = theme.ramp("incidents", classes=len(ends) + 1)
    fullest = np.argsort(-expected, kind="stable")[:10]
    colours = driver.colours([map_sample.hexes(sample)[cell] for cell in fullest])
    assert colours.count(ramp[-1].lower()) > 3


def test_python_hears_of_the_categories_once_they_rest(driver: Driver) -> None:
    open_list(driver)
    tick(driver, "one").click()
    tick(driver, "two").click()
    driver.pause()
    assert driver.settled()[-1]["category"] == "incidents:three"
    driver.frame.get_by_role("button", name="All", exact=True).first.click()
    driver.pause()
    assert driver.settled()[-1]["category"] == ""


def test_only_one_and_all_again(driver: Driver, sample: map_sample.Sample) -> None:
    dialog = open_list(driver, "missing")
    dialog.get_by_role("button", name="Only two").click()
    driver.pause(100)
    assert driver.total("missing") == kept(sample, "missing", "two").sum()
    assert [box.is_checked() for box in dialog.get_by_role("checkbox").all()].count(True) == 1
    assert driver.total("incidents") == sample.counts("incidents", START, END).sum()
    dialog.get_by_role("button", name="All").click()
    driver.pause(100)
    assert driver.total("missing") == sample.counts("missing", START, END).sum()
    assert driver.frame.locator(".legend .only").count() == 0


def test_the_last_category_stays_ticked_and_says_why(driver: Driver) -> None:
    dialog = open_list(driver)
    dialog.get_by_role("button", name="Only one").click()
    driver.pause(100)
    total = driver.total("incidents")
    tick(driver, "one").click()
    driver.pause(100)
    assert tick(driver, "one").is_checked()
    assert driver.total("incidents") == total
    assert dialog.get_by_role("status").text_content() == "One category at least stays ticked."


def test_the_tooltip_counts_only_what_is_kept_also_a_year_before(
    driver: Driver, sample: map_sample.Sample
) -> None:
    dialog = open_list(driver)
    dialog.get_by_role("button", name="Only two").click()
    driver.page.keyboard.press("Escape")
    table = sample.table[sample.table["category"].eq(1) | sample.table["layer"].ne("incidents")]
    only = map_sample.Sample(sample.packed, table, sample.sheet)
    cell = int(np.argmax(only.counts("incidents", START, END)))
    driver.page.mouse.move(*driver.place(map_sample.hexes(sample)[cell]))
    tooltip = driver.frame.locator(".tooltip")
    tooltip.wait_for(state="visible")
    counts = [str(only.counts(layer, START, END)[cell]) for layer in map_sample.EVENTS]
    assert tooltip.locator(".number").all_text_contents() == counts
    year = [only.counts(layer, START - 365, END - 365)[cell] for layer in map_sample.EVENTS]
    assert tooltip.locator(".before").all_text_contents() == [f"{n} last year" for n in year]


def test_the_list_obeys_the_keyboard_and_gives_the_focus_back(driver: Driver) -> None:
    button = driver.frame.locator(".chip[data-layer=incidents] .some")
    button.focus()
    driver.page.keyboard.press("Enter")
    dialog = driver.frame.locator(".categories")
    names = dialog.locator("label span").all_text_contents()
    assert button.get_attribute("aria-expanded") == "true"
    for key in ("ArrowDown", " "):
        driver.page.keyboard.press(key)
    driver.pause(100)
    assert not tick(driver, names[1]).is_checked()
    driver.page.keyboard.press("ArrowUp")
    driver.page.keyboard.press("Tab")
    driver.page.keyboard.press("Enter")
    driver.pause(100)
    assert button.get_attribute("aria-label") == f"Categories of Incidents: only {names[0]}"
    driver.page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("(button) => button === document.activeElement")


def test_the_list_closes_when_the_hand_goes_elsewhere(driver: Driver) -> None:
    dialog = open_list(driver)
    open_list(driver, "missing")
    assert driver.frame.locator(".categories").count() == 1
    assert dialog.count() == 0
    stage = driver.box(".stage")
    driver.page.mouse.click(stage["x"] + 700, stage["y"] + 300)
    assert driver.frame.locator(".categories").count() == 0


def test_everything_in_the_list_is_large_enough_to_hit(driver: Driver) -> None:
    sizes = open_list(driver).evaluate(
        """(list) => [...list.querySelectorAll("button, label")].map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return Math.min(width, height);
        })"""
    )
    assert len(sizes) == 7
    assert min(sizes) >= 24


def test_a_filtered_clock_paints_every_move_and_tells_nobody(driver: Driver) -> None:
    open_list(driver).get_by_role("button", name="Only two").click()
    driver.page.keyboard.press("Escape")
    driver.pause()
    before, asked = driver.page.evaluate("window.heard.length"), len(driver.site.asked)
    box = driver.box(".lanes .tint")
    middle, low = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
    assert len(set(driver.drag(middle, middle - 300, low))) == 20
    assert driver.page.evaluate("window.heard.length") == before
    driver.page.mouse.up()
    driver.pause()
    assert [view["category"] for view in driver.settled()[-1:]] == ["incidents:two"]
    assert len(driver.site.asked) == asked


def test_a_view_brings_its_categories_and_a_meeting_reads_them(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(page="present", category="incidents:one,missing:two")
    driver.pause(200)
    total = kept(sample, "incidents", "one").sum()
    assert driver.frame.locator(".figure b").first.text_content() == f"{total:,}"
    said = driver.frame.locator(".title .only").text_content()
    assert said == "Incidents: only one; Missing: only two"
    assert driver.frame.locator(".some:visible").count() == 0


@pytest.fixture
def tab(page: Page, dashboard: str) -> Wired:
    """Open the whole dashboard over the synthetic borough."""
    return Wired(page, dashboard).open()


def count_on_chip(tab: Wired, layer: str) -> int:
    """Read a layer's count in the map's frame."""
    text = tab.inside(f".chip[data-layer={layer}] .pick b").text_content() or ""
    return int(text.replace(",", ""))


def test_panels_and_map_count_the_same_categories(tab: Wired) -> None:
    for layer in ("incidents", "missing"):
        tab.inside(f".chip[data-layer={layer}] .some").click()
        before = tab.shown(layer)
        only = tab.inside(".categories .only").first
        after = tab.changes(partial(tab.shown, layer), act=only.click)
        assert 0 < after < before
        assert after == count_on_chip(tab, layer)
    assert tab.shown("cuckooing") == count_on_chip(tab, "cuckooing")
    assert "category=incidents" in tab.query
    tab.page.keyboard.press("Escape")
    shown = {layer: tab.shown(layer) for layer in map_sample.EVENTS}
    tab.page.reload()
    tab.ready()
    assert {layer: count_on_chip(tab, layer) for layer in map_sample.EVENTS} == shown
    assert {layer: tab.shown(layer) for layer in map_sample.EVENTS} == shown


def test_a_filtered_drag_sends_python_nothing_until_it_ends(tab: Wired) -> None:
    tab.inside(".chip[data-layer=incidents] .some").click()
    tab.inside(".categories .only").first.click()
    tab.page.keyboard.press("Escape")
    tab.rest()
    sent = len(tab.sent)
    assert len(set(tab.drag_clock())) == 20
    assert len(tab.sent) == sent
    tab.page.mouse.up()
    tab.rest()
    assert len(tab.sent) > sent
    assert tab.shown("incidents") == count_on_chip(tab, "incidents")


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("mode", theme.MODES)
def test_the_page_with_a_choice_of_categories_is_photographed(
    browser: Browser, dashboard: str, size: tuple[int, int], mode: theme.Mode
) -> None:
    opened = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=mode, reduced_motion="reduce"
    )
    tab = Wired(opened, dashboard).open()
    tab.inside(".chip[data-layer=incidents] .some").click()
    tab.inside(".categories input").nth(1).click()
    tab.rest()
    edge = tab.inside(".categories").bounding_box()
    assert edge is not None
    assert edge["y"] + edge["height"] < size[1]
    row = tab.inside(".controls").bounding_box()
    assert row is not None
    assert row["height"] < 40
    photograph(opened, name=f"categories-{size[0]}-{mode}")
    opened.close()


def test_a_measure_is_asked_with_the_categories_it_is_about(
    driver: Driver, sample: map_sample.Sample
) -> None:
    found: dict[str, Any] = {
        "layer": "incidents",
        "measure": "hot",
        "from": "2026-09-24",
        "to": "2026-11-23",
    }
    values = [99] * 20 + [0] * (len(sample.sheet.cells) - 20)
    found |= {"values": values, "reason": "", "note": "", "shifts": [], "against": None}
    driver.site.files["/measures/a.json"] = json.dumps(found).encode()
    asked: list[str] = []
    driver.page.on(
        "request", lambda one: asked.append(one.url) if "/measures/" in one.url else None
    )

    def categories() -> list[str]:
        return [parse_qs(urlsplit(url).query).get("category", [""])[0] for url in asked]

    driver.button("Hot spots").click()
    driver.pause()
    assert categories() == [""]
    open_list(driver).get_by_role("button", name="Only one").click()
    driver.pause()
    assert categories() == ["", "incidents:one"]
    open_list(driver, "missing").get_by_role("button", name="Only two").click()
    driver.pause()
    assert categories() == ["", "incidents:one"]
    assert "Hot spot at 99" in driver.frame.locator(".legend").inner_text()
    driver.button("Convergence").click()
    driver.pause()
    assert categories()[-1] == "incidents:one,missing:two"
