"""Each month is drawn, and set beside the range that is usual for it."""

from datetime import date

import numpy as np
import pytest

from dashboard.panels import monthly
from dashboard.tallies import Detail

FIRST = date(2025, 12, 1)


def written(*, focus: str = "incidents", **months: list[int]) -> str:
    lines = {layer: np.array(values, dtype=np.int64) for layer, values in months.items()}
    return monthly.html(Detail({}, {}, lines), focus=focus, first=FIRST)


def test_the_month_line_says_its_ends_and_its_top() -> None:
    said = written(missing=[0, 1, 1], cuckooing=[0, 0, 0], incidents=[5, 9, 7])
    assert "from December 2025 to February 2026: at most 9, at least 5, 7 in the last." in said
    assert said.count("Dec 2025") == said.count("Feb 2026") == 2
    assert "None in any month." in said
    assert said.index("Incidents each month") < said.index("Missing each month")


def test_one_month_is_no_line() -> None:
    assert "No month to compare." in written(incidents=[5])


def test_after_a_year_the_usual_range_is_drawn_and_said_of_the_last_month() -> None:
    said = written(incidents=[20, 22] * 6 + [60])
    assert said.count("hs-band") == 1
    assert "band: usual range" in said
    assert said.count("December 2026: 60, more than the usual 11 to 31.") == 2
    assert '<span class="hs-top">60</span>' in said


def test_the_band_never_leaves_the_picture() -> None:
    said = written(incidents=[2, 90] * 6 + [3])
    top = int(said.split('"hs-top">')[1].split("<")[0])
    assert top > 90


@pytest.mark.parametrize("values", [[5] * 12, [0, 1] * 20])
def test_without_a_year_or_with_few_events_nothing_is_called_usual(values: list[int]) -> None:
    said = written(incidents=values)
    assert "usual" not in said
    assert "hs-band" not in said


def test_only_the_layer_in_focus_has_its_sentence_on_screen() -> None:
    said = written(incidents=[20, 22] * 6 + [60], missing=[20, 22] * 6 + [60])
    assert said.count("hs-band") == 2
    assert said.count('<p class="hs-none">December 2026') == 1


@pytest.mark.parametrize(
    ("count", "side"),
    [(10, "fewer than"), (11, "within"), (31, "within"), (32, "more than")],
)
def test_the_last_month_is_judged_by_whole_events(count: int, side: str) -> None:
    said = monthly.last_month(count, low=10.3, high=31.7, month=date(2026, 10, 1))
    assert said == f"October 2026: {count}, {side} the usual 11 to 31."
