"""Explore: the map and its clock, what they hold in numbers, and one cell in depth."""

from datetime import datetime

import streamlit as st

from dashboard import results, session
from dashboard.panels import chrome, controls, frame, side
from geo.days import LONDON


def draw() -> None:
    """Draw the page; only the panels run again when the clock comes to rest."""
    look = session.look()
    fresh = results.freshness(look.source)
    chrome.bar(synthetic=fresh.synthetic, today=datetime.now(LONDON).date())
    head = st.container(key="head")
    with st.container(key="tools"):
        stand = st.container(key="stand")
        controls.place(look.selection)
    with st.container(key="body", horizontal=True):
        with st.container(key="map-frame"):
            frame.mount(look, page="explore")
        panel = st.container(key="side")
    with panel:
        side.draw(head, stand)
    st.html(chrome.footer(fresh))
    st.session_state[session.DRAWN] = True
