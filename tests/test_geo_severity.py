"""Severity: sums beside counts, and every gap in the table of weights named at once."""

import numpy as np
import pytest

from geo.severity import severity, weight_problems

WEIGHTS = {"burglary": 20.0, "robbery": 365.0, "nuisance": 1.0}


def test_sums_stand_beside_the_counts() -> None:
    table = severity(
        [0, 0, 0, 2],
        categories=["nuisance", "nuisance", "robbery", "burglary"],
        weights=WEIGHTS,
        size=3,
    )
    assert list(table.columns) == ["count", "severity", "mean_severity", "largest_share"]
    assert table["count"].tolist() == [3, 0, 1]
    assert table["severity"].tolist() == [367, 0, 20]
    assert table["largest_share"].iloc[0] == pytest.approx(365 / 367)
    assert np.isnan(table["mean_severity"].iloc[1])


def test_every_problem_of_the_table_is_named_at_once() -> None:
    wrong = {"burglary": -1.0, "robbery": float("nan")}
    with pytest.raises(ValueError, match=r"No weight for: arson, nuisance.*burglary, robbery"):
        severity([0] * 3, categories=["arson", "nuisance", "burglary"], weights=wrong, size=1)
    assert weight_problems(WEIGHTS, categories=["burglary"]) == []


def test_a_weight_of_zero_is_a_choice() -> None:
    table = severity([0, 0], categories=["a", "a"], weights={"a": 0.0}, size=1)
    assert table["severity"].tolist() == [0]
    assert np.isnan(table["largest_share"].iloc[0])


def test_an_event_outside_the_units_is_refused() -> None:
    with pytest.raises(ValueError, match="unit from 0 to 1"):
        severity([2], categories=["burglary"], weights=WEIGHTS, size=2)


def test_no_event_gives_zeros_and_order_changes_nothing() -> None:
    assert severity([], categories=[], weights={}, size=2)["count"].tolist() == [0, 0]
    place, kind = [0, 1, 1, 0], ["burglary", "robbery", "nuisance", "nuisance"]
    one = severity(place, categories=kind, weights=WEIGHTS, size=2)
    assert one.equals(severity(place[::-1], categories=kind[::-1], weights=WEIGHTS, size=2))
