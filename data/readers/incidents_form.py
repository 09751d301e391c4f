"""Our form for crimes and anti-social behaviour from a partner's own records."""

import pandas as pd

from data import form, words
from data.checks import Checks
from data.columns import Column, Reader

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
        form.times(cells, checks),
        form.placed(cells, checks),
        cells=cells,
        layer=READER.layer,
        category=words.category(cells["category"], checks),
        location=words.tidy(cells["location"]),
        reference=cells["reference"],
        source=words.source(cells, otherwise=READER.source),
    )


READER = Reader(
    source="incidents form",
    layer="incidents",
    columns=COLUMNS,
    convert=convert,
    one_of=form.ONE_PLACE,
)
