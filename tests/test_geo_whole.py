"""Only whole counts are tested; weights are refused with the reason."""

import numpy as np
import pytest

from geo.whole import whole_counts


@pytest.mark.parametrize("values", [[0, 3, 5], [0.0, 3.0, 5.0], np.array([0, 3, 5], np.uint8)])
def test_whole_numbers_of_any_kind_pass(values: list[float]) -> None:
    found = whole_counts(values)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, [0, 3, 5])


@pytest.mark.parametrize("wrong", [0.5, -1.0, np.nan, np.inf])
def test_a_weight_is_refused_with_how_many_and_what_to_do(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"1 of 3 are not .*test the counts"):
        whole_counts([1.0, wrong, 2.0])


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        whole_counts(np.array([[1, -2]]))


def test_the_shape_is_kept_and_the_message_names_the_values() -> None:
    assert whole_counts(np.zeros((3, 2))).shape == (3, 2)
    with pytest.raises(ValueError, match="Events before"):
        whole_counts([0.1], what="Events before")
