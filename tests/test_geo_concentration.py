"""Concentration: the examples of the authors, and no false concentration of sparse layers."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.concentration import concentration


def test_the_authors_examples() -> None:
    plenty = concentration([10, 8, 2] + [0] * 7)
    assert (plenty.gini, plenty.generalised_gini) == pytest.approx((0.78, 0.78))
    sparse = concentration([5, 2, 1] + [0] * 7)
    assert (sparse.gini, sparse.generalised_gini) == pytest.approx((0.80, 0.75))


def test_the_shared_cases(shared: Path) -> None:
    case = json.loads((shared / "cases/gini_generalised.json").read_text(encoding="utf-8"))
    for name, counts in case["inputs"].items():
        found, expected = concentration(counts), case["expected"][name]
        assert found.gini == pytest.approx(expected["std"]), name
        if "gen" in expected:
            assert found.generalised_gini == pytest.approx(expected["gen"]), name
        if "std_unbiased" in expected:
            unbiased = found.gini * len(counts) / (len(counts) - 1)
            assert unbiased == pytest.approx(expected["std_unbiased"]), name
        if name in case["share50"]:
            assert found.share_with_half == case["share50"][name], name


def test_events_spread_as_evenly_as_can_be_are_not_concentrated() -> None:
    one_each = concentration([1] * 5 + [0] * 95)
    assert one_each.gini == pytest.approx(0.95)  # for want of events alone
    assert one_each.generalised_gini == pytest.approx(0.0)


def test_half_the_events_in_the_fewest_cells() -> None:
    found = concentration([1, 4, 1, 2, 0, 0, 0, 0])
    assert (found.cells_with_half, found.share_with_half) == (1, 0.125)
    assert (found.events, found.cells) == (8, 8)


def test_no_event_has_no_concentration_and_no_cell_is_refused() -> None:
    nothing = concentration([0, 0])
    assert nothing.cells_with_half == 0
    assert np.isnan(nothing.gini)
    assert np.isnan(nothing.generalised_gini)
    with pytest.raises(ValueError, match="at least one cell"):
        concentration([])


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40).filter(any), st.integers(2, 5))
def test_order_and_scale_change_nothing(counts: list[int], times: int) -> None:
    plain = concentration(counts)
    assert concentration(counts[::-1]) == plain
    more = concentration([times * count for count in counts])
    assert more.gini == pytest.approx(plain.gini, abs=1e-12)
    assert more.cells_with_half == plain.cells_with_half
    assert -1e-12 <= plain.generalised_gini <= plain.gini + 1e-12 < 1
