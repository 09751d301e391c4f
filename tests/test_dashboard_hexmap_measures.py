"""Measures on the map: asked of Python when the clock rests, drawn in forms, said in words."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard import theme
from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving

ASKED = "/measures/a.json"


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    return map_sample.sample()


@pytest.fixture
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    with driving(browser, site) as driver:
        yield driver


def answer(site: map_frame.Site, measure: str, values: list[Any], **more: Any) -> None:  # noqa: ANN401  JSON
    """Let the server answer with these values for the first cells, and 0 for the others."""
    size = len(map_sample.sample().sheet.cells)
    found: dict[str, Any] = {
        "measure": measure,
        "layer": "incidents",
        "from": "2026-09-24",
        "to": "2026-11-23",
    }
    found |= {"values": values + [0] * (size - len(values)), "reason": "", "note": ""}
    found["shifts"] = []
    site.files[ASKED] = json.dumps({**found, "against": None, **more}).encode()


def legend(driver: Driver) -> str:
    return str(driver.frame.locator(".legend").inner_text())


def class_names(driver: Driver) -> list[str]:
    rows = driver.frame.locator(".classes li").all_inner_texts()
    return [row.split("\n")[0] for row in rows]


def inner(sample: map_sample.Sample) -> list[str]:
    return map_sample.hexes(sample)


def test_hot_spots_are_filled_and_counted_in_the_legend(
    driver: Driver, sample: map_sample.Sample
) -> None:
    answer(driver.site, "hot", [99] * 200 + [95] * 100 + [-99] * 5)
    driver.show(layers=["incidents"])
    driver.button("Hot spots").click()
    driver.pause()
    found = [driver.colour(cell) for cell in inner(sample)[:200]]
    surest = theme.ramp("incidents")[4].lower()
    assert found.count(surest) > 150
    said = legend(driver).split()
    assert "200" in said
    assert "100" in said
    assert "5" in said
    assert driver.settled()[-1]["measure"] == "hot"


def test_hot_spots_that_hold_few_shifts_are_seen_to_be_weaker(
    driver: Driver, sample: map_sample.Sample
) -> None:
    levels, shifts = [99] * 300 + [0] * 100, [8] * 100 + [4] * 100 + [0] * 100 + [7] * 100
    size = len(sample.sheet.cells)
    answer(driver.site, "hot-moved", levels, shifts=shifts + [0] * (size - len(shifts)))
    driver.show(layers=["incidents"], measure="hot-moved")
    solid, weak = theme.ramp("incidents")[4].lower(), theme.colour("land").lower()
    colours = [driver.colour(cell) for cell in inner(sample)[:400]]
    assert colours[:100].count(solid) > 70
    assert colours[300:].count(solid) > 70  # it holds on seven grids, and not only on this one
    assert solid not in colours[100:300]
    assert colours[100:200].count(weak) > 70
    assert class_names(driver) == ["Hot in 6 to 8 of 8 shifts", "In 3 to 5", "In 2 or fewer"]
    assert legend(driver).split().count("100") == 2
    assert "200" in legend(driver).split()


@pytest.mark.parametrize(
    ("level", "held", "words"),
    [
        (99, 7, "Hot spot at 99 %, hot in 7 of 8 shifts"),
        (95, 0, "Hot spot at 95 %, hot in 0 of 8 shifts"),
        (0, 3, "Hot in 3 of 8 shifts, but not on this grid"),
    ],
)
def test_the_tooltip_says_in_how_many_shifts_a_hot_spot_holds(
    driver: Driver, sample: map_sample.Sample, level: int, held: int, words: str
) -> None:
    every = [held] * len(sample.sheet.cells)
    answer(driver.site, "hot-moved", [level] * 400, shifts=every)
    driver.show(measure="hot-moved")
    x, y = driver.place(inner(sample)[40])
    driver.page.mouse.move(x, y)
    driver.pause(200)
    assert words in driver.frame.locator(".tooltip").inner_text()


def test_moving_the_grid_is_a_switch_that_keeps_its_place_under_the_keyboard(
    driver: Driver,
) -> None:
    answer(driver.site, "hot-residents", [99] * 50)
    driver.show(measure="hot-residents")
    switch = driver.frame.get_by_label("Test with the grid moved")
    switch.focus()
    size = len(map_sample.sample().sheet.cells)
    answer(driver.site, "hot-residents-moved", [99] * 50, shifts=[8] * size)
    driver.page.keyboard.press("Space")
    driver.pause()
    assert driver.settled()[-1]["measure"] == "hot-residents-moved"
    assert switch.is_checked()
    assert switch.evaluate("(box) => box === document.activeElement")
    variant = driver.frame.get_by_label("What chance would do")
    assert variant.input_value() == "hot-residents"
    variant.select_option("hot")
    driver.pause()
    assert driver.settled()[-1]["measure"] == "hot-moved"


def test_a_change_has_four_forms(driver: Driver, sample: map_sample.Sample) -> None:
    against = ["2025-09-24", "2025-11-23"]
    answer(driver.site, "change", [1] * 100 + [2] * 100 + [3] * 100, against=against)
    driver.show(layers=["incidents"], measure="change")
    colours = [driver.colour(cell) for cell in inner(sample)[:300]]
    forms = (theme.ramp("incidents")[4], theme.colour("fall-ground"), theme.colour("no-change"))
    for i, form in enumerate(forms):
        assert colours[100 * i : 100 * (i + 1)].count(form.lower()) > 70
    assert "Against 24 Sep to 22 Nov 2025" in legend(driver)


def test_a_reason_stands_where_nothing_could_be_tested(driver: Driver) -> None:
    reason = "Too few events to test: 2 in this window, and at least 3 are needed."
    answer(driver.site, "hot", [], reason=reason)
    before = driver.show(layers=["incidents"]).picture()
    driver.button("Hot spots").click()
    driver.pause()
    assert reason in legend(driver)
    assert driver.picture() != before


def test_dragging_asks_nothing_and_resting_asks_once(driver: Driver) -> None:
    answer(driver.site, "hot", [99] * 50)
    driver.show(measure="hot")
    asked = driver.site.asked.count(ASKED)
    box = driver.box(".lanes .tint")
    middle, low = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
    driver.drag(middle, middle - 200, low, moves=6)
    assert driver.site.asked.count(ASKED) == asked
    driver.page.mouse.up()
    driver.pause()
    assert driver.site.asked.count(ASKED) == asked + 1


def test_an_answer_for_another_measure_is_dropped(driver: Driver) -> None:
    answer(driver.site, "hot", [99] * 50)
    driver.show(layers=["incidents"], measure="change")
    driver.pause(300)
    assert "Working it out" in legend(driver)


def test_rates_keep_their_breaks_while_the_clock_plays(driver: Driver) -> None:
    answer(driver.site, "rate", [0.5 + i / 10 for i in range(400)])
    driver.show(layers=["incidents"], measure="rate")
    labels = class_names(driver)
    assert labels[0].startswith("to ")
    answer(driver.site, "rate", [5 + i for i in range(400)])
    driver.button("12 months").click()
    driver.pause()
    rested = class_names(driver)
    assert rested != labels
    answer(driver.site, "rate", [0.5 + i / 10 for i in range(400)])
    driver.button("Play").click()
    driver.pause(600)
    playing = [
        name.split("\n")[0] for name in driver.frame.locator(".classes li").all_inner_texts()
    ]
    assert playing == rested


def test_layers_that_converge_are_seen_over_their_symbols_and_defined(
    driver: Driver, sample: map_sample.Sample
) -> None:
    answer(driver.site, "together", [2] * 7 + [3] * 2)
    driver.show(layers=list(map_sample.EVENTS))
    driver.button("Convergence").click()
    driver.pause()
    assert "clear hot spots (95\N{NO-BREAK SPACE}%) of two or three layers" in legend(driver)
    found = driver.colours(inner(sample)[:9])
    assert found.count(theme.colour("ink-3").lower()) >= 5
    assert found.count(theme.colour("ink").lower()) >= 1
    assert driver.frame.locator(".classes b").all_inner_texts() == ["7", "2"]


def test_chance_can_be_by_residents(driver: Driver) -> None:
    answer(driver.site, "hot", [99] * 50)
    driver.show(measure="hot")
    driver.frame.get_by_label("What chance would do").select_option("hot-residents")
    driver.pause()
    assert driver.settled()[-1]["measure"] == "hot-residents"
    assert driver.button("Hot spots").get_attribute("aria-pressed") == "true"


def test_convergence_too_can_be_asked_against_residents(driver: Driver) -> None:
    answer(driver.site, "together", [2] * 9)
    driver.show(measure="together")
    answer(driver.site, "together-residents", [3] * 4, layer="missing")
    driver.frame.get_by_label("What chance would do").select_option("together-residents")
    driver.pause()
    assert driver.settled()[-1]["measure"] == "together-residents"
    assert driver.button("Convergence").get_attribute("aria-pressed") == "true"
    assert "Where layers converge" in legend(driver)
    assert "4" in legend(driver).split()


def test_the_tooltip_says_the_verdict_beside_the_counts(
    driver: Driver, sample: map_sample.Sample
) -> None:
    answer(driver.site, "change", [1] * 400, against=["2025-09-24", "2025-11-23"])
    driver.show(measure="change")
    x, y = driver.place(inner(sample)[40])
    driver.page.mouse.move(x, y)
    driver.pause(200)
    assert "Likely a real rise" in driver.frame.locator(".tooltip").inner_text()


def test_an_expired_permission_is_renewed_and_not_asked_in_a_loop(driver: Driver) -> None:
    driver.site.statuses[ASKED] = HTTPStatus.UNAUTHORIZED
    driver.show(measure="hot")
    driver.pause()
    assert driver.heard("expired")
    assert driver.site.asked.count(ASKED) == 1
