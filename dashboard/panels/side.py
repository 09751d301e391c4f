"""The panels that follow the settled view: headline, details, rankings and snapshots."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import answers, choices, results, session
from dashboard.findings.overall import Overall
from dashboard.panels import (
    closeup,
    headline,
    league,
    marking,
    scene,
    shifts,
    standfirst,
    summary,
    trouble,
    views,
)
from dashboard.snapshots.writing import render
from dashboard.source import map_version
from dashboard.tallies import Counts
from data import geography, notes

CELLS, WARDS, CHANGES = "Hexagons", "Wards", "Changes"
RANKING_KEY = "ranking_of"
TITLES = {CELLS: "Leading hexagons", WARDS: "Wards", CHANGES: "Rises and falls"}


class Numbers(NamedTuple):
    """The counts of the place, and how they compare."""

    counts: Counts
    overall: Overall


@st.fragment(key=session.PANELS)
@trouble.told
def draw(head: DeltaGenerator, stand: DeltaGenerator) -> None:
    """Draw the panels; on its own whenever a view settles.

    Parameters
    ----------
    head, stand
        Where headline and standfirst go, above the map.
    """
    look = session.look()
    numbers = _numbers(look)
    said = headline.finding(numbers.counts, selection=look.selection, overall=numbers.overall)
    head.html(f"<h1>{escape(said)}</h1>")
    line = standfirst.standfirst(numbers.counts, selection=look.selection, overall=numbers.overall)
    stand.html(f'<p class="hs-stand">{line}</p>')
    rest = closeup.draw(look)
    marking.draw(look)
    _ranking(look, numbers)
    _placing(look)
    _snapshots(look)
    views.draw(look)
    words = st.container()
    acknowledge(look)
    rest()  # the map is answered first: what takes longer follows
    words.html(summary.html(look))


def acknowledge(look: session.Look) -> None:
    """Tell the map that its view has arrived; after what a person must see at once.

    Parameters
    ----------
    look
        Who is looking; the map learns from it too that someone has changed a mark or the data.
    """
    selection = look.selection
    known = {
        "acknowledged": st.session_state.get(session.ACKNOWLEDGED, ""),
        "noted": notes.version(look.source.path),
        "version": map_version(look.source, selection.resolution, selection.place),
    }
    names = " ".join(f'data-hotspots-{name}="{value}"' for name, value in known.items())
    st.html(f'<span class="hs-hidden" {names}></span>')


@st.fragment(key=session.PANELS)
@trouble.told
def acknowledge_alone() -> None:
    """Stand in for the panels on a page that has none, so that a view can settle there too."""
    look = session.look()
    numbers = _numbers(look)
    said = headline.finding(numbers.counts, selection=look.selection, overall=numbers.overall)
    st.html(scene.html(said, look=look, overall=numbers.overall))
    acknowledge(look)


def _numbers(look: session.Look) -> Numbers:
    selection = replace(look.selection, cell="")
    if results.board(look.source, selection.resolution) is None:
        raise LookupError("There are no events to count: bring a file in first.")
    counts = results.counts(look.source, answers.counted(selection))
    return Numbers(counts, answers.overall(look.source, selection))


def _ranking(look: session.Look, numbers: Numbers) -> None:
    with st.container(key="ranking", horizontal=True):
        title = st.empty()
        chosen = st.segmented_control(
            "Ranking of",
            [CELLS, WARDS, CHANGES],
            default=CELLS,
            required=True,
            key=RANKING_KEY,
            label_visibility="collapsed",
        )
    title.html(f'<h2 class="hs-section">{TITLES[chosen or CELLS]}</h2>')
    tables = {
        CELLS: lambda: league.of_cells(look, numbers.counts),
        WARDS: lambda: league.of_wards(look, numbers.counts),
        CHANGES: lambda: shifts.html(look),
    }
    st.html(tables[chosen or CELLS]() + _care(look, numbers, ranked=chosen or CELLS))


def _care(look: session.Look, numbers: Numbers, *, ranked: str) -> str:
    """Say below a ranking how to read its changes, and how far ward figures can be off."""
    selection, overall = look.selection, numbers.overall
    said = []
    if selection.focus not in overall.changes:
        said.append(f"Not compared with {overall.earlier.label()}: {overall.reason}.")
    elif ranked != CHANGES:
        said.append(f"Change against {overall.earlier.label()}. {shifts.CORRECTED}")
    if ranked == WARDS or selection.place not in ("", *choices.TOWNS):
        said.append(geography.ward_care(selection.vintage, store_dir=look.source.path))
    return "".join(f'<p class="hs-none">{escape(line)}</p>' for line in said if line)


def _placing(look: session.Look) -> None:
    said = results.placing(look.source, replace(look.selection, cell=""))
    if said:
        st.html(f'<p class="hs-none">{escape(said)}</p>')


def _snapshots(look: session.Look) -> None:
    with st.container(key="snapshots", horizontal=True):
        for ending, label in (("png", "Save picture"), ("csv", "Save table")):
            st.download_button(
                label,
                data=_file_maker(look, ending),
                file_name=_file_name(look, ending),
                on_click="ignore",
                key=f"save_{ending}",
            )


def _file_maker(look: session.Look, ending: str) -> Callable[[], bytes]:
    def make() -> bytes:
        return render(
            look.selection,
            store=look.source.store,
            ending=ending,
            events=results.events(look.source),
            person=look.viewer.name,
        )

    return make


def _file_name(look: session.Look, ending: str) -> str:
    """Name a file for what it shows, with its marking: a table has no other place for it."""
    selection, window = look.selection, look.selection.window
    marking = re.sub(r"\W+", "-", look.options.marking, flags=re.ASCII).strip("-")
    parts = ("halton", selection.focus, str(window.start), "to", str(window.last), marking)
    return "-".join(filter(None, parts)) + f".{ending}"
