"""Bands: each label says exactly what its band holds."""

import numpy as np
import pytest

from geo.bands import day_labels, distance_labels, rising


def test_labels_name_the_first_and_last_whole_day() -> None:
    assert day_labels(rising([0, 7, 14], what="days")) == ["0 to 6 days", "7 to 13 days"]
    assert day_labels(rising([0, 1, 8], what="days")) == ["0 days", "1 to 7 days"]


def test_labels_of_distances_are_half_open() -> None:
    edges = rising([0, 1, 100, 200], what="distances")
    assert distance_labels(edges) == ["same place", "1 to under 100 m", "100 to under 200 m"]
    assert distance_labels(np.array([0.0, 250.0])) == ["under 250 m"]
    assert distance_labels(np.array([50.0, 250.0])) == ["50 to under 250 m"]


@pytest.mark.parametrize("edges", [[0], [0, 0], [3, 1], [-1, 4]])
def test_edges_that_do_not_rise_are_refused(edges: list[float]) -> None:
    with pytest.raises(ValueError, match="edges of the days must rise"):
        rising(edges, what="days")
