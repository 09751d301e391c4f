"""The Knox table: bands that hold what they say, a planted tie found, chance left alone."""

import numpy as np
import pandas as pd
import pytest

from geo import near_repeat
from geo.near_repeat import follow_each_other, knox, why_no_near_repeat


def cell(table: pd.DataFrame, distance: str, days: str, column: str = "pairs") -> float:
    """Value of one pair of bands."""
    row = table[(table["distance"] == distance) & (table["days"] == days)]
    return float(row[column].iloc[0])


@pytest.mark.parametrize(
    ("apart", "gap", "distance", "days"),
    [
        (0.0, 0, "same place", "0 to 6 days"),
        (99.9, 6, "1 to under 100 m", "0 to 6 days"),
        (100.0, 7, "100 to under 200 m", "7 to 13 days"),
        (399.9, 27, "300 to under 400 m", "21 to 27 days"),
    ],
)
def test_every_pair_is_counted_in_the_band_its_label_names(
    apart: float, gap: int, distance: str, days: str
) -> None:
    table = knox([0, apart], [0, 0], days=[100, 100 + gap], draws=1)
    assert table["pairs"].sum() == 1
    assert cell(table, distance, days) == 1


@pytest.mark.parametrize(("apart", "gap"), [(400.0, 0), (10.0, 28), (5_000.0, 400)])
def test_pairs_beyond_the_last_edges_are_not_counted(apart: float, gap: int) -> None:
    assert knox([0, apart], [0, 0], days=[0, gap], draws=1)["pairs"].sum() == 0


def test_the_table_is_what_counting_every_pair_gives() -> None:
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0, 900, (2, 60))
    days = rng.integers(0, 40, 60)
    table = knox(x, y, days=days, distances=(0, 150, 300), gaps=(0, 5, 10), draws=1)
    by_hand = np.zeros((2, 2), dtype=int)
    for i in range(60):
        for j in range(i):
            apart, gap = np.hypot(x[i] - x[j], y[i] - y[j]), abs(days[i] - days[j])
            if apart < 300 and gap < 10:
                by_hand[int(apart // 150), int(gap // 5)] += 1
    assert table["pairs"].tolist() == by_hand.ravel().tolist()


def test_events_that_follow_each_other_nearby_stand_out() -> None:
    rng = np.random.default_rng(5)
    x, y = rng.uniform(0, 6_000, (2, 250))
    days = rng.integers(0, 365, 250)
    follow = rng.choice(250, 60, replace=False)
    table = knox(
        np.append(x, x[follow] + rng.uniform(-50, 50, 60)),
        np.append(y, y[follow] + rng.uniform(-50, 50, 60)),
        days=np.append(days, days[follow] + rng.integers(0, 7, 60)),
    )
    assert cell(table, "1 to under 100 m", "0 to 6 days", "p") == 1 / 200
    assert cell(table, "1 to under 100 m", "0 to 6 days", "ratio") > 3
    assert cell(table, "300 to under 400 m", "21 to 27 days", "p") > 0.01


def test_clustered_places_and_busy_weeks_alone_are_no_near_repeat() -> None:
    rng = np.random.default_rng(8)
    small = []
    for _ in range(120):
        places = rng.integers(0, 12, size=80)
        x, y = rng.uniform(0, 2_000, (2, 12))
        days = rng.integers(0, 8, size=80) ** 2
        table = knox(x[places], y[places], days=days, gaps=(0, 7), draws=59, seed=1)
        small.append(cell(table, "same place", "0 to 6 days", "p"))
    assert np.mean(np.array(small) <= 0.05) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 120)


def test_chance_is_called_a_near_repeat_in_at_most_one_of_twenty_tables() -> None:
    rng = np.random.default_rng(5)
    called = 0
    for _ in range(120):
        x, y = rng.uniform(0, 1_500, (2, 120))
        table = knox(x, y, days=rng.integers(0, 60, size=120), gaps=(0, 7), draws=99, seed=1)
        called += follow_each_other(table)
    assert called / 120 <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 120)


def test_what_follows_nearby_within_a_week_is_called_so() -> None:
    rng = np.random.default_rng(6)
    x, y, days = rng.uniform(0, 5_000, 60), rng.uniform(0, 5_000, 60), rng.integers(0, 365, 60)
    again = np.append(x, x[:25] + 30), np.append(y, y[:25])
    when = np.append(days, days[:25] + 2)
    assert follow_each_other(knox(*again, days=when, draws=199))
    assert not follow_each_other(knox(*again, days=rng.permutation(when), draws=199))


def test_the_order_of_events_changes_nothing_and_the_seed_repeats_it() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 1_000, (2, 80))
    days = rng.integers(0, 60, 80)
    order = rng.permutation(80)
    table = knox(x, y, days=days, draws=50, seed=4)
    assert knox(x[order], y[order], days=days[order], draws=50, seed=4).equals(table)
    assert not knox(x, y, days=days, draws=50, seed=5).equals(table)


def test_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="whole day number"):
        knox([0, 1], [0, 1], days=np.array([0.5, 1]))
    with pytest.raises(ValueError, match="whole day number"):
        knox([0, np.nan], [0, 1], days=[1, 2])
    with pytest.raises(ValueError, match="distances must rise"):
        knox([0, 1], [0, 1], days=[1, 2], distances=(100, 0))


def test_more_pairs_than_can_be_shuffled_are_refused_before_they_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 5)
    with pytest.raises(ValueError, match="6 pairs of events lie within 400 m"):
        knox(np.zeros(4), np.zeros(4), days=[1, 2, 3, 4])


def test_month_only_events_have_no_days_between_them() -> None:
    reason = why_no_near_repeat(["instant", "month", "month"])
    assert reason.startswith("2 of 3 events are known only to their month")
    assert why_no_near_repeat(["day"] * 19).startswith("Too few events: 19")
    assert why_no_near_repeat(["day"] * 20) == ""
