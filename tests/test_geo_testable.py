"""Too few events to test: the written rule, and that it never hides what could have been found."""

import numpy as np
import pytest
from scipy import stats

from geo.nulls import binomial_tails
from geo.testable import best_adjusted_p, fewest_draws, why_not_cold, why_not_hot
from tests.hexagons import disks, hexagon

NEIGHBOURS = disks(hexagon(15))
SHARES = (NEIGHBOURS @ np.ones(721)) / 721


@pytest.mark.parametrize(("cells", "draws"), [(721, 2_059), (7, 19), (1, 19)])
def test_the_fewest_draws_are_those_that_let_one_cell_pass(cells: int, draws: int) -> None:
    neighbours = disks(hexagon({721: 15, 7: 1, 1: 0}[cells]))
    assert neighbours.shape[0] == cells
    assert fewest_draws(neighbours) == draws
    shared = int(neighbours.sum(axis=1).max())
    assert cells / (shared * (draws + 1)) <= 0.05 < cells / (shared * draws)


def test_four_events_are_too_few_and_the_sentence_says_how_many_are_needed() -> None:
    reason = why_not_hot(4, disk_shares=SHARES, neighbours=NEIGHBOURS)
    assert reason == "Too few events to test: 4 in this window, and at least 5 are needed."
    assert why_not_hot(5, disk_shares=SHARES, neighbours=NEIGHBOURS) == ""


def test_a_small_area_cannot_show_what_a_disk_already_covers() -> None:
    neighbours = disks(hexagon(1))
    shares = (neighbours @ np.ones(7)) / 7
    reason = why_not_hot(5, disk_shares=shares, neighbours=neighbours)
    assert reason.startswith("Too few events to test: even if all 5 were in one cell")
    assert why_not_hot(20, disk_shares=shares, neighbours=neighbours) == ""


@pytest.mark.parametrize("total", [1, 2, 3, 6, 40])
def test_the_strongest_pattern_really_reaches_the_best_adjusted_p(total: int) -> None:
    neighbours = disks(hexagon(3))
    shares = (neighbours @ np.ones(37)) / 37
    reached = []
    for cell in range(37):
        counts = np.zeros((37, 1), dtype=np.int64)
        counts[cell] = total
        tails = binomial_tails(neighbours @ counts, totals=np.array([total]), disk_shares=shares)
        reached.append(stats.false_discovery_control(tails.upper[:, 0])[cell])
    promised = best_adjusted_p(total, disk_shares=shares, neighbours=neighbours)
    assert min(reached) <= promised * (1 + 1e-9)
    if promised > 0.10:
        assert min(reached) == pytest.approx(promised)


def test_sparse_layers_cannot_have_cold_spots_and_say_so() -> None:
    assert "no surprise" in why_not_cold(200, disk_shares=SHARES)
    assert why_not_cold(250, disk_shares=SHARES) == ""
    assert (1 - 7 / 721) ** 250 < 0.10 < (1 - 7 / 721) ** 200


def test_where_the_rule_says_no_cold_spot_there_is_none_even_on_the_emptiest_map() -> None:
    counts = np.zeros((721, 1), dtype=np.int64)
    counts[0] = 200
    tails = binomial_tails(NEIGHBOURS @ counts, totals=np.array([200]), disk_shares=SHARES)
    assert stats.false_discovery_control(tails.lower[:, 0]).min() > 0.10
