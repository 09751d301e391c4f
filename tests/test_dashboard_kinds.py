"""Categories come back from their text with their layers, and hostile ones are refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import kinds
from data import schema

NAMES = st.text(min_size=1, max_size=30)
PAIRS = st.lists(st.tuples(st.sampled_from(schema.LAYERS), NAMES), max_size=6, unique=True)


@given(PAIRS)
def test_categories_come_back_from_their_text_with_their_layers(
    pairs: list[tuple[str, str]],
) -> None:
    found = kinds.categories(kinds.category_text(pairs), focus="missing")
    assert sorted(found) == sorted(pairs)
    assert [schema.LAYERS.index(layer) for layer, _ in found] == sorted(
        schema.LAYERS.index(layer) for layer, _ in pairs
    )


def test_a_name_without_a_layer_belongs_to_the_layer_in_focus() -> None:
    found = kinds.categories("Drugs,missing:high", focus="incidents")
    assert found == (("incidents", "Drugs"), ("missing", "high"))


def test_a_colon_in_a_name_is_no_layer() -> None:
    assert kinds.categories("Theft: bicycle", focus="incidents") == (
        ("incidents", "Theft: bicycle"),
    )


def test_no_text_means_every_category() -> None:
    assert kinds.categories("", focus="incidents") == ()


def test_categories_of_a_layer_that_may_not_be_seen_drop_out() -> None:
    found = kinds.categories(
        "incidents:Drugs,missing:high", focus="incidents", permitted=("incidents",)
    )
    assert found == (("incidents", "Drugs"),)


@pytest.mark.parametrize("found", [",".join(map(str, range(41))), "x" * 81, None, 5, ["Drugs"]])
def test_too_many_too_long_or_no_names_are_refused(found: Any) -> None:  # noqa: ANN401  anything may come
    with pytest.raises(ValueError, match="Categories are names"):
        kinds.categories(found, focus="incidents")
