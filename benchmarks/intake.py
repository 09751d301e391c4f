"""Time a million-row police.uk file from the disk into the store, and what a notebook would do.

Run from the root with `python -m benchmarks.intake [--rows 1000000]`. The peer reads the same file
with pandas, places its points in wards with geopandas and in hexagons with a loop over h3; it
checks nothing and stores nothing. That both see the same rows and wards is asserted, no time is.
What the backup before a next, small import costs on such a store is timed as well.
"""

import argparse
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import h3
import numpy as np
import pandas as pd

from data import geography
from data.backups import KEPT
from data.given import Given
from data.intake import bring_in, read_file
from data.store import Store

RESOLUTION = 9
SEED = 1
KINDS = (
    "Anti-social behaviour",
    "Burglary",
    "Drugs",
    "Vehicle crime",
    "Violence and sexual offences",
)


def main() -> None:
    """Make the file, bring it in both ways, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = made(Path(folder) / "2024-01-cheshire-street.csv", rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
        ours, outside = timed(path, Path(folder) / "store")
        with_backup, without = small_imports(path, Path(folder) / "store")
        read, joined, looped, elsewhere = peer(path)
    assert outside == elsewhere, "the two disagree about the borough"  # noqa: S101 (a wrong answer has no speed)
    whole = read + joined + looped
    print(f"{'way':<52}{'s':>8}{'rows/s':>12}")
    report("ours: read apart, checked, in wards, in the store", ours, rows)
    report("pandas.read_csv", read, rows)
    report("geopandas.sjoin to wards", joined, rows)
    report("a loop over h3", looped, rows)
    report("these three together", whole, rows)
    print(f"{whole / ours:.1f} times as fast")
    print(f"one more row: {without:.2f} s, with the backup before it {with_backup:.2f} s")


def made(path: Path, rows: int) -> Path:
    """Write a street file: a quarter without reference, 2,900 map points."""
    rng = np.random.default_rng(SEED)
    points = geography.postcodes().iloc[rng.integers(0, 2_900, rows)]
    kinds = rng.integers(0, len(KINDS), rows)
    ids = rng.bytes(32 * rows).hex()
    months = rng.integers(1, 13, rows)
    places = zip(points["lng"].round(6), points["lat"].round(6), kinds, months, strict=True)
    force = "Cheshire Constabulary"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,"
            "LSOA name,Crime type,Last outcome category,Context\n"
        )
        for row, (lng, lat, kind, month) in enumerate(places):
            reference = ids[64 * row : 64 * row + 64] if kind else ""
            file.write(
                f"{reference},2024-{month:02d},{force},{force},{lng},{lat},On or near Mill Lane,"
                f"E01012392,Halton 001A,{KINDS[kind]},Under investigation,\n"
            )
    return path


def timed(path: Path, folder: Path) -> tuple[float, int]:
    """Bring the file in; give the seconds and the rows outside the borough."""
    store = Store(folder)
    geography.ward_of(np.array([-2.7]), np.array([53.35]))  # the wards are read once, by both
    before = time.perf_counter()
    (receipt,) = bring_in(store, path).receipts
    took = time.perf_counter() - before
    assert receipt.accepted == receipt.rows  # noqa: S101 (a wrong answer has no speed)
    return took, receipt.outside


def small_imports(path: Path, folder: Path) -> tuple[float, float]:
    """Put one row more into the full store; give the seconds with and without a backup."""
    took = list[float]()
    for number, backups in enumerate((KEPT, 0)):
        line = path.read_text(encoding="utf-8").split("\n", 1)[0]
        one = path.with_name(f"one-{number}.csv")
        place = ",-2.7352,53.3637,On or near Mill Lane,E01012392,Halton 001A,Drugs,,"
        one.write_text(f"{line}\n{number:064x},2024-01,C,C{place}\n", encoding="utf-8")
        (intake,) = read_file(one, given=Given(b"k" * 32)).intakes
        before = time.perf_counter()
        Store(folder, backups=backups).commit(intake)
        took.append(time.perf_counter() - before)
    return took[0], took[1]


def peer(path: Path) -> tuple[float, float, float, int]:
    """Do what a notebook would; give the seconds of each step and the rows outside."""
    wards = geography.wards()
    start = time.perf_counter()
    table = pd.read_csv(path)
    read = time.perf_counter()
    points = gpd.GeoDataFrame(
        table, geometry=gpd.points_from_xy(table["Longitude"], table["Latitude"]), crs=4326
    )
    placed = points.sjoin(wards, how="left", predicate="intersects")
    placed = placed[~placed.index.duplicated()]
    joined = time.perf_counter()
    pairs = zip(table["Latitude"], table["Longitude"], strict=True)
    cells = [h3.latlng_to_cell(lat, lng, RESOLUTION) for lat, lng in pairs]
    looped = time.perf_counter()
    assert len(cells) == len(placed)  # noqa: S101 (a wrong answer has no speed)
    return read - start, joined - read, looped - joined, int(placed["code"].isna().sum())


def report(way: str, seconds: float, rows: int) -> None:
    """Print one line."""
    print(f"{way:<52}{seconds:>8.2f}{rows / seconds:>12,.0f}")


if __name__ == "__main__":
    main()
