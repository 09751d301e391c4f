"""A register of cuckooed homes and of the closure orders for them, as it is kept in Excel."""

from data import form
from data.columns import NOTHING, Column, Reader, headings
from data.recipe import NOT_STATED, Recipe

SOURCE, LAYER = "closure register", "cuckooing"

COLUMNS = (
    Column(
        "reference",
        "Number of the report. A new status or order in a later file revises the report.",
        ("ref", "case reference", "case ref", "register number", "urn"),
    ),
    Column(
        "reported",
        "The day of the report.",
        ("date reported", "reported date", "date of report", "report date"),
        required=True,
    ),
    Column(
        "indicators",
        f"What was seen; blank becomes '{NOT_STATED}'.",
        ("indicator", "concern", "concerns", "reason", "category"),
    ),
    form.STATUS,
    Column(
        "order type",
        "Kind of order, said after the status.",
        ("order", "closure type", "notice type", "type of order"),
    ),
    Column(
        "order start",
        "Not kept.",
        ("start", "start date", "order date", "date of order"),
        keeps=NOTHING,
    ),
    Column(
        "order expiry",
        "Not kept.",
        ("expiry", "expiry date", "expires", "order end"),
        keeps=NOTHING,
    ),
    Column("applicant", "Not kept.", ("applied for by", "lead agency"), keeps=NOTHING),
    *form.PLACE,
    form.LOCATION,
    form.SOURCE,
)

READER = Reader(
    source=SOURCE,
    layer=LAYER,
    columns=COLUMNS,
    convert=Recipe(
        SOURCE,
        LAYER,
        start="reported",
        end="",
        category=("indicators",),
        otherwise=NOT_STATED,
        status=("status", "order type"),
    ),
    one_of=form.ONE_PLACE,
    signature=(*headings(COLUMNS, "order type", "order expiry", "applicant"), "indicators"),
)
