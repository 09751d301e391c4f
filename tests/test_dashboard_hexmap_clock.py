"""The clock's steps, its typed days, its play in a ring and its named windows."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from dashboard import theme
from data.basemap import basemap
from geo.windows import Step, Window, snapped
from tests import map_frame, map_sample
from tests.conftest import photograph
from tests.map_driver import Driver, driving
from tests.map_modules import Modules, modules

EPOCH = date(1970, 1, 1)
WHOLE = True  # windows of whole steps


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Modules]:
    """Call a function of one of the frame's modules."""
    with modules(browser) as opened:
        yield opened


def day(text: str) -> int:
    """Number of a day as the frame counts them."""
    return (date.fromisoformat(text) - EPOCH).days


def text(number: int) -> str:
    """Day of a number."""
    return (EPOCH + timedelta(days=number)).isoformat()


def span(first: str, end: str) -> dict[str, int]:
    """Write a window as the frame keeps it."""
    return {"from": day(first), "to": day(end)}


def words(found: dict[str, int] | None) -> tuple[str, str] | None:
    """Write a window as two days."""
    return (text(found["from"]), text(found["to"])) if found else None


DATA = span("2023-11-24", "2026-11-23")


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_a_window_is_widened_in_the_browser_as_in_python(run: Modules, step: Step) -> None:
    rng = random.Random(step)  # noqa: S311  windows to try, no secret
    wide = {"from": day("2020-01-01"), "to": day("2030-01-01")}
    for _ in range(60):
        a, b = sorted(rng.sample(range(DATA["from"], DATA["to"] + 1), 2))
        expected = snapped(
            Window(date.fromisoformat(text(a)), date.fromisoformat(text(b))), step=step
        )
        found = words(run("clockscale", "snapped", {"from": a, "to": b}, step, wide))
        assert found == (expected.start.isoformat(), expected.end.isoformat())


def test_a_week_step_stops_only_on_mondays_and_at_the_ends_of_the_data(run: Modules) -> None:
    stops = {
        run("clockscale", "snap", at, "week", DATA) for at in range(DATA["from"], DATA["to"], 2)
    }
    inner = {text(stop) for stop in stops} - {"2023-11-24", "2026-11-23"}
    assert len(inner) > 150
    assert {date.fromisoformat(stop).weekday() for stop in inner} == {0}
    assert text(run("clockscale", "snap", day("2026-09-24"), "week", DATA)) == "2026-09-21"
    assert text(run("clockscale", "snap", day("2026-09-25"), "week", DATA)) == "2026-09-28"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ArrowRight", "2026-09-14"),
        ("ArrowLeft", "2026-08-31"),
        ("PageDown", "2026-08-10"),
        ("Home", "2023-11-24"),
    ],
)
def test_keys_move_an_end_by_weeks(run: Modules, key: str, expected: str) -> None:
    window = span("2026-09-07", "2026-11-02")
    found = run("handles", "windowAfterKey", "start", key, window, "week", DATA)
    assert words(found) == (expected, "2026-11-02")


def test_an_end_between_two_mondays_goes_to_the_next_one(run: Modules) -> None:
    assert text(run("clockscale", "stepped", day("2026-09-24"), 1, "week", DATA)) == "2026-09-28"
    assert text(run("clockscale", "stepped", day("2026-09-24"), -1, "week", DATA)) == "2026-09-21"
    assert text(run("clockscale", "stepped", day("2026-09-24"), -1, "month", DATA)) == "2026-09-01"


def test_whole_weeks_stay_whole_to_the_end_of_the_data_and_back(run: Modules) -> None:
    early = span("2023-11-24", "2026-11-19")  # a Thursday
    window = span("2026-11-02", "2026-11-16")
    last = run("clockscale", "moved", window, 1, "week", early, WHOLE)
    assert words(last) == ("2026-11-09", "2026-11-19")
    assert run("clockscale", "moved", last, 1, "week", early, WHOLE) is None
    back = run("clockscale", "moved", last, -1, "week", early, WHOLE)
    assert words(back) == ("2026-11-02", "2026-11-16")


def test_a_window_moves_by_a_day_and_keeps_its_width(run: Modules) -> None:
    window = span("2026-11-01", "2026-11-08")
    on = run("clockscale", "moved", window, 1, "day", DATA, WHOLE)
    assert words(on) == ("2026-11-02", "2026-11-09")
    assert run("clockscale", "moved", span("2026-11-16", "2026-11-23"), 1, "day", DATA) is None


def test_a_dragged_window_of_weeks_lands_on_weeks(run: Modules) -> None:
    window = span("2026-09-07", "2026-09-21")
    found = run("clockscale", "dragged", window, -30, "week", DATA)
    assert words(found) == ("2026-08-10", "2026-08-24")


def test_bars_are_of_the_step_that_was_chosen(run: Modules) -> None:
    weeks = run("clockscale", "barEdges", DATA, "week")
    assert [weeks[0], weeks[-1]] == list(DATA.values())
    assert {b - a for a, b in pairwise(weeks[1:-1])} == {7}
    assert date.fromisoformat(text(weeks[1])).weekday() == 0
    assert run("clockscale", "barStep", "week", "week", DATA, 700) == "week"
    assert run("clockscale", "barStep", "month", "month", DATA, 700) == "month"


def test_bars_too_narrow_to_see_give_way_to_wider_ones(run: Modules) -> None:
    assert run("clockscale", "barStep", "day", "day", DATA, 3000) == "day"
    assert run("clockscale", "barStep", "day", "day", DATA, 1000) == "week"
    assert run("clockscale", "barStep", "day", "day", DATA, 300) == "month"


def state(step: str, *, monthly: bool = False, **changes: object) -> dict[str, Any]:
    """Write as much of the frame's state as the clock reads."""
    reason = "Known only by their month." if monthly else ""
    layers = [
        {"name": "incidents", "step": "month" if monthly else "day", "reason": reason},
        {"name": "missing", "step": "day", "reason": ""},
    ]
    data = {"start": DATA["from"], "end": DATA["to"], "layers": layers}
    known = {"data": data, "visible": ["incidents", "missing"], "focus": "incidents", "step": step}
    return known | span("2026-09-24", "2026-11-05") | changes


@pytest.mark.parametrize(
    ("chosen", "step", "far"),
    [
        ("", "day", "week"),
        ("day", "day", "day"),
        ("week", "week", "week"),
        ("month", "month", "month"),
        ("year", "day", "week"),
    ],
)
def test_the_clock_takes_the_step_that_was_chosen(
    run: Modules, chosen: str, step: str, far: str
) -> None:
    assert run("timeline", "stepOf", state(chosen)) == {"step": step, "reason": ""}
    assert run("timeline", "strideOf", state(chosen)) == far


@pytest.mark.parametrize("chosen", ["", "day", "week", "month"])
def test_no_choice_is_finer_than_the_data(run: Modules, chosen: str) -> None:
    monthly = state(chosen, monthly=True)
    found = run("timeline", "stepOf", monthly)
    assert found == {"step": "month", "reason": "Known only by their month."}
    assert run("timeline", "strideOf", monthly) == "month"
    hidden = state(chosen, monthly=True, visible=["missing"], focus="missing")
    assert run("timeline", "stepOf", hidden)["step"] == (chosen or "day")


def test_the_last_window_of_a_step_is_as_wide_as_the_first(run: Modules) -> None:
    weeks = state("week") | span("2025-01-06", "2025-01-20")
    assert words(run("timeline", "lastWindow", weeks, 1)) == ("2026-11-09", "2026-11-23")
    assert words(run("timeline", "lastWindow", weeks, -1)) == ("2023-11-24", "2023-12-04")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("24 Sep 2026", ("2026-09-24", "2026-09-25")),
        ("24 september 2026", ("2026-09-24", "2026-09-25")),
        ("  24  Sept. 2026 ", ("2026-09-24", "2026-09-25")),
        ("24th Sep 2026", ("2026-09-24", "2026-09-25")),
        ("24/09/2026", ("2026-09-24", "2026-09-25")),
        ("3/9/26", ("2026-09-03", "2026-09-04")),
        ("24.9.2026", ("2026-09-24", "2026-09-25")),
        ("2026-09-24", ("2026-09-24", "2026-09-25")),
        ("29 Feb 2024", ("2024-02-29", "2024-03-01")),
        ("Sep 2026", ("2026-09-01", "2026-10-01")),
        ("12/2025", ("2025-12-01", "2026-01-01")),
    ],
)
def test_days_are_read_as_people_type_them(run: Modules, typed: str, days: tuple[str, str]) -> None:
    assert words(run("typed", "readDays", typed)) == days


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31 Feb 2026",
        "29/02/2026",
        "09/24/2026",
        "24 Sep",
        "24 Foo 2026",
        "2026",
        "0/1/26",
    ],
)
def test_what_is_no_day_is_not_read(run: Modules, typed: str) -> None:
    assert run("typed", "readDays", typed) is None


@given(st.dates(date(2000, 1, 1), date(2079, 12, 31)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_day_is_read_back_as_the_clock_writes_it(run: Modules, shown: date) -> None:
    number = (shown - EPOCH).days
    written = run("dates", "dayWords", number)
    assert run("typed", "readDays", written) == {"from": number, "to": number + 1}


BY_DAY = {"step": "day", "reason": ""}
BY_WEEK = {"step": "week", "reason": ""}
BY_MONTH = {"step": "month", "reason": "Known only by their month."}
HELD = "The data are from 24 Nov 2023 to 22 Nov 2026."


def typed(run: Modules, first: str, last: str, clock: dict[str, str]) -> dict[str, Any]:
    """Read a window as it is typed."""
    found: dict[str, Any] = run("typed", "readWindow", {"from": first, "to": last}, clock, DATA)
    return found


@pytest.mark.parametrize(
    ("first", "last", "clock", "window"),
    [
        ("24 Sep 2026", "22 Nov 2026", BY_DAY, ("2026-09-24", "2026-11-23")),
        ("1 Oct 2026", "1 Oct 2026", BY_DAY, ("2026-10-01", "2026-10-02")),
        ("Sep 2026", "Oct 2026", BY_MONTH, ("2026-09-01", "2026-11-01")),
        ("24 Nov 2023", "22 Nov 2026", BY_MONTH, ("2023-11-24", "2026-11-23")),
        ("21/09/2026", "27/09/2026", BY_WEEK, ("2026-09-21", "2026-09-28")),
    ],
)
def test_the_last_day_typed_is_the_last_day_counted(
    run: Modules, first: str, last: str, clock: dict[str, str], window: tuple[str, str]
) -> None:
    found = typed(run, first, last, clock)
    assert (words(found["span"]), found["problem"]) == (window, "")


@pytest.mark.parametrize(
    ("texts", "clock", "field", "problem"),
    [
        (("soon", "22 Nov 2026"), BY_DAY, "from", "“soon” is not a date."),
        (("1 Oct 2026", ""), BY_DAY, "to", "A date is missing."),
        (("1 Oct 2020", "1 Nov 2026"), BY_DAY, "from", HELD),
        (("1 Oct 2026", "23 Nov 2026"), BY_DAY, "to", HELD),
        (("1 Nov 2026", "31 Oct 2026"), BY_DAY, "from", "The first day is after the last."),
        (("24 Sep 2026", "31 Oct 2026"), BY_MONTH, "from", "Begin on 1 Sep 2026 or 1 Oct 2026."),
        (("1 Sep 2026", "5 Nov 2026"), BY_MONTH, "to", "End on 31 Oct 2026 or 22 Nov 2026."),
        (("24 Sep 2026", "27 Sep 2026"), BY_WEEK, "from", "Begin on 21 Sep 2026 or 28 Sep 2026."),
        (("x" * 99, "1 Nov 2026"), BY_DAY, "from", "“xxxxxxxxxxxxxxxxxxxxxxxx…” is not a date."),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence_and_changes_nothing(
    run: Modules, texts: tuple[str, str], clock: dict[str, str], field: str, problem: str
) -> None:
    found = typed(run, *texts, clock)
    assert found["span"] is None
    assert found["field"] == field
    assert problem in found["problem"]
    assert found["problem"].startswith(clock["reason"]) or clock is not BY_MONTH


@pytest.fixture(scope="module")
def site() -> Iterator[map_frame.Site]:
    """Serve days and months."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    monthly = map_sample.Choices(monthly=("incidents",))
    site.files["/cells/monthly.bin"] = map_sample.sample(monthly).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame, waiting to be told what to show."""
    with driving(browser, site) as driver:
        yield driver


def type_day(driver: Driver, name: str, text: str) -> None:
    """Type a day over one of the window's and press Enter."""
    driver.frame.get_by_role("textbox", name=name).fill(text)
    driver.page.keyboard.press("Enter")
    driver.pause(100)


def test_a_typed_day_moves_the_window_and_python_hears_of_it(driver: Driver) -> None:
    driver.show()
    field = driver.frame.get_by_role("textbox", name="First day")
    assert field.input_value() == "24 Sep 2026"
    field.focus()
    driver.page.keyboard.type("1/10/2026")  # focus has selected what was there
    driver.page.keyboard.press("Tab")
    driver.pause()
    assert driver.words() == "1 Oct to 22 Nov 2026"
    assert field.input_value() == "1 Oct 2026"
    type_day(driver, "Last day", "Oct 2026")
    driver.pause()
    view = driver.settled()[-1]
    assert (view["from"], view["to"]) == ("2026-10-01", "2026-11-01")
    assert driver.frame.get_by_role("textbox", name="Last day").input_value() == "31 Oct 2026"


def test_a_wrong_day_is_answered_and_escape_brings_the_window_back(driver: Driver) -> None:
    driver.show()
    type_day(driver, "First day", "31 Feb 2026")
    field = driver.frame.get_by_role("textbox", name="First day")
    alert = driver.frame.get_by_role("alert")
    assert "“31 Feb 2026” is not a date" in (alert.text_content() or "")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.get_attribute("aria-describedby") == alert.get_attribute("id")
    assert field.input_value() == "31 Feb 2026"
    assert driver.words() == "24 Sep to 22 Nov 2026"
    driver.pause()
    assert driver.settled() == []
    field.press("Escape")
    assert field.input_value() == "24 Sep 2026"
    assert alert.count() == 0
    assert field.get_attribute("aria-invalid") is None


def test_both_days_can_be_changed_one_after_the_other(driver: Driver) -> None:
    driver.show(**{"from": "2025-01-01", "to": "2025-02-01"})
    type_day(driver, "First day", "1 Mar 2026")
    assert "Change the other one too" in (driver.frame.get_by_role("alert").text_content() or "")
    type_day(driver, "Last day", "31 Mar 2026")
    assert driver.words() == "1 Mar to 31 Mar 2026"
    assert driver.frame.get_by_role("alert").count() == 0


def test_another_hand_on_the_clock_lets_go_of_what_was_typed(driver: Driver) -> None:
    driver.show()
    type_day(driver, "First day", "nonsense")
    driver.button("Last month").click()
    driver.pause(100)
    assert driver.frame.get_by_role("textbox", name="First day").input_value() == "1 Oct 2026"
    assert driver.frame.get_by_role("alert").count() == 0


def choose_step(driver: Driver, step: str) -> None:
    """Choose the clock's step."""
    driver.frame.get_by_label("Step of the clock").select_option(step)
    driver.pause(100)


def test_a_chosen_step_makes_the_window_the_bars_and_the_buttons_follow(driver: Driver) -> None:
    driver.show()
    bars = driver.frame.locator(".lanes .bar").first
    months = str(bars.get_attribute("d")).count("M")
    choose_step(driver, "week")
    assert str(bars.get_attribute("d")).count("M") > 4 * months
    assert driver.words() == "21 Sep to 22 Nov 2026"
    driver.button("Back one week").click()
    driver.pause(100)
    assert driver.words() == "14 Sep to 15 Nov 2026"
    driver.frame.locator(".handle[data-part=start]").press("ArrowRight")
    driver.pause()
    assert driver.words() == "21 Sep to 15 Nov 2026"
    assert driver.settled()[-1]["step"] == "week"
    choose_step(driver, "month")
    assert driver.words() == "1 Sep to 22 Nov 2026"
    choose_step(driver, "day")
    driver.button("Back one day").click()
    driver.pause(100)
    assert driver.words() == "31 Aug to 21 Nov 2026"


def test_a_dragged_end_lands_on_a_monday(driver: Driver) -> None:
    driver.show(step="week", **{"from": "2025-06-02", "to": "2025-09-01"})
    box = driver.box(".lanes .tint")
    driver.drag(box["x"], box["x"] - 61, box["y"] + 20, moves=5)
    driver.page.mouse.up()
    driver.pause()
    start = date.fromisoformat(driver.settled()[-1]["from"])
    assert start.weekday() == 0
    assert start < date(2025, 6, 2)


def test_a_step_that_the_data_do_not_allow_is_shut_and_says_why(driver: Driver) -> None:
    driver.show("/cells/monthly.bin", step="day")
    step = driver.frame.get_by_label("Step of the clock")
    options = step.locator("option")
    assert [one.is_disabled() for one in options.all()] == [False, True, True, False]
    reason = "Incidents are known only by their month"
    assert options.nth(1).text_content() == f"Step: day ({reason})"
    assert step.input_value() == "month"
    assert (driver.frame.locator(".controls small").text_content() or "").startswith(reason)
    assert driver.frame.get_by_role("button", name="Back one month").is_visible()
    driver.button("Hide Cuckooing").click()
    driver.frame.locator(".chip[data-layer=missing] .pick").click()
    driver.button("Hide Incidents").click()
    driver.pause(100)
    assert not options.nth(1).is_disabled()
    assert step.input_value() == "day"


def test_a_layer_of_months_widens_the_window_when_it_is_shown(driver: Driver) -> None:
    driver.show("/cells/monthly.bin", layers=["missing"], focus="missing")
    assert driver.words() == "24 Sep to 22 Nov 2026"
    driver.button("Show Incidents").click()
    driver.pause()
    assert driver.words() == "1 Sep to 22 Nov 2026"
    assert driver.settled()[-1]["from"] == "2026-09-01"


def test_play_in_a_loop_begins_again_with_the_same_width(driver: Driver) -> None:
    driver.show(**{"from": "2026-09-01", "to": "2026-10-01"})
    driver.button("Loop").click()
    driver.pause(50)
    assert driver.button("Loop").get_attribute("aria-pressed") == "true"
    driver.frame.get_by_label("Speed of play").select_option("4")
    driver.button("Play").click()
    driver.frame.wait_for_function(
        "() => document.querySelector('.window b').textContent.endsWith('2023')"
    )
    assert driver.words() == "24 Nov to 30 Nov 2023"
    driver.frame.wait_for_function(
        "() => document.querySelector('.window b').textContent.endsWith('31 Jan 2024')"
    )
    assert driver.words() == "1 Jan to 31 Jan 2024"
    assert driver.button("Pause").is_visible()
    driver.button("Loop").click()
    driver.button("Pause").click()


def test_a_loop_over_everything_stops(driver: Driver) -> None:
    driver.show()
    driver.button("All").click()
    driver.button("Loop").click()
    driver.button("Play").click()
    driver.pause(1200)
    assert driver.button("Play").is_visible()


def test_a_loop_respects_less_motion(browser: Browser, site: map_frame.Site) -> None:
    with driving(browser, site, reduced_motion="reduce") as driver:
        driver.show(**{"from": "2026-10-01", "to": "2026-11-23"})
        driver.button("Loop").click()
        driver.frame.get_by_label("Speed of play").select_option("4")
        driver.button("Play").click()
        driver.pause(1100)
        shown = driver.words()
        driver.pause(800)
        assert driver.words() != shown
        driver.button("Pause").click()


@pytest.mark.parametrize("key", ["Tab", "mouse"])
def test_without_a_meeting_the_clock_says_where_to_set_one(driver: Driver, key: str) -> None:
    driver.show(meetings=[])
    note = driver.frame.get_by_role("note")
    if key == "Tab":
        driver.button("Last month").focus()
        driver.page.keyboard.press("Tab")
        assert note.evaluate("(note) => note === document.activeElement")
    else:
        note.hover()
    tip = "(note) => getComputedStyle(note, '::before').content"
    assert "HOTSPOTS_MEETINGS" in note.evaluate(tip)
    assert "HOTSPOTS_MEETINGS" in str(note.get_attribute("aria-label"))
    driver.show(version="2", meetings=["2026-09-24"])
    assert note.count() == 0
    assert driver.button("Since last meeting").get_attribute("aria-pressed") == "true"


def test_the_presets_of_a_team_with_meetings(driver: Driver) -> None:
    driver.show(meetings=["2026-09-24", "2026-10-15"])
    found = {}
    for name in driver.frame.locator(".presets button").all_text_contents():
        driver.button(name).click()
        driver.pause(60)
        found[name] = driver.words()
    assert found == {
        "Last month": "1 Oct to 31 Oct 2026",
        "Since last meeting": "15 Oct to 22 Nov 2026",
        "Last two months": "1 Sep to 31 Oct 2026",
        "Last quarter": "1 Jul to 30 Sep 2026",
        "12 months": "23 Nov 2025 to 22 Nov 2026",
        "All": "24 Nov 2023 to 22 Nov 2026",
    }


@pytest.mark.parametrize("size", [(866, 552), (1260, 860)])
@pytest.mark.parametrize("mode", theme.MODES)
def test_the_clock_fits_its_row(driver: Driver, size: tuple[int, int], mode: str) -> None:
    driver.page.set_viewport_size({"width": size[0], "height": size[1]})
    driver.show("/cells/monthly.bin", theme=mode, step="month", meetings=["2026-09-24"])
    boxes = driver.frame.evaluate(
        """() => [...document.querySelectorAll(".controls > *")]
          .filter((part) => part.tagName !== "SMALL")
          .map((part) => { const box = part.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2]; })"""
    )
    assert len(boxes) == 8
    assert all(a[1] <= b[0] for a, b in pairwise(boxes))
    assert max(box[2] for box in boxes) - min(box[2] for box in boxes) < 4
    assert boxes[-1][1] <= size[0]
    photograph(driver.page, name=f"clock-{size[0]}-{mode}")
