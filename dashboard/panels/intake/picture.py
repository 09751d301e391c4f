"""Where the rows of a file lie: a small map of hexagons, without a point or a name."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.panels.trends import minimap
from dashboard.panels.trends.minimap import Hexagons
from data import geography
from data.placed import located
from data.receipts import Intake
from geo.cells import DEFAULT_RESOLUTION, cells_of


def html(intakes: Sequence[Intake], *, vintage: str, folder: Path) -> str:
    """Draw the map with what is not on it in words.

    Parameters
    ----------
    intakes
        The sheets of a file.
    vintage, folder
        Which ward outlines, and the store's folder that may hold others.

    Returns
    -------
    str
        HTML; "" where no row is sound.
    """
    events = pd.concat([one.events for one in intakes], ignore_index=True)
    if events.empty:
        return ""
    study = geography.cells(DEFAULT_RESOLUTION, vintage, store_dir=folder)
    points = located(events)
    cells = cells_of(
        points["lng"].to_numpy(), points["lat"].to_numpy(), resolution=DEFAULT_RESOLUTION
    )
    inside = np.isin(cells, study["cell"].to_numpy())
    layers = [
        Hexagons(f"--{layer}", np.unique(cells[inside & points["layer"].eq(layer).to_numpy()]))
        for layer in dict.fromkeys(points["layer"])
    ]
    said = _words(events)
    drawn = minimap.picture(
        study,
        [layer for layer in layers if len(layer.cells)],
        vintage=vintage,
        folder=folder,
        label=f"Map of the borough: {said}",
    )
    return f'<figure class="hs-mini">{drawn}<figcaption>{said}</figcaption></figure>'


def _words(events: pd.DataFrame) -> str:
    """Count by the rows' own points, which are finer than the hexagons."""
    nowhere = int(events["lng"].isna().sum())
    outside = int(events["flags"].str.split(",").map(lambda flags: "outside" in flags).sum())
    inside = len(events) - nowhere - outside
    said = [f"{inside:,} of {len(events):,} sound rows in the borough"]
    if outside:
        said.append(f"{outside:,} outside it")
    if nowhere:
        said.append(f"{nowhere:,} known by ward alone")
    return ", ".join(said)
