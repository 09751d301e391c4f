"""The borough: wards, study area, cells, postcodes, streets and the ground of the map.

Everything is read from `data/reference`, which `scripts/build_reference.py` computes from open
figures. Tables and arrays that are handed out are copies; what they were read from is kept.
"""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

from data.basemap import ATTRIBUTION, basemap, drawn_wards, labels
from data.outlines import (
    REFERENCE,
    VINTAGES,
    in_force,
    shipped,
    study_area,
    ward_care,
    ward_of,
    wards,
)
from data.ward_names import match_ward, match_wards, vintage_of
from geo import wards as placing
from geo.cells import RESOLUTIONS, cells_from_hex

__all__ = [
    "ATTRIBUTION",
    "VINTAGES",
    "basemap",
    "cells",
    "drawn_wards",
    "incident_weights",
    "labels",
    "match_ward",
    "match_wards",
    "postcodes",
    "sources",
    "streets",
    "study_area",
    "vintage_of",
    "ward_care",
    "ward_of",
    "wards",
]

COLUMNS = (
    "cell",
    "ward_code",
    "ward",
    "town",
    "residents",
    "residents_under_18",
    "area_km2",
    "place",
)


def cells(
    resolution: int, vintage: str = VINTAGES[0], *, store_dir: Path | None = None
) -> pd.DataFrame:
    """Give every cell that overlaps the study area.

    Parameters
    ----------
    resolution
        One of `geo.cells.RESOLUTIONS`.
    vintage, store_dir
        As for `wards`. With outlines of the user's own the cells, their wards and their areas
        follow these; residents and places are those of the shipped table where it has the cell.

    Returns
    -------
    Sorted by cell: cell (uint64), ward_code, ward and town (of the ward that holds most of it),
    residents and residents_under_18 (estimates), area_km2 (of the part inside the study area),
    place (streets a resident would name).

    Raises
    ------
    ValueError
        If the resolution or the vintage is not offered.
    """
    if resolution not in RESOLUTIONS:
        offered = ", ".join(map(str, RESOLUTIONS))
        raise ValueError(f"The resolutions are {offered}, not {resolution}.")
    path = in_force(vintage, store_dir=store_dir)
    return _cells(resolution, vintage, path, path.stat().st_mtime_ns).copy()


def postcodes() -> pd.DataFrame:
    """Give the centre of every postcode: columns postcode ("WA7 2AB"), lng, lat."""
    return _table("postcodes").copy()


def streets() -> pd.DataFrame:
    """Give the map points that police.uk names after a street: columns name, lng, lat."""
    return _table("streets").copy()


def incident_weights() -> pd.DataFrame:
    """Give published incidents by map point: columns lng, lat, location, category, count."""
    return _table("incident_weights").copy()


def sources() -> list[dict[str, str]]:
    """Give for each reference file its source, licence, attribution, vintage and making."""
    with (REFERENCE / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _cells(resolution: int, vintage: str, path: Path, _changed: int) -> pd.DataFrame:
    table = _table(f"cells-{resolution}")
    table = table.assign(cell=cells_from_hex(table["cell"]), ward_code=table[f"ward_{vintage}"])
    outlines = wards(vintage, store_dir=path.parent)
    if path != shipped(vintage):
        table = _tiled_anew(table, outlines.geometry.tolist(), outlines["code"], resolution)
    named = table.merge(outlines[["code", "name", "town"]], left_on="ward_code", right_on="code")
    named["ward"] = named["name"]
    named["place"] = named["place"].where(named["place"].ne(""), named["ward"])
    ordered = named.sort_values("cell", ignore_index=True)
    return ordered[[*COLUMNS]]


def _tiled_anew(
    table: pd.DataFrame, outlines: list[object], codes: pd.Series, resolution: int
) -> pd.DataFrame:
    """Give the cells of other outlines, with what is known of each cell."""
    tiling = placing.tile(outlines, resolution=resolution)
    known = table.set_index("cell").reindex(tiling.cell)
    return pd.DataFrame(
        {
            "cell": tiling.cell,
            "ward_code": codes.to_numpy()[tiling.position],
            "area_km2": tiling.area_km2,
            "residents": known["residents"].fillna(0.0).to_numpy(),
            "residents_under_18": known["residents_under_18"].fillna(0.0).to_numpy(),
            "place": known["place"].fillna("").to_numpy(),
        }
    )


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", encoding="utf-8", keep_default_na=False)
