"""Counts of placed events in every unit of the study area, zeros included, for the command line."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.selection import Selection
from data import geography, placed
from geo import cells, counts
from geo.windows import Window


def chosen(events: pd.DataFrame, selection: Selection, *, window: Window) -> pd.DataFrame:
    """Keep the events of the layer in focus, in the whole borough.

    Parameters
    ----------
    events
        The result of `data.placed.placed`.
    selection
        The choices; its place is not looked at, since a test is always of the whole borough.
    window
        Which window.

    Returns
    -------
    pd.DataFrame

    Raises
    ------
    ValueError
        When the window cuts through a month of which only the month is known.
    """
    placed.require_whole_months(events, layers=(selection.focus,), window=window)
    return placed.select(
        events, layers=(selection.focus,), window=window, categories=selection.categories
    )


def in_cells(found: pd.DataFrame, *, study: pd.DataFrame, resolution: int) -> NDArray[np.int64]:
    """Count events in every study cell.

    Parameters
    ----------
    found
        Events inside the borough; those of which only the ward is known are in no cell.
    study
        The study cells.
    resolution
        Their resolution.

    Returns
    -------
    int64[m], in the order of the study cells
    """
    found = placed.located(found)
    held = cells.cells_of(found["lng"].to_numpy(), found["lat"].to_numpy(), resolution=resolution)
    return counts.count_cells(held, study_cells=study["cell"].to_numpy())


def in_wards(found: pd.DataFrame, *, wards: pd.DataFrame) -> NDArray[np.int64]:
    """Count events in every ward, by their own point.

    Parameters
    ----------
    found
        Events inside the borough.
    wards
        The wards, with `code`.

    Returns
    -------
    int64[w], in the order of the wards
    """
    position = pd.Index(wards["code"]).get_indexer(pd.Index(found["ward"]))
    return counts.count_bins(position.astype(np.int64), size=len(wards))


def study_of(selection: Selection, *, folder: Path | None) -> pd.DataFrame:
    """Give the study cells of a selection.

    Parameters
    ----------
    selection
        The choices.
    folder
        The store's folder; ward outlines replaced by the user are there.

    Returns
    -------
    pd.DataFrame
        As `data.geography.cells` gives them.
    """
    return geography.cells(selection.resolution, selection.vintage, store_dir=folder)


def listed_cells(study: pd.DataFrame, selection: Selection) -> NDArray[np.bool_]:
    """Say which study cells a selection is about: the picked ones of its place, or all of them.

    Parameters
    ----------
    study
        The study cells.
    selection
        The choices.

    Returns
    -------
    bool[m]
    """
    here = of_place(study, selection.place, code="ward_code")
    if not selection.picked:
        return here
    return here & study["cell"].isin(cells.cells_from_hex(selection.picked)).to_numpy()


def of_place(units: pd.DataFrame, place: str, *, code: str) -> NDArray[np.bool_]:
    """Say which units belong to a place: cells by their main ward, wards by themselves.

    Parameters
    ----------
    units
        Study cells or wards, with `town`.
    place
        "" for the borough, a town or a ward code.
    code
        Column with the ward's code.

    Returns
    -------
    bool[n]
    """
    if not place:
        return np.ones(len(units), dtype=np.bool_)
    held = units[code].eq(place) | units["town"].eq(place)
    return held.to_numpy(dtype=np.bool_)
