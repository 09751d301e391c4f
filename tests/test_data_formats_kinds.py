import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.formats import kinds
from data.formats.request import Request
from tests.reading import grid


def kind(path: Path, content: bytes, *, maps: bool = False) -> str:
    path.write_bytes(content)
    return kinds.module_of(Request(path, path.parent, maps=maps)).removeprefix("data.formats.")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.geojson", "a"])
def test_the_name_of_a_file_says_nothing(tmp_path: Path, name: str) -> None:
    assert kind(tmp_path / name, b"a,b\n") == "delimited"
    assert kind(tmp_path / name, b'\xef\xbb\xbf {"type": 1}') == "geojson"
    assert kind(tmp_path / name, "{}".encode("utf-16")) == "geojson"
    assert kind(tmp_path / name, b"PAR1") == "parquet"
    assert kind(tmp_path / name, b"SQLite format 3\0", maps=True) == "maps"


def test_a_workbook_called_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.save(tmp_path / "some.csv")
    assert grid(tmp_path / "some.csv").header == ("a", "b")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "It is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password, or of Excel 2003"),
        (b"%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b", "packed with gzip"),
        (b" <?xml version='1.0'?>", "XML document"),
        (b"SQLite format 3\0", "only the command line"),
        (b"PK\x03\x04", "damaged zip archive"),
    ],
)
def test_what_is_not_read_is_refused_by_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "some").write_bytes(content)
    with pytest.raises(ValueError, match=words):
        grid(tmp_path / "some")


def test_a_zip_archive_of_anything_else_is_to_be_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    with pytest.raises(ValueError, match="Unpack it and bring its files in"):
        grid(tmp_path / "a.zip")


def test_a_shapefile_may_open_the_files_beside_it_and_nothing_else_may(tmp_path: Path) -> None:
    for name in ("a.shp", "a.dbf", "b.shp"):
        (tmp_path / name).write_bytes(b"\x00\x00\x27\x0a")
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    asked = Request(tmp_path / "a.shp", tmp_path, maps=True)
    assert {path.name for path in kinds.files_of(asked)} == {"a.shp", "a.dbf", "a.csv"}
    plain = Request(tmp_path / "a.csv", tmp_path, maps=True)
    assert kinds.files_of(plain) == [tmp_path / "a.csv"]
    assert kinds.files_of(Request(tmp_path / "a.shp", tmp_path)) == [tmp_path / "a.shp"]
