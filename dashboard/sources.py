"""How fresh the data are: how far each layer reaches, and what each source has sent when."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import LAYERS
from geo.days import LONDON, months_later

EDGE_DAYS = 7
"""A record that begins or ends further inside a month than this holds only a part of it."""
OFTEN = 8
"""Events in a usual month, from which on few of them are a sign and not chance."""
PART = 0.5
"""Fewer than this share of the usual number is only a part of a month."""

FULL, PARTLY, NONE, BEYOND = "full", "part", "none", "beyond"


class Freshness(NamedTuple):
    """How far each layer's events reach, when the last file came in, and whether it is invented."""

    until: dict[str, pd.Timestamp]
    monthly: frozenset[str]
    loaded: pd.Timestamp
    synthetic: bool


class Month(NamedTuple):
    """One month of a source's record: its first day, its events, and how full it is.

    The state is "full", "part", "none", or "beyond" where the record has not begun or is over.
    """

    first: date
    events: int
    state: str


class SourceRow(NamedTuple):
    """What one source holds of one layer.

    Parameters
    ----------
    layer, source
        The layer, and who recorded it.
    events
        How many events stand.
    first, last
        The days of the first and the last event, in London.
    monthly
        Whether an event of it is known only by its month.
    imported
        When a row of it that stands came in last (UTC).
    on_map
        How many of the events lie in a hexagon of the borough.
    months
        Each month from the first to the last of all sources.
    """

    layer: str
    source: str
    events: int
    first: date
    last: date
    monthly: bool
    imported: pd.Timestamp
    on_map: int
    months: tuple[Month, ...]


def freshness_of(events: pd.DataFrame, batches: pd.DataFrame) -> Freshness:
    """Say how fresh the data are.

    Parameters
    ----------
    events
        Events as `data.placed.placed` returns them.
    batches
        The imports.

    Returns
    -------
    Freshness
        `until` holds the last start of each layer that has events.
    """
    monthly = events.loc[events["precision"].eq("month"), "layer"]
    return Freshness(
        until={str(layer): last for layer, last in events.groupby("layer")["start"].max().items()},
        monthly=frozenset(monthly),
        loaded=batches["imported_at"].max(),
        synthetic=bool(batches["synthetic"].any()),
    )


def sources_of(events: pd.DataFrame, batches: pd.DataFrame) -> tuple[SourceRow, ...]:
    """Sum up what each source has sent.

    Parameters
    ----------
    events
        Events as `data.placed.placed` returns them.
    batches
        The imports.

    Returns
    -------
    tuple of SourceRow
        In the order of the layers, the largest source of each first.
    """
    if events.empty:
        return ()
    local = events["start"].dt.tz_convert(LONDON)
    month = (local.dt.year * 12 + local.dt.month - 1).to_numpy()
    imported = batches.set_index("batch_id")["imported_at"]
    facts = pd.DataFrame(
        {
            "day": local.dt.date,
            "month": month,
            "monthly": events["precision"].eq("month"),
            "imported": events["batch_id"].map(imported),
            "on_map": events["lng"].notna() & events["ward"].ne(""),
        }
    )
    groups = facts.groupby([events["layer"], events["source"]], sort=True)
    axis = np.arange(month.min(), month.max() + 1)
    rows = [_row(str(key[0]), str(key[1]), held, axis=axis) for key, held in groups]
    return tuple(sorted(rows, key=lambda row: (LAYERS.index(row.layer), -row.events)))


def _row(layer: str, source: str, held: pd.DataFrame, *, axis: NDArray[np.int64]) -> SourceRow:
    first, last, monthly = held["day"].min(), held["day"].max(), bool(held["monthly"].any())
    counts = np.bincount(held["month"].to_numpy() - axis[0], minlength=len(axis))
    return SourceRow(
        layer=layer,
        source=source,
        events=len(held),
        first=first,
        last=last,
        monthly=monthly,
        imported=held["imported"].max(),
        on_map=int(held["on_map"].sum()),
        months=_months(counts, axis, first=first, last=_reach(last, monthly=monthly)),
    )


def _reach(last: date, *, monthly: bool) -> date:
    """Say until when a record reaches: a month that is known as such is held to its end."""
    return months_later(last.replace(day=1), months=1) if monthly else last


def _months(
    counts: NDArray[np.int64], axis: NDArray[np.int64], *, first: date, last: date
) -> tuple[Month, ...]:
    usual = float(np.median(counts[counts > 0]))
    months = [date(int(index) // 12, int(index) % 12 + 1, 1) for index in axis]
    return tuple(
        Month(day, int(count), _state(day, int(count), usual=usual, record=(first, last)))
        for day, count in zip(months, counts, strict=True)
    )


def _state(month: date, count: int, *, usual: float, record: Sequence[date]) -> str:
    first, last = record
    end = months_later(month, months=1)
    if end <= first or month > last:
        return BEYOND
    if not count:
        return NONE
    cut = (first - month).days >= EDGE_DAYS or (end - last).days > EDGE_DAYS
    return PARTLY if usual >= OFTEN and (cut or count < PART * usual) else FULL
