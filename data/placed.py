"""Events put in their wards, and the counts of one selection: what map, panels and files share.

Every number that a person sees comes through here, whether the page draws it, the command line
prints it or a snapshot carries it, so that no two of them can disagree. Nothing is cached here.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from data import geography
from data.ward_changes import codes_in
from geo import cells, counts
from geo.windows import Window, snapped

COUNT_COLUMNS = ("cell", "layer", "count", "ward_code", "ward")


def placed(
    events: pd.DataFrame,
    *,
    vintage: str = "2020",
    store_dir: Path | None = None,
) -> pd.DataFrame:
    """Say for each event in which ward and town its own point lies.

    Parameters
    ----------
    events
        Events as `data.store.Store.events` returns them.
    vintage
        Which ward outlines: "2020" or "2013".
    store_dir
        The store's folder; ward outlines replaced by the user are looked for there.

    Returns
    -------
    pd.DataFrame
        The events with two more columns: `ward` (its code) and `town`, both "" for a point
        outside the borough. Such events stay in the frame; only `select` leaves them out. An event
        without a point lies in the ward that its source gave, if that is one of this vintage.
    """
    codes = pd.Series(
        geography.ward_of(
            events["lng"].to_numpy(), events["lat"].to_numpy(), vintage, store_dir=store_dir
        ),
        index=events.index,
        dtype="str",
    )
    by_ward = events["lng"].isna()
    if by_ward.any():
        given = events.loc[by_ward, "ward_given"].tolist()
        codes[by_ward] = codes_in(given, vintage, store_dir=store_dir)
    wards = geography.wards(vintage, store_dir=store_dir)
    town_of = dict(zip(wards["code"], wards["town"], strict=True))
    return events.assign(ward=codes, town=codes.map(town_of).fillna(""))


def select(
    events: pd.DataFrame,
    *,
    layers: Sequence[str],
    window: Window | None = None,
    categories: Collection[tuple[str, str]] = (),
    place: str = "",
) -> pd.DataFrame:
    """Keep the placed events that one selection is about.

    Parameters
    ----------
    events
        The result of `placed`.
    layers
        Layers to keep.
    window
        Half-open window that must hold the event's start; None for all time. Where months are
        known only as such, ask `require_whole_months` first.
    categories
        Pairs of layer and category to keep; a layer in no pair keeps all of its own.
    place
        "" for the borough, a town, or a ward code. Membership is decided by the event's point,
        never by its cell.

    Returns
    -------
    pd.DataFrame
        The chosen rows, in their old order; events outside the borough are never among them.
    """
    keep = events["ward"].ne("") & events["layer"].isin(list(layers))
    for layer in {layer for layer, _ in categories}:
        names = [name for of, name in categories if of == layer]
        keep &= events["layer"].ne(layer) | events["category"].isin(names)
    if place:
        keep &= events["ward"].eq(place) | events["town"].eq(place)
    if window is not None:
        keep &= window.holds(events["start"])
    return events.loc[keep]


def in_cells(events: pd.DataFrame, names: Collection[str], *, resolution: int) -> pd.DataFrame:
    """Keep the events that lie in some cells.

    Parameters
    ----------
    events
        Any event frame.
    names
        Cells as hex strings; empty means all, and events without a point too.
    resolution
        H3 resolution of the cells.

    Returns
    -------
    pd.DataFrame
        The chosen rows, in their old order.
    """
    if not names:
        return events
    held = located(events)
    found = cells.cells_of(held["lng"].to_numpy(), held["lat"].to_numpy(), resolution=resolution)
    return held.loc[np.isin(found, cells.cells_from_hex(sorted(names)))]


def located(events: pd.DataFrame) -> pd.DataFrame:
    """Keep the events that have a point, and so a cell.

    Parameters
    ----------
    events
        Any event frame.

    Returns
    -------
    pd.DataFrame
    """
    return events.loc[events["lng"].notna()]


def require_whole_months(events: pd.DataFrame, *, layers: Sequence[str], window: Window) -> None:
    """Refuse a window that cuts through a month of which only the month is known.

    Parameters
    ----------
    events
        The result of `placed`, or any event frame.
    layers
        Layers that will be counted.
    window
        The window asked for.

    Raises
    ------
    ValueError
        If an event known only to its month lies on both sides of either end of the window; the
        message names the nearest window that holds whole months.
    """
    monthly = events.loc[events["precision"].eq("month") & events["layer"].isin(list(layers))]
    ends = window.bounds()
    cut = pd.concat([monthly["start"].lt(end) & monthly["end"].gt(end) for end in ends], axis=1)
    if not cut.to_numpy().any():
        return
    whole = snapped(window, step="month")
    names = " and ".join(sorted(monthly.loc[cut.any(axis=1), "layer"].unique()))
    message = (
        f"Some {names} are known only by their month, so the window must begin and end with a "
        f"month; {window.start} to {window.end} does not. "
        f"The nearest that holds it is {whole.start} to {whole.end}."
    )
    raise ValueError(message)


def count_cells(
    selected: pd.DataFrame,
    *,
    resolution: int,
    vintage: str = "2020",
    store_dir: Path | None = None,
) -> pd.DataFrame:
    """Count the selected events in each cell and layer.

    Parameters
    ----------
    selected
        The result of `select`.
    resolution
        H3 resolution of the cells.
    vintage, store_dir
        Which ward outlines name a cell's main ward.

    Returns
    -------
    pd.DataFrame
        Columns `cell` (uint64), `layer`, `count`, `ward_code`, `ward` (the cell's main ward, the
        one that holds most of it). One row per cell and layer with at least one event, sorted by
        cell, then layer. An event of which only the ward is known is in no cell.
    """
    selected = located(selected)
    study = geography.cells(resolution, vintage, store_dir=store_dir)
    chosen = list(selected.groupby("layer", sort=True)) or [("", selected)]
    held = [
        _layer_counts(events, study, layer=str(layer), resolution=resolution)
        for layer, events in chosen
    ]
    table = pd.concat(held, ignore_index=True)
    return table.sort_values(["cell", "layer"], ignore_index=True)[list(COUNT_COLUMNS)]


def _layer_counts(
    events: pd.DataFrame, study: pd.DataFrame, *, layer: str, resolution: int
) -> pd.DataFrame:
    """Count one layer over the study cells; cells with none are left out."""
    found = cells.cells_of(
        events["lng"].to_numpy(), events["lat"].to_numpy(), resolution=resolution
    )
    count = counts.count_cells(found, study_cells=study["cell"].to_numpy())
    full = study[["cell", "ward_code", "ward"]].assign(layer=layer, count=count)
    return full.loc[full["count"].gt(0)]
