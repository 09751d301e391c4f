"""The application that the server runs: Streamlit's pages, and our own routes beside them."""

import gc
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from dashboard import headers, routes
from dashboard.pages import explore, intake, present, trends

PAGES = (explore, present, trends, intake)
"""Loaded before the first visitor comes, and before `awake` sets them aside."""

_LOG = logging.getLogger("hotspots")


def say_sorry(error: Exception) -> bool:
    """Tell a person in a plain sentence that something failed; the rest goes to the log.

    Parameters
    ----------
    error
        What went wrong in a page.

    Returns
    -------
    bool
        True: Streamlit shows nothing of its own.
    """
    number = secrets.token_hex(3)
    _LOG.error("A page failed (%s).", number, exc_info=error)
    st.html(
        '<p class="hs-sorry" role="alert">Something went wrong on this page, and it is not '
        "your doing. Reload the page; if it happens again, tell whoever looks after the dashboard "
        f"the number {number}.</p>"
    )
    return True


@asynccontextmanager
async def awake(_app: st.App) -> AsyncIterator[None]:
    """Set what is loaded aside from the garbage collector for the life of the server.

    Streamlit collects all garbage after each run of a page. With our libraries loaded that takes
    a quarter of a second, during which no answer leaves the server; without them, nothing.

    Parameters
    ----------
    _app
        The application.

    Yields
    ------
    None
        Once the server may answer.
    """
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    "start/script.py",
    routes=routes.routes(),
    middleware=[Middleware(headers.SecurityHeaders)],
    lifespan=awake,
    on_script_error=say_sorry,
)
