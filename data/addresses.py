"""Places by address: its number, its postcode, the postcode in its text, or its ward."""

import re
from functools import cache

import numpy as np
import pandas as pd

from data import geography
from data.places import MISSING, Places, TextColumn, at_points
from data.settled import Settled

_FULL_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)
_ANY_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.ASCII)


def from_uprn(uprn: TextColumn, *, lookup: pd.DataFrame | None) -> Places:
    """Place rows by the number of their address.

    Parameters
    ----------
    uprn
        n cells; leading zeros don't matter.
    lookup
        As `uprns.read_lookup` gives it; None where there is none.

    Returns
    -------
    Places
        Rule "place-missing" where it is blank, "uprn-damaged" where figures were lost, "uprn"
        without a look-up, "uprn-unknown" where it is not in it.
    """
    plain = uprn.str.replace(r"\.0+$", "", regex=True)
    blank, whole = plain.eq("").to_numpy(), plain.str.fullmatch(r"\d{1,12}").to_numpy(dtype=bool)
    known = pd.DataFrame(columns=["lng", "lat"], dtype="float64") if lookup is None else lookup
    at = known.reindex(plain.str.lstrip("0").to_numpy())
    unknown = at["lng"].isna().to_numpy()
    names = [MISSING, "uprn-damaged", "uprn" if lookup is None else "uprn-unknown"]
    rule = np.select([blank, ~whole, unknown], names, "")
    lng, lat = (at[name].to_numpy(dtype=np.float64) for name in ("lng", "lat"))
    return at_points(lng, lat, placing="UPRN", rule=rule, cells=(uprn,))


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
    names = [MISSING, "postcode-partial", "postcode-unknown"]
    rule = np.select([blank, partial, unknown], names, "")
    lng, lat = (centres[name].to_numpy(dtype=np.float64) for name in ("lng", "lat"))
    return at_points(lng, lat, placing="postcode", rule=rule, cells=(postcode,))


def from_text(texts: TextColumn) -> Places:
    """Place rows at the postcode that stands in an address.

    Parameters
    ----------
    texts
        n cells.

    Returns
    -------
    Places
        Rule "place-missing" where no postcode of the borough stands there, or more than one.
    """
    found = from_postcode(texts.map(_postcode_in).astype("str"))
    return found._replace(rule=np.where(found.rule == "", "", MISSING).astype(object))


def from_ward(ward: TextColumn, *, settled: Settled | None = None) -> Places:
    """Say the ward of rows of which nothing finer is known.

    Parameters
    ----------
    ward
        n cells: names in any spelling, or codes, of today or of 2013 to 2020. Names that both
        have are today's, unless the column has only former names beside them.
    settled
        What is known of the column from before; told of which vintage it is.

    Returns
    -------
    Places
        Rule "place-missing" where it is blank, "ward-unknown" where it is none of the borough's.
    """
    name, settled = str(ward.name), Settled() if settled is None else settled
    vintage = settled.known.get(name) or geography.vintage_of(ward.unique())
    if vintage:
        settled.note(name, vintage)
    code_of = geography.match_wards(ward.unique(), vintage=vintage)
    codes = ward.map(code_of).to_numpy(dtype=object)
    nowhere = np.full(len(ward), np.nan)
    rule = np.select([ward.eq("").to_numpy(), codes == ""], [MISSING, "ward-unknown"], "")
    found = at_points(nowhere, nowhere.copy(), placing="ward", rule=rule, cells=(ward,))
    return found._replace(ward=np.where(rule == "", codes, "").astype(object))


def _postcode_in(text: str) -> str:
    inside = set(_ANY_POSTCODE.findall(text.upper()))
    return inside.pop() if len(inside) == 1 else ""


@cache
def _centres() -> pd.DataFrame:
    return geography.postcodes().set_index("postcode")[["lng", "lat"]]


def _normal_postcode(text: str) -> str:
    """Write a full postcode as WA7 2AB; anything else becomes ""."""
    match = _FULL_POSTCODE.fullmatch(re.sub(r"[\s.-]", "", text).upper())
    return f"{match[1]} {match[2]}" if match else ""
