"""The committed reference is what the script makes of the open figures, now and every time."""

import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.outlines import REFERENCE
from scripts import reference_places as places
from scripts import reference_residents as people
from scripts.reference_wards import tighten

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders, made by two runs in different surroundings."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for seed, folder in enumerate(folders):
        command = [sys.executable, "scripts/build_reference.py", "--open-data"]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        subprocess.run(  # noqa: S603 - our own script
            [*command, str(shared / "open-data"), "--out", str(folder)],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    return folders


def contents(folder: Path) -> dict[str, str]:
    """The text of each computed file, line ends as Git may have changed them."""
    files = (path for path in folder.iterdir() if path.name != "README.md")
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def test_two_runs_write_the_same_bytes(built: list[Path]) -> None:
    first, second = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in built)
    assert first == second


def test_the_committed_files_are_what_the_script_makes(built: list[Path]) -> None:
    made, committed = contents(built[0]), contents(REFERENCE)
    assert set(made) == set(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def squares(*, side: int) -> np.ndarray:
    """A chequerboard of output areas near Widnes, one thousandth of a degree each."""
    size = 1e-3
    corners = [(-2.74 + size * i, 53.36 + size * j) for i in range(side) for j in range(side)]
    return np.array([shapely.box(x, y, x + size, y + size) for x, y in corners])


def halves(at: float) -> np.ndarray:
    """Two wards over the chequerboard, divided by a line from north to south."""
    line = -2.74 + at * 1e-3
    return np.array([shapely.box(-2.75, 53.3, line, 53.4), shapely.box(line, 53.3, -2.7, 53.4)])


@pytest.mark.parametrize("at", [1.8, 2.0, 2.2])
def test_an_area_three_quarters_in_a_ward_is_given_to_it_whole(at: float) -> None:
    tight = tighten(squares(side=4), halves(at))
    assert tight.split == 0
    west = shapely.union_all(tight.faces[tight.ward == 0])
    assert west.bounds[2] == pytest.approx(-2.738)


@pytest.mark.parametrize("at", [1.5, 2.3, 2.7])
def test_any_other_area_is_split_by_the_ward_line(at: float) -> None:
    tight = tighten(squares(side=4), halves(at))
    assert tight.split == 4
    west = shapely.union_all(tight.faces[tight.ward == 0])
    assert west.bounds[2] == pytest.approx(-2.74 + at * 1e-3, abs=1e-6)
    assert shapely.coverage_is_valid(tight.faces)
    assert shapely.area(tight.faces).sum() == pytest.approx(shapely.area(squares(side=4)).sum())


def test_a_scrap_of_a_split_area_goes_to_the_neighbour_it_leans_on() -> None:
    rough = halves(1.5)
    scrap = shapely.box(-2.73848, 53.3605, -2.7384, 53.3606)
    wards = np.array([rough[0].union(scrap), rough[1].difference(scrap)])
    tight = tighten(squares(side=4), wards)
    west = shapely.union_all(tight.faces[tight.ward == 0])
    assert not west.contains(scrap.centroid)
    assert west.geom_type == "Polygon"


def test_streets_lose_their_prefix_and_a_station_is_called_one() -> None:
    rows = pd.DataFrame(
        {
            "Location": [
                "On or near St John'S Brow",
                "On or near Runcorn",
                "On or near Supermarket",
            ],
            "Longitude": [-2.73, -2.7393, -2.71],
            "Latitude": [53.34, 53.3387, 53.33],
        }
    )
    stations = pd.DataFrame({"name": ["Runcorn"], "lng": [-2.7393], "lat": [53.3387]})
    table = places.streets(rows, stations)
    assert table["name"].tolist() == ["Runcorn station", "St John's Brow", "Supermarket"]
    assert table["generic"].tolist() == [False, False, True]


def test_every_unnamed_spot_in_the_published_data_is_known_as_such(shared: Path) -> None:
    rows = pd.read_csv(shared / "open-data" / "police_halton_street.csv")
    names = set(places.street_names(rows["Location"]))
    slashed = {name for name in names if "/" in name}
    assert slashed <= set(places.GENERIC)
    ending = ("Area", "Station", "Subway", "Supermarket", "Nightclub", "Hospital")
    assert {name for name in names if name.endswith(ending)} <= set(places.GENERIC)


def test_residents_are_spread_equally_over_areas_and_then_over_their_points() -> None:
    areas = gpd.GeoDataFrame(geometry=squares(side=2)[:3], crs=4326)
    lsoas = gpd.GeoDataFrame(
        {"LSOA21CD": ["A", "B"]},
        geometry=[areas.geometry[0].union(areas.geometry[1]), areas.geometry[2]],
        crs=4326,
    )
    middles = gpd.GeoSeries(shapely.centroid(areas.geometry.to_numpy()))
    spread = people.at_points(
        areas,
        lsoas=lsoas,
        census=pd.DataFrame({"LSOA21CD": ["A", "B"], "census2021_residents": [100, 60]}),
        postcodes=pd.DataFrame(
            {
                "postcode": ["WA8 1AA", "WA8 1AB", "WA88 1AA"],
                "lng": [middles.x[0], middles.x[0] + 1e-4, middles.x[0]],
                "lat": [middles.y[0]] * 3,
            }
        ),
        streets=pd.DataFrame({"lng": [middles.x[1]], "lat": [middles.y[1]]}),
    )
    assert spread["residents"].tolist() == [25, 25, 50, 60]
    assert spread["lsoa"].tolist() == ["A", "A", "A", "B"]
