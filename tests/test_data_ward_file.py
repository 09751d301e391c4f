"""Official ward files: good ones are taken as they come, bad ones refused in one sentence."""

import copy
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from data import outlines, ward_file

Document = dict[str, Any]
GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


@pytest.fixture
def official() -> Document:
    """The shipped wards as the ONS would publish them."""
    table = outlines.wards().rename(columns={"code": "WD22CD", "name": "WD22NM"})
    document: Document = json.loads(table.drop(columns="town").to_json())
    return document


def written(document: object, folder: Path) -> Path:
    path = folder / "Wards_December_2022.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def on_grid(document: Document) -> Document:
    table = gpd.GeoDataFrame.from_features(document["features"], crs=4326).to_crs(27700)
    grid: Document = json.loads(table.to_json())
    return {**grid, "crs": GRID}


def same_places(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    shifted = one.geometry.symmetric_difference(other.geometry)
    return bool((shapely.area(shifted.to_numpy()).max()) < 1e-8)


def test_the_shipped_wards_in_official_dress_are_read_as_they_are(
    official: Document, tmp_path: Path
) -> None:
    found = ward_file.read(written(official, tmp_path))
    shipped = outlines.wards()
    assert found.drop(columns="geometry").equals(shipped.drop(columns="geometry"))
    assert same_places(found, shipped)


@pytest.mark.parametrize("stated", [True, False])
def test_eastings_and_northings_are_converted(
    official: Document,
    tmp_path: Path,
    stated: bool,  # noqa: FBT001 - with the crs member or without
) -> None:
    grid = on_grid(official)
    if not stated:
        del grid["crs"]
    assert same_places(ward_file.read(written(grid, tmp_path)), outlines.wards())


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]
)
def test_longitude_and_latitude_are_known_by_any_of_their_names(
    official: Document, tmp_path: Path, name: str
) -> None:
    official["crs"] = {"type": "name", "properties": {"name": name}}
    assert same_places(ward_file.read(written(official, tmp_path)), outlines.wards())


def test_a_file_of_the_whole_country_gives_only_the_borough(
    official: Document, tmp_path: Path
) -> None:
    elsewhere = [
        {
            "type": "Feature",
            "properties": {"WD22CD": f"E0500{number}", "WD22NM": "Elsewhere"},
            "geometry": shapely.geometry.mapping(shapely.box(0, 51, 0.1, 51.1)),
        }
        for number in range(1000, 1400)
    ]
    official["features"] = [*elsewhere[:200], *official["features"][::-1], *elsewhere[200:]]
    found = ward_file.read(written(official, tmp_path))
    assert found["code"].tolist() == outlines.wards()["code"].tolist()
    assert same_places(found, outlines.wards())


@pytest.mark.parametrize("key", ["WD21CD", "WD24CD", "wd20cd", "code"])
def test_the_code_is_found_whatever_the_year_in_its_name(
    official: Document, tmp_path: Path, key: str
) -> None:
    for feature in official["features"]:
        feature["properties"] = {"OBJECTID": 7, key: feature["properties"]["WD22CD"]}
    assert len(ward_file.read(written(official, tmp_path))) == 18


def test_a_byte_order_mark_and_heights_do_no_harm(official: Document, tmp_path: Path) -> None:
    for feature in official["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[[*point, 12.5] for point in ring] for ring in rings]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps(official), encoding="utf-8-sig")
    found = ward_file.read(path)
    assert not shapely.has_z(found.geometry.to_numpy()).any()


def test_the_wards_of_2013_can_be_replaced_too(tmp_path: Path) -> None:
    table = outlines.wards("2013").rename(columns={"code": "WD13CD", "name": "WD13NM"})
    path = written(json.loads(table.to_json()), tmp_path)
    assert len(ward_file.read(path, vintage="2013")) == 21


def spoil(document: Document, fault: str) -> object:
    """Put one fault into a good file."""
    spoilt = copy.deepcopy(document)
    first = spoilt["features"][0]
    shape = shapely.geometry.shape(first["geometry"])
    faults: dict[str, Any] = {
        "missing": lambda: spoilt["features"].pop(0),
        "twice": lambda: spoilt["features"].append(copy.deepcopy(first)),
        "point": lambda: first.update(geometry={"type": "Point", "coordinates": [-2.7, 53.3]}),
        "none": lambda: first.update(geometry=None),
        "text": lambda: first["geometry"].update(coordinates="here"),
        "ragged": lambda: first["geometry"].update(coordinates=[[[1], [2, 3], []]]),
        "huge": lambda: first["geometry"].update(coordinates=[[[10**400, 1], [2, 3], [4, 5]]]),
        "moved": lambda: first.update(geometry=mapped(shape, lambda xy: xy + 0.02)),
        "swapped": lambda: [
            f.update(geometry=mapped(shapely.geometry.shape(f["geometry"]), lambda xy: xy[:, ::-1]))
            for f in spoilt["features"]
        ],
        "grown": lambda: first.update(geometry=shapely.geometry.mapping(shape.buffer(0.002))),
        "web": lambda: spoilt.update(crs={"properties": {"name": "EPSG:3857"}}),
        "odd crs": lambda: spoilt.update(crs={"properties": ["EPSG:4326"]}),
        "knotted": lambda: first.update(geometry=shapely.geometry.mapping(knotted(shape))),
    }
    faults[fault]()
    return spoilt


def mapped(shape: Any, change: Any) -> Document:  # noqa: ANN401 - shapely ships no types
    moved: Document = shapely.geometry.mapping(shapely.transform(shape, change))
    return moved


def knotted(shape: Any) -> Any:  # noqa: ANN401 - shapely ships no types
    west, south, east, north = shape.bounds
    return shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("missing", "lacks 1 ward: Appleton; take the whole borough"),
        ("twice", "holds E05013169 more than once"),
        ("point", "A ward is a polygon; E05013169 in this file is not"),
        ("none", "A ward is a polygon; E05013169"),
        ("text", "A ward is a polygon; E05013169"),
        ("ragged", "A ward is a polygon; E05013169"),
        ("huge", "A ward is a polygon; E05013169"),
        ("moved", "Appleton lies elsewhere in this file"),
        ("swapped", "lies elsewhere in this file: it holds only 0%"),
        ("grown", "Wards of this file overlap each other"),
        ("web", "this file says 'EPSG:3857'"),
        ("odd crs", "this file says 'None'"),
        ("knotted", "E05013169 in this file crosses itself"),
    ],
)
def test_a_fault_is_refused_in_one_sentence(
    official: Document, tmp_path: Path, fault: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        ward_file.read(written(spoil(official, fault), tmp_path))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    ["", "{", "<OGRVRTDataSource/>", "[" * 100_000, '{"features": [NaN]}', "\ufeff{]"],
)
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.geojson is not GeoJSON"):
        ward_file.read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.geojson"
    path.write_bytes(b"\xff\xfe\x00\x01PK")
    with pytest.raises(ValueError, match="is not GeoJSON"):
        ward_file.read(path)


@pytest.mark.parametrize("document", [[], {}, 7, {"features": {}}, None])
def test_json_without_features_is_refused(tmp_path: Path, document: object) -> None:
    with pytest.raises(ValueError, match="holds no list of features"):
        ward_file.read(written(document, tmp_path))


@pytest.mark.parametrize(
    "features", [[], [None, 7, "x"], [{"type": "Feature", "properties": None}]]
)
def test_a_file_without_our_wards_is_refused(tmp_path: Path, features: list[object]) -> None:
    with pytest.raises(ValueError, match=r"none of Halton's wards \(E05013169 to E05013186\)"):
        ward_file.read(written({"features": features}, tmp_path))


def test_the_wards_of_the_wrong_year_are_refused(official: Document, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"E05001577 to E05001597.*check its year"):
        ward_file.read(written(official, tmp_path), vintage="2013")


def test_outlines_that_reach_over_the_estuary_are_refused(
    official: Document, tmp_path: Path
) -> None:
    wet = next(f for f in official["features"] if "Mersey" in f["properties"]["WD22NM"])
    shape = shapely.geometry.shape(wet["geometry"])
    others = outlines.study_area().difference(shape)
    water = shapely.box(-2.80, 53.30, -2.74, 53.345).difference(others)
    wet["geometry"] = shapely.geometry.mapping(shape.union(water))
    with pytest.raises(ValueError, match="larger than the land: they reach over the estuary"):
        ward_file.read(written(official, tmp_path))


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ward_file, "LARGEST_MB", 0.000_001)
    with pytest.raises(ValueError, match="take Halton only"):
        ward_file.read(written({}, tmp_path))


def test_outlines_put_in_force_are_used_and_can_be_put_back(
    official: Document, tmp_path: Path
) -> None:
    store = tmp_path / "new" / "store"
    appleton = official["features"][0]
    before = outlines.wards()
    shape = shapely.geometry.shape(appleton["geometry"])
    cut = shape.difference(shapely.box(shape.bounds[0], shape.bounds[1], -2.73, 53.372))
    appleton["geometry"] = shapely.geometry.mapping(cut)
    table = ward_file.read(written(official, tmp_path))
    path = ward_file.put_in_force(table, vintage="2020", store_dir=store)
    assert [file.name for file in store.iterdir()] == [path.name] == ["wards-2020.geojson"]
    changed = outlines.wards(store_dir=store)
    assert same_places(changed.iloc[1:], before.iloc[1:])
    assert not same_places(changed, before)
    assert ward_file.reset(vintage="2020", store_dir=store)
    assert outlines.wards(store_dir=store).equals(before)
    assert not ward_file.reset(vintage="2020", store_dir=store)


def test_a_failed_write_leaves_the_old_outlines_and_no_draft(
    official: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = ward_file.read(written(official, tmp_path))
    store = tmp_path / "store"
    path = ward_file.put_in_force(table, vintage="2020", store_dir=store)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        ward_file.put_in_force(table.iloc[:3], vintage="2020", store_dir=store)
    assert path.read_bytes() == before
    assert len(list(store.iterdir())) == 1


def test_outlines_already_replaced_can_be_replaced_again(
    official: Document, tmp_path: Path
) -> None:
    table = ward_file.read(written(official, tmp_path))
    for _ in range(2):
        ward_file.put_in_force(table, vintage="2020", store_dir=tmp_path / "store")
    assert same_places(outlines.wards(store_dir=tmp_path / "store"), outlines.wards())
