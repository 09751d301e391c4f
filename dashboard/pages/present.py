"""Present: the same map for a room, with nothing to trip over."""

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import session
from dashboard.panels import frame, side, views


def draw(*, back: Page) -> None:
    """Draw the page.

    Parameters
    ----------
    back
        The page that the small link leads back to.
    """
    look = session.look()
    st.page_link(back, label="Back to Explore")
    views.chooser(look)
    with st.container(key="stage"):
        frame.mount(look, page="present")
    side.acknowledge_alone()
    st.session_state[session.DRAWN] = True
