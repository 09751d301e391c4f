"""A selection's events set against the people who live in each study cell."""

import pandas as pd

from dashboard.findings import columns
from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection


def rates(ground: Ground, selection: Selection) -> pd.DataFrame:
    """Give the rate of every study cell, steadied for small numbers.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices; all cells of the borough are looked at, whatever the place, because each is
        steadied by the others.

    Returns
    -------
    pd.DataFrame
        As `columns.rates` returns it, and `count`; one row a study cell, in their order.
    """
    counts = on.cell_counts(ground, selection, window=on.whole(ground, selection))
    return columns.rates(counts, study=ground.study).assign(count=counts)
