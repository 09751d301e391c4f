"""`run.py cells`: the counts of the map, held against an independent count of open data."""

import csv
import io
import json
from pathlib import Path

import geopandas as gpd
import h3
import pandas as pd
import pytest

from dashboard.cli import main
from data import geography
from data.demo import STORIES
from data.intake import bring_in
from data.store import Store

HALVES = {"2018/19": ("2018-10-01", "2019-03-01"), "2024": ("2024-01-01", "2024-05-01")}
HEADER = "cell,layer,count,ward_code,ward"


@pytest.fixture(scope="module")
def police(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("police"))
    bring_in(store, shared / "open-data" / "police_halton_street.csv")
    return store


@pytest.fixture(scope="module")
def published(shared: Path) -> gpd.GeoDataFrame:
    """Rows of the file inside the borough with their ward, by geopandas alone.

    Of rows with the same Crime ID the last one stands; those without an ID all do.
    """
    rows = pd.read_csv(shared / "open-data" / "police_halton_street.csv")
    again = rows["Crime ID"].notna() & rows.duplicated("Crime ID", keep="last")
    kept = rows[~again].reset_index(drop=True)
    points = gpd.points_from_xy(kept["Longitude"], kept["Latitude"], crs="EPSG:4326")
    wards = geography.wards()[["code", "geometry"]]
    found = gpd.GeoDataFrame(kept, geometry=points).sjoin(wards, predicate="intersects")
    return found[~found.index.duplicated()]


def expected(rows: gpd.GeoDataFrame, window: tuple[str, str], resolution: int) -> dict[str, int]:
    inside = rows[(rows["Month"] >= window[0][:7]) & (rows["Month"] < window[1][:7])]
    cells = [
        h3.latlng_to_cell(lat, lng, resolution)
        for lat, lng in zip(inside["Latitude"], inside["Longitude"], strict=True)
    ]
    return dict(pd.Series(cells).value_counts())


def printed(capsys: pytest.CaptureFixture[str], store: Path, *words: str) -> str:
    code = main(["cells", "--store", str(store), *words])
    out = capsys.readouterr().out
    assert code == 0
    return out


def counted(text: str) -> dict[str, int]:
    return {row["cell"]: int(row["count"]) for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("resolution", [8, 9, 10])
@pytest.mark.parametrize("half", HALVES)
def test_counts_equal_those_of_h3_and_geopandas_cell_by_cell(
    half: str,
    resolution: int,
    police: Store,
    published: gpd.GeoDataFrame,
    capsys: pytest.CaptureFixture[str],
) -> None:
    start, end = HALVES[half]
    words = ("--layer", "incidents", "--resolution", str(resolution), "--from", start, "--to", end)
    found = counted(printed(capsys, police.folder, *words))
    assert found == expected(published, HALVES[half], resolution)
    assert sum(found.values()) > 4000


def test_counts_of_a_ward_are_those_of_its_points(
    police: Store, published: gpd.GeoDataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", "--from", "2024-01-01", "--to", "2024-05-01")
    for code in ("E05013169", "E05013178"):
        found = counted(printed(capsys, police.folder, *words, "--ward", code))
        mine = published[published["code"] == code]
        assert found == expected(mine, HALVES["2024"], 9)


def test_counts_of_a_category_are_those_of_its_rows(
    police: Store, published: gpd.GeoDataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", "--from", "2024-01-01", "--to", "2024-05-01")
    found = counted(printed(capsys, police.folder, *words, "--category", "Drugs"))
    assert found == expected(published[published["Crime type"] == "Drugs"], HALVES["2024"], 9)


def test_the_csv_has_exactly_the_promised_header_and_is_sorted_by_cell(
    police: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", "--from", "2024-01-01", "--to", "2024-05-01")
    lines = printed(capsys, police.folder, *words).splitlines()
    assert lines[0] == HEADER
    cells = [line.split(",")[0] for line in lines[1:]]
    assert cells == sorted(cells)
    assert len(set(cells)) == len(cells)


def test_a_window_that_cuts_a_month_is_refused_in_one_line_with_the_nearest(
    police: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ["--from", "2024-01-10", "--to", "2024-04-20"]
    code = main(["cells", "--store", str(police.folder), "--layer", "incidents", *window])
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "2024-01-01 to 2024-05-01" in said.err


DEMO = ("--layer", "missing", "--layer", "cuckooing", "--from", "2026-01-01", "--to", "2026-04-01")


def test_several_layers_are_told_apart_and_invented_ones_are_called_so(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["cells", "--store", str(demo_store.folder), *DEMO])
    said = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert code == 0
    assert said.out.splitlines()[0] == HEADER
    assert {row["layer"] for row in rows} == {"missing", "cuckooing"}
    assert "Synthetic data" in said.err


def test_json_holds_the_same_objects_with_selection_and_label_beside(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    table = printed(capsys, demo_store.folder, *DEMO)
    found = json.loads(printed(capsys, demo_store.folder, *DEMO, "--format", "json"))
    rows = [{**row, "count": int(row["count"])} for row in csv.DictReader(io.StringIO(table))]
    assert found["cells"] == rows
    assert found["label"] == "Synthetic data"
    assert found["selection"]["layers"] == "cuckooing,missing"


def test_geojson_holds_an_outline_for_each_count(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(printed(capsys, demo_store.folder, *DEMO, "--format", "geojson"))
    read = gpd.GeoDataFrame.from_features(found["features"], crs="EPSG:4326")
    assert read["count"].sum() == sum(counted_all(printed(capsys, demo_store.folder, *DEMO)))
    assert read.geometry.is_valid.all()


def counted_all(text: str) -> list[int]:
    return [int(row["count"]) for row in csv.DictReader(io.StringIO(text))]


def test_a_store_without_events_prints_only_the_header(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", "--from", "2024-01-01", "--to", "2024-05-01")
    assert printed(capsys, tmp_path, *words) == HEADER + "\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--layer", "arson"), "invalid choice"),
        (("--resolution", "11"), "invalid choice"),
        (("--ward", "Atlantis"), "Atlantis"),
        (("--category", "Piracy"), "Piracy"),
        (("--to", "yesterday"), "YYYY-MM-DD"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line(
    words: tuple[str, str], says: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    every = ["cells", "--store", str(demo_store.folder), *DEMO, *words]
    try:
        code: object = main(every)
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    assert code == 2
    assert said.err.count("\n") == 1
    assert says in said.err


def test_statistics_are_added_on_request_and_leave_the_counts_alone(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = printed(capsys, demo_store.folder, *DEMO)
    full = printed(capsys, demo_store.folder, *DEMO, "--with", "hotspots,rates")
    head = full.splitlines()[0]
    assert head.startswith(f"{HEADER},expected,z,p,p_adjusted,class,class_residents,residents,")
    cut = [",".join(line.split(",")[:3]) for line in full.splitlines()]
    assert cut == [",".join(line.split(",")[:3]) for line in plain.splitlines()]


def test_added_columns_are_those_of_the_hotspots_command(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", "--from", "2026-01-01", "--to", "2026-04-01")
    text = printed(capsys, demo_store.folder, *words, "--with", "hotspots")
    main(["hotspots", "--store", str(demo_store.folder), *words])
    tested = csv.DictReader(io.StringIO(capsys.readouterr().out))
    known = {row["cell"]: row for row in tested}
    for row in csv.DictReader(io.StringIO(text)):
        mine = {name: row[name] for name in ("cell", "count", "expected", "z", "p", "class")}
        assert mine.items() <= known[row["cell"]].items()


@pytest.mark.parametrize("form", ["json", "geojson"])
def test_added_columns_are_in_every_form(
    form: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (*DEMO, "--with", "rates", "--format", form)
    found = json.loads(printed(capsys, demo_store.folder, *words))
    rows = found["cells"] if form == "json" else [f["properties"] for f in found["features"]]
    assert found["label"] == "Synthetic data"
    assert all(0 <= row["probability_above_1_5"] <= 1 for row in rows)


def test_patterns_and_layers_that_meet_stand_beside_the_counts_of_each_layer(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "cuckooing", "--layer", "missing", "--with", "emerging,together")
    text = printed(capsys, demo_store.folder, *words, "--from", "2026-08-23", "--to", "2026-11-23")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.splitlines()[0].endswith(
        "pattern,pattern_residents,layers_hot,layers_hot_residents"
    )
    new = {row["cell"] for row in rows if row["pattern"] == "New hot spot"}
    cluster = next(story for story in STORIES if story.name == "cuckooing cluster")
    assert set(cluster.cells) <= new
    assert {row["layer"] for row in rows} == {"cuckooing", "missing"}
    assert max(int(row["layers_hot_residents"]) for row in rows) == 2
