"""Anti-social behaviour out of a case system, a council's or a landlord's."""

from data import form
from data.columns import NOTHING, Column, Reader, headings
from data.recipe import NOT_STATED, Recipe

SOURCE, LAYER = "case system", "incidents"

COLUMNS = (
    Column(
        "case reference",
        "The reference.",
        ("case ref", "case id", "case number", "case no", "reference", "ref"),
        required=True,
    ),
    Column(
        "opened",
        "When the case was opened; the event counts then.",
        ("date opened", "opened date", "opened on", "case opened", "date raised", "date received"),
        required=True,
    ),
    Column(
        "closed",
        "When the case was closed: not before it was opened. It says nothing of when it happened.",
        ("date closed", "closed date", "closed on", "case closed"),
    ),
    Column(
        "type",
        f"What it was about; blank becomes '{NOT_STATED}'.",
        ("case type", "asb type", "complaint type", "category", "case category", "nature"),
    ),
    *form.PLACE,
    form.LOCATION,
    form.STATUS,
    form.SOURCE,
    Column("notes", "Not kept.", ("note", "comments", "description", "details"), keeps=NOTHING),
)

READER = Reader(
    source=SOURCE,
    layer=LAYER,
    columns=COLUMNS,
    convert=Recipe(
        SOURCE,
        LAYER,
        reference="case reference",
        start="opened",
        end="closed",
        category=("type",),
        otherwise=NOT_STATED,
        lasts=False,
    ),
    one_of=form.ONE_PLACE,
    signature=headings(COLUMNS, "opened"),
)
