"""Cells, postcodes and streets: whole, adding up, and true to what they were made from."""

import json
import shutil
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import pytest
import shapely

from data import geography, outlines
from geo.cells import RESOLUTIONS, cells_of, cells_touching, hex_of, outlines_of, parents_of
from geo.wards import overlaps

EACH = pytest.mark.parametrize("resolution", RESOLUTIONS)
BOTH = pytest.mark.parametrize("vintage", geography.VINTAGES)
CENSUS_2021 = 128_466
COLUMNS = {
    "cell",
    "ward_code",
    "ward",
    "town",
    "residents",
    "residents_under_18",
    "area_km2",
    "place",
}


def police(shared: Path) -> pd.DataFrame:
    return pd.read_csv(shared / "open-data" / "police_halton_street.csv")


@EACH
def test_the_cells_are_those_that_overlap_the_study_area(resolution: int) -> None:
    table = geography.cells(resolution)
    touching = cells_touching(geography.study_area(), resolution=resolution)
    assert table["cell"].to_numpy().tolist() == touching.tolist()
    assert table["cell"].dtype == np.uint64
    assert set(table.columns) == COLUMNS
    assert not table.isna().any().any()


@EACH
@BOTH
def test_a_cell_belongs_to_the_ward_that_holds_most_of_it(resolution: int, vintage: str) -> None:
    table = geography.cells(resolution, vintage).sample(
        min(60, 20 * resolution), random_state=1, replace=True
    )
    wards = geography.wards(vintage)
    shares = overlaps(outlines_of(table["cell"]), outlines=wards.geometry.to_numpy())
    named = wards.set_index("code").loc[table["ward_code"]]
    held = shares[np.arange(len(table)), wards["code"].searchsorted(table["ward_code"])]
    assert (held == shares.max(axis=1)).all()
    assert named["name"].tolist() == table["ward"].tolist()
    assert named["town"].tolist() == table["town"].tolist()


@EACH
def test_both_vintages_have_the_same_cells(resolution: int) -> None:
    recent, former = geography.cells(resolution, "2020"), geography.cells(resolution, "2013")
    same = ["cell", "residents", "residents_under_18", "area_km2", "place"]
    pd.testing.assert_frame_equal(recent[same], former[same])


@EACH
def test_residents_add_up_to_the_census(resolution: int) -> None:
    table = geography.cells(resolution)
    assert table["residents"].sum() == pytest.approx(CENSUS_2021, abs=1e-6)
    assert table["residents"].min() == 0
    assert (table["residents_under_18"] <= table["residents"]).all()
    assert table["residents_under_18"].sum() / CENSUS_2021 == pytest.approx(0.222, abs=0.005)


@EACH
def test_areas_add_up_to_the_study_area(resolution: int) -> None:
    table = geography.cells(resolution)
    assert table["area_km2"].sum() == pytest.approx(79.17, abs=0.03)  # 79.11 on the British grid
    assert table["area_km2"].ge(0).all()


def test_residents_of_wards_come_near_the_published_estimates(shared: Path) -> None:
    published = pd.read_csv(shared / "open-data" / "population_mid2020_wards21.csv")
    expected = published.set_index("WD13CD")["all_ages"]
    ours = geography.cells(10, "2013").groupby("ward_code")["residents"].sum()
    error = (ours / expected - 1).abs()
    assert error.max() < 0.08
    assert error.median() < 0.03


@EACH
def test_every_published_incident_falls_in_a_cell_of_the_table(
    resolution: int, shared: Path
) -> None:
    rows = police(shared)
    cells = cells_of(rows["Longitude"], rows["Latitude"], resolution=resolution)
    assert np.isin(cells, geography.cells(resolution)["cell"]).all()
    assert (geography.ward_of(rows["Longitude"], rows["Latitude"]) != "").all()


@EACH
def test_a_point_on_the_very_edge_falls_in_a_cell_of_the_table(resolution: int) -> None:
    corners = shapely.get_coordinates(geography.study_area())
    between = (corners[:-1] + corners[1:]) / 2
    points = np.vstack([corners, between])
    inside = shapely.intersects_xy(geography.study_area(), *points.T)
    cells = cells_of(*points[inside].T, resolution=resolution)
    assert np.isin(cells, geography.cells(resolution)["cell"]).all()


def test_parents_hold_the_counts_of_their_children_on_published_data(shared: Path) -> None:
    rows = police(shared)
    fine, count = np.unique(
        cells_of(rows["Longitude"], rows["Latitude"], resolution=10), return_counts=True
    )
    up = pd.Series(count).groupby(parents_of(fine, resolution=8)).sum()
    assert up.sum() == len(rows)
    plain = [h3.cell_to_parent(cell, 8) for cell in hex_of(fine)]
    assert (
        up.to_dict() == pd.Series(count).groupby([int(cell, 16) for cell in plain]).sum().to_dict()
    )


@EACH
def test_places_name_streets_and_never_what_has_no_name(resolution: int) -> None:
    places = geography.cells(resolution)["place"]
    bare = {"Parking Area", "Supermarket", "Petrol Station", "Shopping Area", "Pedestrian Subway"}
    assert not set(", ".join(places).split(", ")) & bare
    assert places.str.len().gt(0).all()
    assert not places.str.contains("On or near|'S ", regex=True).any()


def test_the_place_of_a_cell_is_its_busiest_street(shared: Path) -> None:
    rows = police(shared)
    rows = rows.loc[rows["Location"].eq("On or near Southway")]
    cells = cells_of(rows["Longitude"], rows["Latitude"], resolution=9)
    busiest = pd.Series(cells).value_counts().idxmax()
    found = geography.cells(9).set_index("cell").loc[[busiest]]
    assert found["place"].tolist() == ["Southway, Roehampton Drive"]
    assert found["ward"].tolist() == ["Halton Lea"]


def test_a_cell_with_only_a_car_park_says_near_which_street_it_is() -> None:
    places = geography.cells(10)["place"]
    assert places.str.match(r"a parking area near [A-Z]").any()
    assert places.str.match(r"near [A-Z]").any()


def test_postcodes_are_in_the_borough_and_in_normal_form() -> None:
    table = geography.postcodes()
    assert len(table) == 2_974
    assert table["postcode"].str.fullmatch(r"WA(4|7|8|88) \d[A-Z]{2}").all()
    assert table["postcode"].is_unique
    assert (geography.ward_of(table["lng"], table["lat"]) != "").all()


def test_streets_have_names_and_lie_in_the_borough() -> None:
    table = geography.streets()
    assert list(table.columns) == ["name", "lng", "lat"]
    assert {"Southway", "Victoria Road", "St John's Brow"} <= set(table["name"])
    assert not {"Supermarket", "Parking Area"} & set(table["name"])
    assert (geography.ward_of(table["lng"], table["lat"]) != "").all()


def test_incident_weights_are_the_published_incidents(shared: Path) -> None:
    table = geography.incident_weights()
    rows = police(shared)
    assert table["count"].sum() == len(rows)
    assert (
        table.groupby("category")["count"].sum().to_dict()
        == rows["Crime type"].value_counts().to_dict()
    )
    assert len(table[["lng", "lat"]].drop_duplicates()) == len(
        rows[["Longitude", "Latitude"]].drop_duplicates()
    )


def test_every_reference_file_has_its_source_licence_and_attribution() -> None:
    rows = geography.sources()
    files = {path.name for path in outlines.REFERENCE.iterdir()} - {"SOURCES.csv", "README.md"}
    assert {row["file"] for row in rows} == files
    for row in rows:
        assert row["licence"] == "Open Government Licence v3.0"
        assert all(row.values()), row["file"]


def test_the_reference_is_small() -> None:
    assert sum(path.stat().st_size for path in outlines.REFERENCE.iterdir()) < 2_500_000


def test_a_resolution_or_vintage_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="resolutions are 7, 8, 9, 10, not 11"):
        geography.cells(11)
    with pytest.raises(ValueError, match="2020 or 2013"):
        geography.cells(9, "1998")


def test_changing_a_table_handed_out_changes_no_other() -> None:
    for name, arguments in (("cells", (8,)), ("postcodes", ()), ("streets", ())):
        table = getattr(geography, name)(*arguments)
        before = table.iloc[0].tolist()
        table.iloc[:, 0] = table.iloc[::-1, 0].to_numpy()
        assert getattr(geography, name)(*arguments).iloc[0].tolist() == before


def test_cells_follow_outlines_of_the_users_own(tmp_path: Path) -> None:
    own = json.loads(outlines.shipped("2020").read_text(encoding="utf-8"))
    moved = next(f for f in own["features"] if f["properties"]["name"] == "Hough Green")
    ring = moved["geometry"]["coordinates"][0]
    moved["geometry"]["coordinates"] = [[[x, y + 0.01] for x, y in ring]]
    target = outlines.replacement("2020", store_dir=tmp_path)
    target.write_text(json.dumps(own), encoding="utf-8")
    ours, shipped = geography.cells(9, store_dir=tmp_path), geography.cells(9)
    area = outlines.study_area(store_dir=tmp_path)
    assert ours["cell"].tolist() == cells_touching(area, resolution=9).tolist()
    assert set(ours["cell"]) != set(shipped["cell"])
    assert list(ours.columns) == list(shipped.columns)
    new = ours.loc[~ours["cell"].isin(shipped["cell"])]
    assert (new["residents"] == 0).all()
    assert (new["place"] == new["ward"]).all()


def test_the_shipped_outlines_as_the_users_own_give_the_shipped_cells(tmp_path: Path) -> None:
    shutil.copy(outlines.shipped("2020"), outlines.replacement("2020", store_dir=tmp_path))
    ours = geography.cells(9, store_dir=tmp_path)
    pd.testing.assert_frame_equal(ours, geography.cells(9), atol=1e-6)
