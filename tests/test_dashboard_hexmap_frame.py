"""The frame in a real browser: it draws the counts, and the clock costs Python nothing."""

from collections.abc import Iterator
from http import HTTPStatus

import numpy as np
import pytest
from playwright.sync_api import Browser

from dashboard import classes, theme
from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving
from tests.map_sample import day_number

START, END = day_number("2026-09-24"), day_number("2026-11-23")


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve three sets of data."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    choices = map_sample.Choices
    site.files["/cells/small.bin"] = map_sample.sample(choices(resolution=10)).packed
    site.files["/cells/monthly.bin"] = map_sample.sample(choices(monthly=("incidents",))).packed
    site.files["/cells/widnes.bin"] = map_sample.sample(choices(place="Widnes")).packed
    site.files["/cells/real.bin"] = map_sample.sample(choices(synthetic=False)).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame, waiting to be told what to show."""
    with driving(browser, site) as driver:
        yield driver


def busiest(sample: map_sample.Sample, layer: str = "incidents") -> str:
    """Name the cell with the most events of the first window."""
    return fullest(sample, layer=layer)[0]


def fullest(sample: map_sample.Sample, *, layer: str) -> list[str]:
    """Name the ten cells with the most events of the first window."""
    order = np.argsort(-sample.counts(layer, START, END), kind="stable")
    return [map_sample.hexes(sample)[index] for index in order[:10]]


def far_end(layer: str, mode: theme.Mode = "light") -> set[str]:
    """Colours of the fuller classes."""
    return {step.lower() for step in theme.ramp(layer, mode=mode)[1:]}


def test_each_cell_has_the_colour_of_its_class(driver: Driver, sample: map_sample.Sample) -> None:
    driver.show(layers=["incidents"])
    counts = sample.counts("incidents", START, END)
    ends = classes.breaks("incidents", counts)
    ramp = theme.ramp("incidents", classes=len(ends) + 1)
    levels = classes.class_of(counts, ends)
    right = 0
    for cell, level in list(zip(map_sample.hexes(sample), levels, strict=True))[:150]:
        expected = ramp[level].lower() if level >= 0 else ""
        right += driver.colour(cell) == expected  # a name or a ward line may lie over a few
    assert right > 120


def test_the_painted_pixels_of_many_cells_have_the_same_colours(driver: Driver) -> None:
    driver.show("/cells/small.bin", layers=["incidents"], resolution=10)
    small = map_sample.sample(map_sample.Choices(resolution=10))
    counts = small.counts("incidents", START, END)
    ends = classes.breaks("incidents", counts)
    ramp = theme.ramp("incidents", classes=len(ends) + 1)
    assert len(counts) > 5000
    levels = classes.class_of(counts, ends)
    found = [driver.colour(cell) for cell in map_sample.hexes(small)[:300]]
    expected = [ramp[level].lower() if level >= 0 else "" for level in levels[:300]]
    same = [a == b for a, b in zip(found, expected, strict=True)]
    assert np.mean(same) > 0.7


def test_chips_count_what_pandas_counts(driver: Driver, sample: map_sample.Sample) -> None:
    driver.show()
    for layer in map_sample.EVENTS:
        assert driver.total(layer) == sample.counts(layer, START, END).sum()


def test_dragging_the_clock_redraws_each_time_and_tells_nobody(driver: Driver) -> None:
    driver.show()
    before, asked = driver.page.evaluate("window.heard.length"), len(driver.site.asked)
    box = driver.box(".lanes .tint")
    middle, low = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
    pictures = driver.drag(middle, middle - 300, low)
    assert len(set(pictures)) == 20
    driver.pause(400)  # a hand that pauses with the button down is not at rest
    assert driver.page.evaluate("window.heard.length") == before
    driver.page.mouse.up()
    driver.pause()
    assert len(driver.settled()) == 1
    assert len(driver.site.asked) == asked


def test_the_settled_view_is_the_window_on_the_clock(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show()
    driver.button("Last month").click()
    driver.pause()
    view = driver.settled()[-1]
    assert (view["from"], view["to"]) == ("2026-10-01", "2026-11-01")
    assert driver.words() == "1 Oct to 31 Oct 2026"
    counted = sample.counts("incidents", day_number(view["from"]), day_number(view["to"]))
    assert driver.total("incidents") == counted.sum()


def test_the_ends_of_the_window_move_alone(driver: Driver) -> None:
    driver.show()
    box = driver.box(".lanes .tint")
    driver.drag(box["x"], box["x"] - 120, box["y"] + 20, moves=5)
    driver.page.mouse.up()
    driver.pause()
    view = driver.settled()[-1]
    assert view["from"] < "2026-08-01"
    assert view["to"] == "2026-11-23"


def test_drawing_on_empty_space_makes_a_new_window(driver: Driver) -> None:
    driver.show()
    box = driver.box(".lanes")
    driver.drag(box["x"] + 200, box["x"] + 300, box["y"] + 40, moves=5)
    driver.page.mouse.up()
    driver.pause()
    view = driver.settled()[-1]
    assert "2023-11-24" < view["from"] < view["to"] < "2025-06-01"


def test_a_click_on_empty_space_brings_the_window_there(driver: Driver) -> None:
    driver.show()
    box = driver.box(".lanes")
    driver.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 40)
    driver.pause()
    view = driver.settled()[-1]
    assert day_number(view["to"]) - day_number(view["from"]) == END - START
    assert "2025-01-01" < view["from"] < "2025-09-01"


def test_quick_changes_are_told_seldom_and_the_last_one_always(driver: Driver) -> None:
    driver.show()
    names = ["Last month", "12 months", "Last quarter", "All"] * 5
    driver.frame.evaluate(
        """(names) => names.forEach((name, i) => setTimeout(() =>
          [...document.querySelectorAll(".presets button")]
            .find((button) => button.textContent === name).click(), 50 * i))""",
        names,
    )
    driver.pause(2200)
    assert 1 <= len(driver.settled()) <= 5
    assert driver.settled()[-1]["from"] == "2023-11-24"


def test_colours_keep_their_meaning_while_the_clock_plays(driver: Driver) -> None:
    driver.show(**{"from": "2025-06-01", "to": "2025-07-01"})
    labels = driver.frame.locator(".steps").text_content()
    driver.button("Play").click()
    driver.pause(1800)
    assert driver.words() != "1 Jun to 30 Jun 2025"
    assert driver.frame.locator(".steps").text_content() == labels
    assert driver.settled() == []
    driver.button("Pause").click()
    driver.pause()
    assert len(driver.settled()) == 1
    assert driver.button("Play").is_visible()


def test_play_stops_at_the_end_and_begins_again_from_the_start(driver: Driver) -> None:
    driver.show(**{"from": "2026-10-01", "to": "2026-11-01"})
    driver.frame.get_by_label("Speed of play").select_option("2")
    driver.button("Play").click()
    driver.pause(1600)
    assert driver.button("Play").is_visible()
    assert driver.settled()[-1]["to"] == "2026-11-23"
    driver.button("Play").click()
    driver.pause(100)
    assert driver.words().endswith("2023")


def test_steps_move_a_month_by_a_month(driver: Driver) -> None:
    driver.show(**{"from": "2026-10-01", "to": "2026-11-01"})
    driver.button("Back one month").click()
    driver.pause()
    assert driver.words() == "1 Sep to 30 Sep 2026"
    assert driver.settled()[-1]["from"] == "2026-09-01"
    driver.button("On one month").click()
    driver.pause(100)
    assert driver.words() == "1 Oct to 31 Oct 2026"


def test_a_monthly_layer_makes_the_clock_step_by_months_and_says_why(driver: Driver) -> None:
    driver.show("/cells/monthly.bin")
    assert driver.frame.locator(".controls small").text_content() == map_sample.MONTHLY
    assert driver.words() == "1 Sep to 22 Nov 2026"
    driver.frame.locator(".handle[data-part=start]").press("ArrowLeft")
    driver.pause(100)
    assert driver.words() == "1 Aug to 22 Nov 2026"
    driver.show("/cells/a.bin", version="2")
    assert driver.frame.locator(".controls small").text_content() == ""


def test_a_layer_can_be_hidden_and_another_can_fill_the_cells(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show()
    whole = driver.picture()
    driver.button("Hide Missing").click()
    driver.pause()
    assert driver.picture() != whole
    assert driver.settled()[-1]["layers"] == ["incidents", "cuckooing"]
    assert "Missing" not in (driver.frame.locator(".legend").text_content() or "")
    driver.frame.locator(".chip[data-layer=missing] .pick").click()
    driver.pause()
    assert driver.settled()[-1]["focus"] == "missing"
    assert driver.settled()[-1]["layers"] == ["incidents", "cuckooing", "missing"]
    driver.button("Hide Incidents").click()
    driver.button("Hide Cuckooing").click()
    driver.pause(100)
    found = driver.colours(fullest(sample, layer="missing"))
    assert far_end("missing").intersection(found)


def test_a_click_chooses_a_cell_and_a_second_one_lets_it_go(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show()
    cell = busiest(sample)
    driver.page.mouse.click(*driver.place(cell))
    driver.pause()
    assert driver.settled()[-1]["cell"] == cell
    driver.page.mouse.click(*driver.place(cell))
    driver.pause()
    assert driver.settled()[-1]["cell"] == ""


def test_the_tooltip_names_the_place_and_counts_each_layer(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show()
    cell = busiest(sample)
    index = map_sample.hexes(sample).index(cell)
    driver.page.mouse.move(*driver.place(cell))
    tooltip = driver.frame.locator(".tooltip")
    tooltip.wait_for(state="visible")
    assert tooltip.locator("h3").text_content() == sample.sheet.places[index]
    counts = [int(sample.counts(layer, START, END)[index]) for layer in map_sample.EVENTS]
    assert [int(text) for text in tooltip.locator(".number").all_text_contents()] == counts
    year = [int(sample.counts(layer, START - 365, END - 365)[index]) for layer in map_sample.EVENTS]
    before = tooltip.locator(".before").all_text_contents()
    assert before == [f"{count} last year" for count in year]


def test_beyond_the_chosen_place_there_are_no_zeros_to_read(driver: Driver) -> None:
    widnes = map_sample.sample(map_sample.Choices(place="Widnes"))
    driver.show("/cells/widnes.bin")
    towns = [widnes.sheet.wards[ward].town for ward in widnes.sheet.cell_ward]
    empty = sum(widnes.counts(layer, START, END) for layer in map_sample.EVENTS)
    away = next(i for i, town in enumerate(towns) if town == "Runcorn" and not np.asarray(empty)[i])
    driver.frame.get_by_role("button", name="Zoom out").click()
    driver.pause(600)
    driver.page.mouse.move(*driver.place(map_sample.hexes(widnes)[away]))
    driver.pause(100)
    assert driver.frame.locator(".tooltip").is_hidden()


def test_zoom_and_pan_survive_every_control(driver: Driver) -> None:
    driver.show()
    driver.frame.get_by_role("button", name="Zoom in").click()
    driver.whereabouts()
    stage = driver.box(".stage")
    driver.drag(stage["x"] + 500, stage["x"] + 380, stage["y"] + 150, moves=4)
    driver.page.mouse.up()
    before = driver.whereabouts()
    for name in ("Last month", "Hide Missing", "Back one month"):
        driver.button(name).click()
    driver.show("/cells/real.bin", version="2")
    driver.show("/cells/small.bin", version="3", resolution=10)
    assert driver.whereabouts() == before
    driver.page.reload()
    driver.page.wait_for_function("window.heard.some((message) => message.kind === 'hello')")
    driver.show()
    assert driver.whereabouts() == before
    driver.frame.get_by_role("button", name="Fit the whole place").click()
    assert driver.whereabouts() != before


def test_a_size_of_hexagons_is_asked_for_and_then_drawn(driver: Driver) -> None:
    driver.show()
    driver.button("Small").click()
    driver.pause()
    assert driver.settled()[-1]["resolution"] == 10
    driver.show("/cells/small.bin", version="2", **driver.settled()[-1])
    assert driver.button("Small").get_attribute("aria-pressed") == "true"


def test_a_rerun_that_repeats_an_older_view_does_not_move_the_clock(driver: Driver) -> None:
    driver.show()
    driver.button("Last month").click()
    driver.pause()
    driver.show("/cells/real.bin", version="2")
    assert driver.words() == "1 Oct to 31 Oct 2026"
    driver.show("/cells/real.bin", version="2", **{"from": "2025-01-01", "to": "2025-02-01"})
    assert driver.words() == "1 Jan to 31 Jan 2025"


def test_data_are_fetched_once_for_each_address(driver: Driver) -> None:
    asked = driver.site.asked.count("/cells/a.bin")
    driver.show()
    driver.post({"kind": "theme", "theme": "dark"})
    driver.post(map_sample.show(theme="dark"))
    driver.button("12 months").click()
    driver.pause()
    assert driver.site.asked.count("/cells/a.bin") == asked + 1


def test_a_change_of_theme_recolours_what_is_drawn(
    driver: Driver, sample: map_sample.Sample
) -> None:
    driver.show(layers=["incidents"])
    cells = fullest(sample, layer="incidents")
    assert theme.ramp("incidents")[-1].lower() in driver.colours(cells)
    driver.post({"kind": "theme", "theme": "dark"})
    driver.pause(200)
    found = driver.colours(cells)
    assert theme.ramp("incidents", mode="dark")[-1].lower() in found
    assert theme.ramp("incidents")[-1].lower() not in found


def test_invented_data_are_labelled_and_real_data_are_not(driver: Driver) -> None:
    driver.show()
    assert driver.frame.get_by_text("Synthetic data").is_visible()
    driver.show("/cells/real.bin", version="2")
    assert driver.frame.get_by_text("Synthetic data").is_hidden()


def test_the_attribution_is_on_the_map_in_short_and_a_click_away_in_full(driver: Driver) -> None:
    driver.show()
    known = basemap()
    assert driver.frame.get_by_text(known["credit"]).is_visible()
    assert driver.frame.get_by_text(known["attribution"]).is_hidden()
    driver.frame.get_by_text(known["credit"]).click()
    assert driver.frame.get_by_text(known["attribution"]).is_visible()


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN])
def test_a_permission_that_ran_out_is_reported_and_renewed(
    driver: Driver, status: HTTPStatus
) -> None:
    driver.site.statuses["/cells/old.bin"] = status
    driver.post(map_sample.show("/cells/old.bin"))
    driver.pause(400)
    assert len(driver.heard("expired")) == 1
    assert driver.frame.get_by_text("permission").is_visible()
    driver.show("/cells/a.bin")
    assert driver.frame.locator(".status.float").is_hidden()


def test_data_that_cannot_be_fetched_are_asked_for_again(driver: Driver) -> None:
    driver.site.statuses["/cells/late.bin"] = HTTPStatus.SERVICE_UNAVAILABLE
    driver.post(map_sample.show("/cells/late.bin"))
    driver.pause(400)
    assert driver.frame.get_by_text("Trying again").is_visible()
    driver.site.files["/cells/late.bin"] = driver.site.files["/cells/a.bin"]
    del driver.site.statuses["/cells/late.bin"]
    driver.frame.wait_for_selector(".lanes .tint", state="attached")
    assert driver.frame.locator(".status.float").is_hidden()
