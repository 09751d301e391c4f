"""Street-level crime as data.police.uk publishes it: month only, at anonymised map points."""

import pandas as pd

from data import dates, form, places, spans, words
from data.checks import Checks
from data.columns import Column, Reader
from data.given import Given

COLUMNS = (
    Column("crime id", "The reference; blank for anti-social behaviour.", required=True),
    Column("month", "YYYY-MM: the event stays known to its month only.", required=True),
    Column("longitude", "Of the anonymised map point, degrees.", required=True),
    Column("latitude", "Of the anonymised map point, degrees.", required=True),
    Column("location", "Such as 'On or near Mill Lane'.", required=True),
    Column("crime type", "The category.", required=True),
)


def convert(cells: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
    """Turn rows into events.

    Parameters
    ----------
    cells
        The cells of the file.
    checks
        Told of what is wrong or unusual.
    given
        What was given beside the file: the day of the import.

    Returns
    -------
    pd.DataFrame
        As `form.events` gives it.
    """
    month = dates.moments(cells["month"])
    checks.reject(month["precision"].ne("month").to_numpy(), rule="date", found=cells["month"])
    checks.reject(
        month["start"].ge(spans.late(given)).to_numpy(), rule="future", found=cells["month"]
    )
    point = places.from_degrees(
        cells["longitude"], cells["latitude"], placing="map point", settled=given.settled
    )
    return form.events(
        month.rename(columns={"until": "end"}),
        form.sound(point, checks, given, index=cells.index),
        cells=cells,
        layer=READER.layer,
        category=words.category(cells["crime type"], checks),
        location=words.tidy(cells["location"]),
        reference=cells["crime id"],
        source=READER.source,
    )


READER = Reader(source="police.uk", layer="incidents", columns=COLUMNS, convert=convert)
