"""Severity on Trends: only with the partnership's own table, and never without the count."""

import os
from pathlib import Path

import pytest

from dashboard import answers
from dashboard.panels.trends import severity
from data.store import Store
from tests import trends
from tests.pages import headline

CAPTION = "Severity by ward"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


@pytest.fixture
def weights(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "weights.csv"
    names = sorted(store.events()["category"].unique())
    rows = [f'"{name}",{10 if name == "Violence and sexual offences" else 1}' for name in names]
    path.write_text("category,weight\n" + "\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setenv("HOTSPOTS_SEVERITY", str(path))
    return path


def test_without_a_table_the_section_is_not_offered_and_says_how_to_give_one() -> None:
    test = trends.at("severity")
    assert "severity" not in test.button_group(key="trends_section_control").options
    assert "Severity" not in test.button_group(key="trends_section_control").options


def test_every_ward_has_its_count_beside_its_severity(weights: Path) -> None:
    rows = trends.rows(trends.said(trends.at("severity")), CAPTION)
    assert weights.exists()
    assert len(rows) == 18
    count, weighed = ([float(row[i].replace(",", "")) for row in rows] for i in (1, 2))
    assert weighed == sorted(weighed, reverse=True)
    assert all(heavy >= few for few, heavy in zip(count, weighed, strict=True))


def test_the_gravest_ward_is_named_beside_the_fullest(weights: Path) -> None:
    assert weights.exists()
    said = headline(trends.at("severity"))
    assert "has most" in said
    assert "severity" in said


def test_a_new_table_is_read_without_a_restart(weights: Path) -> None:
    before = trends.rows(trends.said(trends.at("severity")), CAPTION)
    text = weights.read_text(encoding="utf-8").replace(",10", ",50")
    weights.write_text(text, encoding="utf-8")
    os.utime(weights, ns=(1, 1))
    after = trends.rows(trends.said(trends.at("severity")), CAPTION)
    assert [row[1] for row in before] != [row[2] for row in after]
    assert before != after


def test_a_table_that_does_not_fit_is_a_sentence(weights: Path) -> None:
    weights.write_text("category,weight\nBurglary,3\n", encoding="utf-8")
    test = trends.at("severity")
    assert headline(test) == "Severity needs a table of weights that fits"
    assert "Violence and sexual offences" in trends.said(test)
    assert "<table" not in trends.said(test)


def test_a_name_from_the_table_is_text(weights: Path) -> None:
    weights.write_text("category,weight\n<script>alert(1)</script>,x\n", encoding="utf-8")
    assert "<script>alert" not in trends.said(trends.at("severity"))


def test_without_a_table_the_section_itself_says_how_to_give_one(store: Store) -> None:
    said = severity.say(trends.looked(store))
    assert "HOTSPOTS_SEVERITY" in said.body
    look = trends.looked(store)
    assert answers.gravity(look.source, look.selection, options=look.options) is None
