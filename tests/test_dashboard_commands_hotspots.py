"""`run.py hotspots`: every study cell, zeros included, with the numbers of the test."""

import csv
import io
import json

import geopandas as gpd
import numpy as np
import pytest
from scipy import stats

from dashboard.cli import main
from data import geography
from data.store import Store
from geo.cells import cells_from_hex, neighbours_of

HEADER = "cell,count,expected,z,p,p_adjusted,class"
WINDOW = ("--from", "2026-08-23", "--to", "2026-11-23")


def printed(capsys: pytest.CaptureFixture[str], store: Store, *words: str) -> tuple[str, str]:
    code = main(["hotspots", "--store", str(store.folder), *words])
    said = capsys.readouterr()
    assert code == 0
    return said.out, said.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("resolution", [7, 8, 9])
def test_every_study_cell_is_printed_once_zeros_included(
    resolution: int, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "missing", "--resolution", str(resolution), *WINDOW)
    out, _ = printed(capsys, demo_store, *words)
    assert out.splitlines()[0] == HEADER
    found = cells_from_hex([row["cell"] for row in rows(out)])
    assert found.tolist() == geography.cells(resolution)["cell"].tolist()
    assert {row["count"] for row in rows(out)} >= {"0"}


@pytest.mark.parametrize("layer", ["incidents", "cuckooing", "missing"])
def test_counts_are_those_of_the_cells_command(
    layer: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = printed(capsys, demo_store, "--layer", layer, *WINDOW)
    main(["cells", "--store", str(demo_store.folder), "--layer", layer, *WINDOW])
    counted = {row["cell"]: row["count"] for row in rows(capsys.readouterr().out)}
    assert {row["cell"]: row["count"] for row in rows(out) if row["count"] != "0"} == counted


def test_the_numbers_follow_from_the_disks_alone(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = printed(capsys, demo_store, "--layer", "incidents", *WINDOW)
    found = rows(out)
    count = np.array([int(row["count"]) for row in found])
    disks = neighbours_of(cells_from_hex([row["cell"] for row in found]), steps=1)
    inside, size = disks @ count, disks @ np.ones(len(count))
    total, n = count.sum(), len(count)
    ground = geography.cells(9)["area_km2"].to_numpy()
    share = disks @ ground / ground.sum()
    upper = stats.binom.sf(inside - 1, total, share)
    lower = stats.binom.cdf(inside, total, share)
    p = np.where(inside >= total * share, upper, lower)
    np.testing.assert_allclose([float(row["p"]) for row in found], p, rtol=1e-8)
    s = count.std()
    z = (inside - count.mean() * size) / (s * np.sqrt((n * size - size**2) / (n - 1)))
    np.testing.assert_allclose([float(row["z"]) for row in found], z, atol=1e-10)


def test_a_hot_spot_has_more_than_expected_itself(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = printed(capsys, demo_store, "--layer", "incidents", "--null", "residents", *WINDOW)
    hot = [row for row in rows(out) if row["class"].startswith("hot")]
    assert hot
    assert all(float(row["count"]) > float(row["expected"]) for row in hot)


def test_several_nulls_add_one_column_at_the_end(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", *WINDOW)
    both, _ = printed(capsys, demo_store, *words, "--null", "even,residents")
    assert both.splitlines()[0] == f"{HEADER},null"
    for null in ("even", "residents"):
        alone, _ = printed(capsys, demo_store, *words, "--null", null)
        mine = [row for row in rows(both) if row.pop("null") == null]
        assert mine == rows(alone)


def test_too_few_events_are_said_in_the_class_and_in_one_sentence(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ("--from", "2026-02-01", "--to", "2026-02-08")
    out, said = printed(capsys, demo_store, "--layer", "cuckooing", *window)
    assert {row["class"] for row in rows(out)} == {"too few events"}
    assert len(rows(out)) == len(geography.cells(9))
    assert said.splitlines()[0].startswith("Cuckooing: Too few events to test: ")


def test_a_store_without_events_prints_every_cell_with_zero(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Store(tmp_path_factory.mktemp("empty"))
    out, said = printed(capsys, empty, "--layer", "missing", *WINDOW)
    assert {row["count"] for row in rows(out)} == {"0"}
    assert said.count("\n") == 1
    assert "Too few events to test: 0" in said


def test_a_ward_prints_its_cells_and_tests_the_borough(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", *WINDOW)
    every, _ = printed(capsys, demo_store, *words)
    ward, _ = printed(capsys, demo_store, *words, "--ward", "Runcorn")
    study = geography.cells(9)
    assert 0 < len(rows(ward)) == study["town"].eq("Runcorn").sum() < len(study)
    assert [row for row in rows(every) if row in rows(ward)] == rows(ward)


def test_json_and_geojson_hold_the_same_and_say_what_they_are_of(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "cuckooing", *WINDOW)
    table = rows(printed(capsys, demo_store, *words)[0])
    found = json.loads(printed(capsys, demo_store, *words, "--format", "json")[0])
    assert [row["cell"] for row in found["cells"]] == [row["cell"] for row in table]
    assert found["cells"][0]["p"] == float(table[0]["p"])
    assert found["label"] == "Synthetic data"
    assert found["nulls"] == {"even": {"words": "even over the study area", "not_tested": ""}}
    shapes = json.loads(printed(capsys, demo_store, *words, "--format", "geojson")[0])
    read = gpd.GeoDataFrame.from_features(shapes["features"], crs="EPSG:4326")
    assert read.geometry.is_valid.all()
    assert read["class"].tolist() == [row["class"] for row in table]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--null", "uneven"), "uneven"),
        (("--layer", "cuckooing"), "One layer is tested at a time"),
        (("--format", "xls"), "invalid choice"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line(
    words: tuple[str, str], says: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    every = ["hotspots", "--store", str(demo_store.folder), "--layer", "missing", *WINDOW, *words]
    try:
        code: object = main(every)
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    assert code == 2
    assert said.err.count("\n") == 1
    assert says in said.err


def test_p_values_can_be_checked_by_dealing_the_events_out_again(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "cuckooing", "--resolution", "8", *WINDOW, "--format", "json")
    exact, _ = printed(capsys, demo_store, *words)
    dealt, _ = printed(capsys, demo_store, *words, "--p", "permutation")
    one, other = json.loads(exact), json.loads(dealt)
    assert [row["class"] for row in one["cells"]] == [row["class"] for row in other["cells"]]
    assert [row["z"] for row in one["cells"]] == [row["z"] for row in other["cells"]]
    assert "binomial" in one["p"]
    assert "again" in other["p"]
    assert all(round(row["p"] * 10_000, 6).is_integer() for row in other["cells"])
