"""Rhythm on Trends: a week of hours, in words and as numbers for those who cannot see colours."""

import re
from collections.abc import Iterator

import numpy as np
import pytest

from dashboard import answers
from dashboard.panels.trends import rhythm
from data.store import Store
from tests import trends
from tests.pages import headline

CAPTION = "Events by hour and weekday"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    yield from trends.serve_demo(demo_store, monkeypatch)


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


def test_the_headline_names_the_fullest_quarter_of_a_day(store: Store) -> None:
    look = trends.looked(store)
    weights = answers.rhythm(look.source, look.selection).weights
    said = headline(trends.at("rhythm"))
    day = next(i for i, name in enumerate(rhythm.DAYS) if name in said)
    part = next(i for i, (_, name) in enumerate(rhythm.PARTS) if f" {name}s" in said)
    blocks = weights.reshape(7, 4, 6).sum(axis=2)
    assert blocks[day, part] == blocks.max()


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
