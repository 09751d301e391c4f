"""The content of one snapshot: counts and words, ready to be drawn or written as a table."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from dashboard import tallies
from dashboard.board import lay_out
from dashboard.findings.overall import overall
from dashboard.panels.headline import finding, not_held, picked_words
from dashboard.panels.standfirst import against_words
from dashboard.selection import Selection, place_name
from dashboard.settings import current
from dashboard.snapshots import freshness, hatching, words
from dashboard.snapshots.provenance import provenance, source_words
from data import geography, placed
from data.frames import in_force
from data.store import Store

SYNTHETIC = "Synthetic data"


@dataclass(frozen=True)
class Sheet:
    """What one snapshot says.

    Parameters
    ----------
    selection
        The choices it shows.
    counts
        Columns `cell`, `layer`, `count`, `ward_code`, `ward`.
    title
        The finding.
    lead
        What and when, in one line.
    notes
        Headings and texts of the side column.
    source
        Where the events come from.
    attribution
        What the licences ask to be shown.
    provenance
        Names and values by which the sheet can be made again.
    marking
        Handling marking.
    label
        "Synthetic data" when the events are invented, else "".
    folder
        The store's folder; ward outlines replaced by the user are there.
    marked
        Cells that are hatched, because rankings leave them out.
    """

    selection: Selection
    counts: pd.DataFrame
    title: str
    lead: str
    notes: tuple[tuple[str, str], ...]
    source: str
    attribution: str
    provenance: tuple[tuple[str, str], ...]
    marking: str
    label: str
    folder: Path | None = None
    marked: tuple[int, ...] = ()


def compose(
    selection: Selection,
    *,
    store: Store,
    events: pd.DataFrame | None = None,
    person: str = "",
    made: datetime | None = None,
) -> Sheet:
    """Count a selection and say everything a reader of the counts must know.

    Parameters
    ----------
    selection
        The choices. Its layers must be ones that the person may see.
    store
        Where the events are.
    events
        The store's events as `data.placed.placed` returns them for the selection's wards, where
        they are at hand; read from the store when left out.
    person
        For whom the copy is made, "" when unknown.
    made
        When it is made; now when left out.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        When the window cuts through a month of which only the month is known.
    """
    if events is None:
        events = placed.placed(store.events(), vintage=selection.vintage, store_dir=store.folder)
    placed.require_whole_months(events, layers=selection.layers, window=selection.window)
    chosen = chosen_events(events, selection)
    counts = placed.count_cells(
        chosen, resolution=selection.resolution, vintage=selection.vintage, store_dir=store.folder
    )
    batches = in_force(store.batches())
    synthetic = bool(batches["synthetic"].any())
    title, against = _finding(selection, events, store=store)
    return Sheet(
        selection=selection,
        counts=counts,
        title=title,
        lead=_lead(selection, counts, held=set(events["layer"]), against=against),
        notes=_notes(selection, events=events, chosen=chosen, store=store),
        source=source_words(chosen, synthetic=synthetic),
        attribution=geography.ATTRIBUTION,
        provenance=provenance(selection, batches=batches, person=person, made=made),
        marking=current().marking,
        label=SYNTHETIC if synthetic else "",
        folder=store.folder,
        marked=hatching.marked(selection, store=store),
    )


def chosen_events(events: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the placed events that a selection counts."""
    chosen = placed.select(
        events,
        layers=selection.layers,
        window=selection.window,
        categories=selection.categories,
        place=selection.place,
    )
    return placed.in_cells(chosen, selection.picked, resolution=selection.resolution)


def _finding(selection: Selection, events: pd.DataFrame, *, store: Store) -> tuple[str, str]:
    """Say the finding, by the same rule as the page's headline, and what it compares with."""
    study = geography.cells(selection.resolution, selection.vintage, store_dir=store.folder)
    if not events.loc[events["layer"].isin(selection.layers), "ward"].ne("").any():
        none = f"No {words.LAYER_NAMES[selection.focus]} in {_where(selection)}"
        return none if events["layer"].eq(selection.focus).any() else not_held(selection.focus), ""
    board = lay_out(
        events,
        study=study,
        wards=geography.wards(selection.vintage, store_dir=store.folder),
        layers=selection.layers,
        resolution=selection.resolution,
    )
    found = tallies.counts_of(board, selection, cell_wards=study["ward_code"].to_numpy(dtype=str))
    place = replace(selection, cell="")  # a sheet is of the place, whatever is selected in it
    whole = overall(board, place)
    compared = selection.focus in whole.changes
    against = f", against {against_words(selection, whole.earlier)}" if compared else ""
    return finding(found, selection=place, overall=whole), against


def _where(selection: Selection) -> str:
    """Name the place in a sentence."""
    if selection.picked:
        return picked_words(selection)
    return place_name(selection.place, vintage=selection.vintage) if selection.place else "Halton"


def _lead(selection: Selection, counts: pd.DataFrame, *, held: set[str], against: str = "") -> str:
    """Say what was counted and when, against which window, and how many other events there were."""
    totals = counts.groupby("layer")["count"].sum()
    others = [
        words.number(int(totals[layer]), layer)
        if layer in totals
        else f"no {words.LAYER_NAMES[layer]}"
        for layer in selection.layers
        if layer != selection.focus and layer in held
    ]
    also = f" In the same window {words.joined(others)}." if others else ""
    kinds = words.joined(selection.category_names(), what="more categories")
    only = f" Only {kinds}." if kinds else ""
    return f"{words.MEANINGS[selection.focus]}, {selection.window.label()}{against}.{only}{also}"


def _notes(
    selection: Selection, *, events: pd.DataFrame, chosen: pd.DataFrame, store: Store
) -> tuple[tuple[str, str], ...]:
    """Put the side column together; a heading with nothing to say is left out."""
    place = _where(selection) if selection.place or selection.picked else ""
    inside = place_name(selection.place, vintage=selection.vintage) if selection.place else ""
    filters = words.filter_words(
        categories=selection.category_names(),
        place=place,
        wards=len(geography.wards(selection.vintage, store_dir=store.folder)),
        resolution=selection.resolution,
        vintage=selection.vintage,
    )
    away = _not_in_a_ward(events, selection)
    care = words.care_words(
        chosen,
        outside=len(placed.located(away)),
        unresolved=int(away["lng"].isna().sum()),
        gaps=freshness.months_not_held(events, layers=selection.layers, window=selection.window),
        wards=geography.ward_care(selection.vintage, store_dir=store.folder),
        resolution=selection.resolution,
    )
    notes = (
        ("Window", words.window_words(selection.window, precisions=chosen["precision"])),
        ("Filters", filters),
        ("Method", words.method_words(selection.layers, focus=selection.focus, place=inside)),
        ("Read with care", care),
        ("Data freshness", freshness.freshness_words(events, layers=selection.layers)),
    )
    return tuple(note for note in notes if note[1])


def _not_in_a_ward(events: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Keep the events of the window that no ward holds: outside, or of a ward cut in pieces."""
    away = events.loc[events["ward"].eq("") & events["layer"].isin(selection.layers)]
    return away.loc[selection.window.holds(away["start"])]
