"""Our form for missing-person reports; who it was becomes a pseudonym before anything is kept."""

from data import form, missing
from data.columns import Column, Reader
from data.recipe import Recipe

SOURCE, LAYER = "missing form", "missing"

COLUMNS = (
    Column(
        "reference",
        "Number of the report. A row with a reference that came before is the same report, and"
        " the later row stands: so an open one is closed. Rows without one are never merged.",
        ("ref", "report id", "report number", "reference number", "episode id"),
    ),
    missing.PERSON,
    missing.NAME,
    missing.BORN,
    Column("missing from", "Since when.", ("missing since", "date missing"), required=True),
    Column(
        "returned",
        "Until when; blank while the person is missing.",
        ("missing to", "date returned", "date found"),
        required=True,
    ),
    missing.RISK,
    missing.CARE,
    form.STATUS,
    *form.PLACE,
    form.LOCATION,
    form.SOURCE,
    *missing.FOUND_PLACE,
)

READER = Reader(
    source=SOURCE,
    layer=LAYER,
    columns=COLUMNS,
    convert=Recipe(
        SOURCE,
        LAYER,
        start="missing from",
        end="returned",
        category=(),
        open_ended=True,
        others=missing.others,
    ),
    one_of=form.ONE_PLACE,
)
