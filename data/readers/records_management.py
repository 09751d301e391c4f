"""Crimes and incidents out of a police records-management system, in the style of Niche."""

from data import form
from data.columns import NOTHING, Column, Reader, headings
from data.recipe import Recipe

SOURCE, LAYER = "records management", "incidents"

COLUMNS = (
    Column(
        "occurrence number",
        "The reference.",
        ("occurrence no", "occurrence ref", "occurrence id", "crime number", "crime no"),
        required=True,
    ),
    Column(
        "reported",
        "When it was reported; stands for a blank 'from', and the event says so.",
        (
            "reported date",
            "reported date time",
            "reported datetime",
            "date reported",
            "reported on",
        ),
    ),
    Column(
        "from",
        "When it happened, at the earliest.",
        (
            "from date",
            "from date time",
            "from datetime",
            "date from",
            "date time from",
            "committed from",
            "occurred from",
            "start",
        ),
        required=True,
    ),
    Column(
        "to",
        "When it happened, at the latest.",
        (
            "to date",
            "to date time",
            "to datetime",
            "date to",
            "date time to",
            "committed to",
            "occurred to",
            "end",
        ),
    ),
    Column(
        "offence",
        "What kind of incident it was.",
        (
            "offence text",
            "offence description",
            "offence title",
            "offence type",
            "occurrence type",
            "classification",
            "crime type",
        ),
        required=True,
    ),
    Column(
        "offence code",
        "Stands for a blank offence.",
        ("home office code", "ho code", "stats code", "classification code"),
    ),
    Column(
        "beat",
        "Not kept; it helps to recognise the file.",
        ("beat code", "policing beat"),
        keeps=NOTHING,
    ),
    *form.PLACE,
    form.LOCATION,
    form.STATUS,
    form.SOURCE,
)

READER = Reader(
    source=SOURCE,
    layer=LAYER,
    columns=COLUMNS,
    convert=Recipe(
        SOURCE,
        LAYER,
        reference="occurrence number",
        start="from",
        end="to",
        reported="reported",
        category=("offence", "offence code"),
    ),
    one_of=form.ONE_PLACE,
    signature=headings(COLUMNS, "beat", "offence code", "reported"),
)
