"""Our form for crimes and anti-social behaviour from a partner's own records."""

from data import form
from data.columns import Column, Reader
from data.recipe import Recipe

SOURCE, LAYER = "incidents form", "incidents"

COLUMNS = (
    form.REFERENCE,
    Column(
        "start",
        "When it happened, or began at the earliest.",
        (
            "start date",
            "from",
            "from date",
            "date from",
            "occurred",
            "occurred from",
            "incident date",
            "date",
        ),
        required=True,
    ),
    Column(
        "end",
        "When it ended, or happened at the latest.",
        ("end date", "to", "to date", "date to", "occurred to"),
    ),
    Column(
        "category",
        "What kind of incident it was.",
        ("crime type", "incident type", "offence", "offence type", "type"),
        required=True,
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
    convert=Recipe(SOURCE, LAYER),
    one_of=form.ONE_PLACE,
)
