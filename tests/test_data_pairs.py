import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import geography
from data.pairs import BOROUGH, Kind, numbers, settled

WIDNES = (351_200.0, 385_400.0)
LIVERPOOL = (335_000.0, 390_500.0)
KIDSGROVE = (383_900.0, 354_500.0)  # right as it stands, and by the borough when exchanged
nan = float("nan")
KINDS: tuple[Kind, Kind] = ("degrees", "metres")


def columns(*pairs: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    first, second = zip(*pairs, strict=True)
    return np.array(first), np.array(second)


def swapped(*pairs: tuple[float, float]) -> list[tuple[float, float]]:
    return [(y, x) for x, y in pairs]


def test_numbers_may_have_commas_or_spaces_between_thousands_and_nothing_else() -> None:
    texts = ["351200", "351,200", "351 200.5", "-2.7", "+.5", "35,1200", "1e5", "", "x", "nan"]
    found = numbers(pd.Series(texts, dtype="str"))
    expected = [351_200, 351_200, 351_200.5, -2.7, 0.5, nan, nan, nan, nan, nan]
    np.testing.assert_array_equal(found, expected)


def test_columns_that_are_right_are_left_alone() -> None:
    for kind, pair in (("degrees", (-2.73, 53.36)), ("metres", WIDNES)):
        found = settled(*columns(pair, (nan, nan)), called=kind)  # type: ignore[arg-type]
        assert found.kind == kind
        assert not found.put_right
        assert not found.exchanged.any()


def test_degrees_that_are_exchanged_in_the_whole_column_are_put_right() -> None:
    found = settled(*columns((53.36, -2.73), (nan, 1.0), (0.0, 0.0)), called="degrees")
    assert (found.x[0], found.y[0], found.put_right) == (-2.73, 53.36, True)


def test_one_row_as_it_should_be_keeps_the_column_as_it_is() -> None:
    found = settled(*columns((53.36, -2.73), (-2.73, 53.36)), called="degrees")
    assert not found.put_right
    assert list(found.inside) == [False, True]


def test_metres_in_columns_of_degrees_are_read_as_metres() -> None:
    found = settled(*columns(WIDNES, LIVERPOOL), called="degrees")
    assert (found.kind, found.put_right) == ("metres", True)
    mixed = settled(*columns(WIDNES, (-2.73, 53.36)), called="degrees")
    assert (mixed.kind, list(mixed.inside)) == ("degrees", [False, True])


def test_degrees_in_columns_of_metres_are_read_as_degrees() -> None:
    found = settled(*columns((-2.73, 53.36)), called="metres")
    assert (found.kind, found.put_right) == ("degrees", True)


def test_metres_that_are_exchanged_in_the_whole_column_are_put_right_far_ones_too() -> None:
    found = settled(*columns(*swapped(WIDNES, WIDNES, LIVERPOOL)), called="metres")
    assert found.put_right
    assert (found.x[2], found.y[2]) == LIVERPOOL


def test_exchanged_metres_under_the_headings_of_degrees_are_put_right() -> None:
    found = settled(*columns(*swapped(WIDNES, WIDNES)), called="degrees")
    assert (found.kind, found.x[0], found.put_right) == ("metres", WIDNES[0], True)


def test_metres_that_are_exchanged_in_some_rows_are_told_and_not_put_right() -> None:
    found = settled(*columns(WIDNES, *swapped(WIDNES), LIVERPOOL), called="metres")
    assert (found.put_right, list(found.exchanged)) == (False, [False, True, False])


def test_a_few_places_elsewhere_do_not_exchange_a_column() -> None:
    found = settled(*columns(KIDSGROVE, LIVERPOOL, LIVERPOOL), called="metres")
    assert (found.put_right, list(found.exchanged)) == (False, [True, False, False])


def test_the_surroundings_of_the_borough_are_five_kilometres_around_it() -> None:
    bounds = geography.wards().to_crs(27700).total_bounds
    (west, east), (south, north) = BOROUGH
    np.testing.assert_allclose(
        [west, south, east, north], bounds + np.array([-1, -1, 1, 1]) * 5000, atol=100
    )


@given(st.lists(st.tuples(st.floats(allow_nan=True), st.floats(allow_nan=True)), max_size=6))
@pytest.mark.filterwarnings("ignore:overflow")
def test_any_numbers_are_read_without_trouble(pairs: list[tuple[float, float]]) -> None:
    first, second = columns(*pairs) if pairs else (np.zeros(0), np.zeros(0))
    for kind in KINDS:
        found = settled(first, second, called=kind)
        assert len(found.x) == len(found.inside) == len(found.exchanged) == len(pairs)
