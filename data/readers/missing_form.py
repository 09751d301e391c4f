"""Our form for missing-person episodes; who it was becomes a pseudonym before anything is kept."""

import hashlib
import hmac

import numpy as np
import pandas as pd

from data import form, words
from data.checks import Checks
from data.columns import Column, Reader

RISKS = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "no apparent risk": "no apparent risk",
    "no apparent": "no apparent risk",
    "absent": "no apparent risk",
    "unknown": "unknown",
    "": "unknown",
}
"""What is written for a risk, and the category it becomes."""

YES_NO = {"yes": True, "y": True, "true": True, "1": True}
YES_NO |= {"no": False, "n": False, "false": False, "0": False, "": False}

FOUND = "found "

COLUMNS = (
    Column(
        "reference",
        "Number of the report. A row with a reference that came before is the same episode, and"
        " the later row stands: so an open one is closed. Rows without one are never merged.",
        ("ref", "report id", "report number", "reference number", "episode id"),
    ),
    Column(
        "person id",
        "Who it was, in your own numbering. Only a pseudonym is kept, made with a key that never"
        " leaves this store. Blank: the episode counts, but for no person.",
        ("person", "person number", "nominal", "misper id"),
        required=True,
    ),
    Column("missing from", "Since when.", ("missing since", "date missing"), required=True),
    Column(
        "returned",
        "Until when; blank while the person is missing.",
        ("missing to", "date returned", "date found"),
        required=True,
    ),
    Column("risk", "High, medium, low, no apparent risk, unknown.", ("risk level", "risk grading")),
    Column("from care", "Yes if from a care placement.", ("in care", "looked after", "lac")),
    *form.PLACE,
    form.LOCATION,
    form.SOURCE,
    *(
        Column(
            FOUND + column.name,
            f"Where the person was found. {column.meaning}",
            tuple(FOUND + name for name in column.spellings),
        )
        for column in form.PLACE
    ),
)


def convert(cells: pd.DataFrame, checks: Checks, secret: bytes) -> pd.DataFrame:
    """Turn rows into events.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of what is wrong.
    secret
        The store's key for pseudonyms.

    Returns
    -------
    pd.DataFrame
        As `form.events` gives it.
    """
    return form.events(
        form.times(cells, checks, start="missing from", end="returned", open_ended=True),
        form.placed(cells, checks),
        _found(cells, checks),
        cells=cells,
        layer=READER.layer,
        category=words.looked_up(cells["risk"], RISKS, checks, rule="risk"),
        from_care=words.looked_up(cells["from care"], YES_NO, checks, rule="from-care"),
        person=pseudonyms(cells["person id"], secret=secret),
        location=words.tidy(cells["location"]),
        reference=cells["reference"],
        source=words.source(cells, otherwise=READER.source),
    )


def pseudonyms(ids: "pd.Series[str]", *, secret: bytes) -> "pd.Series[str]":
    """Replace person ids by a keyed hash: the same person stays the same, nobody can be named.

    Parameters
    ----------
    ids
        n ids; case and spacing don't matter.
    secret
        The store's key. Another store gives other pseudonyms.

    Returns
    -------
    pd.Series
        32 hex digits (the first half of HMAC-SHA256) each, "" for a blank id.
    """
    codes, distinct = pd.factorize(ids)
    hashed = [_pseudonym("".join(text.split()).casefold(), secret) for text in distinct]
    return pd.Series(hashed, dtype="str").take(codes).set_axis(ids.index)


def _pseudonym(person: str, secret: bytes) -> str:
    if not person:
        return ""
    return hmac.new(secret, person.encode(), hashlib.sha256).hexdigest()[:32]


def _found(cells: pd.DataFrame, checks: Checks) -> pd.DataFrame:
    """Read the found place, which may be blank or 0, 0 for not known."""
    place = form.find(cells, prefix=FOUND)
    broken = ~np.isin(place.rule, ["", "place-missing"])
    checks.reject(broken, rule="found-place", found=pd.Series(place.found))
    known = place.rule == ""
    return pd.DataFrame(
        {
            "found_lng": np.where(known, place.lng, np.nan),
            "found_lat": np.where(known, place.lat, np.nan),
        },
        index=cells.index,
    )


READER = Reader(
    source="missing form",
    layer="missing",
    columns=COLUMNS,
    convert=convert,
    one_of=form.ONE_PLACE,
)
