"""`run.py snapshot`: one view of the map as a file."""

import json
import shlex
from pathlib import Path

import pytest
from PIL import Image

from dashboard.cli import main
from data.store import Store


def run(store: Store, out: Path, *words: str) -> int:
    return main(["snapshot", "--store", str(store.folder), "--out", str(out), *words])


def test_a_picture_is_made_without_any_option(demo_store: Store, tmp_path: Path) -> None:
    assert run(demo_store, tmp_path / "x.png") == 0
    with Image.open(tmp_path / "x.png") as picture:
        assert picture.format == "PNG"
        assert picture.info["Label"] == "Synthetic data"


def test_the_selection_it_prints_makes_the_same_file_again(
    demo_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(demo_store, tmp_path / "a.csv", "--layer", "missing", "--ward", "Widnes") == 0
    words = shlex.split(capsys.readouterr().out.partition(": ")[2])
    assert run(demo_store, tmp_path / "b.csv", *words) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.png.txt"])
def test_another_ending_is_refused_with_those_there_are_and_nothing_is_written(
    name: str, demo_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(demo_store, tmp_path / name) == 2
    said = capsys.readouterr().err
    assert ".png, .csv, .geojson" in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_is_the_same_ending(demo_store: Store, tmp_path: Path) -> None:
    assert run(demo_store, tmp_path / "X.GeoJSON", "--layer", "cuckooing") == 0
    found = json.loads((tmp_path / "X.GeoJSON").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"


def test_a_folder_that_is_not_there_is_said_in_one_line(
    demo_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(demo_store, tmp_path / "nowhere" / "x.csv") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_empty_store_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Store(tmp_path / "store"), tmp_path / "x.png") == 2
    assert "bring a file in first" in capsys.readouterr().err
