"""Measure how far ward outlines drawn from generalised lines can be off.

The true 2020 lines are not open at full resolution, but those of 2013 are known here. So the 2013
wards are generalised until they are as coarse as the published 2020 outlines, tightened in the
same way, and points of known ward are placed in both. Run from the project's root::

    python scripts/measure_wards.py --open-data ../shared/open-data
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the script uses the project's own geo package

from geo.wards import locate  # noqa: E402 - after the path is set
from scripts import reference_files as files  # noqa: E402 - as above
from scripts.reference_wards import METRES, outlines, tighten  # noqa: E402 - as above

TOLERANCES_M = (150, 200, 250, 300, 350)


def main() -> None:
    """Print the shares of points that end in a wrong ward."""
    parser = argparse.ArgumentParser(description="Measure how far ward outlines can be off.")
    parser.add_argument("--open-data", type=Path, required=True, metavar="DIR")
    source = parser.parse_args().open_data
    areas = files.read_outlines(source / "halton_oa_2011_bgc.geojson")
    new = files.read_outlines(source / "halton_wards_2021_hybrid.geojson")
    old = files.read_outlines(source / "halton_wards_2013_bgc.geojson")
    published = files.read_outlines(source / "halton_wards_2021_bsc.geojson")
    recent, former, tight = outlines(areas, new, old)
    corners = shapely.get_num_coordinates(published.geometry.to_numpy()).mean()
    print(f"Published 2020 outlines: {corners:.1f} corners a ward, {tight.split} areas split")
    for name, (lng, lat) in _points(source).items():
        rough = locate(lng, lat, outlines=list(new.sort_values(new.columns[0]).geometry))
        moved = (rough != locate(lng, lat, outlines=list(recent.geometry))).mean()
        print(f"  {name}: {moved:.1%} change ward by the tightening")
    for tolerance in TOLERANCES_M:
        _experiment(areas.geometry.to_numpy(), former, tolerance, _points(source))


def _points(source: Path) -> dict[str, tuple[pd.Series, pd.Series]]:
    postcodes = pd.read_csv(source / "codepoint_open_halton_2014.csv")
    police = pd.read_csv(source / "police_halton_street.csv")
    return {
        "postcodes": (postcodes["lon"], postcodes["lat"]),
        "incidents": (police["Longitude"], police["Latitude"]),
    }


def _experiment(
    areas: NDArray[Any],
    former: gpd.GeoDataFrame,
    tolerance: int,
    points: dict[str, tuple[pd.Series, pd.Series]],
) -> None:
    """Generalise the 2013 wards, tighten them again, and count points in a wrong ward."""
    metres = shapely.coverage_simplify(former.to_crs(METRES).geometry.to_numpy(), tolerance)
    rough = gpd.GeoSeries(metres, crs=METRES).to_crs(former.crs).to_numpy()
    tight = tighten(areas, rough)
    merged = [shapely.union_all(tight.faces[tight.ward == ward]) for ward in range(len(rough))]
    corners = shapely.get_num_coordinates(rough).mean()
    print(f"2013 generalised to {tolerance} m: {corners:.1f} corners a ward, {tight.split} split")
    for name, (lng, lat) in points.items():
        true = locate(lng, lat, outlines=list(former.geometry))
        wrong = [
            np.mean(locate(lng, lat, outlines=list(drawn)) != true) for drawn in (rough, merged)
        ]
        print(f"  {name}: {wrong[0]:.1%} in a wrong ward as generalised, {wrong[1]:.1%} tightened")


if __name__ == "__main__":
    main()
