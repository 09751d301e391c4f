import json
from pathlib import Path

import pytest

from tests.reading import faults_of, grid, rows_of

POINT = {"type": "Point", "coordinates": [-2.7352, 53.3637, 12.0]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.geojson"


def write(file: Path, *features: object, **more: object) -> Path:
    collection = {"type": "FeatureCollection", "features": features, **more}
    file.write_text(json.dumps(collection), encoding="utf-8-sig")
    return file


def feature(geometry: object = POINT, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_properties_and_coordinates_become_columns_and_features_rows(file: Path) -> None:
    found = grid(write(file, feature(reference="A", n=1.0), feature(None, n=True, note={"a": 1})))
    assert found.header == ("reference", "n", "note", "longitude", "latitude")
    assert rows_of(found) == {
        1: ["A", "1", "", "-2.7352", "53.3637"],
        2: ["", "TRUE", '{"a": 1}', "", ""],
    }


def test_what_is_no_point_is_a_fault(file: Path) -> None:
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    odd = {"type": "Point", "coordinates": ["x", 1]}
    found = grid(write(file, feature(line, a=1), feature(a=2), feature(odd, a=3)))
    assert faults_of(found) == [(1, "geometry"), (3, "geometry")]
    assert list(rows_of(found)) == [2]


def test_properties_that_say_where_go_before_the_points(file: Path) -> None:
    found = grid(write(file, feature(Easting=351200, Northing=385400)))
    assert found.header == ("Easting", "Northing")
    assert "points were not used" in found.notes[0]


@pytest.mark.parametrize(
    ("system", "headings"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", ("longitude", "latitude")),
        ("urn:ogc:def:crs:EPSG::4326", ("longitude", "latitude")),
        ("urn:ogc:def:crs:EPSG::27700", ("easting", "northing")),
    ],
)
def test_the_coordinate_system_names_the_columns(
    file: Path, system: str, headings: tuple[str, ...]
) -> None:
    crs = {"type": "name", "properties": {"name": system}}
    assert grid(write(file, feature(a=1), crs=crs)).header == ("a", *headings)


def test_another_coordinate_system_is_refused(file: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(ValueError, match="only WGS 84"):
        grid(write(file, feature(a=1), crs=crs))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[1, 2]", "no GeoJSON FeatureCollection"),
        ('{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection"}', "without a list of features"),
        ('{"type": "FeatureCollection", "features": [1]}', "without a list of features"),
        ('{"type": "Feat', "line 1 can't be read"),
        ('{"type": NaN}', "NaN is no number"),
        ("[" * 60 + "]" * 60, "more than 50 levels of nesting"),
    ],
)
def test_what_is_no_collection_of_features_is_refused_plainly(
    file: Path, content: str, words: str
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        grid(file)


def test_a_collection_of_nothing_has_no_header(file: Path) -> None:
    assert grid(write(file)).rows == 0
