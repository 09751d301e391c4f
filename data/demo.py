"""The synthetic borough: three years of invented events that look like Widnes and Runcorn.

Places follow the open police.uk counts, amounts and habits follow `demo_parameters.csv`, and
`demo_stories.STORIES` says what is planted. The same seed gives the same events, on any machine.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from data.demo_cuckooing import cuckooing
from data.demo_incidents import incidents
from data.demo_missing import missing
from data.demo_places import streets_near
from data.demo_stories import STORIES
from data.demo_times import DEMO_FROM, DEMO_UNTIL
from data.receipts import Intake, Receipt
from data.schema import ACCURACY_M, EVENT_COLUMNS, LAYERS, rejections
from data.store import Store

__all__ = ["DEMO_FROM", "DEMO_UNTIL", "SEED", "SOURCE", "STORIES", "fill", "synthetic_borough"]

SEED = 20261123
SOURCE = "Synthetic data"
FIRST_ROW = 2
"""The row of a spreadsheet in which events begin, below the header."""

USUAL = {"person": "", "from_care": False, "found_lng": np.nan, "found_lat": np.nan}
USUAL |= {"status": "", "ward_given": "", "flags": ""}
"""What an event has that says nothing of people, of where they were found or what became of it."""

MAKERS: dict[str, Callable[[int], pd.DataFrame]] = {
    "incidents": incidents,
    "cuckooing": cuckooing,
    "missing": missing,
}


def synthetic_borough(*, seed: int = SEED) -> pd.DataFrame:
    """Make all events of the synthetic borough.

    Parameters
    ----------
    seed
        Another seed gives another borough with the same habits and stories.

    Returns
    -------
    pd.DataFrame
        `schema.EVENT_COLUMNS`, by layer and start; `event_id` counts from 1, `batch_id` is 0.
    """
    layers = [_layer(layer, MAKERS[layer](seed)) for layer in LAYERS]
    events = pd.concat(layers, ignore_index=True)
    events["location"] = streets_near(events[["lng", "lat"]].to_numpy())
    events["event_id"] = np.arange(1, len(events) + 1)
    return events[list(EVENT_COLUMNS)].astype(EVENT_COLUMNS)


def fill(store: Store) -> list[Receipt]:
    """Bring the synthetic borough into a store, through the door of every import.

    Parameters
    ----------
    store
        A store without real events.

    Returns
    -------
    list of Receipt
        One for each layer.

    Raises
    ------
    ValueError
        If the store holds real events.
    """
    events = synthetic_borough()
    return [store.commit(_intake(events, layer), synthetic=True) for layer in LAYERS]


def _layer(layer: str, made: pd.DataFrame) -> pd.DataFrame:
    """Complete one layer's events with what is the same for all of them."""
    made = made.sort_values(["start", "lng", "lat"], kind="stable", ignore_index=True)
    usual = pd.DataFrame(USUAL, index=made.index)
    return made.join(usual[usual.columns.difference(made.columns)]).assign(
        layer=layer,
        placing="exact",
        accuracy_m=ACCURACY_M["exact"],
        source=SOURCE,
        reference=[f"SYN-{layer[:3].upper()}-{number:05d}" for number in range(1, len(made) + 1)],
        batch_id=0,
    )


def _intake(events: pd.DataFrame, layer: str) -> Intake:
    """Hand one layer over as if it had been read from a file."""
    chosen = events.loc[events["layer"] == layer].reset_index(drop=True)
    return Intake(
        file=f"synthetic-{layer}.csv",
        sha256="",
        source=SOURCE,
        layer=layer,
        rows=len(chosen),
        events=chosen.assign(row=np.arange(FIRST_ROW, FIRST_ROW + len(chosen))),
        rejections=rejections([]),
    )
