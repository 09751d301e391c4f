"""The clock's steps, its typed days, its play in a ring and its named windows."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser

from geo.windows import Step, Window, snapped
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
