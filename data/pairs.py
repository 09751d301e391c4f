"""Pairs of coordinate columns: which of four readings is meant, settled by the whole column.

A pair of columns says degrees or National Grid metres, in their order or exchanged. As the columns
are called is how they are read, unless all rows that can be judged say otherwise:

- longitudes and latitudes of Great Britain are read as such if any row has them; else exchanged,
  if any row has them so; else as metres, if any row has metres on land. Columns called easting and
  northing are read as degrees by the same rule.
- metres are read as exchanged only if so more than half of the rows lie within 5 km of the borough,
  and none does as it stands. Where only some rows do, those are told to the person.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
TextColumn: TypeAlias = "pd.Series[str]"
Kind = Literal["degrees", "metres"]

GREAT_BRITAIN = ((-9.0, 2.0), (49.0, 61.0))
"""Longitudes and latitudes, degrees."""
NATIONAL_GRID = ((60_000.0, 700_000.0), (5_000.0, 1_300_000.0))
"""Eastings and northings of its land, metres; figures that were cut short lie outside."""
BOROUGH = ((339_700.0, 365_500.0), (373_800.0, 394_800.0))
"""Eastings and northings within 5 km of the study area's bounds, metres."""

_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d*)?|\d{1,3}([, ]\d{3})+(\.\d*)?|\.\d+)", re.ASCII)


class Pair(NamedTuple):
    """Two columns of coordinates as they were meant.

    Parameters
    ----------
    kind
        Degrees or metres.
    x, y
        Longitude and latitude, or easting and northing; float64[n], NaN for no number.
    put_right
        Whether that is not how the columns are called.
    exchanged
        Rows that lie by the borough only when exchanged, while others do as they stand: bool[n].
    swapped
        Whether the two are exchanged as a whole.
    """

    kind: Kind
    x: Floats
    y: Floats
    put_right: bool
    exchanged: Bools
    swapped: bool = False

    @property
    def meant(self) -> str:
        """Say how the columns are meant."""
        return f"{self.kind} exchanged" if self.swapped else self.kind

    @property
    def inside(self) -> Bools:
        """Say which rows lie in Great Britain."""
        return _within(self.x, self.y, GREAT_BRITAIN if self.kind == "degrees" else NATIONAL_GRID)


def settled(first: Floats, second: Floats, *, called: Kind, known: str = "") -> Pair:
    """Settle how two columns are meant.

    Parameters
    ----------
    first, second
        The columns called longitude and latitude, or easting and northing; float64[n].
    called
        Which of these.
    known
        How they were meant when rows of their file came before, as `Pair.meant` says it; "" where
        that is not known.

    Returns
    -------
    Pair
    """
    if known:
        return _as_before(first, second, called=called, known=known)
    kind = _kind(first, second, called)
    if kind == "degrees":
        swapped = _any(first, second, GREAT_BRITAIN, swap=True)
        swapped = swapped and not _any(first, second, GREAT_BRITAIN)
        exchanged = np.zeros(len(first), dtype=bool)
    else:
        swapped, exchanged = _exchanged(first, second)
    x, y = (second, first) if swapped else (first, second)
    put_right = swapped or kind != called
    return Pair(kind, x, y, put_right=put_right, exchanged=exchanged, swapped=swapped)


def numbers(texts: TextColumn) -> Floats:
    """Read numbers, NaN for anything else; each distinct text once.

    Parameters
    ----------
    texts
        n cells; commas or spaces may stand between thousands.

    Returns
    -------
    float64[n]
    """
    codes, distinct = pd.factorize(texts)
    plain = [
        text.replace(",", "").replace(" ", "") if _NUMBER.fullmatch(text) else "nan"
        for text in distinct
    ]
    return np.array(plain, dtype=object).astype(np.float64)[codes]


def _as_before(first: Floats, second: Floats, *, called: Kind, known: str) -> Pair:
    """Read two columns as their file was read; a row that lies by the borough otherwise is told."""
    kind: Kind = "degrees" if known.startswith("degrees") else "metres"
    swapped = known.endswith("exchanged")
    x, y = (second, first) if swapped else (first, second)
    put_right = swapped or kind != called
    otherwise = np.zeros(len(first), dtype=bool)
    if kind == "metres":
        otherwise = _within(y, x, BOROUGH) & ~_within(x, y, BOROUGH)
    return Pair(kind, x, y, put_right=put_right, exchanged=otherwise, swapped=swapped)


def _kind(first: Floats, second: Floats, called: Kind) -> Kind:
    degrees = any(_any(first, second, GREAT_BRITAIN, swap=swap) for swap in (False, True))
    metres = _any(first, second, NATIONAL_GRID)
    if called == "degrees":
        return "metres" if metres and not degrees else "degrees"
    return "degrees" if degrees and not metres else "metres"


def _exchanged(first: Floats, second: Floats) -> tuple[bool, Bools]:
    """Say whether eastings and northings are exchanged in all rows, and if not in which."""
    near = _within(first, second, BOROUGH)
    only_so = _within(second, first, BOROUGH) & ~near
    none = np.zeros(len(first), dtype=bool)
    if not only_so.any():
        return False, none
    known = ~np.isnan(first) & ~np.isnan(second) & (first != 0)
    whole = not near.any() and 2 * only_so.sum() > known.sum()
    return whole, none if whole else only_so


def _any(
    first: Floats,
    second: Floats,
    limits: tuple[tuple[float, float], tuple[float, float]],
    *,
    swap: bool = False,
) -> bool:
    x, y = (second, first) if swap else (first, second)
    return bool((_within(x, y, limits) & ((x != 0) | (y != 0))).any())


def _within(x: Floats, y: Floats, limits: tuple[tuple[float, float], tuple[float, float]]) -> Bools:
    (west, east), (south, north) = limits
    inside: Bools = (west <= x) & (x <= east) & (south <= y) & (y <= north)
    return inside
