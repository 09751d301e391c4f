"""Which months are held: no data must not look like no events."""

from datetime import date

import pandas as pd

from dashboard.snapshots.freshness import freshness_words, months_not_held
from geo.windows import Window
from tests.sheets import event, here


def months(*starts: str, layer: str = "incidents") -> pd.DataFrame:
    return here(*(event(start=f"{start}-01", layer=layer) for start in starts))


HELD = months("2018-10", "2018-11", "2019-02", "2024-01", "2024-02")


def test_first_and_last_month_and_the_gaps_between_are_named() -> None:
    said = freshness_words(HELD, layers=["incidents"])
    gaps = "Dec 2018 to Jan 2019 and Mar 2019 to Dec 2023"
    assert said == f"Incidents: Oct 2018 to Feb 2024; not held: {gaps}."


def test_each_layer_has_its_line_also_when_nothing_is_held() -> None:
    said = freshness_words(HELD, layers=["incidents", "missing"]).splitlines()
    assert len(said) == 2
    assert said[1] == "Missing episodes: none held."


def test_a_quiet_month_of_a_rare_layer_is_no_gap() -> None:
    assert freshness_words(
        months("2024-01", "2024-05", layer="cuckooing"), layers=["cuckooing"]
    ) == ("Cuckooing reports: Jan to May 2024.")


def test_a_month_belongs_to_local_time() -> None:
    late = here(event(start="2026-06-01 00:30"))
    assert freshness_words(late, layers=["incidents"]) == "Incidents: Jun 2026."


def test_months_of_the_window_that_are_not_held_are_named() -> None:
    window = Window(date(2018, 9, 1), date(2019, 4, 1))
    assert months_not_held(HELD, layers=["incidents"], window=window) == [
        "Sep 2018",
        "Dec 2018 to Jan 2019",
        "Mar 2019",
    ]


def test_a_window_that_is_held_has_no_gap() -> None:
    window = Window(date(2024, 1, 1), date(2024, 3, 1))
    assert months_not_held(HELD, layers=["incidents"], window=window) == []


def test_a_window_without_any_held_month_is_one_gap() -> None:
    window = Window(date(2020, 1, 1), date(2020, 3, 1))
    assert months_not_held(HELD, layers=["incidents"], window=window) == ["Jan to Feb 2020"]


def test_gaps_are_not_guessed_for_layers_that_are_not_counted_or_not_held() -> None:
    window = Window(date(2020, 1, 1), date(2020, 3, 1))
    assert months_not_held(HELD, layers=["missing"], window=window) == []
    assert months_not_held(HELD[:0], layers=["incidents"], window=window) == []
