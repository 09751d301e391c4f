"""Our form for reports that a home is being taken over."""

import pandas as pd

from data import form, words
from data.checks import Checks
from data.columns import Column, Reader

NOT_STATED = "not stated"

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
    form.SOURCE,
)


def convert(cells: pd.DataFrame, checks: Checks, _secret: bytes) -> pd.DataFrame:
    """Turn rows into events.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of what is wrong.

    Returns
    -------
    pd.DataFrame
        As `form.events` gives it.
    """
    return form.events(
        form.times(cells, checks, start="reported", end="closed"),
        form.placed(cells, checks),
        cells=cells,
        layer=READER.layer,
        category=words.tidy(cells["category"]).replace("", NOT_STATED),
        location=words.tidy(cells["location"]),
        reference=cells["cuckooing reference"],
        source=words.source(cells, otherwise=READER.source),
    )


READER = Reader(
    source="cuckooing form",
    layer="cuckooing",
    columns=COLUMNS,
    convert=convert,
    one_of=form.ONE_PLACE,
    signature=("cuckooing reference",),
)
