"""What an event is: layers, columns, how finely time and place are known, and the intake's rules.

All of it is data. Readers, checks, the store and the documents read the same tables.
"""

from typing import NamedTuple

import pandas as pd

LAYERS = ("incidents", "cuckooing", "missing")
"""The kinds of event, in the order in which they are always shown."""

ACCURACY_M = {"exact": 10.0, "map point": 200.0, "postcode": 100.0}
"""How a place is known, and the metres within which the event then lies.

"map point" is an anonymised police.uk point that stands for at least eight addresses; its 200 m
is an assumption, as nobody publishes the true offsets. A postcode's centre has some 15 addresses
around it.
"""

PLACINGS = tuple(ACCURACY_M)

EVENT_COLUMNS = {
    "event_id": "int64",  # given by the store, stays with the event when it is revised
    "layer": "str",
    "category": "str",
    "start": "datetime64[us, UTC]",
    "end": "datetime64[us, UTC]",  # NaT: still open
    "precision": "str",  # of the start: instant, hour, day or month
    "lng": "float64",  # degrees, WGS 84
    "lat": "float64",
    "placing": "str",
    "accuracy_m": "float64",
    "location": "str",
    "reference": "str",  # "" if the file had none
    "source": "str",
    "person": "str",  # a pseudonym, "" if unknown
    "from_care": "bool",
    "found_lng": "float64",  # NaN: not known
    "found_lat": "float64",
    "batch_id": "int64",  # the import that the row came with
}
"""The columns of an event frame and their dtypes."""

KEY_COLUMNS = ("layer", "source", "reference")
"""Rows that agree in these, and have a reference, are one event."""

CONTENT_COLUMNS = tuple(
    name for name in EVENT_COLUMNS if name not in {"event_id", "batch_id", *KEY_COLUMNS}
)
"""What can change when a reference is handed in again."""

REJECTION_COLUMNS = {"row": "int64", "rule": "str", "found": "str"}
"""One line for each rule that a row of a file broke."""


class Rule(NamedTuple):
    """A rule that a row must keep: what it says, and what to do when it is broken."""

    says: str
    advice: str


RULES = {
    "ragged": Rule(
        "A row has as many cells as the header.",
        "Look for a stray comma, or a missing one, in this row.",
    ),
    "unreadable": Rule(
        "A row can be told apart: quotation marks are closed, no cell is longer than 131,072"
        " characters, and no cell that is used holds a NUL character.",
        "Look for a quotation mark that is never closed, here or just above; save the file again"
        " as CSV from the program it came from.",
    ),
    "date": Rule(
        "The date is there and is a real one, written YYYY-MM-DD or DD/MM/YYYY, from 1900 to 2099,"
        " with or without a time; YYYY-MM where only the month is known.",
        "Give the date in one of these forms.",
    ),
    "end": Rule(
        "The end is blank or a real date, written as the start is.",
        "Correct the end, or clear it.",
    ),
    "end-before-start": Rule(
        "An event does not end before it starts.",
        "Look for exchanged or mistyped dates.",
    ),
    "category": Rule("The category is there.", "Say what kind of event this is."),
    "risk": Rule(
        "The risk is high, medium, low, no apparent risk, unknown, or blank for unknown.",
        "Use one of these words.",
    ),
    "from-care": Rule(
        "From care is yes, no, or blank for no.",
        "Write yes or no.",
    ),
    "place-missing": Rule(
        "A row has coordinates (both of them) or a postcode, and the coordinates are not 0, 0.",
        "Add the longitude and latitude, the easting and northing, or the postcode.",
    ),
    "place-number": Rule(
        "A coordinate is a plain number.",
        "Write it with digits and a decimal point only.",
    ),
    "place-range": Rule(
        "A place lies in Great Britain: longitude -9 to 2, latitude 49 to 61; easting 0 to"
        " 700,000, northing 0 to 1,300,000.",
        "Look for exchanged columns, or eastings and northings in the place of longitude and"
        " latitude.",
    ),
    "postcode-partial": Rule(
        "A postcode that places an event is a full one, such as WA7 2AB.",
        "Complete the postcode, or give coordinates.",
    ),
    "postcode-unknown": Rule(
        "A postcode that places an event is one of Halton's.",
        "Check the postcode; for a newer one or a place outside Halton give coordinates.",
    ),
    "found-place": Rule(
        "The found place is blank, or as sound as the place itself must be.",
        "Correct the found place, or clear it.",
    ),
}
"""Every rule by its code; a row that breaks one is quarantined."""


def empty_events() -> pd.DataFrame:
    """Make an event frame without rows.

    Returns
    -------
    pd.DataFrame
        All of `EVENT_COLUMNS` with their dtypes.
    """
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in EVENT_COLUMNS.items()})


def rejections(rows: list[tuple[int, str, str]]) -> pd.DataFrame:
    """Make a rejection frame.

    Parameters
    ----------
    rows
        Row number, rule code and what was found, for each rule that a row broke.

    Returns
    -------
    pd.DataFrame
        `REJECTION_COLUMNS` with their dtypes.
    """
    return pd.DataFrame(rows, columns=list(REJECTION_COLUMNS)).astype(REJECTION_COLUMNS)
