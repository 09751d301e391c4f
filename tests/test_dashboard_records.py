"""A table in three forms: nothing lost in a spreadsheet, nothing that JSON cannot hold."""

import csv
import io
import json

import numpy as np
import pandas as pd
import shapely

from dashboard import records

TABLE = pd.DataFrame(
    {"name": ["=1+1", "Ditton, Hale"], "count": np.array([3, 0]), "ratio": [np.inf, np.nan]}
)


def test_csv_says_missing_and_endless_and_disarms_formulas() -> None:
    found = list(csv.DictReader(io.StringIO(records.csv_text(TABLE))))
    assert found == [
        {"name": "'=1+1", "count": "3", "ratio": "inf"},
        {"name": "Ditton, Hale", "count": "0", "ratio": ""},
    ]


def test_numbers_are_written_in_full() -> None:
    value = 0.1 + 0.2
    text = records.csv_text(pd.DataFrame({"p": [value, 1e-300]}))
    assert [float(line) for line in text.splitlines()[1:]] == [value, 1e-300]


def test_json_holds_what_is_said_and_null_for_what_is_no_number() -> None:
    found = json.loads(records.json_text(TABLE, rows="units", about={"label": "Synthetic data"}))
    assert list(found) == ["label", "units"]
    assert found["units"][0] == {"name": "=1+1", "count": 3, "ratio": None}


def test_geojson_turns_rings_anticlockwise_and_keeps_rows_with_their_shapes() -> None:
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    far = shapely.MultiPolygon([shapely.box(5, 5, 6.12345678, 6)])
    found = json.loads(records.geojson_text(TABLE, shapes=[clockwise, far], about={"by": "ward"}))
    first, second = found["features"]
    assert shapely.LinearRing(first["geometry"]["coordinates"][0]).is_ccw
    assert second["geometry"]["type"] == "MultiPolygon"
    assert second["properties"]["count"] == 0
    assert max(point[0] for point in second["geometry"]["coordinates"][0][0]) == 6.123457
    assert found["by"] == "ward"


def test_an_empty_table_is_a_header() -> None:
    assert records.csv_text(TABLE.iloc[:0]) == "name,count,ratio\n"
    assert json.loads(records.json_text(TABLE.iloc[:0], rows="x", about={})) == {"x": []}
