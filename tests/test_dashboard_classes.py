"""Class breaks: the rule the map's legend stands on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.classes import breaks, class_of, labels, symbol_least

COUNTS = st.lists(st.integers(0, 500), max_size=300)


def test_incident_breaks_are_the_lower_quantiles_of_cells_with_a_count() -> None:
    assert breaks("incidents", np.arange(101)) == (50, 75, 90, 97)


def test_a_quantile_is_a_count_that_exists_not_one_between_two() -> None:
    assert breaks("incidents", [1, 1, 10, 10, 30]) == (10,)


def test_cells_without_an_event_do_not_move_the_breaks() -> None:
    some = [1, 2, 3, 4, 8, 9, 20]
    assert breaks("incidents", [*some, *[0] * 1000]) == breaks("incidents", some)


def test_equal_quantiles_move_on_to_the_next_count_there_is() -> None:
    mostly_one = [1] * 90 + [4] * 4 + [7] * 3 + [9] * 2 + [30]
    assert breaks("incidents", mostly_one) == (1, 4, 7, 9)


@pytest.mark.parametrize(("counts", "expected"), [([], ()), ([0, 0], ()), ([6, 6], ())])
def test_fewer_than_two_distinct_counts_make_one_class(
    counts: list[int], expected: tuple[int, ...]
) -> None:
    assert breaks("incidents", counts) == expected
    assert labels(expected) == ("1+",)


@given(COUNTS)
def test_breaks_rise_and_no_class_of_incidents_is_empty(counts: list[int]) -> None:
    ends = breaks("incidents", counts)
    assert list(ends) == sorted(set(ends))
    assert len(ends) <= 4
    held = set(class_of([n for n in counts if n], ends).tolist())
    assert not any(counts) or held == set(range(len(ends) + 1))


@given(COUNTS)
def test_the_order_of_the_cells_does_not_matter(counts: list[int]) -> None:
    assert breaks("incidents", sorted(counts)) == breaks("incidents", counts)


@pytest.mark.parametrize("layer", ["cuckooing", "missing"])
@pytest.mark.parametrize("counts", [[], [1], list(range(200))])
def test_rare_layers_always_have_the_same_classes(layer: str, counts: list[int]) -> None:
    assert labels(breaks(layer, counts)) == (
        "1\N{EN DASH}2",
        "3\N{EN DASH}5",
        "6\N{EN DASH}9",
        "10\N{EN DASH}14",
        "15+",
    )


def test_a_class_of_one_count_is_named_by_that_count() -> None:
    assert labels((1, 2, 7)) == ("1", "2", "3\N{EN DASH}7", "8+")


def test_a_break_belongs_to_the_lower_class_and_zero_to_none() -> None:
    assert class_of([0, 1, 2, 3, 14, 15, 999], (2, 5, 9, 14)).tolist() == [-1, 0, 0, 1, 3, 4, 4]


@given(COUNTS)
def test_every_count_falls_in_the_class_its_label_names(counts: list[int]) -> None:
    ends = breaks("incidents", counts)
    for count, found in zip(counts, class_of(counts, ends).tolist(), strict=True):
        if count:
            low, _, high = labels(ends)[found].rstrip("+").partition("\N{EN DASH}")
            last = found == len(ends)
            assert int(low) <= count
            assert last or count <= int(high or low)


@pytest.mark.parametrize(
    ("layer", "counts", "least"),
    [
        ("missing", [1, 1, 40], 1),
        ("incidents", list(range(1, 101)), 91),
        ("incidents", [0] * 50 + [1] * 50, 2),
        ("incidents", [], 2),
    ],
)
def test_incidents_get_symbols_only_in_the_busiest_tenth(
    layer: str, counts: list[int], least: int
) -> None:
    assert symbol_least(layer, counts) == least
