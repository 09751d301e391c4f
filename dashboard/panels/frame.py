"""The map in the page: what it is told, and what happens when it reports a view."""

import streamlit as st

from dashboard import fields, results, routes, session
from dashboard.hexmap import bridge
from dashboard.panels import asked, marking, views
from dashboard.source import map_version
from data import notes


def mount(look: session.Look, *, page: str) -> None:
    """Put the map in the page.

    Parameters
    ----------
    look
        Who is looking and at what.
    page
        "explore" or "present".
    """
    selection = look.selection
    filters = (selection.resolution, selection.place)
    query = selection.to_query()
    bridge.mount(
        {
            "map": "/map",
            "url": routes.data_address(
                look.source, viewer=look.viewer, options=look.options, filters=filters
            ),
            "version": map_version(look.source, *filters),
            "page": page,
            "view": selection.to_view(),
            "lead": session.lead(),
            "query": {k: v for k, v in query.items() if k not in fields.OWNED},
            "marking": look.options.marking,
            "unheld": [
                layer
                for layer in look.source.layers
                if layer not in results.freshness(look.source).until
            ],
            "meetings": [day.isoformat() for day in look.options.meetings],
            "notes": marking.for_map(look),
            "noted": notes.version(look.source.path),
            "views": views.for_map(look),
        },
        on_settled=_settled,
        on_renew=_renew,
        on_asked=_asked,
        on_turn=views.turn,
    )


def _settled() -> None:
    """Let the panels follow a settled view; the map itself is already there."""
    if session.settled(bridge.message()):
        st.rerun(session.PANELS)


def _asked() -> None:
    """Do what a click beside the map asked for."""
    if asked.take(bridge.asked()):
        st.rerun(session.PANELS)


def _renew() -> None:
    """Do nothing: the whole page runs after this, with a new token and the marks of now."""
