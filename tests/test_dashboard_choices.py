"""Each choice from outside is ours or refused, whatever its type."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import choices
from data import geography, schema
from geo import cells

ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.text(max_size=8), max_size=4),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


@given(ANYTHING)
def test_anything_at_all_is_either_ours_or_a_value_error(found: object) -> None:
    checks: list[Any] = [
        lambda: choices.layers(found, permitted=schema.LAYERS),
        lambda: choices.focus(found, visible=("incidents",)),
        lambda: choices.resolution(found),
        lambda: choices.window(found, "2026-01-01"),
        lambda: choices.window("2026-01-01", found),
        lambda: choices.picked(found, resolution=9, vintage="2020"),
        lambda: choices.step(found),
        lambda: choices.measure(found),
        lambda: choices.place(found, vintage="2020"),
        lambda: choices.vintage(found),
        lambda: choices.cell(found, resolution=9, vintage="2020"),
    ]
    for check in checks:
        try:
            check()
        except ValueError as refused:
            assert str(refused)  # noqa: PT017 - both ends are allowed, a crash is not


def test_layers_come_in_our_order_and_only_those_permitted() -> None:
    found = choices.layers(["missing", "incidents", "x"], permitted=("incidents", "missing"))
    assert found == ("incidents", "missing")


@pytest.mark.parametrize("resolution", [7, 8, 9, 10, "9"])
def test_a_resolution_may_be_a_number_or_its_digits(resolution: object) -> None:
    assert choices.resolution(resolution) == int(str(resolution))


@pytest.mark.parametrize("vintage", geography.VINTAGES)
def test_the_places_are_the_borough_two_towns_and_the_wards_by_name(vintage: str) -> None:
    found = list(choices.places(vintage).items())
    assert [value for value, _ in found[:3]] == ["", "Widnes", "Runcorn"]
    names = [name for _, name in found[3:]]
    assert names == sorted(names)
    assert len(names) == len(geography.wards(vintage))


def test_a_ward_of_another_year_is_no_place() -> None:
    old = set(geography.wards("2013")["code"]) - set(geography.wards("2020")["code"])
    with pytest.raises(ValueError, match="2020 ward"):
        choices.place(min(old), vintage="2020")


def test_picked_cells_come_sorted_once_and_only_those_of_the_grid() -> None:
    first, second = cells.hex_of(geography.cells(9)["cell"].to_numpy()[:2]).tolist()
    coarse = cells.hex_of(geography.cells(8)["cell"].to_numpy()[:1]).tolist()
    found = choices.picked([second, first, second, *coarse, ""], resolution=9, vintage="2020")
    assert found == (first, second)
    assert choices.picked(f"{second},{first}", resolution=9, vintage="2020") == (first, second)


def test_more_cells_than_an_address_holds_are_refused() -> None:
    many = [""] * (choices.MOST_PICKED + 1)
    with pytest.raises(ValueError, match="At most 300 cells"):
        choices.picked(many, resolution=9, vintage="2020")


@pytest.mark.parametrize("found", ["", "day", "week", "month"])
def test_a_step_is_a_day_a_week_a_month_or_not_chosen(found: str) -> None:
    assert choices.step(found) == found


def test_no_measure_is_the_count() -> None:
    assert choices.measure("") == choices.COUNT
