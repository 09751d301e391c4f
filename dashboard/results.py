"""The only cache: nothing is computed twice, and nothing is shared with who may not see it.

Every cached value is found by a `Source`: the store, its version and the layers that the viewer
may see. A new import changes the version, so the next look computes afresh and the old results
are pushed out in time.
"""

import hashlib
import json
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import mapdata, tallies
from dashboard.board import Board, lay_out
from dashboard.findings.ground import Ground, ground_of
from dashboard.findings.questions import QUESTIONS
from dashboard.hexmap import packing
from dashboard.selection import Selection
from dashboard.snapshots import sheet, words
from dashboard.source import Source, map_version
from dashboard.sources import Freshness, SourceRow, freshness_of, sources_of
from data import geography, placed
from data.frames import in_force


class MapFile(NamedTuple):
    """The packed data of a map, compressed, and a name for exactly this content."""

    compressed: bytes
    version: str


@st.cache_resource(max_entries=8, show_spinner=False)
def events(source: Source) -> pd.DataFrame:
    """Read the events that the viewer may see, each with its ward; not to be changed.

    Returns
    -------
    pd.DataFrame
        As `data.placed.placed` returns them.
    """
    found = source.store.events()
    permitted = found.loc[found["layer"].isin(source.layers)]
    return placed.placed(permitted, vintage=source.vintage, store_dir=source.path)


@st.cache_resource(max_entries=8, show_spinner=False)
def study(source: Source, resolution: int) -> pd.DataFrame:
    """Give the study cells of a resolution; not to be changed.

    Returns
    -------
    pd.DataFrame
        As `data.geography.cells` returns them.
    """
    return geography.cells(resolution, source.vintage, store_dir=source.path)


@st.cache_resource(max_entries=8, show_spinner=False)
def wards(source: Source) -> pd.DataFrame:
    """Give the wards without their outlines; not to be changed.

    Returns
    -------
    pd.DataFrame
        Columns `code`, `name` and `town`.
    """
    found = geography.wards(source.vintage, store_dir=source.path)
    return pd.DataFrame(found[["code", "name", "town"]])


@st.cache_resource(max_entries=16, show_spinner=False)
def board(source: Source, resolution: int) -> Board | None:
    """Lay the events out on the cells of a resolution.

    Returns
    -------
    Board or None
        None when the viewer may see no event inside the borough.
    """
    found = events(source)
    if not found["ward"].ne("").any():
        return None
    return lay_out(
        found,
        study=study(source, resolution),
        wards=wards(source),
        layers=source.layers,
        resolution=resolution,
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def counts(source: Source, selection: Selection) -> tallies.Counts:
    """Count what a selection holds; its cell should be left out, as it changes nothing.

    Returns
    -------
    tallies.Counts

    Raises
    ------
    LookupError
        When there are no events to count; ask `board` first.
    """
    cell_wards = study(source, selection.resolution)["ward_code"].to_numpy(dtype=str)
    return tallies.counts_of(_board(source, selection), selection, cell_wards=cell_wards)


@st.cache_resource(max_entries=256, show_spinner=False)
def detail(source: Source, selection: Selection) -> tallies.Detail:
    """Count the selected cell, or the whole place where none is selected.

    Returns
    -------
    tallies.Detail

    Raises
    ------
    LookupError
        When there are no events to count; ask `board` first.
    """
    return tallies.detail_of(_board(source, selection), selection)


@st.cache_resource(max_entries=32, show_spinner=False)
def months(source: Source, selection: Selection) -> tallies.Months:
    """Count each month of the data; the selection's cell and window change nothing.

    Returns
    -------
    tallies.Months

    Raises
    ------
    LookupError
        When there are no events to count; ask `board` first.
    """
    return tallies.months_of(_board(source, selection), selection)


@st.cache_resource(max_entries=8, show_spinner=False)
def ground(source: Source, resolution: int) -> Ground:
    """Put together what every statistic stands on; not to be changed.

    Returns
    -------
    Ground

    Raises
    ------
    LookupError
        When there are no events; ask `board` first.
    """
    found = board(source, resolution)
    if found is None:
        raise LookupError("There are no events to test: bring a file in first.")
    held = {"events": events(source), "study": study(source, resolution), "wards": wards(source)}
    return ground_of(found, **held, folder=source.path)


@st.cache_resource(max_entries=256, show_spinner=False)
def answer(source: Source, selection: Selection, question: str, *options: str) -> Any:  # noqa: ANN401 - `dashboard.answers` gives each its type
    """Answer a statistical question once; ask through `dashboard.answers`.

    Returns
    -------
    object
        What the question of `dashboard.findings.questions` returns.
    """
    return QUESTIONS[question](ground(source, selection.resolution), selection, *options)


@st.cache_resource(max_entries=64, show_spinner=False)
def placing(source: Source, selection: Selection) -> str:
    """Say how many of the events counted are placed more coarsely than a hexagon is wide."""
    chosen = sheet.chosen_events(events(source), selection)
    return words.coarse_words(chosen, resolution=selection.resolution)


@st.cache_resource(max_entries=16, show_spinner=False)
def freshness(source: Source) -> Freshness:
    """Say how fresh the data are.

    Returns
    -------
    Freshness
    """
    return freshness_of(events(source), in_force(source.store.batches()))


@st.cache_resource(max_entries=16, show_spinner=False)
def sources(source: Source) -> tuple[SourceRow, ...]:
    """Sum up what each source has sent, of the layers that the viewer may see.

    Returns
    -------
    tuple of SourceRow
    """
    return sources_of(events(source), source.store.batches())


@st.cache_resource(max_entries=32, show_spinner=False)
def map_file(source: Source, resolution: int, place: str) -> MapFile:
    """Pack and compress the data of a map, once for all who may see the same.

    Returns
    -------
    MapFile

    Raises
    ------
    LookupError
        When there are no events to draw; ask `board` first.
    """
    found = board(source, resolution)
    if found is None:
        raise LookupError("There are no events to draw: bring a file in first.")
    version = map_version(source, resolution, place)
    packed = mapdata.pack(
        found,
        study=study(source, resolution),
        wards=wards(source),
        sheet=(version, resolution, source.vintage, place, freshness(source).synthetic),
    )
    return MapFile(packing.compressed(packed), version)


@st.cache_resource(max_entries=4, show_spinner=False)
def basemap(source: Source) -> MapFile:
    """Write and compress the ground that maps are drawn on; it holds no event."""
    ground = geography.basemap(source.vintage, store_dir=source.path)
    text = json.dumps(ground, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    return MapFile(packing.compressed(text), hashlib.sha256(text).hexdigest()[:16])


def _board(source: Source, selection: Selection) -> Board:
    found = board(source, selection.resolution)
    if found is None:
        raise LookupError("There are no events to count: bring a file in first.")
    return found
