"""Each choice is read in an order in which it can be judged; a view is taken whole or not."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import fields
from dashboard.selection import Selection
from data import schema
from geo.windows import Window

START = Selection(
    layers=schema.LAYERS,
    focus="incidents",
    resolution=9,
    window=Window(date(2026, 9, 24), date(2026, 11, 23)),
)
KNOWN: Mapping[str, Any] = {field.name: getattr(START, field.name) for field in fields.FIELDS}
KEYS = sorted({key for field in fields.FIELDS for key in field.keys})
ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.text())


def test_every_field_of_a_selection_is_read() -> None:
    assert {field.name for field in fields.FIELDS} == {field.name for field in fields_of(Selection)}


def test_every_parameter_that_an_address_writes_is_read() -> None:
    assert set(START.to_query()) <= set(KEYS)
    assert set(START.to_view()) == fields.OWNED


def test_a_field_is_read_after_those_it_depends_on() -> None:
    order = [field.name for field in fields.FIELDS]
    for first, then in (("layers", "focus"), ("focus", "categories"), ("vintage", "place")):
        assert order.index(first) < order.index(then)
    assert order.index("resolution") < min(order.index("cell"), order.index("picked"))


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=30)))
def test_any_address_is_read_and_what_it_lacks_is_the_default(query: dict[str, str]) -> None:
    found = fields.from_query(query, known=KNOWN, permitted=schema.LAYERS)
    assert set(found) == set(KNOWN)
    lacking = [field for field in fields.FIELDS if not set(field.keys) & set(query)]
    assert all(found[field.name] == KNOWN[field.name] for field in lacking if field.name != "focus")


@given(st.sampled_from(KEYS), ANYTHING)
def test_a_view_is_taken_or_refused_in_words(key: str, value: object) -> None:
    try:
        found = fields.from_view(
            {**START.to_view(), key: value}, known=KNOWN, permitted=schema.LAYERS
        )
    except ValueError as refused:
        assert str(refused)  # noqa: PT017 - both ends are allowed, a crash is not
    else:
        assert found["focus"] in found["layers"]


def test_what_a_view_does_not_own_stays_as_it_was() -> None:
    view = {**START.to_view(), "place": "Widnes", "wards": "2013"}
    found = fields.from_view(view, known=KNOWN, permitted=schema.LAYERS)
    assert (found["place"], found["vintage"]) == (START.place, START.vintage)


def test_a_view_may_leave_out_what_was_not_chosen() -> None:
    needed = {"layers", "focus", "resolution", "from", "to", "cell"}
    view = {key: value for key, value in START.to_view().items() if key in needed}
    assert fields.from_view(view, known=KNOWN, permitted=schema.LAYERS) == dict(KNOWN)
    for key in needed:
        with pytest.raises(ValueError, match="found"):
            fields.from_view(
                {k: v for k, v in view.items() if k != key}, known=KNOWN, permitted=schema.LAYERS
            )
