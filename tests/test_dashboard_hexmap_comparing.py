"""The window compared with: the browser finds the same one as Python, and says what is amiss."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from dashboard import comparing
from geo.windows import Window, snapped
from tests.map_modules import Modules, modules

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(2019, 1, 1), date(2027, 1, 1)
MANY = 300
"""Pairs that go to the browser in one call: a call costs more than the sums in it."""

CHOICES = st.sampled_from(["year", "before", "2018-01-10..2018-03-01", "2016-02-29..2018-12-31"])
WINDOWS = st.tuples(st.dates(FIRST, LAST), st.integers(1, 1200), CHOICES, st.booleans())


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Modules]:
    """Call functions of the frame's modules."""
    with modules(browser) as found:
        yield found


def day(moment: date) -> int:
    """Number of a day as the frame counts them."""
    return (moment - EPOCH).days


def span(window: Window) -> dict[str, int]:
    """Write a window as the frame does."""
    return {"from": day(window.start), "to": day(window.end)}


@given(st.lists(WINDOWS, min_size=MANY, max_size=MANY))
@settings(max_examples=3, deadline=None)
def test_the_browser_compares_with_the_same_days_as_python(
    run: Modules, tried: list[tuple[date, int, str, bool]]
) -> None:
    cases, expected = [], []
    for start, days, against, monthly in tried:
        window = Window(start, start + timedelta(days=days))
        whole = snapped(window, step="month") if monthly else window
        cases.append([span(window), against, monthly])
        expected.append(span(comparing.earlier(whole, against=against, whole_months=monthly)))
    body = "return values[0].map((args) => comparing.earlier(...args));"
    assert run.use(["comparing"], body, cases) == expected


def test_both_sides_have_the_same_words_for_a_choice(run: Modules) -> None:
    found = run.use(["comparing"], "return [comparing.YEAR, comparing.BEFORE];")
    assert found == [comparing.YEAR, comparing.BEFORE]
    typed = run("comparing", "written", "2025-01-01", "2025-03-01")
    assert comparing.against(typed) == typed


def test_a_window_before_the_data_begin_has_a_reason(run: Modules) -> None:
    data = {"from": day(date(2023, 11, 24)), "to": day(date(2026, 11, 23))}
    later = Window(date(2024, 9, 24), date(2024, 11, 23))
    before = comparing.earlier(later, against="year", whole_months=False)
    assert run("comparing", "reasonAgainst", span(later), span(before), data) == (
        "The data begin on 24 Nov 2023 and do not reach back to 24 Sep to 22 Nov 2023."
    )
    later = Window(date(2026, 9, 24), date(2026, 11, 23))
    before = comparing.earlier(later, against="year", whole_months=False)
    assert run("comparing", "reasonAgainst", span(later), span(before), data) == ""


def test_a_window_that_is_not_over_in_time_has_a_reason(run: Modules) -> None:
    data = {"from": day(date(2020, 1, 1)), "to": day(date(2026, 11, 23))}
    later = Window(date(2026, 9, 1), date(2026, 11, 1))
    overlapping = Window(date(2026, 8, 1), date(2026, 9, 2))
    assert run("comparing", "reasonAgainst", span(later), span(overlapping), data) == (
        "1 Aug to 1 Sep 2026 is not over before 1 Sep to 31 Oct 2026 begins."
    )
    meeting = Window(date(2026, 8, 1), date(2026, 9, 1))
    assert run("comparing", "reasonAgainst", span(later), span(meeting), data) == ""
