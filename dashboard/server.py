"""The application that the server runs: Streamlit's pages, and our own routes beside them."""

import logging
import secrets

import streamlit as st
from starlette.middleware import Middleware

from dashboard import headers, routes

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
        '<p class="hotspots-sorry" role="alert">Something went wrong on this page, and it is not '
        "your doing. Reload the page; if it happens again, tell whoever looks after the dashboard "
        f"the number {number}.</p>"
    )
    return True


app = st.App(
    "app.py",
    routes=routes.routes(),
    middleware=[Middleware(headers.SecurityHeaders)],
    on_script_error=say_sorry,
)
