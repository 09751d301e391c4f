"""What our own forms have in common: the columns for time and place, and how they are read."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data import dates, places
from data.checks import Checks
from data.columns import Column
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
PLACE = (
    Column("longitude", "Degrees, WGS 84.", ("lng", "lon", "long")),
    Column("latitude", "Degrees, WGS 84.", ("lat",)),
    Column("easting", "Metres, British National Grid.", ("eastings", "x")),
    Column("northing", "Metres, British National Grid.", ("northings", "y")),
    Column(
        "postcode",
        "Full postcode; used where a row has no coordinates, and marked so.",
        ("post code",),
    ),
)
UNKNOWN: Mapping[str, str | bool | float] = {
    "location": "",
    "reference": "",
    "person": "",
    "from_care": False,
    "found_lng": np.nan,
    "found_lat": np.nan,
}
"""What an event says of a column that its source does not know."""
ONE_PLACE = (("longitude", "latitude"), ("easting", "northing"), ("postcode",))


def times(
    cells: pd.DataFrame,
    checks: Checks,
    *,
    start: str = "start",
    end: str = "end",
    open_ended: bool = False,
) -> pd.DataFrame:
    """Read when events began and ended.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of rows without a sound start, with an unsound end, or that end before they start.
    start, end
        The columns.
    open_ended
        Whether an event without an end is still open; otherwise it ends as the precision of its
        start says.

    Returns
    -------
    pd.DataFrame
        `start`, `end` (UTC) and `precision` (of the start).
    """
    dates.settle_order({name: cells[name] for name in (start, end)})
    first, last = dates.moments(cells[start]), dates.moments(cells[end])
    blank = cells[end].eq("")
    backwards = last["until"].le(first["start"]) & last["start"].lt(first["start"])
    both = cells[start] + " to " + cells[end]
    checks.reject(first["start"].isna().to_numpy(), rule="date", found=cells[start])
    checks.reject((last["start"].isna() & ~blank).to_numpy(), rule="end", found=cells[end])
    checks.reject(backwards.to_numpy(), rule="end-before-start", found=both)
    otherwise = last["until"] if open_ended else first["until"]
    return pd.DataFrame(
        {
            "start": first["start"],
            "end": last["until"].where(~blank, otherwise),
            "precision": first["precision"],
        }
    )


def placed(cells: pd.DataFrame, checks: Checks) -> pd.DataFrame:
    """Read the columns of `PLACE`: coordinates first, then the postcode.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of rows without a sound place.

    Returns
    -------
    pd.DataFrame
        `lng`, `lat`, `placing`, `accuracy_m`.
    """
    return sound(find(cells), checks, index=cells.index)


def sound(found: places.Places, checks: Checks, *, index: pd.Index) -> pd.DataFrame:
    """Report the places that broke a rule, and give all as columns of an event frame.

    Parameters
    ----------
    found
        Places of n rows.
    checks
        Told of rows without a sound place.
    index
        The n row numbers.

    Returns
    -------
    pd.DataFrame
        `lng`, `lat`, `placing`, `accuracy_m`.
    """
    for rule in sorted(set(found.rule) - {""}):
        checks.reject(found.rule == rule, rule=rule, found=pd.Series(found.found))
    return pd.DataFrame(
        {
            "lng": found.lng,
            "lat": found.lat,
            "placing": found.placing,
            "accuracy_m": found.accuracy_m,
        },
        index=index,
    )


def find(cells: pd.DataFrame, *, prefix: str = "") -> places.Places:
    """Find the place that each row gives.

    Parameters
    ----------
    cells
        The cells of the file.
    prefix
        What stands before the names of the columns of `PLACE`, such as "found ".

    Returns
    -------
    places.Places
        The coordinates, or else the postcode's centre.
    """
    column = {one.name: cells[prefix + one.name] for one in PLACE}
    return places.first_given(
        places.from_degrees(column["longitude"], column["latitude"]),
        places.from_grid(column["easting"], column["northing"]),
        places.from_postcode(column["postcode"]),
    )


def events(
    *parts: pd.DataFrame, cells: pd.DataFrame, layer: str, **others: "pd.Series[Any] | str"
) -> pd.DataFrame:
    """Put an event frame together; what a source does not know is blank.

    Parameters
    ----------
    parts
        Frames with some of the event columns, such as those of `times` and `placed`.
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
