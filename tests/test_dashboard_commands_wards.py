"""`wards`: from the command line to the outlines in force, with one plain line when refused."""

import json
from pathlib import Path

import pytest

from dashboard import cli
from data import outlines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    table = outlines.wards().rename(columns={"code": "WD22CD", "name": "WD22NM"})
    path = tmp_path / "official.geojson"
    path.write_text(table.to_json(), encoding="utf-8")
    return path


def test_a_good_file_is_put_in_force_and_reset_puts_the_shipped_one_back(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    assert cli.main(["wards", str(file), "--store", str(store)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("18 ward outlines of 2020 from official.geojson are in force")
    assert outlines.in_force("2020", store_dir=store) == store / "wards-2020.geojson"
    assert cli.main(["wards", "--reset", "--store", str(store)]) == 0
    assert "are in force again" in capsys.readouterr().out
    assert outlines.in_force("2020", store_dir=store) == outlines.shipped("2020")
    assert cli.main(["wards", "--reset", "--store", str(store)]) == 0
    assert "were in force already" in capsys.readouterr().out


def test_a_bad_file_is_refused_in_one_line_and_changes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    document["features"].pop()
    file.write_text(json.dumps(document), encoding="utf-8")
    assert cli.main(["wards", str(file), "--store", str(tmp_path / "store")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "official.geojson lacks 1 ward: Norton South & Preston Brook; take the whole borough.\n"
    )
    assert not (tmp_path / "store").exists()


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.geojson"
    assert cli.main(["wards", str(missing), "--store", str(tmp_path)]) == 2
    assert str(missing) in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a.geojson", "--reset"], ["--vintage", "1998"]])
def test_a_usage_error_is_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["wards", *arguments])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
