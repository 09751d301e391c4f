"""What a person and the store give to the reading of a file, beside the file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.settled import Settled
from geo.windows import LONDON

if TYPE_CHECKING:
    from data.mapping import Mapping  # which itself needs the readers


def today() -> date:
    """Say which day it is in the borough."""
    return datetime.now(LONDON).date()


@dataclass(frozen=True)
class Given:
    """What the reading of a file depends on, beside the file.

    Parameters
    ----------
    secret
        The store's key, for the pseudonyms of people.
    mapping
        What the columns hold, where they are of no known form.
    date_order
        How the dates in figures are written, one of `dates.ORDERS`; "" to tell from the file.
    uprns
        Places of addresses, as `uprns.read_lookup` gives them; None for no look-up.
    today
        The day of the import.
    date_system
        The year from which the file says that its serial dates count, 1900 or 1904; 0 where it
        does not say.
    folder
        The store's folder, where ward outlines replaced by the user are looked for.
    settled
        What is known of the columns from before; told of what the file settles.
    """

    secret: bytes
    mapping: "Mapping | None" = None
    date_order: str = ""
    uprns: pd.DataFrame | None = None
    today: date = field(default_factory=today)
    date_system: int = 0
    folder: Path | None = None
    settled: Settled = field(default_factory=Settled)
