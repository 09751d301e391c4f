"""Draws follow their weights, repeat with their seed, and do not lean on each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demo_draws import Draws

SIZE = 20_000
FIRST_DRAWS = ["0x1.b5b66e6c1b50cp-3", "0x1.45241ce2ebec0p-6", "0x1.d597e1f46b20cp-1"]
SEEDS = st.integers(min_value=0, max_value=2**31)


def test_the_same_seed_and_purpose_draw_the_same() -> None:
    first, second = (Draws(7, "homes").even(50) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(("seed", "purpose"), [(8, "homes"), (7, "hours")])
def test_another_seed_or_purpose_draws_otherwise(seed: int, purpose: str) -> None:
    assert not np.array_equal(Draws(7, "homes").even(50), Draws(seed, purpose).even(50))


def test_the_first_draws_are_these_on_every_machine() -> None:
    drawn = Draws(20261123, "a fixed purpose").even(3)
    assert [value.hex() for value in drawn.tolist()] == FIRST_DRAWS


@given(seed=SEEDS, size=st.integers(0, 40))
def test_fractions_are_at_least_0_and_below_1(seed: int, size: int) -> None:
    drawn = Draws(seed, "any").even(size)
    assert drawn.shape == (size,)
    assert ((drawn >= 0) & (drawn < 1)).all()


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_something_happens_as_often_as_its_share(share: float) -> None:
    assert Draws(1, "any").happens(share, size=SIZE).mean() == pytest.approx(share, abs=0.01)


@given(seed=SEEDS, limits=st.lists(st.integers(1, 50), max_size=30))
def test_whole_numbers_stay_below_their_limits(seed: int, limits: list[int]) -> None:
    drawn = Draws(seed, "any").below(limits)
    assert ((drawn >= 0) & (drawn < np.array(limits, dtype=np.int64))).all()


def test_picks_follow_the_weights_and_never_take_what_weighs_nothing() -> None:
    counted = np.bincount(Draws(1, "any").pick([1, 0, 3, 0], size=SIZE), minlength=4) / SIZE
    assert counted.tolist() == pytest.approx([0.25, 0, 0.75, 0], abs=0.01)


class Full(Draws):
    """Draws whose fractions are all as near to 1 as a fraction can be."""

    def even(self, size: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.full(size, np.nextafter(1.0, 0.0))


@pytest.mark.parametrize("weights", [[1.0], [0.1] * 10, [0.3, 0.1, 0.7]])
def test_the_largest_fraction_still_picks_something(weights: list[float]) -> None:
    assert Full(1, "any").pick(weights, size=1).tolist() == [len(weights) - 1]


@given(seed=SEEDS, cuts=st.lists(st.integers(0, 500), min_size=2, max_size=8, unique=True))
def test_numbers_lie_within_the_outer_edges(seed: int, cuts: list[int]) -> None:
    edges = np.array(sorted(cuts), dtype=np.float64)
    drawn = Draws(seed, "any").within(edges, np.ones(len(edges) - 1), size=40)
    assert ((drawn >= edges[0]) & (drawn <= edges[-1])).all()


def test_numbers_fill_each_bin_by_its_share_and_evenly() -> None:
    edges, shares = np.array([0.0, 1.0, 10.0]), np.array([0.8, 0.2])
    drawn = Draws(1, "any").within(edges, shares, size=SIZE)
    assert (drawn < 1).mean() == pytest.approx(0.8, abs=0.01)
    assert drawn[drawn >= 1].mean() == pytest.approx(5.5, abs=0.15)


@given(
    seed=SEEDS,
    people=st.integers(1, 60),
    floor=st.integers(0, 5),
    extra=st.integers(0, 200),
)
def test_episodes_are_shared_out_without_loss(
    seed: int, people: int, floor: int, extra: int
) -> None:
    total = people * floor + extra
    shared = Draws(seed, "any").allot(total, people=people, floor=floor)
    assert shared.shape == (people,)
    assert shared.sum() == total
    assert shared.min() >= floor
