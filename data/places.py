"""Places as partners write them: degrees, National Grid metres or a postcode, all made degrees."""

import re
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer

from data import geography
from data.schema import ACCURACY_M

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
TextColumn: TypeAlias = "pd.Series[str]"
Limits: TypeAlias = tuple[tuple[float, float], tuple[float, float]]

GREAT_BRITAIN: Limits = ((-9.0, 2.0), (49.0, 61.0))
"""Longitudes and latitudes, degrees."""
NATIONAL_GRID: Limits = ((0.0, 700_000.0), (0.0, 1_300_000.0))
"""Eastings and northings, metres."""

# Ordnance Survey's seven-parameter transformation ("A guide to coordinate systems in Great
# Britain", section 6.6), good to some 5 m, spelled out so that it is the same on every machine.
_GRID_TO_DEGREES = (
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 "
    "+y_0=-100000 +ellps=airy +step +proj=push +v_3 +step +proj=cart +ellps=airy +step "
    "+proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step "
    "+proj=unitconvert +xy_in=rad +xy_out=deg"
)
# What it is off by (metres east and north) at Ordnance Survey's own test point TP16 at Daresbury,
# inside the borough: with it places in Halton are good to a few decimetres.
_OFF_AT_DARESBURY = (0.007, -1.719)

_PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d*)?|\.\d+)", re.ASCII)
_FULL_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)


class Places(NamedTuple):
    """Where n rows lie, or the rule that each broke.

    Parameters
    ----------
    lng, lat
        Degrees: float64[n]; they mean nothing where a rule was broken.
    placing
        A placing of `schema.ACCURACY_M`: str[n].
    rule
        The code of the rule that was broken, "" where the place is sound: str[n].
    found
        What stands in the cells where a rule was broken, else "": str[n].
    """

    lng: Floats
    lat: Floats
    placing: Texts
    rule: Texts
    found: Texts

    @property
    def accuracy_m(self) -> Floats:
        """Metres within which each place is right: float64[n]."""
        return np.asarray(pd.Series(self.placing).map(ACCURACY_M), dtype=np.float64)


def from_degrees(lng: TextColumn, lat: TextColumn, *, placing: str = "exact") -> Places:
    """Place rows by longitude and latitude.

    Parameters
    ----------
    lng, lat
        n cells each, in degrees (WGS 84).
    placing
        How the source knows them.

    Returns
    -------
    Places
        Rule "place-missing" where either is blank, or both are 0.
    """
    x, y = _numbers(lng), _numbers(lat)
    rule = _pair_rule(lng, lat, x=x, y=y, limits=GREAT_BRITAIN)
    return _places(x, y, placing=placing, rule=rule, found=_both(lng, lat, where=rule != ""))


def from_grid(easting: TextColumn, northing: TextColumn) -> Places:
    """Place rows by easting and northing.

    Parameters
    ----------
    easting, northing
        n cells each, in metres of the British National Grid (EPSG:27700).

    Returns
    -------
    Places
        Rule "place-missing" where either is blank, or both are 0.
    """
    x, y = _numbers(easting), _numbers(northing)
    rule = _pair_rule(easting, northing, x=x, y=y, limits=NATIONAL_GRID)
    sound = rule == ""
    lng, lat = degrees_of(np.where(sound, x, 0.0), np.where(sound, y, 0.0))
    found = _both(easting, northing, where=~sound)
    return _places(lng, lat, placing="exact", rule=rule, found=found)


def from_postcode(postcode: TextColumn) -> Places:
    """Place rows at the centre of their postcode.

    Parameters
    ----------
    postcode
        n cells, in any case and spacing.

    Returns
    -------
    Places
        Rule "place-missing" where it is blank, "postcode-partial" where it is no full postcode,
        "postcode-unknown" where it is none of the borough's.
    """
    codes, distinct = pd.factorize(postcode)
    full = pd.Series([_normal_postcode(text) for text in distinct], dtype="str").take(codes)
    centres = _centres().reindex(full.to_numpy())
    blank, partial = postcode.eq("").to_numpy(), full.eq("").to_numpy()
    unknown = centres["lng"].isna().to_numpy()
    names = ["place-missing", "postcode-partial", "postcode-unknown"]
    rule = np.select([blank, partial, unknown], names, "")
    return _places(
        centres["lng"].to_numpy(dtype=np.float64),
        centres["lat"].to_numpy(dtype=np.float64),
        placing="postcode",
        rule=rule,
        found=np.where(rule == "", "", postcode.to_numpy(dtype=object)),
    )


def first_given(*candidates: Places) -> Places:
    """Take for each row the first of several places that is given at all.

    Parameters
    ----------
    candidates
        The same n rows, placed in different ways, the finest first.

    Returns
    -------
    Places
        A place that is given but unsound is not replaced by a coarser one.
    """
    best = candidates[0]
    for other in candidates[1:]:
        given = best.rule != "place-missing"
        best = Places(*(np.where(given, *pair) for pair in zip(best, other, strict=True)))
    return best


def degrees_of(easting: Floats, northing: Floats) -> tuple[Floats, Floats]:
    """Convert National Grid metres to degrees.

    Parameters
    ----------
    easting, northing
        float64[n], metres (EPSG:27700).

    Returns
    -------
    lng, lat
        float64[n], degrees (WGS 84); within 0.2 m in Halton and 1 m in the North West, judged by
        the test points that Ordnance Survey publishes with OSTN15.
    """
    east, north = _OFF_AT_DARESBURY
    lng, lat = _transformer().transform(easting - east, northing - north)
    return np.asarray(lng), np.asarray(lat)


@cache
def _transformer() -> Transformer:
    return Transformer.from_pipeline(_GRID_TO_DEGREES)


@cache
def _centres() -> pd.DataFrame:
    return geography.postcodes().set_index("postcode")[["lng", "lat"]]


def _normal_postcode(text: str) -> str:
    """Write a full postcode as WA7 2AB; anything else becomes ""."""
    match = _FULL_POSTCODE.fullmatch(re.sub(r"[\s.-]", "", text).upper())
    return f"{match[1]} {match[2]}" if match else ""


def _numbers(texts: TextColumn) -> Floats:
    """Read plain numbers, NaN for anything else; each distinct text once."""
    codes, distinct = pd.factorize(texts)
    plain = [text if _PLAIN_NUMBER.fullmatch(text) else "nan" for text in distinct]
    return np.array(plain, dtype=object).astype(np.float64)[codes]


def _pair_rule(
    first: TextColumn, second: TextColumn, *, x: Floats, y: Floats, limits: Limits
) -> Texts:
    (west, east), (south, north) = limits
    blank = first.eq("").to_numpy() | second.eq("").to_numpy() | ((x == 0) & (y == 0))
    no_number = np.isnan(x) | np.isnan(y)
    inside = (west <= x) & (x <= east) & (south <= y) & (y <= north)
    names = ["place-missing", "place-number", "place-range"]
    return np.select([blank, no_number, ~inside], names, "")


def _both(first: TextColumn, second: TextColumn, *, where: NDArray[np.bool_]) -> Texts:
    """Show both cells of the rows that broke a rule."""
    shown = np.full(len(first), "", dtype=object)
    shown[where] = (first[where] + ", " + second[where]).replace(", ", "").to_numpy()
    return shown


def _places(lng: Floats, lat: Floats, *, placing: str, rule: Texts, found: Texts) -> Places:
    return Places(lng, lat, np.full(len(lng), placing, dtype=object), rule.astype(object), found)
