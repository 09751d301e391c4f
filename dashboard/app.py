"""The pages and what surrounds them all; each look at the dashboard begins here."""

from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import results, session, settings
from dashboard.pages import explore, intake, present, trends
from dashboard.panels import chrome, trouble
from data.troubles import StoreError
from geo.days import LONDON

ICON = Path(__file__).parent / "panels" / "icon.svg"


@trouble.told
def run() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title="Halton hotspots", page_icon=str(ICON), layout="wide")
    chrome.styles()
    chrome.marking(settings.current().marking)
    home = st.Page(explore.draw, title="Explore", url_path="explore", default=True)
    stage = st.Page(partial(present.draw, back=home), title="Present", url_path="present")
    tests = st.Page(trends.draw, title="Trends", url_path="trends")
    desk = st.Page(intake.draw, title="Data", url_path="data")
    page = st.navigation([home, stage, tests, desk], position="top")
    try:
        look = session.look()
        empty = page.url_path != desk.url_path and _is_empty(look)
    except PermissionError as refused:
        _bar()
        chrome.notice("You are not signed in", str(refused))
        return
    except StoreError:
        _bar()
        raise
    if empty:
        _bar()
        chrome.notice(
            "Nothing has been brought in yet",
            "Bring a file in on the page Data, or with “python run.py import FILE”; "
            "this page then shows it at the next look. docs/data-formats.md says what a file "
            "may look like.",
        )
        return
    page.run()


def _is_empty(look: session.Look) -> bool:
    return results.board(look.source, look.selection.resolution) is None


def _bar() -> None:
    """Put the brand where a page would, when a sentence stands in its place."""
    chrome.bar(synthetic=False, today=datetime.now(LONDON).date())
