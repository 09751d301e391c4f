"""Postcodes and streets by name, for the search on the map: open data, the same for everyone."""

import hashlib
import json
from functools import cache
from typing import NamedTuple

from dashboard.hexmap import packing
from data import geography

DECIMALS = 5


class Gazetteer(NamedTuple):
    """The names, compressed, and a name for exactly this content."""

    compressed: bytes
    version: str


@cache
def gazetteer() -> Gazetteer:
    """Write and compress the names once for the life of the server.

    Returns
    -------
    Gazetteer
        JSON: ``postcodes`` and ``streets``, each a list of name, longitude and latitude. A street
        has a row for each of its points.
    """
    tables = {"postcodes": geography.postcodes(), "streets": geography.streets()}
    rows = {
        kind: table.iloc[:, :3].round(DECIMALS).to_numpy(dtype=object).tolist()
        for kind, table in tables.items()
    }
    text = json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    return Gazetteer(packing.compressed(text), hashlib.sha256(text).hexdigest()[:16])
