"""A denominator is checked once, and the message says what it must be."""

import numpy as np
import pytest

from geo.exposure import checked_exposure


def test_residents_pass_as_numbers() -> None:
    found = checked_exposure([0, 12, 30], cells=3)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, [0, 12, 30])


@pytest.mark.parametrize("wrong", [[-1, 3], [np.nan, 1], [np.inf, 1], [0, 0]])
def test_an_impossible_denominator_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="finite, 0 or more in each cell"):
        checked_exposure(wrong, cells=2)


def test_one_value_for_each_cell_is_needed() -> None:
    with pytest.raises(ValueError, match="each of 3 cells"):
        checked_exposure([1, 2], cells=3)
