"""`run.py change`: two windows compared unit by unit, in the words the numbers allow."""

import csv
import io
import json

import geopandas as gpd
import pytest
from scipy import stats

from dashboard.cli import main
from data import geography
from data.demo import STORIES
from data.store import Store
from geo.change import RISE

HEADER = "unit,name,before,after,ratio,low,high,p,p_adjusted,verdict"
NOW = ("--from", "2026-08-23", "--to", "2026-11-23")
PAST = ("--against-from", "2025-08-23", "--against-to", "2025-11-23")


def printed(capsys: pytest.CaptureFixture[str], store: Store, *words: str) -> str:
    code = main(["change", "--store", str(store.folder), *words])
    out = capsys.readouterr().out
    assert code == 0
    return out


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("by", "units"), [("cell", 973), ("ward", 18), ("borough", 1)])
def test_every_unit_is_printed_and_the_totals_agree(
    by: str, units: int, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, demo_store, "--layer", "incidents", *NOW, *PAST, "--by", by)
    assert out.splitlines()[0] == HEADER
    found = rows(out)
    assert len(found) == units
    main(["cells", "--store", str(demo_store.folder), "--layer", "incidents", *NOW])
    total = sum(int(row["count"]) for row in rows(capsys.readouterr().out))
    assert sum(int(row["after"]) for row in found) == total


def test_named_hexagons_alone_are_printed_and_their_test_is_the_boroughs(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    every = rows(printed(capsys, demo_store, "--layer", "incidents", *NOW, *PAST))
    names = [every[position]["unit"] for position in (5, 40)]
    words = [word for name in names for word in ("--cell", name)]
    found = rows(printed(capsys, demo_store, "--layer", "incidents", *NOW, *PAST, *words))
    assert found == [row for row in every if row["unit"] in names]


def test_a_window_that_the_data_do_not_cover_is_told_beside_the_numbers(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    early = ("--against-from", "2023-01-01", "--against-to", "2023-04-01")
    words = ["--layer", "incidents", *NOW, *early, "--by", "borough"]
    assert main(["change", "--store", str(demo_store.folder), *words]) == 0
    out, err = capsys.readouterr()
    assert rows(out)[0]["before"] == "0"
    assert "Incidents: The data begin on 23 November 2023" in err
    assert main(["change", "--store", str(demo_store.folder), *words[:2], *NOW, *PAST]) == 0
    assert "Incidents:" not in capsys.readouterr().err


def test_wards_have_no_named_hexagons(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    (first, *_) = rows(printed(capsys, demo_store, "--layer", "incidents", *NOW, *PAST))
    words = ["--layer", "incidents", *NOW, *PAST, "--by", "ward", "--cell", first["unit"]]
    assert main(["change", "--store", str(demo_store.folder), *words]) == 2
    assert "one by one" in capsys.readouterr().err


def test_the_p_value_of_the_borough_is_that_of_scipys_e_test(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "cuckooing", *NOW, *PAST, "--by", "borough")
    (row,) = rows(printed(capsys, demo_store, *words))
    p = stats.poisson_means_test(int(row["before"]), 1, int(row["after"]), 1).pvalue
    assert float(row["p"]) == pytest.approx(p, rel=1e-6)


def test_windows_of_unequal_length_are_compared_by_the_day(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    unequal = ("--against-from", "2025-11-23", "--against-to", "2026-08-23")
    words = ("--layer", "cuckooing", *NOW, *unequal, "--by", "borough")
    (row,) = rows(printed(capsys, demo_store, *words))
    before, after = int(row["before"]), int(row["after"])
    assert float(row["ratio"]) == pytest.approx((after / 92) / (before / 273))
    assert float(row["low"]) < float(row["ratio"]) < float(row["high"])


def test_the_ward_of_the_planted_cluster_stands_out(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    past = ("--against-from", "2025-11-23", "--against-to", "2026-08-23")
    found = rows(printed(capsys, demo_store, "--layer", "cuckooing", *NOW, *past, "--by", "ward"))
    above = [row["unit"] for row in found if float(row["low"]) > 1]
    risen = [row["unit"] for row in found if row["verdict"] == RISE]
    cluster = next(story for story in STORIES if story.name == "cuckooing cluster")
    assert above == risen == [cluster.ward]


def test_endless_and_missing_ratios_can_be_read_back(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "cuckooing", *NOW, *PAST)
    table = rows(printed(capsys, demo_store, *words))
    found = json.loads(printed(capsys, demo_store, *words, "--format", "json"))
    none = next(i for i, row in enumerate(table) if row["before"] == row["after"] == "0")
    new = next(i for i, row in enumerate(table) if row["before"] == "0" != row["after"])
    assert (table[none]["ratio"], table[new]["ratio"]) == ("", "inf")
    assert found["units"][none]["ratio"] is found["units"][new]["ratio"] is None
    assert found["against"] == {"from": "2025-08-23", "to": "2025-11-23"}


@pytest.mark.parametrize("by", ["cell", "ward", "borough"])
def test_geojson_has_the_outline_of_each_unit(
    by: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "missing", *NOW, *PAST, "--by", by)
    found = json.loads(printed(capsys, demo_store, *words, "--format", "geojson"))
    read = gpd.GeoDataFrame.from_features(found["features"], crs="EPSG:4326")
    assert len(read) == len(rows(printed(capsys, demo_store, *words)))
    centre = geography.study_area().centroid
    assert read.geometry.is_valid.all()
    assert read.geometry.union_all().buffer(0.01).contains(centre)


def test_a_ward_prints_its_own_rows_of_the_borough_wide_comparison(
    demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--layer", "incidents", *NOW, *PAST, "--by", "ward")
    every = rows(printed(capsys, demo_store, *words))
    (row,) = rows(printed(capsys, demo_store, *words, "--ward", "Appleton"))
    assert row in every


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--against-to", "2026-09-01"), "Let the window compared with end by 2026-08-23"),
        (("--against-from", "2027-01-01"), "must end after it starts"),
        (("--by", "borough", "--ward", "Appleton"), "leave --ward out"),
        (("--against-to", "soon"), "YYYY-MM-DD"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line(
    words: tuple[str, ...], says: str, demo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    every = ["--layer", "missing", *NOW, *PAST, *words]
    code = main(["change", "--store", str(demo_store.folder), *every])
    said = capsys.readouterr()
    assert code == 2
    assert said.err.count("\n") == 1
    assert says in said.err
