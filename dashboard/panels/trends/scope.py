"""What the whole page is about: the layer and the window, those of the selection."""

import streamlit as st

from dashboard import results, session
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from geo.windows import Window, last_months

LAYER_KEY, WINDOW_KEY = "scope_layer", "scope_window"
PRESETS = {3: "3 months", 6: "6 months", 12: "1 year"}


def layer(look: Look) -> None:
    """Let a person choose the layer in focus among those they may see and that hold events."""
    held = [name for name in look.source.layers if name in results.freshness(look.source).until]
    st.session_state[LAYER_KEY] = look.selection.focus
    with st.container(key="asks_layer", horizontal=True):
        st.html('<span class="hs-label">Layer</span>')
        st.segmented_control(
            "Layer",
            held,
            key=LAYER_KEY,
            format_func=lambda name: LAYER_LABELS[name],
            on_change=_to_layer,
            args=(look.source.layers,),
            label_visibility="collapsed",
        )


def window(look: Look) -> None:
    """Let a person choose a usual window that ends with the data; any other comes from Explore."""
    windows = _presets(look)
    chosen = [months for months, one in windows.items() if one == look.selection.window]
    st.session_state[WINDOW_KEY] = chosen[0] if chosen else None
    with st.container(key="asks_window", horizontal=True):
        st.html('<span class="hs-label">Last</span>')
        st.segmented_control(
            "Window",
            list(windows),
            key=WINDOW_KEY,
            format_func=lambda months: PRESETS[months],
            on_change=_to_window,
            args=(windows,),
            label_visibility="collapsed",
        )


def _presets(look: Look) -> dict[int, Window]:
    last = session.default_selection(look.source).window.last
    return {months: last_months(last, months=months) for months in PRESETS}


def _to_layer(permitted: tuple[str, ...]) -> None:
    chosen = st.session_state[LAYER_KEY]
    if chosen is not None:
        kept = st.session_state[session.SELECTION].layers
        visible = tuple(name for name in permitted if name in (*kept, chosen))
        session.choose(layers=visible, focus=chosen, measure="count")


def _to_window(windows: dict[int, Window]) -> None:
    chosen = st.session_state[WINDOW_KEY]
    if chosen is not None:
        session.choose(window=windows[chosen])
