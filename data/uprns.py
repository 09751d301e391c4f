"""A look-up of addresses that a person supplies: UPRN to place."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.grid import degrees_of
from data.headings import normal
from data.pairs import Kind, numbers, settled
from data.sheets import open_sheets

COLUMNS = (
    ("easting", "northing"),
    ("x coordinate", "y coordinate"),
    ("lng", "lat"),
    ("longitude", "latitude"),
)
"""Pairs of columns of which one gives the place."""


def read_lookup(path: Path) -> pd.DataFrame:
    """Read a look-up.

    Parameters
    ----------
    path
        A file of any kind that is read, such as a part of OS Open UPRN, with the column `uprn`
        and one pair of `COLUMNS`.

    Returns
    -------
    pd.DataFrame
        `lng`, `lat` (degrees) by UPRN without leading zeros; rows without a sound place are left
        out, of a UPRN that stands twice the last row stands.

    Raises
    ------
    ValueError
        If the columns are not there.
    OSError
        If the file can't be read.
    """
    known = frozenset(name for pair in COLUMNS for name in pair) | {"uprn"}
    sheet = open_sheets(path, known=known)[0]
    header = [normal(cell) for cell in sheet.header]
    pair = next((pair for pair in COLUMNS if set(pair) <= set(header)), None)
    if "uprn" not in header or pair is None:
        offered = " or ".join(" and ".join(pair) for pair in COLUMNS)
        raise ValueError(
            f"A look-up of addresses has the columns uprn and {offered}; "
            f"{path.name} has {', '.join(header) or 'none'}."
        )
    positions = {name: header.index(name) for name in ("uprn", *pair)}
    return _located(sheet.cells(positions), *pair)


def _located(table: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    called: Kind = "degrees" if first in {"lng", "longitude"} else "metres"
    found = settled(numbers(table[first]), numbers(table[second]), called=called)
    lng, lat = (found.x, found.y) if found.kind == "degrees" else degrees_of(found.x, found.y)
    known = found.inside & table["uprn"].str.fullmatch(r"\d{1,12}").to_numpy(dtype=bool)
    places = pd.DataFrame({"lng": lng, "lat": lat}, index=table["uprn"].str.lstrip("0"))
    kept = places.loc[np.asarray(known, dtype=bool)]
    return kept.loc[~kept.index.duplicated(keep="last")]
