"""Two windows on one map: the divider, the same colours on both sides, and when it can't be."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from dashboard import classes, comparing, theme
from data.basemap import basemap
from geo.windows import Window
from tests import axe, map_frame, map_sample
from tests.conftest import ARTEFACTS
from tests.map_driver import PLACE_OF_CELL, Driver, driving
from tests.map_modules import modules
from tests.map_sample import day_number

NOW = Window(date(2026, 9, 24), date(2026, 11, 23))


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve two sizes of hexagons, and incidents known by their month."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    choices = map_sample.Choices
    site.files["/cells/small.bin"] = map_sample.sample(choices(resolution=10)).packed
    site.files["/cells/monthly.bin"] = map_sample.sample(choices(monthly=("incidents",))).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame and show two months."""
    with driving(browser, site) as driver:
        yield driver.show()


def shown(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    """Write a view with both windows."""
    view: dict[str, Any] = map_sample.show()["view"] | {"compare": "swipe"} | changes
    return view


def swipe(driver: Driver) -> None:
    """Put the divider on the map."""
    driver.button("Compare two windows").click()
    driver.pause()


def divider(driver: Driver) -> Any:  # noqa: ANN401  a locator
    """Find the divider."""
    return driver.frame.get_by_role("slider", name="Divider between the two windows")


def sides(driver: Driver) -> list[str]:
    """Read both labels."""
    return driver.frame.locator(".divider .side b").all_text_contents()


def counted(
    sample: map_sample.Sample, window: Window, layer: str = "incidents"
) -> "np.ndarray[Any, Any]":
    """Count a layer in a window by pandas."""
    start, end = (day_number(day.isoformat()) for day in (window.start, window.end))
    return sample.counts(layer, start, end)


def share_right(driver: Driver, sample: map_sample.Sample, *, resolution: int = 9) -> float:
    """Say how many cells have the colour of the window on their side of the divider."""
    now = counted(sample, NOW)
    past = counted(sample, comparing.earlier(NOW, against="year", whole_months=False))
    ends = classes.breaks("incidents", now)
    ramp = theme.ramp("incidents", classes=len(ends) + 1)
    line = driver.box(".divider")
    middle = line["x"] + line["width"] / 2
    right = []
    for at, cell in enumerate(map_sample.hexes(sample)[:260]):
        x, _ = driver.frame.evaluate(PLACE_OF_CELL, cell)
        if abs(x - middle) < 24:  # the line itself lies over these
            continue
        level = classes.class_of((past if x < middle else now)[at : at + 1], ends)[0]
        right.append(driver.colour(cell) == (ramp[level].lower() if level >= 0 else ""))
    assert len(right) > 150, f"too few cells in sight at resolution {resolution}"
    return float(np.mean(right))


def test_left_shows_the_year_before_and_right_the_clock_in_the_same_colours(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    swipe(driver)
    assert driver.settled()[-1]["compare"] == "swipe"
    assert sides(driver) == ["24 Sep to 22 Nov 2025", "24 Sep to 22 Nov 2026"]
    assert share_right(driver, sample) > 0.8  # names and ward lines lie over some
    for key in ("PageDown", "PageDown", "PageDown"):
        divider(driver).press(key)
    driver.pause(200)
    assert share_right(driver, sample) > 0.8
    box = driver.box(".divider")
    driver.page.mouse.move(box["x"] + 12, box["y"] + 300)
    driver.page.mouse.down()
    driver.page.mouse.move(box["x"] + 300, box["y"] + 300, steps=6)
    driver.page.mouse.up()
    driver.pause(200)
    assert share_right(driver, sample) > 0.8


def test_both_sides_say_their_total(driver: Driver, sample: map_sample.Sample) -> None:
    swipe(driver)
    past = comparing.earlier(NOW, against="year", whole_months=False)
    said = driver.frame.locator(".divider .side small").all_text_contents()
    assert said == [f"Incidents {counted(sample, window).sum():,}" for window in (past, NOW)]


def test_many_small_cells_are_painted_on_their_side_too(driver: Driver) -> None:
    small = map_sample.sample(map_sample.Choices(resolution=10))
    view = shown(resolution=10, layers=["incidents"])
    driver.show("/cells/small.bin", version="2", resolution=10, view=view)
    assert share_right(driver, small, resolution=10) > 0.6  # small cells hide behind names more


def test_the_divider_obeys_the_keys_of_a_slider_and_says_what_is_where(driver: Driver) -> None:
    swipe(driver)
    expect(divider(driver)).to_have_attribute("aria-valuenow", "50")
    for key, at in (
        ("ArrowRight", "52"), ("ArrowLeft", "50"), ("PageUp", "60"), ("Home", "0"),
        ("ArrowLeft", "0"), ("End", "100"),
    ):  # fmt: skip
        divider(driver).press(key)
        expect(divider(driver)).to_have_attribute("aria-valuenow", at)
    said = divider(driver).get_attribute("aria-valuetext")
    assert "Left: 24 Sep to 22 Nov 2025. Right: 24 Sep to 22 Nov 2026" in said
    assert driver.words() == "24 Sep to 22 Nov 2026", "the clock stays where it was"


def test_the_divider_is_a_target_that_a_finger_hits(driver: Driver) -> None:
    swipe(driver)
    box = driver.box(".divider")
    assert box["width"] >= 24
    assert driver.box(".divider .grip")["height"] >= 24


def test_the_divider_stands_still_while_the_map_moves(driver: Driver) -> None:
    driver.show(layers=["incidents"])
    driver.frame.get_by_role("button", name="Zoom in").click()
    driver.whereabouts()
    swipe(driver)
    stage, line = driver.box(".stage"), driver.box(".divider")
    past = driver.picture()
    pictures = driver.drag(stage["x"] + 500, stage["x"] + 420, stage["y"] + 350, moves=4)
    assert driver.box(".divider") == line
    assert len({past, *pictures}) > 3, "the colours are drawn again as the map goes by below"
    driver.page.mouse.up()


def test_while_the_clock_moves_both_windows_do(driver: Driver, sample: map_sample.Sample) -> None:
    swipe(driver)
    driver.button("Last month").click()
    driver.pause(200)
    assert sides(driver) == ["1 Oct to 31 Oct 2025", "1 Oct to 31 Oct 2026"]
    month = Window(date(2025, 10, 1), date(2025, 11, 1))
    left = driver.frame.locator(".divider .left small").text_content()
    assert left == f"Incidents {counted(sample, month).sum():,}"


def test_the_time_just_before_and_typed_dates_can_be_chosen(driver: Driver) -> None:
    swipe(driver)
    chooser = driver.frame.get_by_label("Compared with", exact=True)
    chooser.select_option("before")
    driver.pause()
    assert sides(driver)[0] == "26 Jul to 23 Sep 2026"
    assert driver.settled()[-1]["against"] == "before"
    assert driver.frame.locator(".lanes .before text").text_content() == "just before"
    chooser.select_option("typed")
    driver.pause()
    assert driver.settled()[-1]["against"] == "2026-07-26..2026-09-24"
    driver.frame.get_by_label("First day of the window compared").fill("1 Feb 2025")
    driver.frame.get_by_label("Last day of the window compared").fill("28/02/2025")
    driver.page.keyboard.press("Enter")
    driver.pause()
    assert driver.settled()[-1]["against"] == "2025-02-01..2025-03-01"
    assert sides(driver)[0] == "1 Feb to 28 Feb 2025"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("31 Dec 2024", "The first day is after the last"),
        ("soon", "is not a date"),
        ("1 Oct 2026", "is not over before 24 Sep to 22 Nov 2026 begins"),
        ("1 Jan 2030", "The data are from 24 Nov 2023"),
    ],
)
def test_typed_dates_that_make_no_window_are_refused_in_words(
    driver: Driver, last: str, said: str
) -> None:
    driver.show(view=shown(against="2025-02-01..2025-03-01"))
    driver.frame.get_by_label("Last day of the window compared").fill(last)
    driver.page.keyboard.press("Enter")
    driver.pause()
    assert said in (driver.frame.locator(".against .reason").text_content() or "")
    assert driver.settled() == []
    assert sides(driver)[0] == "1 Feb to 28 Feb 2025"


def test_where_the_data_do_not_reach_back_a_choice_says_so(driver: Driver) -> None:
    driver.show(**{"from": "2024-02-01", "to": "2024-04-01"})
    swipe(driver)
    year = driver.frame.locator("select[name=against] option[value=year]")
    assert year.is_disabled()
    assert "do not reach back" in (year.get_attribute("title") or "")
    assert driver.settled()[-1]["against"] == "before", "what can be compared with is taken"
    assert sides(driver)[0].startswith("3 Dec 2023 to")


def test_where_nothing_can_be_compared_the_button_says_why(driver: Driver) -> None:
    driver.show(**{"from": "2023-11-24", "to": "2026-11-23"})
    button = driver.frame.locator(".tools button[aria-label^='Compare two windows']")
    assert button.get_attribute("aria-disabled") == "true"
    assert "do not reach back" in (button.get_attribute("title") or "")
    button.click(force=True)
    driver.pause()
    assert divider(driver).is_hidden()
    assert driver.settled() == []


def test_moved_out_of_reach_the_divider_goes_and_the_legend_says_why(driver: Driver) -> None:
    swipe(driver)
    driver.button("All").click()
    driver.pause(300)
    assert divider(driver).is_hidden()
    said = driver.frame.locator(".against .reason").text_content() or ""
    assert "do not reach back" in said


def test_whole_months_are_compared_with_whole_months(driver: Driver) -> None:
    months = {"from": "2026-08-01", "to": "2026-11-01"}
    driver.show("/cells/monthly.bin", version="2", view=shown(against="before", **months))
    assert sides(driver) == ["1 May to 31 Jul 2026", "1 Aug to 31 Oct 2026"]


def test_another_measure_takes_the_divider_away_and_back_to_counts_it_goes(driver: Driver) -> None:
    driver.frame.locator("[data-measure=rate]").click()
    swipe(driver)
    assert driver.settled()[-1]["measure"] == "count"
    driver.frame.locator("[data-measure=change]").click()
    driver.pause()
    assert driver.settled()[-1]["compare"] == ""
    assert divider(driver).is_hidden()


def test_the_pointer_is_told_both_counts(driver: Driver, sample: map_sample.Sample) -> None:
    driver.show(view=shown(against="before"))
    cell = map_sample.hexes(sample)[int(counted(sample, NOW).argmax())]
    index = map_sample.hexes(sample).index(cell)
    driver.page.mouse.move(*driver.place(cell))
    tooltip = driver.frame.locator(".tooltip")
    tooltip.wait_for(state="visible")
    past = comparing.earlier(NOW, against="before", whole_months=False)
    counts = [int(counted(sample, NOW, layer)[index]) for layer in map_sample.EVENTS]
    before = [int(counted(sample, past, layer)[index]) for layer in map_sample.EVENTS]
    assert [int(text) for text in tooltip.locator(".number").all_text_contents()] == counts
    said = tooltip.locator(".before").all_text_contents()
    assert said == [f"{count} just before" for count in before]


def test_picked_cells_are_compared_alone(driver: Driver, sample: map_sample.Sample) -> None:
    cells = map_sample.hexes(sample)[10:14]
    driver.show(view=shown(cells=cells))
    past = comparing.earlier(NOW, against="year", whole_months=False)
    totals = [counted(sample, window)[10:14].sum() for window in (past, NOW)]
    said = driver.frame.locator(".divider .side small").all_text_contents()
    assert said == [f"Incidents {total:,}" for total in totals]


@pytest.mark.parametrize(
    ("at", "key", "after"),
    [(0.5, "ArrowDown", 0.48), (0.97, "PageUp", 1), (0.3, "Home", 0), (0.5, "a", None)],
)
def test_the_divider_never_leaves_the_map(
    browser: Browser, at: float, key: str, after: float | None
) -> None:
    with modules(browser) as run:
        assert run("divider", "dividerAfterKey", at, key) == pytest.approx(after)


def test_a_cell_is_drawn_on_every_side_that_it_reaches(browser: Browser) -> None:
    body = """
      const x = Float32Array.from({ length: 400 }, (_, i) => i * 2.5);
      const hexes = { x, near: Uint32Array.from(x.keys()), width: 30 };
      const view = { width: 1000, ratio: 1.5, visible: { x0: 100, x1: 900 } };
      return values[0].map((divider) => sides
        .sidesOf({ past: {}, counts: {}, divider, drift: 100 }, view, hexes)
        .map(({ hexes, x0, x1 }) => [x0, x1, [...hexes.near].map((cell) => x[cell])]));
    """
    with modules(browser) as run:
        found = run.use(["sides"], body, [0, 0.31, 0.5, 1])
    for (left, right), share in zip(found, [0, 0.31, 0.5, 1], strict=True):
        assert (left[0], right[1]) == (0, 1000)
        assert left[1] == right[0] == pytest.approx(100 + 800 * share, abs=0.5)
        for x0, x1, cells in (left, right):
            reach = [2.5 * at for at in range(400) if x0 - 30 < 2.5 * at < x1 + 30]
            assert set(reach) <= set(cells)
    assert len(found[2][0][2]) < 260, "the other half is not drawn for nothing"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_comparing_puts_up_no_barrier(
    browser: Browser, site: map_frame.Site, mode: str, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    with driving(browser, site, viewport=view) as driver:
        driver.show(theme=mode, view=shown(against="2025-02-01..2025-03-01"))
        assert axe.barriers(driver.frame) == []
        ARTEFACTS.mkdir(exist_ok=True)
        driver.page.screenshot(path=ARTEFACTS / f"compared-{size[0]}-{mode}.png")
