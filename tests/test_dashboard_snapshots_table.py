"""Counts as CSV, JSON and GeoJSON."""

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from dashboard.snapshots import table
from dashboard.snapshots.sheet import Sheet
from geo.cells import cells_of, hex_of
from tests.sheets import selection

CELLS = np.sort(cells_of([-2.70, -2.73], [53.33, 53.36], resolution=9))
SHEET = Sheet(
    selection=selection(),
    counts=pd.DataFrame(
        {
            "cell": CELLS,
            "layer": "incidents",
            "count": [3, 14],
            "ward_code": ["E1", "E2"],
            "ward": ["Grange", "Daresbury, Moore & Sandymoor"],
        }
    ),
    title="A finding",
    lead="",
    notes=(("Window", "then"),),
    source="a test",
    attribution="© all",
    provenance=(("Release", "none"), ("Selection", "--layer incidents")),
    marking="OFFICIAL",
    label="",
)
INVENTED = replace(SHEET, label="Synthetic data")


def named(ward: str) -> Sheet:
    return replace(SHEET, counts=SHEET.counts.assign(ward=ward))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_is_a_header_and_a_line_for_each_count_and_nothing_else() -> None:
    lines = table.csv_text(SHEET, labelled=True).splitlines()
    assert lines[0] == "cell,layer,count,ward_code,ward"
    assert lines[1] == f"{hex_of(CELLS)[0]},incidents,3,E1,Grange"
    assert lines[2].endswith(',14,E2,"Daresbury, Moore & Sandymoor"')
    assert len(lines) == 3


def test_a_file_of_invented_counts_says_so_on_every_line() -> None:
    rows = read(table.csv_text(INVENTED, labelled=True))
    assert [row["label"] for row in rows] == ["Synthetic data"] * 2
    assert "label" not in read(table.csv_text(INVENTED, labelled=False))[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_a_name_that_would_start_a_formula_gets_an_apostrophe(start: str) -> None:
    assert table.safe(f"{start}1+1") == f"'{start}1+1"
    if start not in "\r\0":
        rows = read(table.csv_text(named(f"{start}cmd|' /C calc'!A0"), labelled=True))
        assert rows[0]["ward"].startswith("'")


@given(st.text(max_size=20))
def test_no_text_reaches_a_spreadsheet_as_a_formula(name: str) -> None:
    assert not str(table.safe(name)).startswith(("=", "+", "-", "@", "\t", "\0"))
    assert str(table.safe(name)).removeprefix("'") == name.removeprefix("'")


@pytest.mark.parametrize("value", [-3, 0, 14, 2.5])
def test_numbers_stay_numbers(value: float) -> None:
    assert table.safe(value) is value


def test_json_says_what_it_is_beside_the_cells() -> None:
    found = json.loads(table.json_text(INVENTED))
    assert found["cells"][0] == {
        "cell": hex_of(CELLS)[0],
        "layer": "incidents",
        "count": 3,
        "ward_code": "E1",
        "ward": "Grange",
    }
    assert found["label"] == "Synthetic data"
    assert found["marking"] == "OFFICIAL"
    assert found["attribution"] == "© all"
    assert found["selection"]["from"] == "2026-09-01"
    assert found["provenance"]["selection"] == "--layer incidents"


def test_geojson_outlines_hold_their_own_cell_and_turn_anticlockwise() -> None:
    found = json.loads(table.geojson_text(SHEET))
    assert found["type"] == "FeatureCollection"
    assert found["attribution"] == "© all"
    for feature, cell in zip(found["features"], CELLS, strict=True):
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert len(ring) == 7
        polygon = shape(feature["geometry"])
        assert polygon.exterior.is_ccw
        middle = shapely.centroid(polygon)
        assert cells_of([middle.x], [middle.y], resolution=9)[0] == cell
        assert feature["properties"]["cell"] == hex_of([cell])[0]


def test_ids_of_features_are_unique_also_with_several_layers() -> None:
    both = pd.concat([SHEET.counts, SHEET.counts.assign(layer="missing")])
    found = json.loads(table.geojson_text(replace(SHEET, counts=both)))
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids) == 4


def test_a_name_in_geojson_is_only_text() -> None:
    text = table.geojson_text(named('</script><img src=x onerror="alert(1)">'))
    assert json.loads(text)["features"][0]["properties"]["ward"].startswith("</script>")


def test_no_counts_make_files_without_rows() -> None:
    nothing = replace(SHEET, counts=SHEET.counts.iloc[:0])
    assert table.csv_text(nothing, labelled=True) == "cell,layer,count,ward_code,ward\n"
    assert json.loads(table.geojson_text(nothing))["features"] == []
    assert json.loads(table.json_text(nothing))["cells"] == []
