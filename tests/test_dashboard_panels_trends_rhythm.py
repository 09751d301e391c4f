"""Rhythm on Trends: a week of hours, in words and as numbers for those who cannot see colours."""

import re

import numpy as np
import pytest

from dashboard import answers
from dashboard.panels.trends import rhythm
from data.store import Store
from geo.rhythm import Rhythm
from tests import trends
from tests.pages import headline

CAPTION = "Events by hour and weekday"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_a_week_has_seven_days_of_24_hours_and_their_sums(store: Store) -> None:
    look = trends.looked(store)
    found = answers.rhythm(look.source, look.selection)
    rows = trends.rows(trends.said(trends.at("rhythm")), CAPTION)
    assert [row[0] for row in rows] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert all(len(row) == 26 for row in rows)
    for day, row in enumerate(rows):
        hours = np.array([float(cell) for cell in row[1:25]])
        assert np.allclose(hours, found.weights[day], atol=0.06)
        assert row[25] == f"{found.weights[day].sum():,.0f}"


def said_of(blocks: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> str:
    """Give the headline of so many events in each part of each day."""
    weights = np.repeat(blocks / 6, 6, axis=1)
    return rhythm._headline(Rhythm(weights, int(weights.sum()), 0), "incidents")


def test_the_headline_names_the_part_of_the_day_and_the_day_only_where_both_are_clear() -> None:
    even = np.full((7, 4), 50.0)
    assert said_of(even) == "No time of the week stands out clearly for incidents"
    peak = even.copy()
    peak[5, 0] = 90
    assert said_of(peak) == "Incidents are most frequent on Saturday nights"
    evenings = even.copy()
    evenings[:, 3] = [70, 71, 69, 72, 70, 68, 71]
    assert said_of(evenings) == "Incidents are most frequent in the evening"
    sunday = even.copy()
    sunday[6] = 75
    assert said_of(sunday) == "Incidents are most frequent on Sundays"


def test_the_headline_of_the_page_is_true_of_its_table(store: Store) -> None:
    look = trends.looked(store)
    parts = answers.rhythm(look.source, look.selection).weights.reshape(7, 4, 6).sum(axis=(0, 2))
    said = headline(trends.at("rhythm"))
    assert said == f"Incidents are most frequent {rhythm.WHEN[int(parts.argmax())]}"


def test_the_fullest_hour_is_the_strongest_and_none_is_stronger() -> None:
    text = trends.said(trends.at("rhythm"))
    strengths = [int(found) for found in re.findall(r"--part:(\d+)%", text)]
    assert len(strengths) == 168
    assert max(strengths) == 100
    assert min(strengths) >= 0


def test_known_and_unknown_times_are_both_said(store: Store) -> None:
    look = trends.looked(store, "missing")
    found = answers.rhythm(look.source, look.selection)
    text = trends.said(trends.at("rhythm", focus="missing"))
    assert f"<b>{found.known:,}</b> missing episodes and not for <b>{found.unknown:,}</b>" in text


def test_a_place_has_a_rhythm_of_its_own() -> None:
    whole, widnes = (trends.said(trends.at("rhythm", place=place)) for place in ("", "Widnes"))
    assert trends.rows(whole, CAPTION) != trends.rows(widnes, CAPTION)
    assert "Widnes" in widnes.split('class="hs-stand"')[1].split("</p>")[0]


def test_too_few_known_times_have_no_rhythm() -> None:
    test = trends.at("rhythm", focus="cuckooing")
    assert headline(test) == "Too few cuckooing reports with a known hour"
    assert f"at least {rhythm.FEWEST} events" in trends.said(test)
    assert CAPTION not in trends.said(test)
