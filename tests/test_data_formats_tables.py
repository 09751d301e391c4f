"""Parquet and map files: typed columns and points."""

import datetime as dt
import struct
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely.geometry import LineString, Point

from data.formats.points import headings_of, point_of
from data.sheets import open_sheets
from tests.reading import faults_of, grid, rows_of

UTC = dt.UTC


def points(**columns: list[object]) -> gpd.GeoDataFrame:
    places = [Point(-2.7352, 53.3637), Point(-2.72, 53.34)]
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=places, crs=4326)


def test_typed_columns_become_plain_text(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 3, 29, 14, 30, tzinfo=UTC)
    table = pa.table(
        {
            "words": pa.array(["a", None, " c "]).dictionary_encode(),
            "whole": [1, None, 3],
            "share": [0.5, 2.0, float("nan")],
            "yes": [True, False, None],
            "day": [dt.date(2026, 3, 1), None, None],
            "when": pa.array([moment.replace(tzinfo=None), None, None], pa.timestamp("ns")),
            "zoned": pa.array([moment, None, None], pa.timestamp("us", "UTC")),
            "list": [[1], [2], []],
        }
    )
    pq.write_table(table, tmp_path / "p.parquet")
    found = grid(tmp_path / "p.parquet")
    assert found.header == ("words", "whole", "share", "yes", "day", "when", "zoned")
    first = ["a", "1", "0.5", "TRUE", "2026-03-01", "2026-03-29 14:30", "2026-03-29T14:30Z"]
    assert rows_of(found) == {
        1: first,
        2: ["", "", "2", "FALSE", "", "", ""],
        3: ["c", "3", "", "", "", "", ""],
    }
    assert found.notes == ("Columns that hold no plain values were not read: list.",)


def test_points_of_a_parquet_file_become_coordinates(tmp_path: Path) -> None:
    points(reference=["A", "B"]).to_parquet(tmp_path / "p.parquet")
    found = grid(tmp_path / "p.parquet")
    assert found.header == ("reference", "longitude", "latitude")
    assert rows_of(found)[1] == ["A", "-2.7352", "53.3637"]


def test_a_line_among_the_points_is_a_fault(tmp_path: Path) -> None:
    frame = points(reference=["A", "B"])
    frame.loc[1, "geometry"] = LineString([(0, 0), (1, 1)])
    frame.to_parquet(tmp_path / "p.parquet")
    assert faults_of(grid(tmp_path / "p.parquet")) == [(2, "geometry")]


@pytest.mark.parametrize("name", ["m.gpkg", "m.shp"])
def test_map_files_are_read_for_the_command_line_only(tmp_path: Path, name: str) -> None:
    points(reference=["A", "B"]).to_file(tmp_path / name)
    with pytest.raises(ValueError, match="which only the command line reads"):
        open_sheets(tmp_path / name)
    (found,) = open_sheets(tmp_path / name, maps=True)
    assert found.header == ("reference", "longitude", "latitude")
    assert rows_of(found)[2] == ["B", "-2.72", "53.34"]


def test_every_layer_of_a_geopackage_is_a_sheet_and_grid_metres_are_told(tmp_path: Path) -> None:
    frame = points(reference=["A", "B"]).to_crs(27700)
    for layer in ("north", "south"):
        frame.to_file(tmp_path / "m.gpkg", layer=layer, mode="a" if layer == "south" else "w")
    found = open_sheets(tmp_path / "m.gpkg", maps=True)
    assert [one.name for one in found] == ["north", "south"]
    assert found[0].header == ("reference", "easting", "northing")


def test_a_map_file_in_another_system_is_refused(tmp_path: Path) -> None:
    points(reference=["A", "B"]).to_crs(3857).to_file(tmp_path / "m.gpkg")
    with pytest.raises(ValueError, match="only WGS 84"):
        open_sheets(tmp_path / "m.gpkg", maps=True)


def test_a_point_is_read_in_every_way_of_writing_it() -> None:
    body = struct.pack("<dd", 1.5, 2.5)
    assert point_of(b"\x01" + struct.pack("<I", 1) + body) == ("1.5", "2.5")
    assert point_of(b"\x00" + struct.pack(">I", 1) + struct.pack(">dd", 1.5, 2.5)) == ("1.5", "2.5")
    assert point_of(b"\x01" + struct.pack("<I", 1001) + body + b"\0" * 8) == ("1.5", "2.5")
    system = struct.pack("<II", 0x20000001, 4326)
    assert point_of(b"\x01" + system + body) == ("1.5", "2.5")


def test_what_is_no_point_is_none_and_nothing_is_blank() -> None:
    assert point_of(None) == ("", "")
    assert point_of(b"\x01" + struct.pack("<I", 1) + struct.pack("<dd", *[float("nan")] * 2)) == (
        "",
        "",
    )
    assert point_of(b"\x01" + struct.pack("<I", 2)) is None
    assert point_of(b"\x01\x01") is None


def test_columns_that_say_where_need_no_points() -> None:
    assert headings_of("EPSG:4326", ["Ref", "LAT"]) == ()
    assert headings_of("", ["Ref"]) == ("longitude", "latitude")
