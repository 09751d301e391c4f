"""Ward outlines of both vintages, shipped or replaced by the user, and points and names in them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo import wards as placing

VINTAGES = ("2020", "2013")
REFERENCE = Path(__file__).parent / "reference"
REBUILT = (
    "Ward lines of 2020 are rebuilt from generalised outlines: "
    "2 to 7 in 100 events may count in the ward next door."
)


def wards(vintage: str = VINTAGES[0], *, store_dir: Path | None = None) -> gpd.GeoDataFrame:
    """Give the wards and their outlines.

    Parameters
    ----------
    vintage
        "2020" (18 wards, in force since May 2020) or "2013" (the 21 before).
    store_dir
        Folder of the store. Outlines that the user has put there replace the shipped ones.

    Returns
    -------
    Columns code, name, town ("Widnes" or "Runcorn") and geometry (EPSG:4326), ordered by code;
    yours to change.

    Raises
    ------
    ValueError
        If there is no such vintage.
    """
    return _read(*_stamp(in_force(vintage, store_dir=store_dir))).copy()


def study_area(vintage: str = VINTAGES[0], *, store_dir: Path | None = None) -> Any:  # noqa: ANN401
    """Give the union of the wards, a shapely multipolygon (longitude, latitude)."""
    return _union(*_stamp(in_force(vintage, store_dir=store_dir)))


def ward_of(
    lng: ArrayLike,
    lat: ArrayLike,
    vintage: str = VINTAGES[0],
    *,
    store_dir: Path | None = None,
) -> NDArray[np.str_]:
    """Give the code of the ward that holds each point, exactly.

    Parameters
    ----------
    lng, lat
        Degrees, shape (n,); NaN where the place is unknown.
    vintage, store_dir
        As for `wards`.

    Returns
    -------
    Codes, shape (n,); "" outside the borough or unknown.
    """
    table = _read(*_stamp(in_force(vintage, store_dir=store_dir)))
    held = placing.locate(lng, lat, outlines=list(table.geometry))
    return np.array([*table["code"], ""])[held]


def ward_care(vintage: str = VINTAGES[0], *, store_dir: Path | None = None) -> str:
    """Say how far ward figures can be off, to be shown beside them; "" where nothing is to say.

    Measured by `scripts/measure_wards.py`; `data/reference/README.md` says how.
    """
    rebuilt = vintage == VINTAGES[0] and in_force(vintage, store_dir=store_dir) == shipped(vintage)
    return REBUILT if rebuilt else ""


def in_force(vintage: str, *, store_dir: Path | None) -> Path:
    """Say which file of outlines is used: the user's where there is one, else the shipped one."""
    own = None if store_dir is None else replacement(vintage, store_dir=store_dir)
    return own if own is not None and own.exists() else shipped(vintage)


def shipped(vintage: str) -> Path:
    """Say where the outlines that came with the project are."""
    if vintage not in VINTAGES:
        raise ValueError(f"Ward outlines are those of {' or '.join(VINTAGES)}, not {vintage!r}.")
    return REFERENCE / _file_name(vintage)


def replacement(vintage: str, *, store_dir: Path) -> Path:
    """Say where outlines put in place by the user are, whether or not there are any."""
    return Path(store_dir) / _file_name(vintage)


def _file_name(vintage: str) -> str:
    return f"wards-{vintage}.geojson"


def _stamp(path: Path) -> tuple[Path, int]:
    """Pair a file with its time of change, so that a replaced file is read again."""
    return path, path.stat().st_mtime_ns


@cache
def _read(path: Path, _changed: int) -> gpd.GeoDataFrame:
    document = json.loads(path.read_text(encoding="utf-8"))
    table = gpd.GeoDataFrame.from_features(document["features"], crs="EPSG:4326")
    return table[["code", "name", "town", "geometry"]].sort_values("code", ignore_index=True)


@cache
def _union(path: Path, changed: int) -> Any:  # noqa: ANN401 - shapely ships no types
    return shapely.union_all(_read(path, changed).geometry.to_numpy())
