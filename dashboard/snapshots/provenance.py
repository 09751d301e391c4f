"""Where a snapshot's numbers come from, and what is needed to make the very same one again."""

import hashlib
from datetime import datetime
from importlib.metadata import version

import pandas as pd

from dashboard.commands.options import written
from dashboard.selection import Selection
from dashboard.snapshots.words import day, joined
from geo.days import LONDON

SOURCES = {"police.uk": "data.police.uk street-level crime"}
"""What a source is called in full."""

WORKING_VIEW = "none: officer working view"


def source_words(chosen: pd.DataFrame, *, synthetic: bool) -> str:
    """Name where the events come from.

    Parameters
    ----------
    chosen
        The events counted, with `source`.
    synthetic
        Whether they are invented.

    Returns
    -------
    str
    """
    if synthetic:
        return "Synthetic data: every event is invented, in proportion to open police.uk counts."
    names = sorted({SOURCES.get(name, name) for name in chosen["source"]})
    return f"{joined(names, most=6, what='more sources')}, within Halton." if names else "None."


def provenance(
    selection: Selection, *, batches: pd.DataFrame, person: str, made: datetime | None
) -> tuple[tuple[str, str], ...]:
    """Say how this very sheet can be made again.

    Parameters
    ----------
    selection
        The choices.
    batches
        The store's imports, with `sha256`.
    person
        For whom it is made, "" when unknown.
    made
        When; now when left out.

    Returns
    -------
    tuple of pairs
        Release, Made, Selection (as options of the command line) and Versions.
    """
    moment = (made or datetime.now(tz=LONDON)).astimezone(LONDON)
    when = f"{day(moment)} {moment:%H:%M}"
    tools = ", ".join(f"{name} {version(name)}" for name in ("h3", "matplotlib"))
    return (
        ("Release", WORKING_VIEW),
        ("Made", f"{when}, for {person}" if person else when),
        ("Selection", written(selection)),
        ("Versions", f"{tools}; data {data_hash(batches)}"),
    )


def data_hash(batches: pd.DataFrame) -> str:
    """Name the content of a store: the same files in the same order give the same name.

    Parameters
    ----------
    batches
        The store's imports, with `sha256`.

    Returns
    -------
    str
        Twelve hexadecimal digits in groups of four.
    """
    digest = hashlib.sha256("".join(batches["sha256"]).encode()).hexdigest()
    return " ".join((digest[:4], digest[4:8], digest[8:12]))
