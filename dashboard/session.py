"""One person's look at the dashboard: who they are, what they see, and the view that settled.

The selection lives under a key of our own and not a widget's, so that it outlives a page that is
left and come back to.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import streamlit as st

from dashboard import access, results, settings
from dashboard.commands.options import default_window
from dashboard.selection import Selection
from dashboard.source import Source, source_of
from data import geography
from data.store import Store, StoreError
from geo import cells
from geo.windows import Window

SELECTION = "hotspots_selection"
ACKNOWLEDGED = "hotspots_acknowledged"
DRAWN = "hotspots_drawn"
LEAD = "hotspots_lead"
PANELS = "panels"
NO_DATA = Window(date(2020, 1, 1), date(2020, 4, 1))

_ID = re.compile(r"[0-9a-z]{1,16}-[0-9]{1,9}")
_LOG = logging.getLogger("hotspots")


class Look(NamedTuple):
    """What one run of a page works with."""

    options: settings.Settings
    viewer: access.Viewer
    source: Source
    selection: Selection


def look() -> Look:
    """Find out who is looking and at what.

    Returns
    -------
    Look
        With the store's version at this moment, so that new data are seen at each run.

    Raises
    ------
    PermissionError
        When a proxy should have named the person and has not.
    """
    options = settings.current()
    viewer = access.viewer(st.context.headers, settings=options)
    store = Store(options.store)
    source = source_of(store, layers=viewer.layers, vintage=geography.VINTAGES[0])
    selection = _selection(source)
    return Look(options, viewer, source._replace(vintage=selection.vintage), selection)


def choose(**choices: object) -> None:
    """Change choices of the selection; for the callbacks of controls.

    Parameters
    ----------
    **choices
        Fields of `Selection` with their new values.
    """
    kept: Selection = st.session_state[SELECTION]
    st.session_state[LEAD] = lead() + 1
    st.session_state[SELECTION] = replace(kept, **choices)  # type: ignore[arg-type]  # any field


def lead() -> int:
    """Count how often Python changed the view; where it did, the map follows Python's.

    Returns
    -------
    int
        0 while the map alone has changed it.
    """
    count: int = st.session_state.get(LEAD, 0)
    return count


def settled(message: object) -> bool:
    """Take over the view that came to rest in the map, if it keeps the rules.

    Parameters
    ----------
    message
        ``{"id": ..., "view": {...}}`` from the browser; not to be trusted.

    Returns
    -------
    bool
        Whether the panels alone follow it. A new resolution needs other map data, so the whole
        page runs; so it does where no panels were drawn yet in this session.
    """
    if not isinstance(message, Mapping) or not _ID.fullmatch(str(message.get("id"))):
        _LOG.warning("A message from the map had no usable number and was left aside.")
        return True
    st.session_state[ACKNOWLEDGED] = str(message["id"])
    try:
        before: Selection = look().selection
        seen = before.from_view(message.get("view"), permitted=look().viewer.layers)
    except StoreError:
        return False  # the whole page says what is wrong
    except ValueError as problem:
        _LOG.warning("A view was refused: %s", problem)
        return DRAWN in st.session_state
    st.session_state[SELECTION] = seen
    return DRAWN in st.session_state and seen.resolution == before.resolution


def default_selection(source: Source) -> Selection:
    """Say what a page shows before anyone has chosen: all layers, the last three months.

    Parameters
    ----------
    source
        What the viewer may see.

    Returns
    -------
    Selection
        The window ends with the last event of the layer in focus and holds whole months where
        an event is known only by its month.
    """
    until = results.freshness(source).until
    held = [layer for layer in source.layers if layer in until]
    focus = held[0] if held else source.layers[0]
    layers = [focus, *(layer for layer in source.layers if layer != focus)]
    return Selection(
        layers=source.layers,
        focus=focus,
        resolution=cells.DEFAULT_RESOLUTION,
        window=default_window(results.events(source), layers=layers) if held else NO_DATA,
        vintage=source.vintage,
    )


def _selection(source: Source) -> Selection:
    kept: Selection | None = st.session_state.get(SELECTION)
    if kept is None:
        kept = Selection.from_query(
            {key: str(value) for key, value in st.query_params.items()},
            defaults=default_selection(source),
            permitted=source.layers,
        )
        if results.freshness(source).until:  # an empty store has nothing to choose from
            st.session_state[SELECTION] = kept
    return kept
