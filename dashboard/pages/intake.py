"""Data: what each source has sent, and bringing in what comes next."""

from datetime import datetime
from html import escape

import streamlit as st

from dashboard import access, corrections, results, session
from dashboard.panels import chrome
from dashboard.panels.intake import drop, held, imports, sources
from dashboard.session import Look
from data.store import StoreError
from geo.days import LONDON

NOT_YOURS = (
    "Bringing files in, undoing imports and correcting the quarantine are for analysts. Whoever "
    "runs the dashboard can add a name to HOTSPOTS_ANALYSTS."
)


def draw() -> None:
    """Draw the page, or say why the store can't be read now, as while another import has it."""
    try:
        _draw(session.look())
    except StoreError as trouble:
        chrome.notice("The data can't be read at the moment", str(trouble))


def _draw(look: Look) -> None:
    analyst = access.is_analyst(look.viewer, settings=look.options)
    if analyst:
        drop.settle(look)
        look = session.look()  # the store may hold more now
    rows = results.sources(look.source)
    fresh = results.freshness(look.source)
    waiting = corrections.rows(look) if analyst else None
    chrome.bar(synthetic=fresh.synthetic, today=datetime.now(LONDON).date())
    with st.container(key="head"):
        st.html(f"<h1>{escape(sources.headline(rows, waiting=waiting))}</h1>")
    with st.container(key="intake"), st.container(key="intake-grid"):
        with st.container(key="intake-main"):
            if analyst:
                drop.draw(look)
            st.html(
                '<section class="hs-part" tabindex="0" role="region" aria-label="Sources">'
                f"<h2>Sources</h2>{sources.table(rows)}</section>"
            )
        with st.container(key="intake-side"):
            _side(look, analyst=analyst)
    if rows:
        st.html(chrome.footer(fresh))
    if session.look().source != look.source:
        st.rerun()  # somebody changed the data meanwhile: the parts of the page would not agree


def _side(look: Look, *, analyst: bool) -> None:
    if not analyst:
        st.html(f'<p class="hs-quietly">{escape(NOT_YOURS)}</p>')
        return
    held.draw(look)
    imports.draw(look)
