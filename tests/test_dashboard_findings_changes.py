"""Two windows compared: never overlapping, in the order of the units, with all columns."""

from datetime import date

import numpy as np
import pytest

from dashboard.findings import changes
from geo.windows import Window

PAST, NOW = Window(date(2025, 1, 1), date(2025, 3, 1)), Window(date(2026, 1, 1), date(2026, 3, 1))
PAIR = changes.Pair(np.array([10, 0, 100]), np.array([60, 0, 90]))


def test_units_keep_their_order_and_get_a_verdict() -> None:
    found = changes.compared(
        PAIR, units=["a", "b", "c"], names=["A", "B", "C"], windows=(PAST, NOW)
    )
    assert list(found) == list(changes.COLUMNS)
    assert found["unit"].tolist() == ["a", "b", "c"]
    assert found["verdict"].tolist() == ["Likely a real rise", "Too few to say", "No clear change"]


def test_the_earlier_window_must_be_over() -> None:
    changes.check_windows(NOW, against=Window(PAST.start, NOW.start))
    with pytest.raises(ValueError, match="end by 2026-01-01"):
        changes.check_windows(NOW, against=Window(PAST.start, date(2026, 1, 2)))
    with pytest.raises(ValueError, match="is not over"):
        changes.compared(PAIR, units=list("abc"), names=list("ABC"), windows=(NOW, PAST))


def test_the_borough_is_the_sum_of_its_parts() -> None:
    total = changes.borough_pair(PAIR)
    assert (total.before.tolist(), total.after.tolist()) == ([110], [150])
