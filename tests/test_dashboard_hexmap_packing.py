"""The packed counts: what is written is what any reader of the format finds."""

import gzip
import json
from dataclasses import replace
from datetime import date
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dashboard.hexmap import packing
from tests import map_sample

TYPES: dict[str, np.dtype[Any]] = {
    "u8": np.dtype("<u1"),
    "u16": np.dtype("<u2"),
    "u64": np.dtype("<u8"),
}
WARDS = [packing.Ward("E1", "North", "Widnes"), packing.Ward("E2", "South", "Runcorn")]
Rows = list[tuple[int, int, int, int]]


def sheet(size: int = 4, **changes: Any) -> packing.Sheet:  # noqa: ANN401  any field
    """Make a small ground."""
    whole = packing.Sheet(
        version="v",
        resolution=9,
        vintage="2020",
        place="",
        origin=date(2024, 2, 28),
        days=400,
        synthetic=False,
        wards=WARDS,
        cells=np.arange(2**60, 2**60 + size, dtype=np.uint64),
        cell_ward=np.arange(size) % 2,
        places=[f"Street {i}" for i in range(size)],
    )
    return replace(whole, **changes)


def layer(rows: Rows, **changes: Any) -> packing.Layer:  # noqa: ANN401  any field
    """Make a layer from rows of day, cell, category, count."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    whole = packing.Layer(
        name="incidents",
        label="Incidents",
        step="day",
        reason="",
        categories=["a", "b", "c"],
        entries=map_sample.Entries(*table.T),
    )
    return replace(whole, **changes)


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Read the format by its description alone."""
    assert data[:4] == b"HXM1"
    size = int.from_bytes(data[4:8], "little")
    header = cast("dict[str, Any]", json.loads(data[8 : 8 + size].decode("utf-8")))
    body = data[8 + size :]
    sections: dict[str, NDArray[Any]] = {
        row["name"]: np.frombuffer(
            body, dtype=TYPES[row["type"]], count=row["length"], offset=row["offset"]
        )
        for row in header["sections"]
    }
    return header, sections


ENTRIES = st.sets(
    st.tuples(st.integers(0, 399), st.integers(0, 3), st.integers(0, 2)), max_size=60
).flatmap(
    lambda keys: st.lists(st.integers(1, 65_535), min_size=len(keys), max_size=len(keys)).map(
        lambda counts: [(*key, n) for key, n in zip(sorted(keys), counts, strict=True)]
    )
)


@given(ENTRIES)
def test_what_is_packed_is_what_a_reader_finds(rows: Rows) -> None:
    header, sections = unpack(packing.pack(sheet(), layers=[layer(rows)]))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    for column, part in enumerate(("day", "cell", "category", "count")):
        np.testing.assert_array_equal(sections[f"incidents.{part}"], table[:, column])
    assert header["layers"][0]["entries"] == len(rows)


def test_the_header_says_what_the_counts_stand_for() -> None:
    packed = packing.pack(sheet(place="Widnes", synthetic=True), layers=[layer([(0, 1, 2, 3)])])
    header, sections = unpack(packed)
    assert header["origin"] == "2024-02-28"
    assert header["days"] == 400
    assert (header["place"], header["vintage"], header["resolution"]) == ("Widnes", "2020", 9)
    assert header["synthetic"] is True
    assert header["wards"][1] == {"code": "E2", "name": "South", "town": "Runcorn"}
    assert header["places"] == ["Street 0", "Street 1", "Street 2", "Street 3"]
    assert header["layers"][0]["categories"] == ["a", "b", "c"]
    np.testing.assert_array_equal(sections["cells"], sheet().cells)
    np.testing.assert_array_equal(sections["cell_ward"], [0, 1, 0, 1])


@given(st.text(max_size=9), st.integers(1, 7))
def test_every_section_lies_where_a_typed_array_may_begin(name: str, cells: int) -> None:
    packed = packing.pack(sheet(cells, places=[name] * cells), layers=[layer([(0, 0, 0, 1)])])
    size = int.from_bytes(packed[4:8], "little")
    header, _ = unpack(packed)
    assert (8 + size) % 8 == 0
    assert all(row["offset"] % 8 == 0 for row in header["sections"])
    assert header["places"] == [name] * cells


def test_layers_keep_their_order_and_their_own_numbers() -> None:
    two = [layer([(0, 0, 0, 1)]), layer([(5, 3, 1, 9)], name="missing", label="Missing")]
    header, sections = unpack(packing.pack(sheet(), layers=two))
    assert [row["name"] for row in header["layers"]] == ["incidents", "missing"]
    assert sections["missing.count"].tolist() == [9]
    assert sections["incidents.day"].tolist() == [0]


def test_a_layer_without_events_and_no_layers_at_all_can_be_packed() -> None:
    header, sections = unpack(packing.pack(sheet(), layers=[layer([])]))
    assert header["layers"][0]["entries"] == 0
    assert len(sections["incidents.day"]) == 0
    assert unpack(packing.pack(sheet(), layers=[]))[0]["layers"] == []


def test_the_same_counts_always_give_the_same_bytes() -> None:
    first, second = (
        packing.compressed(packing.pack(sheet(), layers=[layer([(1, 1, 1, 1)])])) for _ in "ab"
    )
    assert first == second
    assert gzip.decompress(first)[:4] == b"HXM1"


def test_the_borough_travels_in_little() -> None:
    packed = packing.compressed(map_sample.sample().packed)
    assert len(packed) < 150_000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cells": np.array([2, 1, 3, 4], dtype=np.uint64)}, "sorted"),
        ({"cells": np.array([1, 1, 3, 4], dtype=np.uint64)}, "each once"),
        ({"places": ["one"]}, "one ward and one place name"),
        ({"cell_ward": np.array([0, 1])}, "one ward and one place name"),
        ({"cell_ward": np.array([0, 1, 2, 0])}, "not in the list"),
    ],
)
def test_a_ground_that_would_be_misread_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        packing.pack(sheet(**changes), layers=[])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(400, 0, 0, 1)], "day must lie from 0 to 399"),
        ([(-1, 0, 0, 1)], "day must lie"),
        ([(0, 4, 0, 1)], "cell must lie from 0 to 3"),
        ([(0, 0, 3, 1)], "category must lie from 0 to 2"),
        ([(1, 0, 0, 1), (0, 0, 0, 1)], "sorted by day, then cell"),
        ([(1, 2, 0, 1), (1, 1, 0, 1)], "sorted by day, then cell"),
        ([(0, 0, 0, 65_536)], "does not fit u16"),
    ],
)
def test_entries_that_would_be_misread_are_refused(rows: Rows, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        packing.pack(sheet(), layers=[layer(rows)])


def test_columns_of_different_length_are_refused() -> None:
    ones = np.ones(3, dtype=np.int64)
    entries = map_sample.Entries(ones, ones, ones, ones[:2])
    with pytest.raises(ValueError, match="differ in length"):
        packing.pack(sheet(), layers=[layer([], entries=entries)])
