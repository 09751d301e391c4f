"""What the sources have in common: the columns for time and place, and how they are read."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data import addresses, geography, places
from data.checks import Checks
from data.columns import Column
from data.given import Given
from data.schema import EVENT_COLUMNS

REFERENCE = Column(
    "reference",
    "Your own number for the event. A row with a reference that came before is the same event,"
    " and the later row stands. Rows without one are never merged.",
    ("ref", "reference number", "case reference", "occurrence number", "incident number"),
)
LOCATION = Column(
    "location",
    "Address or description of the place, as people know it.",
    ("address", "location description", "street"),
)
SOURCE = Column(
    "source",
    "Who recorded it. References of different sources never meet.",
    ("agency", "partner", "organisation", "recorded by"),
)
STATUS = Column(
    "status",
    "What became of it, in your own words; a new status revises the event.",
    ("case status", "outcome"),
)
PLACE = (
    Column("longitude", "Degrees, WGS 84.", ("lng", "lon", "long")),
    Column("latitude", "Degrees, WGS 84.", ("lat",)),
    Column("easting", "Metres, British National Grid.", ("eastings", "x", "x coordinate")),
    Column("northing", "Metres, British National Grid.", ("northings", "y", "y coordinate")),
    Column(
        "grid reference",
        "Such as SJ 512 836; used where a row has no coordinates, and marked so.",
        ("grid ref", "gridref", "os grid reference", "ngr"),
    ),
    Column(
        "uprn",
        "Number of the address; used where a row has nothing finer, with a look-up.",
        ("address uprn", "property uprn"),
    ),
    Column(
        "postcode",
        "Full postcode; used where a row has nothing finer, and marked so.",
        ("post code",),
    ),
    Column(
        "ward",
        "Name or code of the ward; where nothing else is known, the event counts for it alone.",
        ("ward name", "ward code", "electoral ward"),
    ),
)
UNKNOWN: Mapping[str, str | bool | float] = {
    "location": "",
    "reference": "",
    "person": "",
    "from_care": False,
    "found_lng": np.nan,
    "found_lat": np.nan,
    "status": "",
    "ward_given": "",
    "flags": "",
}
"""What an event says of a column that its source does not know."""
ONE_PLACE = (
    ("longitude", "latitude"),
    ("easting", "northing"),
    ("grid reference",),
    ("uprn",),
    ("postcode",),
    ("ward",),
    ("location",),
)
"""Columns of which one group must be there: an address may hold a postcode."""


def placed(cells: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
    """Read the columns of `PLACE`: the finest that a row gives.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of rows without a sound place, and of unusual ones.
    given
        What was given beside the file: a look-up of addresses, ward outlines.

    Returns
    -------
    pd.DataFrame
        `lng`, `lat`, `placing`, `accuracy_m`, `ward_given`.
    """
    return sound(find(cells, given), checks, given, index=cells.index)


def sound(found: places.Places, checks: Checks, given: Given, *, index: pd.Index) -> pd.DataFrame:
    """Report the places that broke a rule, and give all as columns of an event frame.

    Parameters
    ----------
    found
        Places of n rows.
    checks
        Told of rows without a sound place, and of unusual ones.
    given
        What was given beside the file: ward outlines.
    index
        The n row numbers.

    Returns
    -------
    pd.DataFrame
        `lng`, `lat`, `placing`, `accuracy_m`, `ward_given`.
    """
    for rule in sorted(set(found.rule) - {""}):
        checks.reject(found.rule == rule, rule=rule, found=pd.Series(found.found))
    known = found.rule == ""
    wards = geography.ward_of(
        np.where(known, found.lng, np.nan),
        np.where(known, found.lat, np.nan),
        store_dir=given.folder,
    )
    only_ward = known & (found.ward != "")
    checks.flag(known & ~only_ward & (wards == ""), code="outside")
    checks.flag(only_ward, code="ward-only")
    checks.flag(found.put_right, code="put-right")
    return pd.DataFrame(
        {
            "lng": found.lng,
            "lat": found.lat,
            "placing": found.placing,
            "accuracy_m": found.accuracy_m,
            "ward_given": found.ward,
        },
        index=index,
    )


def find(cells: pd.DataFrame, given: Given, *, prefix: str = "") -> places.Places:
    """Find the place that each row gives.

    Parameters
    ----------
    cells
        The cells of the file.
    given
        What was given beside the file: a look-up of addresses.
    prefix
        What stands before the names of the columns of `PLACE`, such as "found ".

    Returns
    -------
    places.Places
        The finest place that is given.
    """
    column = {one.name: cells[prefix + one.name] for one in PLACE}
    return places.first_given(
        places.from_degrees(column["longitude"], column["latitude"], settled=given.settled),
        places.from_grid(column["easting"], column["northing"], settled=given.settled),
        places.from_grid_reference(column["grid reference"]),
        addresses.from_uprn(column["uprn"], lookup=given.uprns),
        addresses.from_postcode(column["postcode"]),
        addresses.from_text(cells[prefix + LOCATION.name]),
        addresses.from_ward(column["ward"], settled=given.settled),
    )


def events(
    *parts: pd.DataFrame, cells: pd.DataFrame, layer: str, **others: "pd.Series[Any] | str"
) -> pd.DataFrame:
    """Put an event frame together; what a source does not know is blank.

    Parameters
    ----------
    parts
        Frames with some of the event columns, such as those of `spans.read` and `placed`.
    cells
        The cells of the file: their index becomes the column `row`.
    layer
        The layer.
    others
        Other columns, by name: one value for all rows, or a series.

    Returns
    -------
    pd.DataFrame
        The columns of `schema.EVENT_COLUMNS` but the store's own, with their dtypes, and `row`.
    """
    given = pd.concat(parts, axis=1).assign(layer=layer, **others)
    blank = {name: value for name, value in UNKNOWN.items() if name not in given}
    whole = given.assign(row=cells.index, **blank)
    own = {name: kind for name, kind in EVENT_COLUMNS.items() if name in whole}
    return whole[["row", *own]].astype(own).reset_index(drop=True)
