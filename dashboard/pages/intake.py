"""Data: what each source has sent, and bringing in what comes next."""

from datetime import datetime
from html import escape

import streamlit as st

from dashboard import results, session
from dashboard.panels import chrome
from dashboard.panels.intake import sources
from geo.days import LONDON


def draw() -> None:
    """Draw the page."""
    look = session.look()
    rows = results.sources(look.source)
    fresh = results.freshness(look.source)
    chrome.bar(synthetic=fresh.synthetic, today=datetime.now(LONDON).date())
    with st.container(key="head"):
        st.html(f"<h1>{escape(sources.headline(rows, waiting=None))}</h1>")
    with st.container(key="intake"):
        st.html(
            '<section class="hs-part" tabindex="0" role="region" aria-label="Sources">'
            f"<h2>Sources</h2>{sources.table(rows)}</section>"
        )
    if rows:
        st.html(chrome.footer(fresh))
