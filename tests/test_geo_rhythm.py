"""Hour by weekday: overlaps right across midnight and clock changes, unknown times apart."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.rhythm import Rhythm, aoristic, clear_peak

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rhythm(*spans: tuple[str, str], zone: str = "Europe/London", kind: str = "instant") -> Rhythm:
    """Rhythm of events between two local times."""
    starts = pd.DatetimeIndex([start for start, _ in spans]).tz_localize(zone)
    ends = pd.DatetimeIndex([end for _, end in spans]).tz_localize(zone)
    return aoristic(starts, ends, precisions=[kind] * len(spans))


def words(found: Rhythm) -> dict[str, float]:
    """Hours with any weight, such as {"Mon22": 0.2}."""
    return {
        f"{DAYS[day]}{hour:02}": float(found.weights[day, hour])
        for day, hour in zip(*np.nonzero(found.weights), strict=True)
    }


def test_an_interval_over_midnight_is_split_by_minutes() -> None:
    found = words(rhythm(("2026-01-05T22:30", "2026-01-06T01:00")))
    assert found == pytest.approx({"Mon22": 0.2, "Mon23": 0.4, "Tue00": 0.4})


def test_the_shared_cases(shared: Path) -> None:
    case = json.loads((shared / "cases/aoristic.json").read_text(encoding="utf-8"))
    for span, expected in zip(case["inputs"], case["expected"], strict=True):
        assert words(rhythm((span["start"], span["end"]))) == pytest.approx(expected)


def test_the_hour_that_comes_twice_gets_both_its_parts() -> None:
    # 25 Oct 2026: 01:00 BST to 01:00 GMT and on to 02:00; midnight to two o'clock lasts 3 hours.
    found = words(rhythm(("2026-10-24T23:00", "2026-10-25T01:00"), zone="UTC"))
    assert found == pytest.approx({"Sun00": 0.5, "Sun01": 0.5})
    whole = words(rhythm(("2026-10-24T23:00", "2026-10-25T03:00"), zone="UTC"))
    assert whole == pytest.approx({"Sun00": 0.25, "Sun01": 0.5, "Sun02": 0.25})


def test_the_hour_that_is_missing_in_march_gets_nothing() -> None:
    # 29 Mar 2026: 00:00 to 03:00 on the clock is two hours.
    found = words(rhythm(("2026-03-29T00:00", "2026-03-29T02:00"), zone="UTC"))
    assert found == pytest.approx({"Sun00": 0.5, "Sun02": 0.5})


def test_summer_hours_are_local_hours() -> None:
    assert words(rhythm(("2026-07-01T22:15", "2026-07-01T22:15"), zone="UTC")) == {"Wed23": 1.0}


def test_an_end_on_the_full_hour_does_not_touch_the_next() -> None:
    assert words(rhythm(("2026-01-05T10:00", "2026-01-05T11:00"))) == {"Mon10": 1.0}


@pytest.mark.parametrize("kind", ["day", "month"])
def test_a_time_known_to_the_day_is_counted_apart_and_never_as_midnight(kind: str) -> None:
    found = rhythm(("2026-01-05T00:00", "2026-01-06T00:00"), kind=kind)
    assert (found.known, found.unknown) == (0, 1)
    assert found.weights.sum() == 0


def test_missing_times_and_very_long_intervals_are_unknown() -> None:
    starts = pd.DatetimeIndex(["2026-01-05", None, "2026-01-05", "2026-01-05"], tz="UTC")
    ends = pd.DatetimeIndex([None, "2026-01-06", "2026-01-12", "2026-01-12T00:01"], tz="UTC")
    found = aoristic(starts, ends, precisions=["instant"] * 4)
    assert (found.known, found.unknown) == (1, 3)
    np.testing.assert_allclose(found.weights, 1 / 168)  # exactly a week is flat


def test_impossible_times_are_refused() -> None:
    with pytest.raises(ValueError, match="end before it starts; 1 do"):
        rhythm(("2026-01-05T10:00", "2026-01-05T09:00"))
    moment = pd.DatetimeIndex(["2026-01-05"], tz="UTC")
    with pytest.raises(ValueError, match="1, 1 and 2"):
        aoristic(moment, moment, precisions=["instant"] * 2)


def test_no_event_is_an_empty_week() -> None:
    none = pd.DatetimeIndex([], tz="UTC")
    found = aoristic(none, none, precisions=[])
    assert found.weights.shape == (7, 24)
    assert found.known == found.unknown == 0


spans = st.lists(
    st.tuples(st.integers(0, 400 * 1440), st.integers(0, 7 * 1440)), min_size=1, max_size=30
)


@settings(deadline=None)
@given(spans, st.integers(0, 30))
def test_weights_add_up_in_any_order_and_however_a_file_is_split(
    minutes: list[tuple[int, int]], cut: int
) -> None:
    opening = np.datetime64("2026-01-01T00:00")

    def of(part: list[tuple[int, int]]) -> Rhythm:
        first = pd.DatetimeIndex([opening + np.timedelta64(a, "m") for a, _ in part], tz="UTC")
        last = pd.DatetimeIndex([opening + np.timedelta64(a + b, "m") for a, b in part], tz="UTC")
        return aoristic(first, last, precisions=["instant"] * len(part))

    whole = of(minutes)
    assert whole.known == len(minutes)
    assert whole.weights.sum() == pytest.approx(len(minutes))
    assert (whole.weights >= 0).all()
    np.testing.assert_allclose(of(minutes[::-1]).weights, whole.weights, atol=1e-9)
    halves = of(minutes[:cut]).weights + of(minutes[cut:]).weights
    np.testing.assert_allclose(halves, whole.weights, atol=1e-9)


def test_a_peak_is_clear_where_the_next_block_cannot_be_as_full_by_chance() -> None:
    assert clear_peak(np.array([[10.0, 60.0], [30.0, 20.0]])) == (0, 1)
    assert clear_peak(np.array([31.0, 30.0])) is None
    assert clear_peak(np.zeros((7, 4))) is None


def test_weeks_of_chance_have_a_clear_peak_in_fewer_than_one_of_twenty() -> None:
    rng = np.random.default_rng(1)
    for events in (100, 3_000):
        weeks = rng.multinomial(events, np.full(168, 1 / 168), size=400)
        blocks = weeks.reshape(400, 7, 4, 6).sum(axis=3).astype(float)
        found = [
            clear_peak(one) or clear_peak(one.sum(axis=0)) or clear_peak(one.sum(axis=1))
            for one in blocks
        ]
        assert sum(peak is not None for peak in found) / 400 < 0.05
