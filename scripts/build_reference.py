"""Compute everything in data/reference from the open figures.

Run from the project's root::

    python scripts/build_reference.py --open-data ../shared/open-data

The same figures give the same files, byte for byte.
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the script uses the project's own geo package

from geo import cells, wards  # noqa: E402 - after the path is set
from scripts import reference_basemap as ground  # noqa: E402 - as above
from scripts import reference_files as files  # noqa: E402 - as above
from scripts import reference_places as places  # noqa: E402 - as above
from scripts import reference_residents as people  # noqa: E402 - as above
from scripts import reference_sources as sources  # noqa: E402 - as above
from scripts.reference_wards import outlines  # noqa: E402 - as above


class Figures(NamedTuple):
    """What most of the files are made of."""

    source: Path
    areas: gpd.GeoDataFrame
    marks: gpd.GeoDataFrame
    recent: gpd.GeoDataFrame
    former: gpd.GeoDataFrame
    streets: pd.DataFrame
    residents: pd.DataFrame


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description="Compute data/reference from the open figures.")
    parser.add_argument("--open-data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "reference", metavar="DIR")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    build(args.open_data, args.out)


def build(source: Path, out: Path) -> None:
    """Write every computed reference file.

    Parameters
    ----------
    source
        Folder of the open figures.
    out
        Folder to write to; it must exist.
    """
    areas = files.read_outlines(source / "halton_oa_2011_bgc.geojson")
    marks = files.read_outlines(source / "landmarks.geojson")
    police = pd.read_csv(source / "police_halton_street.csv")
    recent, former, tight = outlines(
        areas,
        files.read_outlines(source / "halton_wards_2021_hybrid.geojson"),
        files.read_outlines(source / "halton_wards_2013_bgc.geojson"),
    )
    postcodes = _postcodes(source)
    points = places.streets(police, _stations(marks))
    residents = _residents(source, areas, postcodes, points)
    print(f"{tight.split} of {len(areas)} output areas split by a 2020 ward line")

    figures = Figures(source, areas, marks, recent, former, points, residents)
    _write_wards(figures, out)
    _write_cells(figures, out)
    _write_ground(figures, out)
    files.write_table(postcodes, out / "postcodes.csv")
    files.write_table(points.loc[~points["generic"], ["name", "lng", "lat"]], out / "streets.csv")
    files.write_table(_incident_weights(police), out / "incident_weights.csv")
    files.write_table(sources.table(), out / "SOURCES.csv")


def _postcodes(source: Path) -> pd.DataFrame:
    """Read postcodes, written as people write them: the file pads them to seven characters."""
    table = pd.read_csv(source / "codepoint_open_halton_2014.csv")
    written = table["postcode"].str.slice(0, -3).str.strip() + " " + table["postcode"].str[-3:]
    table = table.assign(postcode=written).rename(columns={"lon": "lng"})
    return table[["postcode", "lng", "lat"]].sort_values("postcode", ignore_index=True)


def _residents(
    source: Path, areas: gpd.GeoDataFrame, postcodes: pd.DataFrame, points: pd.DataFrame
) -> pd.DataFrame:
    spread = people.at_points(
        areas,
        lsoas=files.read_outlines(source / "halton_lsoa_2021_bsc.geojson"),
        census=pd.read_csv(source / "population_census2021_lsoa21.csv"),
        postcodes=postcodes,
        streets=points,
    )
    share = people.minors_share(
        pd.read_csv(source / "population_mid2020_lsoa11.csv"),
        pd.read_csv(source / "lookup_lsoa11_lsoa21.csv"),
    )
    return spread.assign(residents_under_18=spread["residents"] * spread["lsoa"].map(share))


def _write_wards(figures: Figures, out: Path) -> None:
    for table, vintage in ((figures.recent, "2020"), (figures.former, "2013")):
        files.write_features(table, out / f"wards-{vintage}.geojson", decimals=files.CLASSIFYING)


def _write_cells(figures: Figures, out: Path) -> None:
    for resolution in cells.RESOLUTIONS:
        new = wards.tile(list(figures.recent.geometry), resolution=resolution)
        old = wards.tile(list(figures.former.geometry), resolution=resolution)
        table = pd.DataFrame(
            {
                "cell": cells.hex_of(new.cell),
                "ward_2020": figures.recent["code"].to_numpy()[new.position],
                "ward_2013": figures.former["code"].to_numpy()[old.position],
                "area_km2": new.area_km2.round(6),
            },
            index=new.cell,
        )
        for column in ("residents", "residents_under_18"):
            table[column] = people.by_cell(figures.residents, column, study_cells=new.cell)
        names = figures.recent["name"].iloc[new.position]
        table["place"] = places.name_cells(
            new.cell, points=figures.streets, wards=names, resolution=resolution
        )
        files.write_table(table, out / f"cells-{resolution}.csv")


def _write_ground(figures: Figures, out: Path) -> None:
    borough = shapely.coverage_union_all(figures.former.geometry.to_numpy())
    districts = files.read_outlines(figures.source / "basemap_context_lad2024_land.geojson")
    motorways = files.read_outlines(figures.source / "basemap_motorways_os_openroads.geojson")
    around = ground.neighbours(districts, borough)
    land = ground.land(around, borough)
    for name, table in {
        "land": land,
        "neighbours": around,
        "output-area-lines": ground.area_lines(figures.areas),
        "landmarks": ground.landmarks(motorways, figures.marks),
    }.items():
        files.write_features(table, out / f"{name}.geojson", decimals=files.DRAWING)
    creeks = ground.inlets(borough)
    files.write_features(creeks, out / "inlets.geojson", decimals=files.CLASSIFYING)
    names = ground.labels(
        streets=figures.streets,
        residents=figures.residents,
        former=figures.former,
        around=around,
        ground=land,
    )
    files.write_table(names, out / "labels.csv")


def _stations(marks: gpd.GeoDataFrame) -> pd.DataFrame:
    stations = marks.loc[marks["kind"].eq("station")]
    return pd.DataFrame(
        {"name": stations["name"], "lng": stations.geometry.x, "lat": stations.geometry.y}
    )


def _incident_weights(police: pd.DataFrame) -> pd.DataFrame:
    """Count published incidents by map point and category."""
    columns = {"Longitude": "lng", "Latitude": "lat", "Location": "location"}
    table = police.rename(columns={**columns, "Crime type": "category"})
    table["location"] = places.street_names(table["location"])
    keys = ["lng", "lat", "location", "category"]
    return table.value_counts(keys, sort=False).rename("count").reset_index().sort_values(keys)


if __name__ == "__main__":
    main()
