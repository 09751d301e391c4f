"""Accuracy of hot spots: the published index, ties shared, and no look into the future."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.accuracy import accuracy, against_baselines, densest
from geo.windows import Window

SPRING = Window(date(2026, 3, 1), date(2026, 6, 1))
SUMMER = Window(date(2026, 6, 1), date(2026, 9, 1))
RANKS = np.array([5, 4, 3, 2, 1, 0, 0, 0, 0, 0])
NEXT = np.array([1, 4, 0, 3, 2, 0, 0, 0, 0, 0])


def test_the_worked_case_of_ten_cells() -> None:
    found = accuracy(RANKS >= 4, before=RANKS, after=NEXT)
    assert found.pai == pytest.approx(2.5)
    assert found.best_pai == pytest.approx(3.5)
    assert found.pei == pytest.approx(2.5 / 3.5)
    assert found.rri == pytest.approx((5 / 10) / (9 / 15))


def test_the_shared_cases(shared: Path) -> None:
    case = json.loads((shared / "cases/pai_pei_rri.json").read_text(encoding="utf-8"))
    cells = case["cells"]
    chosen = densest(np.array(cells["pred_rank"]), areas=np.ones(10), area=cells["top_k"])
    found = accuracy(chosen, before=cells["pred_rank"], after=cells["next"])
    assert found.pai == pytest.approx(cells["PAI"])
    assert found.best_pai == pytest.approx(cells["best_possible"])
    assert found.pei == pytest.approx(cells["PEI"])
    for one, expected in zip(case["inputs"], case["expected"], strict=True):
        after = [one["n"], one["N"] - one["n"]] if one["N"] else [0, 0]
        areas = [one["a"], one["A"] - one["a"]]
        pai = accuracy([1, 0], before=[1, 1], after=after, areas=areas).pai
        assert pai == pytest.approx(expected if expected is not None else np.nan, nan_ok=True)


def test_a_choice_that_fitted_only_its_own_period_has_a_low_rri() -> None:
    found = accuracy([True, False], before=[9, 1], after=[3, 7])
    assert found.rri == pytest.approx(0.3 / 0.9)


def test_nothing_chosen_and_no_event_have_no_index() -> None:
    nothing = accuracy([0, 0], before=[1, 1], after=[1, 1])
    assert np.isnan(nothing.pai)
    assert nothing.share_of_events == 0
    empty = accuracy([1, 0], before=[1, 1], after=[0, 0])
    assert np.isnan(empty.pai)


def test_cells_of_one_density_share_what_is_left() -> None:
    part = densest(np.array([5, 2, 2, 2, 0]), areas=np.ones(5), area=2.5)
    np.testing.assert_allclose(part, [1, 0.5, 0.5, 0.5, 0])


def test_a_small_dense_cell_comes_before_a_large_one_with_more_events() -> None:
    part = densest(np.array([10, 8]), areas=np.array([4.0, 1.0]), area=1.0)
    np.testing.assert_allclose(part, [0, 1])


def test_the_baselines_cover_the_same_area_and_chance_is_one() -> None:
    rng = np.random.default_rng(1)
    risk = rng.gamma(0.5, 6, size=400)
    before, after = rng.poisson(risk), rng.poisson(risk)
    hot = before >= 9
    table = against_baselines(
        hot,
        before=before,
        after=after,
        windows=(SPRING, SUMMER),
        residents=rng.gamma(1, 200, size=400),
        areas=rng.uniform(0.02, 0.1, size=400),
    )
    assert table.index.tolist() == [
        "hot spots",
        "last period's counts",
        "residents",
        "any place",
    ]
    np.testing.assert_allclose(table["share_of_area"], table["share_of_area"].iloc[0])
    pai = table["pai"].to_dict()
    assert pai["any place"] == pytest.approx(1)
    assert pai["hot spots"] > pai["residents"]
    assert (table["pei"] <= 1 + 1e-12).all()


@pytest.mark.parametrize("windows", [(SPRING, SPRING), (SUMMER, SPRING)])
def test_a_period_that_was_already_seen_is_refused(windows: tuple[Window, Window]) -> None:
    with pytest.raises(ValueError, match="only be judged on what came after"):
        against_baselines(
            np.array([True, False]),
            before=[1, 0],
            after=[1, 0],
            windows=windows,
            residents=[1, 1],
        )


def test_counts_of_other_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="one value for each cell"):
        accuracy([1, 0], before=[1, 2, 3], after=[1, 2])


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=30), st.floats(0.1, 1))
def test_the_order_of_cells_changes_nothing_and_no_choice_beats_the_best(
    counts: list[int], share: float
) -> None:
    values = np.array(counts)
    areas = np.array([1.0, 2.0, 3.0])[np.arange(len(values)) % 3]
    area = share * areas.sum()
    part = densest(values, areas=areas, area=area)
    turned = densest(values[::-1], areas=areas[::-1], area=area)[::-1]
    np.testing.assert_allclose(part, turned)
    assert part @ areas == pytest.approx(area)
    other = densest(values[::-1], areas=areas, area=area)
    assert other @ values <= part @ values + 1e-9
