"""People without their names: pseudonyms, made with a key that never leaves the store."""

import hashlib
import hmac
import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_SEPARATOR = "\x1f"
_SHOWN = re.compile(r"pseudonym([0-9a-f]{32})")


def pseudonyms(ids: "pd.Series[str]", *, secret: bytes) -> "pd.Series[str]":
    """Replace person ids by a keyed hash: the same person stays the same, nobody can be named.

    Parameters
    ----------
    ids
        n ids; case and spacing don't matter, nor leading zeros of an id of figures, which Excel
        loses. A pseudonym as `shown` gives it stays what it is.
    secret
        The store's key. Another store gives other pseudonyms.

    Returns
    -------
    pd.Series
        32 hex digits (the first half of HMAC-SHA256) each, "" for a blank id.
    """
    codes, distinct = pd.factorize(ids)
    hashed = [_pseudonym(_plain(text), secret) for text in distinct]
    return pd.Series(hashed, dtype="str").take(codes).set_axis(ids.index)


def shown(pseudonym: str) -> str:
    """Write a pseudonym in the place of the id, where rows leave the store to come back.

    Parameters
    ----------
    pseudonym
        As `pseudonyms` gives it.

    Returns
    -------
    str
        "" for "".
    """
    return f"pseudonym {pseudonym}" if pseudonym else ""


def under_several_ids(
    people: "pd.Series[str]", *, names: "pd.Series[str]", births: "pd.Series[str]"
) -> NDArray[np.bool_]:
    """Say whose name and date of birth stand under another id too; neither is kept.

    Parameters
    ----------
    people
        n pseudonyms, "" where there is none.
    names, births
        n cells each; a row that lacks either is told apart from all others.

    Returns
    -------
    bool[n]
    """
    same = names.map(_plain) + _SEPARATOR + births
    known = names.ne("") & births.ne("") & people.ne("")
    ids = people.where(known).groupby(same.where(known)).transform("nunique")
    return np.asarray(ids.gt(1), dtype=bool)


def _plain(text: str) -> str:
    joined = "".join(text.split()).casefold()
    if re.fullmatch(r"\d+(\.0+)?", joined, re.ASCII):
        return joined.split(".")[0].lstrip("0") or "0"
    return joined


def _pseudonym(person: str, secret: bytes) -> str:
    if not person:
        return ""
    if known := _SHOWN.fullmatch(person):
        return known[1]
    return hmac.new(secret, person.encode(), hashlib.sha256).hexdigest()[:32]
