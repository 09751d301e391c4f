"""The ground of the map: complete, light, and drawn where things are."""

import json
import shutil
from pathlib import Path

import pytest
import shapely

from data import basemap as ground
from data import outlines

KEYS = {
    "land",
    "neighbours",
    "wards",
    "lines",
    "motorways",
    "bridges",
    "stations",
    "postcodes",
    "labels",
    "attribution",
    "credit",
}
DITTON_BROOK = (-2.76119, 53.35253)
BOTH = pytest.mark.parametrize("vintage", outlines.VINTAGES)


def polygons(rings: list[list[list[float]]]) -> shapely.Geometry:
    """The area that rings enclose, holes left out by direction."""
    shapes = [shapely.Polygon(ring) for ring in rings]
    outer = [s for s in shapes if s.exterior.is_ccw]
    holes = [s for s in shapes if not s.exterior.is_ccw]
    return shapely.union_all(outer).difference(shapely.union_all(holes))


def drawn_land() -> shapely.Geometry:
    return polygons(ground.basemap()["land"])


@BOTH
def test_the_ground_is_complete_and_is_json(vintage: str) -> None:
    found = ground.basemap(vintage)
    assert set(found) == KEYS
    assert all(found[key] for key in KEYS)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert len(found["wards"]) == len(outlines.wards(vintage))


def test_the_ground_is_light() -> None:
    assert len(json.dumps(ground.basemap(), separators=(",", ":"))) < 300_000


def test_no_coordinate_has_more_than_five_decimals() -> None:
    found = ground.basemap()
    points = [point for ring in found["land"] for point in ring] + found["postcodes"]
    points += [point for ward in found["wards"] for ring in ward["rings"] for point in ring]
    points += [[label["lng"], label["lat"]] for label in found["labels"]]
    assert points == [[round(lng, 5), round(lat, 5)] for lng, lat in points]


@BOTH
def test_a_ward_label_stands_inside_its_ward_and_off_its_edge(vintage: str) -> None:
    shapes = dict(zip(*outlines.wards(vintage)[["code", "geometry"]].to_numpy().T, strict=True))
    for ward in ground.basemap(vintage)["wards"]:
        point, shape = shapely.Point(ward["label"]), shapes[ward["code"]]
        assert shape.contains(point)
        assert shape.boundary.distance(point) > 0.002, ward["name"]


def test_the_label_point_of_a_shape_with_a_hole_is_not_in_the_hole() -> None:
    ring = (
        shapely.Point(-2.7, 53.35).buffer(0.02).difference(shapely.Point(-2.7, 53.35).buffer(0.01))
    )
    far = shapely.Point(-2.6, 53.35).buffer(0.001)
    assert ring.contains(shapely.Point(ground.label_point(shapely.union(ring, far))))


@BOTH
def test_wards_are_drawn_as_they_are_but_for_narrow_creeks(vintage: str) -> None:
    table = outlines.wards(vintage)
    drawn = {ward["code"]: polygons(ward["rings"]) for ward in ground.basemap(vintage)["wards"]}
    for code, shape in zip(table["code"], table.geometry, strict=True):
        assert drawn[code].area == pytest.approx(shape.area, rel=0.008)
        assert shape.difference(drawn[code].buffer(2e-5)).is_empty


def test_no_creek_is_drawn_as_two_banks_that_run_together() -> None:
    drawn = shapely.union_all([polygons(w["rings"]) for w in ground.basemap()["wards"]])
    ditton_brook, hale, weston = DITTON_BROOK, (-2.77971, 53.33401), (-2.75402, 53.33925)
    for lng, lat in (ditton_brook, hale, weston):
        assert drawn.buffer(1e-5).contains(shapely.Point(lng, lat))
        assert not outlines.study_area().contains(shapely.Point(lng, lat))


def test_the_estuary_is_water_and_the_borough_is_land() -> None:
    land = drawn_land()
    for mersey in ((-2.80, 53.318), (-2.69, 53.358), (-2.745, 53.348)):
        assert not land.contains(shapely.Point(mersey))
    missing = outlines.study_area().difference(land.buffer(5e-5))
    assert missing.area < 1e-7


def test_the_land_has_no_hairline_gaps_between_borough_and_neighbours() -> None:
    land = drawn_land()
    for inland in ((-2.745, 53.4024), (-2.6902, 53.3855), (-2.6053, 53.3430), (-2.813, 53.3550)):
        assert land.contains(shapely.Point(inland).buffer(0.0008))


def test_neighbours_are_named_and_stay_out_of_the_borough() -> None:
    found = ground.basemap()["neighbours"]
    assert {"Warrington", "Knowsley", "St. Helens", "Liverpool"} <= {n["name"] for n in found}
    area = outlines.study_area().buffer(-1e-4)
    assert all(not polygons(n["rings"]).intersects(area) for n in found)


def test_motorways_bridges_and_stations_are_those_of_the_place() -> None:
    found = ground.basemap()
    assert {m["name"] for m in found["motorways"]} >= {"M56", "M62"}
    assert {b["name"] for b in found["bridges"]} == {"Mersey Gateway", "Silver Jubilee Bridge"}
    assert {s["name"] for s in found["stations"]} == {
        "Hough Green",
        "Runcorn",
        "Runcorn East",
        "Widnes",
    }
    water = shapely.box(-2.84, 53.3, -2.59, 53.41).difference(drawn_land())
    assert all(shapely.LineString(b["line"]).intersects(water) for b in found["bridges"])


def test_labels_stand_where_their_names_say() -> None:
    table = ground.labels().set_index("name")
    wards = outlines.wards("2013")
    town = dict(zip(wards["code"], wards["town"], strict=True))
    for name in ("Widnes", "Runcorn"):
        spot = table.loc[[name]]
        assert town[str(outlines.ward_of(spot["lng"], spot["lat"], "2013")[0])] == name
    assert set(table["kind"]) == {"town", "neighbourhood", "district", "water"}
    near = table.loc[table["kind"].eq("neighbourhood")]
    assert shapely.intersects_xy(outlines.study_area(), near["lng"], near["lat"]).all()
    river = shapely.Point(table.loc["River Mersey", "lng"], table.loc["River Mersey", "lat"])
    assert not drawn_land().contains(river)
    assert table.index.is_unique


def test_output_area_lines_lie_inside_the_borough_and_are_few() -> None:
    lines = ground.basemap()["lines"]
    assert len(lines) < 1_500
    inside = outlines.study_area().buffer(1e-4)
    assert all(inside.contains(shapely.LineString(line)) for line in lines)


def test_the_attribution_names_every_publisher() -> None:
    for words in (
        "OS data © Crown copyright",
        "Royal Mail data ©",
        "National Statistics data ©",
        "data.police.uk",
        "Open Government Licence v3.0",
    ):
        assert words in ground.ATTRIBUTION
    assert ground.basemap()["attribution"] == ground.ATTRIBUTION


def test_outlines_of_the_users_own_are_drawn_and_no_creek_is_filled_in_them(tmp_path: Path) -> None:
    shutil.copy(outlines.shipped("2020"), outlines.replacement("2020", store_dir=tmp_path))
    drawn = ground.basemap("2020", store_dir=tmp_path)["wards"]
    whole = shapely.union_all([polygons(ward["rings"]).buffer(0) for ward in drawn])
    assert not whole.contains(shapely.Point(DITTON_BROOK))
    assert whole.area == pytest.approx(outlines.study_area().area, rel=1e-3)


@BOTH
def test_wards_to_be_drawn_are_the_wards_with_other_outlines(vintage: str) -> None:
    drawn, table = ground.drawn_wards(vintage), outlines.wards(vintage)
    assert drawn.drop(columns="geometry").equals(table.drop(columns="geometry"))
    assert drawn.crs == table.crs
    assert shapely.is_valid(drawn.geometry.to_numpy()).all()
    shared = shapely.area(drawn.geometry.to_numpy()).sum() - drawn.union_all().area
    assert shared == pytest.approx(0, abs=1e-9)  # 7 square metres
    assert drawn.union_all().area > table.union_all().area


def test_labels_handed_out_are_a_copy() -> None:
    table = ground.labels()
    table["name"] = "spoilt"
    assert "spoilt" not in ground.labels()["name"].tolist()
