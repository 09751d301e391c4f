"""What an event is: layers, columns, how finely time and place are known, and the intake's rules.

All of it is data. Readers, checks, the store and the documents read the same tables.
"""

from typing import NamedTuple

import pandas as pd

LAYERS = ("incidents", "cuckooing", "missing")
"""The kinds of event, in the order in which they are always shown."""

ACCURACY_M = {
    "exact": 10.0,
    "UPRN": 10.0,
    "grid reference": 100.0,
    "postcode": 100.0,
    "map point": 200.0,
    "ward": 3600.0,
}
"""How a place is known, and the metres within which the event then lies.

"map point" is an anonymised police.uk point that stands for at least eight addresses; its 200 m
is an assumption, as nobody publishes the true offsets. A postcode's centre has some 15 addresses
around it. A grid reference of six figures names a square of 100 m; one of eight or ten figures is
finer, and its event says so. "ward" has no point at all, only `ward_given`: 3.6 km is the radius
of the circle around the largest ward.
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
    "status": "str",  # what became of it in the source's own words, "" if not said
    "ward_given": "str",  # code of the ward, where nothing finer is known; "" otherwise
    "flags": "str",  # codes of `FLAGS` with commas between, "" if none
    "batch_id": "int64",  # the import that the row came with
}
"""The columns of an event frame and their dtypes."""

KEY_COLUMNS = ("layer", "source", "reference")
"""Rows that agree in these, and have a reference, are one event."""

CONTENT_COLUMNS = tuple(
    name for name in EVENT_COLUMNS if name not in {"event_id", "batch_id", *KEY_COLUMNS}
)
"""What can change when a reference is handed in again."""

FLAGS = {
    "outside": "The place lies outside the borough; the event is kept, but in no count of the map.",
    "ward-only": "Only the ward is known; the event counts for its ward, and in no hexagon.",
    "put-right": "The columns of the coordinates were exchanged, or held the other kind of"
    " coordinate, in the whole file; the place was put right.",
    "hour-repeated": "The time lies in the hour that comes twice when the clocks go back; it was"
    " read as the first, in summer time.",
    "hour-missing": "The time lies in the hour that is left out when the clocks go forward; it was"
    " moved on by an hour.",
    "home-stands": "Where the person went missing from is not said; the home stands for it.",
    "reported-only": "When it happened is not said; the time of the report stands for it.",
    "over-a-year": "It lasted more than 365 days, or is still open after as many.",
    "overlaps": "Another report of the same person in the file covers some of the same time.",
    "found-unplaced": "Where the person was found is given, but not so that it can be placed: a"
    " postcode or ward of elsewhere, a part of a postcode, or a UPRN without a look-up.",
    "several-ids": "The same name and date of birth stand under another person id in the file.",
}
"""What is unusual about an event that was let in, by its code."""

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
    "totals-row": Rule(
        "A row is an event, and not a sum of others.",
        "Nothing, if it is a row of totals; otherwise do not begin the row with 'Total'.",
    ),
    "formula": Rule(
        "A formula has been worked out: the workbook holds its value.",
        "Open the workbook in Excel, and save it again.",
    ),
    "cell-error": Rule(
        "A cell that is used holds a value, and no error such as #REF! or #VALUE!.",
        "Correct the formula or the cell, and save the file again.",
    ),
    "geometry": Rule(
        "A feature of a map file has one point, or none and a place among its properties.",
        "Draw the event as a point, or give its coordinates.",
    ),
    "unreadable": Rule(
        "A row can be told apart: quotation marks are closed, no cell is longer than 131,072"
        " characters, and no cell that is used holds a NUL character.",
        "Look for a quotation mark that is never closed, here or just above; save the file again"
        " as CSV from the program it came from.",
    ),
    "date": Rule(
        "The date is there and is a real one, from 1900 to 2099, written as the rest of its column"
        " is: YYYY-MM-DD, DD/MM/YYYY, MM/DD/YYYY, 3 Mar 2026 or an Excel serial number, with or"
        " without a time; YYYY-MM or Mar 2026 where only the month is known.",
        "Give the date in one of these forms.",
    ),
    "future": Rule(
        "Nothing happens later than the day after the import.",
        "Look for a mistyped year, or day and month exchanged.",
    ),
    "end": Rule(
        "The end is blank or a real date, written as the start is.",
        "Correct the end, or clear it.",
    ),
    "end-before-start": Rule(
        "An event does not end before it starts.",
        "Look for exchanged or mistyped dates.",
    ),
    "reference": Rule(
        "A reference is whole, not shortened to a form such as 1.2E+11.",
        "Excel has lost its last digits: take it from the source again, in a column of text.",
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
    "interview": Rule(
        "Whether a return interview was offered and completed is yes, no, a date, or blank.",
        "Write yes or no.",
    ),
    "place-missing": Rule(
        "A row has coordinates (both of them, not 0, 0), a grid reference, a UPRN, a postcode or a"
        " ward.",
        "Add the longitude and latitude, the easting and northing, or the postcode.",
    ),
    "place-number": Rule(
        "A coordinate is a number, with a decimal point and at most commas or spaces between"
        " thousands.",
        "Write it with digits and a decimal point only.",
    ),
    "place-range": Rule(
        "A place lies in Great Britain: longitude -9 to 2, latitude 49 to 61; easting 60,000 to"
        " 700,000, northing 5,000 to 1,300,000.",
        "Look for exchanged columns, figures that were cut short, or eastings and northings in the"
        " place of longitude and latitude.",
    ),
    "place-exchanged": Rule(
        "Eastings and northings do not lie in or near the borough only when they are exchanged,"
        " while other rows of the file are as they should be.",
        "Exchange the two; if the place is right as it stands, give its longitude and latitude.",
    ),
    "grid-reference": Rule(
        "A grid reference has two letters and six, eight or ten figures, such as SJ 512 836.",
        "Complete the grid reference, or give easting and northing.",
    ),
    "uprn": Rule(
        "A UPRN alone places an event only with a look-up of addresses.",
        "Bring the file in again with --uprn-lookup FILE (columns uprn, easting, northing, or uprn,"
        " lat, lng), or add coordinates or a postcode.",
    ),
    "uprn-damaged": Rule(
        "A UPRN is whole: up to 12 digits, not a form such as 1.0E+11.",
        "Excel has lost its last digits: take the column from the source again as text.",
    ),
    "uprn-unknown": Rule(
        "A UPRN that places an event is in the look-up that was given.",
        "Check the UPRN, or use a newer look-up.",
    ),
    "postcode-partial": Rule(
        "A postcode that places an event is a full one, such as WA7 2AB.",
        "Complete the postcode, or give coordinates.",
    ),
    "postcode-unknown": Rule(
        "A postcode that places an event is one of Halton's.",
        "Check the postcode; for a newer one or a place outside Halton give coordinates.",
    ),
    "ward-unknown": Rule(
        "A ward that places an event is one of Halton's, of today or of 2013 to 2020.",
        "Check the name of the ward, or give coordinates or a postcode.",
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
