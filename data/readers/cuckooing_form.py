"""Our form for reports that a home is being taken over."""

from data import form
from data.columns import Column, Reader
from data.recipe import NOT_STATED, Recipe

SOURCE, LAYER = "cuckooing form", "cuckooing"

COLUMNS = (
    Column(
        "cuckooing reference",
        "Your own number for the report, may be blank. A row with a reference that came before is"
        " the same report, and the later row stands. This heading is how the file is recognised;"
        " under another name, say --layer cuckooing.",
        (form.REFERENCE.name, *form.REFERENCE.spellings),
    ),
    Column(
        "reported",
        "The day of the report.",
        ("date reported", "reported date", "report date", "start", "start date", "date"),
        required=True,
    ),
    Column("closed", "When the home was its tenant's again.", ("date closed", "end", "end date")),
    Column(
        "category",
        f"What kind of report, such as 'drug supply'; blank becomes '{NOT_STATED}'.",
        ("type", "concern", "indicator", "indicators"),
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
        reference="cuckooing reference",
        start="reported",
        end="closed",
        otherwise=NOT_STATED,
    ),
    one_of=form.ONE_PLACE,
    signature=("cuckooing reference",),
)
