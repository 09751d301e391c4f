"""What sources of missing-person reports have in common: risk, care, people, the found place."""

import numpy as np
import pandas as pd

from data import form, people, places, words
from data.checks import Checks
from data.columns import NOTHING, PSEUDONYM, Column
from data.given import Given
from geo.overlaps import overlapping

RISKS = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "no apparent risk": "no apparent risk",
    "no apparent": "no apparent risk",
    "absent": "no apparent risk",
    "unknown": "unknown",
    "not known": "unknown",
    "not recorded": "unknown",
    "": "unknown",
}
"""What is written for a risk, and the category it becomes."""

YES_NO = {"yes": True, "y": True, "true": True, "1": True}
YES_NO |= {"no": False, "n": False, "false": False, "0": False, "": False}

FOUND = "found "

PERSON = Column(
    "person id",
    "Who it was, in your own numbering. Only a pseudonym is kept, made with a key that never"
    " leaves this store. Blank: the report counts, but for no person.",
    ("person", "person number", "nominal", "nominal number", "misper id"),
    required=True,
    keeps=PSEUDONYM,
)
NAME = Column(
    "name",
    "Not kept. With the date of birth it tells that one person stands under several ids.",
    ("full name", "person name", "misper name"),
    keeps=NOTHING,
)
BORN = Column("date of birth", "Not kept; see name.", ("dob", "birth date", "born"), keeps=NOTHING)
RISK = Column(
    "risk", "High, medium, low, no apparent risk, unknown.", ("risk level", "risk grading")
)
CARE = Column("from care", "Yes if from a care placement.", ("in care", "looked after", "lac"))


def of_place(prefix: str, meaning: str) -> tuple[Column, ...]:
    """Make the columns of a second place.

    Parameters
    ----------
    prefix
        What stands before their names.
    meaning
        Whose place it is, for the documents.

    Returns
    -------
    tuple of Column
        One for each of `form.PLACE`, and for its description.
    """
    return tuple(
        Column(
            prefix + column.name,
            f"{meaning} {column.meaning}",
            tuple(prefix + name for name in column.spellings),
        )
        for column in (*form.PLACE, form.LOCATION)
    )


FOUND_PLACE = of_place(FOUND, "Where the person was found.")


def others(cells: pd.DataFrame, when: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
    """Read what only a missing-person report has.

    Parameters
    ----------
    cells
        The cells of the file.
    when
        As `spans.read` gives it.
    checks
        Told of what is wrong or unusual.
    given
        What was given beside the file: the key for pseudonyms.

    Returns
    -------
    pd.DataFrame
        `category` (the risk), `from_care`, `person`, `found_lng`, `found_lat`.
    """
    person = people.pseudonyms(cells["person id"], secret=given.secret)
    several = people.under_several_ids(person, names=cells["name"], births=cells["date of birth"])
    checks.flag(several, code="several-ids")
    _flag_overlaps(person, when, checks, references=cells["reference"])
    risk = words.looked_up(cells["risk"], RISKS, checks, rule="risk")
    care = words.looked_up(cells["from care"], YES_NO, checks, rule="from-care")
    found = _found(cells, checks, given)
    return found.assign(category=risk, from_care=care, person=person)


def _flag_overlaps(
    person: "pd.Series[str]",
    when: pd.DataFrame,
    checks: Checks,
    *,
    references: "pd.Series[str]",
) -> None:
    """Flag reports of one person that surely overlap; a report handed in twice is one report."""
    last = ~references.where(references.ne("")).duplicated(keep="last") | references.eq("")
    usable = last & when["latest_start"].notna() & checks.sound
    end = when["earliest_end"].where(when["earliest_end"].notna(), when["end"])
    shared = np.zeros(len(person), dtype=bool)
    shared[usable.to_numpy()] = overlapping(
        person[usable], when.loc[usable, "latest_start"], end[usable]
    )
    checks.flag(shared, code="overlaps")


def _found(cells: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
    """Read the found place, which may be blank or 0, 0 for not known."""
    place = form.find(cells, given, prefix=FOUND)
    lacks = np.isin(place.rule, [*places.COARSER_WILL_DO, "ward-unknown"]) | (place.ward != "")
    checks.flag(lacks, code="found-unplaced")
    checks.reject(
        ~np.isin(place.rule, ["", "place-missing", "place-exchanged"]) & ~lacks,
        rule="found-place",
        found=pd.Series(place.found),
    )
    known = np.isin(place.rule, ["", "place-exchanged"])
    return pd.DataFrame(
        {
            "found_lng": np.where(known, place.lng, np.nan),
            "found_lat": np.where(known, place.lat, np.nan),
        },
        index=cells.index,
    )
