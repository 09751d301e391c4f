"""Change between two windows: published numbers, honest words, nothing hidden by the order."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo.change import FALL, FEW, NO_CLEAR_CHANGE, RISE, TOO_FEW, compare, ratio_interval


def test_the_published_e_test_of_six_against_two() -> None:
    row = compare([2], [6], days_before=30, days_after=30).iloc[0]
    assert row["p"] == pytest.approx(0.1748748, abs=5e-8)
    assert row["verdict"] == TOO_FEW


def test_the_published_score_interval_of_gu_and_others() -> None:
    low, high = ratio_interval(
        np.array([30]), np.array([60]), days_before=54308.7, days_after=51477.5
    )
    assert low[0] == pytest.approx(1.3659624311981189, rel=1e-8)  # statsmodels solves for it
    assert high[0] == pytest.approx(3.2593061483872248, rel=1e-8)


def test_the_shared_case_of_two_rates(shared: Path) -> None:
    case = json.loads((shared / "cases/poisson_two_rates.json").read_text(encoding="utf-8"))
    given_case, expected = case["inputs"], case["expected"]
    row = compare(
        [given_case["count2"]],
        [given_case["count1"]],
        days_before=given_case["exposure2"],
        days_after=given_case["exposure1"],
    ).iloc[0]
    assert row["p"] == pytest.approx(expected["etest-score"]["p"], rel=1e-6)
    np.testing.assert_allclose([row["low"], row["high"]], case["ratio_ci"]["score"], rtol=1e-8)
    for pair, numbers in case["small_counts_before_after"].items():
        before, after = (int(part) for part in pair.split("->"))
        small = compare([before], [after], days_before=1, days_after=1).iloc[0]
        assert small["p"] == pytest.approx(numbers["p_etest"], rel=1e-6)


def test_the_shared_case_of_ptools(shared: Path) -> None:
    case = json.loads((shared / "cases/wdd_etest_ptools.json").read_text(encoding="utf-8"))
    row = compare([case["etest"]["x2"]], [case["etest"]["x1"]], days_before=1, days_after=1)
    assert row["p"].iloc[0] == pytest.approx(case["etest"]["statsmodels"], rel=1e-9)


def test_windows_of_unequal_length_are_compared_by_rate() -> None:
    table = compare([300, 300], [100, 200], days_before=90, days_after=30)
    assert table["ratio"].tolist() == pytest.approx([1.0, 2.0])
    assert table["verdict"].tolist() == [NO_CLEAR_CHANGE, RISE]


def test_the_test_and_the_interval_of_unequal_windows_tell_the_same() -> None:
    table = compare([0, 3, 55], [7, 9, 6], days_before=1004, days_after=92)
    assert table["verdict"].tolist() == [RISE, RISE, NO_CLEAR_CHANGE]
    assert ((table["low"] > 1) == (table["verdict"] == RISE)).all()


def test_the_four_verdicts_say_what_the_numbers_allow() -> None:
    table = compare([2, 60, 20, 0], [30, 10, 24, 1], days_before=30, days_after=30)
    assert table["verdict"].tolist() == [RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW]
    words = (RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW)
    assert words == (
        "Likely a real rise",
        "Likely a real fall",
        "No clear change",
        "Too few to say",
    )


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(0, 30))
def test_up_to_twelve_events_without_a_clear_change_are_too_few(before: int, after: int) -> None:
    row = compare([before], [after], days_before=30, days_after=30).iloc[0]
    clear = row["p_adjusted"] <= 0.05
    assert (row["verdict"] == TOO_FEW) == (before + after <= FEW and not clear)


def test_a_rise_among_many_units_must_pass_the_correction() -> None:
    alone = compare([2], [9], days_before=30, days_after=30)
    assert alone["verdict"].tolist() == [RISE]
    among = compare([2] + [10] * 99, [9] + [10] * 99, days_before=30, days_after=30)
    assert among["p"].iloc[0] == alone["p"].iloc[0]
    assert among["verdict"].iloc[0] == TOO_FEW
    np.testing.assert_allclose(
        among["p_adjusted"], stats.false_discovery_control(among["p"].to_numpy())
    )


def test_zero_counts_give_no_error_and_open_intervals() -> None:
    table = compare([0, 0, 5], [0, 5, 0], days_before=10, days_after=10)
    assert np.isnan(table["ratio"].iloc[0])
    assert table["ratio"].iloc[1] == np.inf
    assert table["ratio"].iloc[2] == 0
    assert table["low"].tolist()[::2] == [0, 0]
    assert table["high"].iloc[0] == table["high"].iloc[1] == np.inf
    assert 0 < table["low"].iloc[1] < np.inf
    assert 0 < table["high"].iloc[2] < np.inf
    assert table["p"].iloc[0] == 1
    assert table["verdict"].iloc[0] == TOO_FEW


@pytest.mark.parametrize(
    ("before", "after", "days", "message"),
    [
        ([1.5], [2], (1, 1), "Counts before"),
        ([1], [-2], (1, 1), "Counts after"),
        ([1, 2], [2], (1, 1), "each unit"),
        ([1], [2], (0, 1), "length"),
        ([1], [2], (1, float("nan")), "length"),
    ],
)
def test_impossible_input_is_refused(
    before: list[float], after: list[float], days: tuple[float, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        compare(before, after, days_before=days[0], days_after=days[1])


def test_no_unit_at_all_is_an_empty_table() -> None:
    assert compare([], [], days_before=1, days_after=1).empty


counts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12)


@settings(deadline=None, max_examples=40)
@given(counts)
def test_the_order_of_units_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    order = np.random.default_rng(len(pairs)).permutation(len(pairs))
    before, after = np.array(pairs).T
    table = compare(before, after, days_before=30, days_after=45)
    moved = compare(before[order], after[order], days_before=30, days_after=45)
    assert moved.equals(table.iloc[order].reset_index(drop=True))


@settings(deadline=None, max_examples=40)
@given(counts)
def test_swapping_the_windows_turns_the_result_round(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs).T
    table = compare(before, after, days_before=30, days_after=30)
    turned = compare(after, before, days_before=30, days_after=30)
    swapped = {RISE: FALL, FALL: RISE}
    assert turned["verdict"].tolist() == [swapped.get(v, v) for v in table["verdict"]]
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(turned["low"], 1 / table["high"], rtol=1e-9)


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.5, 400), st.floats(0.5, 400))
def test_the_interval_holds_the_ratio(
    before: int, after: int, days_before: float, days_after: float
) -> None:
    low, high = ratio_interval(
        np.array([before]), np.array([after]), days_before=days_before, days_after=days_after
    )
    assert 0 <= low[0] < high[0]
    if before:
        ratio = (after / days_after) / (before / days_before)
        assert low[0] <= ratio * (1 + 1e-12)
        assert ratio <= high[0] * (1 + 1e-12)


def test_without_a_change_at_most_one_ward_in_twenty_is_called_real() -> None:
    rng = np.random.default_rng(8)
    real = []
    for _ in range(150):
        before, after = rng.poisson(12, size=18), rng.poisson(24, size=18)
        verdicts = compare(before, after, days_before=30, days_after=60)["verdict"]
        real.append(verdicts.isin([RISE, FALL]).any())
    assert np.mean(real) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 150)
