"""Places as partners write them: coordinates and grid references; the finest that is given."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import pairs
from data.grid import degrees_of, square_of
from data.schema import ACCURACY_M
from data.settled import Settled

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]
TextColumn: TypeAlias = "pd.Series[str]"

MISSING = "place-missing"
COARSER_WILL_DO = ("uprn", "uprn-damaged", "uprn-unknown", "postcode-partial", "postcode-unknown")
"""Rules that a row may break if it also gives a coarser place that is sound."""


class Places(NamedTuple):
    """Where n rows lie, or the rule that each broke.

    Parameters
    ----------
    lng, lat
        Degrees: float64[n]; they mean nothing where a rule was broken, NaN where only the ward is
        known.
    placing
        A placing of `schema.ACCURACY_M`: str[n].
    accuracy_m
        Metres within which each place is right: float64[n].
    rule
        The code of the rule that was broken, "" where the place is sound: str[n].
    found
        What stands in the cells where a rule was broken, else "": str[n].
    ward
        Code of the ward where only that is known, else "": str[n].
    put_right
        Whether the columns were exchanged or of another kind than they are called: bool[n].
    """

    lng: Floats
    lat: Floats
    placing: Texts
    accuracy_m: Floats
    rule: Texts
    found: Texts
    ward: Texts
    put_right: Bools


def from_degrees(
    lng: TextColumn, lat: TextColumn, *, placing: str = "exact", settled: Settled | None = None
) -> Places:
    """Place rows by longitude and latitude.

    Parameters
    ----------
    lng, lat
        n cells each, in degrees (WGS 84).
    placing
        How the source knows them.
    settled
        What is known from before of the columns, by the name of `lng`; told how they are meant.

    Returns
    -------
    Places
        Rule "place-missing" where either is blank, or both are 0. Columns that hold something else
        as a whole are put right, see `data.pairs`.
    """
    return _from_pair(lng, lat, called="degrees", placing=placing, settled=settled)


def from_grid(
    easting: TextColumn, northing: TextColumn, *, settled: Settled | None = None
) -> Places:
    """Place rows by easting and northing.

    Parameters
    ----------
    easting, northing
        n cells each, in metres of the British National Grid (EPSG:27700).
    settled
        As for `from_degrees`.

    Returns
    -------
    Places
        As `from_degrees`.
    """
    return _from_pair(easting, northing, called="metres", placing="exact", settled=settled)


def from_grid_reference(reference: TextColumn) -> Places:
    """Place rows at the centre of the square that a grid reference names.

    Parameters
    ----------
    reference
        n cells.

    Returns
    -------
    Places
        Rule "place-missing" where it is blank, "grid-reference" where it is none that is fine
        enough; accurate to the side of the square.
    """
    codes, distinct = pd.factorize(reference)
    squares = [square_of(text) or (np.nan, np.nan, np.nan) for text in distinct]
    east, north, side = np.array(squares, dtype=np.float64).reshape(-1, 3)[codes].T
    known = ~np.isnan(side)
    lng, lat = degrees_of(np.where(known, east, 0.0), np.where(known, north, 0.0))
    rule = np.select([reference.eq("").to_numpy(), ~known], [MISSING, "grid-reference"], "")
    found = at_points(lng, lat, placing="grid reference", rule=rule, cells=(reference,))
    return found._replace(accuracy_m=side)


def first_given(*candidates: Places) -> Places:
    """Take for each row the first of several places that is given at all.

    Parameters
    ----------
    candidates
        The same n rows, placed in different ways, the finest first.

    Returns
    -------
    Places
        A place that is given but unsound is not replaced by a coarser one, except where only the
        means to place it lack (`COARSER_WILL_DO`) and the coarser one is sound.
    """
    best = candidates[0]
    for other in candidates[1:]:
        lacks = np.isin(best.rule, COARSER_WILL_DO) & (other.rule == "")
        given = (best.rule != MISSING) & ~lacks
        best = Places(*(np.where(given, *pair) for pair in zip(best, other, strict=True)))
    return best


def _from_pair(
    first: TextColumn,
    second: TextColumn,
    *,
    called: pairs.Kind,
    placing: str,
    settled: Settled | None,
) -> Places:
    name, settled = str(first.name), Settled() if settled is None else settled
    known = settled.known.get(name, "")
    pair = pairs.settled(pairs.numbers(first), pairs.numbers(second), called=called, known=known)
    if pair.inside.any():
        settled.note(name, pair.meant)
    blank = first.eq("").to_numpy() | second.eq("").to_numpy() | ((pair.x == 0) & (pair.y == 0))
    no_number = np.isnan(pair.x) | np.isnan(pair.y)
    names = [MISSING, "place-number", "place-range", "place-exchanged"]
    rule = np.select([blank, no_number, ~pair.inside, pair.exchanged], names, "")
    sound = rule == ""
    lng, lat = pair.x, pair.y
    if pair.kind == "metres":
        lng, lat = degrees_of(np.where(sound, pair.x, 0.0), np.where(sound, pair.y, 0.0))
    found = at_points(lng, lat, placing=placing, rule=rule, cells=(first, second))
    return found._replace(put_right=sound & pair.put_right)


def at_points(
    lng: Floats,
    lat: Floats,
    *,
    placing: str,
    rule: NDArray[np.str_],
    cells: Sequence[TextColumn],
) -> Places:
    """Put n places together that are all known in one way.

    Parameters
    ----------
    lng, lat
        Degrees: float64[n].
    placing
        How they are known.
    rule
        The code of the rule that was broken, "" where the place is sound: str[n].
    cells
        The columns that say where, n cells each.

    Returns
    -------
    Places
    """
    count, broken = len(lng), rule != ""
    found = np.full(count, "", dtype=object)
    given = zip(*(column[broken].tolist() for column in cells), strict=True)
    found[broken] = [", ".join(texts) if any(texts) else "" for texts in given]
    return Places(
        lng=lng,
        lat=lat,
        placing=np.full(count, placing, dtype=object),
        accuracy_m=np.full(count, ACCURACY_M[placing]),
        rule=rule.astype(object),
        found=found,
        ward=np.full(count, "", dtype=object),
        put_right=np.zeros(count, dtype=bool),
    )
