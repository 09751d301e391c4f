"""An official ward file that the user supplies: read, checked against what is known, put in force.

Parsed as JSON, never by GDAL: a file that only looks like GeoJSON can make GDAL read other files of
the machine or call servers.
"""

import json
import os
import re
import secrets
from pathlib import Path
from typing import Any, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.outlines import REFERENCE, VINTAGES, replacement, shipped, wards
from geo import wards as placing

LARGEST_MB = 1_000  # all of England's wards at full resolution take less
COVERED = 0.7  # share of each known outline that the official one must hold
LARGER = 1.05  # beyond this the outlines reach over the water of the estuary
OVERLAPPING = 0.001  # share of the borough that may lie in two wards, by careless rounding
KNOTTED = 0.001  # share of a ward that mending its outline may change
DECIMALS = 7  # 1 cm

_SYSTEM = re.compile(r"(?:EPSG:{1,2}(?P<number>\d+)|CRS:?84)$", re.IGNORECASE)
_NO_SHAPE = (
    ArithmeticError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    shapely.GEOSException,
)
_LONGITUDE_LATITUDE = {4326, 4258}
_BRITISH_GRID = 27700


def read(path: Path, *, vintage: str = VINTAGES[0]) -> gpd.GeoDataFrame:
    """Read and check an official file of ward outlines.

    Parameters
    ----------
    path
        GeoJSON as the ONS publishes it, of Halton or of the whole country, in longitude and
        latitude or in eastings and northings (with or without a `crs` member). Codes are read
        from a property such as WD22CD.
    vintage
        Which wards the file shall replace.

    Returns
    -------
    Columns code, name, town and geometry (EPSG:4326), as `data.outlines.wards` gives them.

    Raises
    ------
    ValueError
        If the file is not such a file, lacks a ward, or its outlines lie elsewhere than the wards.
    OSError
        If it can't be read.
    """
    known = _shipped_wards(vintage)
    document = _parse(path, codes=set(known["code"]))
    found = _of_each_ward(document, known, path)
    shapes = [_geometry(found[code], code) for code in known["code"]]
    official = known.assign(geometry=_in_degrees(shapes, document))
    _check_against(official, known)
    return official


def put_in_force(official: gpd.GeoDataFrame, *, vintage: str, store_dir: Path) -> Path:
    """Write outlines into the store, whole or not at all, where they replace the shipped ones.

    Returns
    -------
    The file written.
    """
    target = replacement(vintage, store_dir=store_dir)
    store_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(8)}.new")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(official.to_json(drop_id=True, to_wgs84=True))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def reset(*, vintage: str, store_dir: Path) -> bool:
    """Put the shipped outlines back in force; says whether there were others."""
    target = replacement(vintage, store_dir=store_dir)
    existed = target.exists()
    target.unlink(missing_ok=True)
    return existed


def _shipped_wards(vintage: str) -> gpd.GeoDataFrame:
    shipped(vintage)
    return wards(vintage, store_dir=REFERENCE)


def _parse(path: Path, *, codes: set[str]) -> dict[str, Any]:
    """Parse a file, dropping the features of other places as soon as they are read."""
    size = path.stat().st_size / 1e6
    if size > LARGEST_MB:
        _refuse(
            path, f"is {size:,.0f} MB and at most {LARGEST_MB:,} MB are read", "take Halton only"
        )

    def keep(found: dict[str, Any]) -> dict[str, Any] | None:
        return found if found.get("type") != "Feature" or _code(found) in codes else None

    try:
        text = path.read_text(encoding="utf-8-sig")
        document = json.loads(text, object_hook=keep, parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse(path, "is not GeoJSON", "take the file as the ONS geography portal gives it")
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        _refuse(path, "holds no list of features", "take the file in the format GeoJSON")
    return document


def _no_number(found: str) -> NoReturn:
    raise ValueError(f"{found} is no coordinate.")


def _code(feature: dict[str, Any]) -> str:
    """Read a feature's ward code: property `code`, or WD and the year and CD."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return ""
    codes = [v for k, v in properties.items() if re.fullmatch(r"(?i)(WD\d\d)?CD|code", k)]
    return codes[0] if codes and isinstance(codes[0], str) else ""


def _of_each_ward(
    document: dict[str, Any], known: gpd.GeoDataFrame, path: Path
) -> dict[str, dict[str, Any]]:
    features = [feature for feature in document["features"] if isinstance(feature, dict)]
    codes = pd.Series([_code(feature) for feature in features], dtype="str")
    missing = known.loc[~known["code"].isin(codes), "name"].tolist()
    first, last = known["code"].iloc[0], known["code"].iloc[-1]
    if len(missing) == len(known):
        _refuse(path, f"holds none of Halton's wards ({first} to {last})", "check its year")
    if missing:
        number = f"{len(missing)} ward{'s' if len(missing) > 1 else ''}"
        _refuse(path, f"lacks {number}: {', '.join(missing)}", "take the whole borough")
    if codes.duplicated().any():
        twice = codes[codes.duplicated()].iloc[0]
        _refuse(path, f"holds {twice} more than once", "leave one outline a ward")
    return dict(zip(codes, features, strict=True))


def _geometry(feature: dict[str, Any], code: str) -> Any:  # noqa: ANN401 - shapely ships no types
    try:
        shape = shapely.force_2d(shapely.geometry.shape(feature.get("geometry")))
    except _NO_SHAPE:
        shape = shapely.Point()
    if shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
        raise ValueError(f"A ward is a polygon; {code} in this file is not. Take another file.")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise ValueError(f"The outline of {code} in this file has no end. Take another file.")
    return _mended(shape, code)


def _mended(shape: Any, code: str) -> Any:  # noqa: ANN401 - shapely ships no types
    """Untie the small knots that published outlines sometimes have; refuse large ones."""
    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if abs(whole.area - shape.area) > KNOTTED * whole.area:
        raise ValueError(f"The outline of {code} in this file crosses itself. Take another file.")
    return whole


def _in_degrees(shapes: list[Any], document: dict[str, Any]) -> gpd.GeoSeries:
    """Bring outlines to longitude and latitude, rounded so that they stay whole."""
    series = gpd.GeoSeries(shapes, crs=_system(document, shapes)).to_crs("EPSG:4326")
    rounded = shapely.set_precision(series.to_numpy(), 10.0**-DECIMALS)
    return gpd.GeoSeries(rounded, crs="EPSG:4326")


def _system(document: dict[str, Any], shapes: list[Any]) -> str:
    """Find the coordinate system: as stated, else by the size of the numbers."""
    stated = document.get("crs")
    if stated is None:
        grid = max(np.abs(shapely.total_bounds(shapes))) > 180  # noqa: PLR2004 - degrees end there
        return f"EPSG:{_BRITISH_GRID}" if grid else "EPSG:4326"
    properties = stated.get("properties") if isinstance(stated, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    match = _SYSTEM.search(str(name))
    number = int(match["number"] or 4326) if match else 0
    if number not in _LONGITUDE_LATITUDE | {_BRITISH_GRID}:
        raise ValueError(
            "Ward outlines are in longitude and latitude (EPSG:4326) or on the British grid "
            f"(EPSG:27700); this file says {str(name)[:60]!r}. Download it in one of these."
        )
    return f"EPSG:{number}"


def _check_against(official: gpd.GeoDataFrame, known: gpd.GeoDataFrame) -> None:
    """Compare official outlines with the shipped ones: same places, no overlaps, no water."""
    shapes = official.geometry.to_numpy()
    shares = placing.overlaps(known.geometry.to_numpy(), outlines=shapes).diagonal()
    if shares.min() < COVERED:
        worst = int(shares.argmin())
        raise ValueError(
            f"{known['name'].iloc[worst]} lies elsewhere in this file: it holds only "
            f"{shares[worst]:.0%} of where the ward is known to be. Check the coordinate system."
        )
    whole, before = shapely.union_all(shapes).area, shapely.union_all(known.geometry).area
    if shapely.area(shapes).sum() > whole * (1 + OVERLAPPING):
        raise ValueError("Wards of this file overlap each other. Take another file.")
    if whole > before * LARGER:
        raise ValueError(
            f"The wards of this file are {whole / before - 1:.0%} larger than the land: they reach "
            "over the estuary. Take the outlines clipped to the coastline (BFC or BGC)."
        )


def _refuse(path: Path, finding: str, advice: str) -> NoReturn:
    raise ValueError(f"{path.name} {finding}; {advice}.")
