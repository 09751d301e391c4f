"""Wards: whole, without gaps, in the right town, and every point in exactly one."""

import os
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data import outlines

BOTH = pytest.mark.parametrize("vintage", outlines.VINTAGES)
IN_AND_AROUND = st.tuples(st.floats(-2.84, -2.58), st.floats(53.30, 53.41))
WIDNES_2020 = {
    "Appleton",
    "Bankfield",
    "Birchfield",
    "Central & West Bank",
    "Ditton, Hale Village & Halebank",
    "Farnworth",
    "Halton View",
    "Highfield",
    "Hough Green",
}


@pytest.mark.parametrize(
    ("vintage", "number", "first", "last"),
    [("2020", 18, "E05013169", "E05013186"), ("2013", 21, "E05001577", "E05001597")],
)
def test_each_vintage_has_its_wards_in_order_of_code(
    vintage: str, number: int, first: str, last: str
) -> None:
    table = outlines.wards(vintage)
    codes = table["code"].tolist()
    assert (len(codes), codes[0], codes[-1]) == (number, first, last)
    assert codes == sorted(set(codes))
    assert list(table.columns) == ["code", "name", "town", "geometry"]
    assert table.crs.to_epsg() == 4326


def test_the_mersey_divides_the_towns() -> None:
    recent, former = outlines.wards("2020"), outlines.wards("2013")
    assert set(recent.loc[recent["town"].eq("Widnes"), "name"]) == WIDNES_2020
    town = former.set_index("name")["town"]
    assert town[["Hale", "Ditton", "Riverside", "Kingsway"]].eq("Widnes").all()
    assert town[["Mersey", "Heath", "Daresbury", "Windmill Hill"]].eq("Runcorn").all()
    assert set(recent["town"]) | set(former["town"]) == {"Widnes", "Runcorn"}


@BOTH
def test_wards_leave_no_gap_and_never_overlap(vintage: str) -> None:
    shapes = outlines.wards(vintage).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    holes = [len(part.interiors) for part in shapely.get_parts(shapely.union_all(shapes))]
    assert holes == [0, 0], "the borough is two banks without a hole"


@BOTH
def test_wards_have_no_slivers(vintage: str) -> None:
    metres = outlines.wards(vintage).to_crs("EPSG:27700").geometry
    thin = metres.difference(metres.buffer(-7.5).buffer(7.6, join_style="mitre"))
    assert thin.area.max() < 500
    parts = metres.explode()
    assert (2 * parts.area / parts.length).min() > 50


def test_wards_of_2020_are_each_of_one_piece() -> None:
    assert set(outlines.wards("2020").geom_type) == {"Polygon"}


def test_both_vintages_have_the_same_outer_edge_corner_for_corner() -> None:
    recent, former = (
        shapely.normalize(shapely.coverage_union_all(outlines.wards(vintage).geometry.to_numpy()))
        for vintage in outlines.VINTAGES
    )
    assert shapely.equals_exact(recent, former)


def test_the_outer_edge_is_that_of_the_output_areas(shared: Path) -> None:
    areas = gpd.read_file(shared / "open-data" / "halton_oa_2011_bgc.geojson").to_crs(27700)
    ours = gpd.GeoSeries([outlines.study_area()], crs=4326).to_crs(27700)
    assert ours.symmetric_difference(areas.union_all()).area.sum() < 100
    assert ours.area.sum() / 1e6 == pytest.approx(79.11, abs=0.01)


@BOTH
def test_points_are_placed_as_geopandas_places_them(vintage: str) -> None:
    random = np.random.default_rng(5)
    table = outlines.wards(vintage)
    corners = shapely.get_coordinates(table.geometry.to_numpy())
    anywhere = random.uniform((-2.84, 53.30), (-2.58, 53.41), (5_000, 2))
    lng, lat = np.vstack([anywhere, corners, (corners[:-1] + corners[1:]) / 2]).T
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lng, lat, crs=4326))
    joined = points.sjoin(table, predicate="intersects", how="left")["index_right"]
    first = joined.groupby(level=0).min()
    expected = [table["code"][int(row)] if row == row else "" for row in first]  # noqa: PLR0124 - NaN
    assert outlines.ward_of(lng, lat, vintage).tolist() == expected


@given(st.lists(IN_AND_AROUND, min_size=1, max_size=30))
def test_a_point_in_a_2013_ward_is_in_a_2020_ward_of_the_same_town(
    pairs: list[tuple[float, float]],
) -> None:
    lng, lat = np.array(pairs).T
    towns = [
        [dict(zip(table["code"], table["town"], strict=True)).get(code, "") for code in codes]
        for table, codes in (
            (outlines.wards(vintage), outlines.ward_of(lng, lat, vintage))
            for vintage in outlines.VINTAGES
        )
    ]
    assert towns[0] == towns[1]


def test_an_unknown_place_or_one_far_away_is_in_no_ward() -> None:
    assert outlines.ward_of([np.nan, 0.0], [53.35, 51.5]).tolist() == ["", ""]
    assert outlines.ward_of([], []).size == 0


def test_postcodes_fall_in_the_2013_ward_that_code_point_open_names(shared: Path) -> None:
    table = pd.read_csv(shared / "open-data" / "codepoint_open_halton_2014.csv")
    assert (outlines.ward_of(table["lon"], table["lat"], "2013") == table["ward"]).all()


def test_changing_a_table_handed_out_changes_no_other() -> None:
    table = outlines.wards()
    table["name"] = "spoilt"
    assert "spoilt" not in outlines.wards()["name"].tolist()


def test_a_vintage_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="2020 or 2013, not '1998'"):
        outlines.wards("1998")


def test_outlines_in_the_store_are_in_force_and_noticed_when_they_change(tmp_path: Path) -> None:
    own = outlines.replacement("2020", store_dir=tmp_path)
    before = outlines.study_area(store_dir=tmp_path)
    shutil.copy(outlines.shipped("2020"), own)
    half = own.read_text(encoding="utf-8").replace("-2.8322", "-2.8222")
    own.write_text(half, encoding="utf-8")
    assert outlines.study_area(store_dir=tmp_path).area < before.area
    own.write_text(outlines.shipped("2020").read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(own, ns=(1, 1))
    assert outlines.study_area(store_dir=tmp_path).equals(before)
    assert outlines.study_area("2013", store_dir=tmp_path).equals(outlines.study_area("2013"))


def test_care_is_asked_for_rebuilt_lines_only(tmp_path: Path) -> None:
    assert "2 to 7 in 100" in outlines.ward_care("2020", store_dir=tmp_path)
    assert outlines.ward_care("2013") == ""
    shutil.copy(outlines.shipped("2020"), outlines.replacement("2020", store_dir=tmp_path))
    assert outlines.ward_care("2020", store_dir=tmp_path) == ""
