"""What the map fetches holds exactly the events that the panels count, and no others."""

import json
from typing import Any

import numpy as np
import pytest

from dashboard import mapdata
from dashboard.hexmap import packing
from data import geography, placed, schema
from tests import boards

EVENTS = boards.events()


def packed(**choices: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401 - of `pack`
    layers = choices.pop("layers", schema.LAYERS)
    place = choices.pop("place", "")
    frame = choices.pop("frame", EVENTS)
    content = mapdata.pack(
        boards.laid_out(frame, layers=layers),
        study=geography.cells(9),
        wards=geography.wards(),
        sheet=("v1", 9, "2020", place, True),
        **choices,
    )
    return read(content)


def read(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    assert content[:4] == packing.MAGIC
    size = int.from_bytes(content[4:8], "little")
    header = json.loads(content[8 : 8 + size])
    types = {"u8": "<u1", "u16": "<u2", "u64": "<u8"}
    sections = {
        part["name"]: np.frombuffer(
            content, types[part["type"]], part["length"], 8 + size + part["offset"]
        )
        for part in header["sections"]
    }
    return header, sections


@pytest.mark.parametrize("place", ["", "Widnes", "Runcorn"])
def test_the_counts_are_those_of_the_command_line(place: str) -> None:
    header, sections = packed(place=place)
    chosen = placed.select(EVENTS, layers=schema.LAYERS, place=place)
    expected = placed.count_cells(chosen, resolution=9)
    for layer in schema.LAYERS:
        total = np.bincount(
            sections[f"{layer}.cell"],
            weights=sections[f"{layer}.count"],
            minlength=len(sections["cells"]),
        )
        theirs = expected.loc[expected["layer"].eq(layer)]
        assert sections["cells"][total > 0].tolist() == theirs["cell"].tolist()
        assert total[total > 0].tolist() == theirs["count"].tolist()
    assert header["place"] == place
    assert header["synthetic"] is True


def test_each_cell_keeps_its_ward_and_its_streets() -> None:
    header, sections = packed()
    study = geography.cells(9)
    names = [header["wards"][i]["name"] for i in sections["cell_ward"]]
    assert names == study["ward"].tolist()
    assert header["places"] == study["place"].tolist()


def test_a_layer_that_may_not_be_seen_leaves_no_trace_in_the_file() -> None:
    header, sections = packed(layers=("incidents",))
    assert [layer["name"] for layer in header["layers"]] == ["incidents"]
    assert not [name for name in sections if name.startswith(("cuckooing", "missing"))]
    assert "cuckooing" not in json.dumps(header).lower()


def test_the_file_holds_every_category_so_that_the_map_can_filter_by_itself() -> None:
    header, _ = packed()
    held = {layer["name"]: set(layer["categories"]) for layer in header["layers"]}
    frame = boards.events()
    for layer, found in frame.loc[frame["ward"].ne("")].groupby("layer"):
        assert held[str(layer)] == set(found["category"])


def test_the_clock_is_told_why_it_steps_by_months() -> None:
    header, _ = packed(frame=boards.events(precision="month"))
    assert {layer["step"] for layer in header["layers"]} == {"month"}
    assert header["layers"][0]["reason"].startswith("Incidents are known only by their month")
    assert {layer["reason"] for layer in packed()[0]["layers"]} == {""}


def test_the_days_cover_the_last_event() -> None:
    header, sections = packed()
    last = max(int(sections[f"{layer}.day"].max()) for layer in schema.LAYERS)
    assert last == header["days"] - 1
