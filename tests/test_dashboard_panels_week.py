"""The week is a table that can be read, and says of how many events the time is not known."""

import re

import numpy as np

from dashboard.panels import week
from geo.rhythm import HOURS, WEEKDAYS, Rhythm


def rhythm(*, known: int = 40, unknown: int = 0, day: int = 4, hour: int = 21) -> Rhythm:
    """Put all events but one into one hour."""
    weights = np.zeros((WEEKDAYS, HOURS))
    if known:
        weights[day, hour] = known - 1
        weights[0, 3] = 1
    return Rhythm(weights, known, unknown)


def test_the_fullest_part_of_the_week_is_named_with_its_number() -> None:
    assert week.summary(rhythm(), layer="incidents") == "Most on Friday evenings: 39 of 40."


def test_a_part_of_the_week_that_may_be_fullest_by_chance_is_not_named() -> None:
    even = Rhythm(np.full((WEEKDAYS, HOURS), 0.5), 84, 0)
    assert week.summary(even, layer="incidents") == "No time stands out clearly among 84."
    evenings = np.full((WEEKDAYS, HOURS), 0.5)
    evenings[:, 18:] = 1.5
    found = week.summary(Rhythm(evenings, 126, 0), layer="incidents")
    assert found == "Most in the evening: 63 of 126."


def test_few_events_name_no_part_of_the_week() -> None:
    said = week.summary(rhythm(known=week.FEWEST - 1), layer="missing")
    assert said == "9 missing episodes with a known time: too few for a pattern."
    assert week.summary(rhythm(known=week.FEWEST), layer="missing").startswith("Most on")


def test_events_without_a_time_are_counted_apart() -> None:
    assert week.summary(rhythm(unknown=1200), layer="incidents").endswith(" Time unknown: 1,200.")
    assert "unknown" not in week.summary(rhythm(), layer="incidents")


def test_a_layer_of_which_only_days_are_known_says_so_and_has_no_grid() -> None:
    said = week.html(rhythm(known=0, unknown=7), layer="cuckooing")
    assert "Time unknown: 7. Of these cuckooing reports only the day or the month is known." in said
    assert "<table" not in said


def test_nothing_is_said_to_be_nothing() -> None:
    assert "None in this window." in week.html(rhythm(known=0), layer="cuckooing")


def test_the_grid_has_a_row_a_day_and_a_cell_an_hour_with_its_figure() -> None:
    said = week.html(rhythm(), layer="incidents")
    assert said.count('<th scope="row"') == WEEKDAYS
    assert said.count("<td") == 1 + WEEKDAYS * HOURS
    assert re.findall(r'--part:(\d+)%">([\d.]+)<', said) == [("3", "1.0"), ("100", "39.0")]
    friday = said[said.index('aria-label="Friday"') : said.index('aria-label="Saturday"')]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", friday)
    assert cells[21] == "39.0"
    assert cells.count("0") == HOURS - 1
    assert "the fullest hour holds 39.0</caption>" in said


def test_the_hours_stand_above_their_columns() -> None:
    said = week.html(rhythm(), layer="incidents")
    assert re.findall(r'colspan="6">(\d+)<', said) == ["00", "06", "12", "18"]


def test_a_grid_is_a_few_kilobytes() -> None:
    every = Rhythm(np.random.default_rng(1).gamma(2, 3, (WEEKDAYS, HOURS)), 1000, 0)
    assert len(week.html(every, layer="incidents")) < 8_000
