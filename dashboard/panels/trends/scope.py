"""What the whole page is about: layer, window, hexagons and the window compared with.

These are the selection's own choices, the same as on Explore, so that the map and this page cannot
tell two stories.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard import comparing, results, session
from dashboard.findings.held import of_board
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from geo.windows import Window, last_months

LAYER_KEY, WINDOW_KEY, SIZE_KEY, AGAINST_KEY = (
    "scope_layer",
    "scope_window",
    "scope_size",
    "scope_against",
)
PRESETS = {3: "3 months", 6: "6 months", 12: "1 year"}
SIZES = {8: "Large", 9: "Medium", 10: "Small"}
"""Resolution to what the map calls its hexagons."""

EARLIER = {comparing.YEAR: "Year before", comparing.BEFORE: "Time just before"}


def layer(look: Look) -> None:
    """Let a person choose the layer in focus among those they may see and that hold events."""
    held = [name for name in look.source.layers if name in results.freshness(look.source).until]
    options = {name: LAYER_LABELS[name] for name in held}
    _ask("Layer", LAYER_KEY, options, look.selection.focus, _to_layer, look.source.layers)


def window(look: Look) -> None:
    """Let a person choose a usual window that ends with the data; any other comes from Explore."""
    windows = _presets(look)
    chosen = [months for months, one in windows.items() if one == look.selection.window]
    _ask("Last", WINDOW_KEY, PRESETS, chosen[0] if chosen else None, _to_window, windows)


def ends_with_data(look: Look) -> bool:
    """Tell whether the window ends as all usual ones do."""
    return look.selection.window.end in {one.end for one in _presets(look).values()}


def size(look: Look) -> None:
    """Let a person choose how large the hexagons are that are tested."""
    _ask("Hexagons", SIZE_KEY, SIZES, look.selection.resolution, _to_size)


def against(look: Look) -> str:
    """Let a person choose the window compared with; two dates of one's own come from Explore.

    Returns
    -------
    str
        As in `Selection`.
    """
    chosen = look.selection.against
    own = {} if chosen in EARLIER else {chosen: "Own dates"}
    _ask("Against", AGAINST_KEY, EARLIER | own, chosen, _to_against)
    return chosen


def _ask(
    label: str,
    key: str,
    options: Mapping[Any, str],
    chosen: object,
    then: Callable[..., None],
    *args: object,
) -> None:
    st.session_state[key] = chosen if chosen in options else None
    with st.container(key=key.replace("scope", "asks"), horizontal=True):
        st.html(f'<span class="hs-label">{label}</span>')
        st.segmented_control(
            label,
            list(options),
            key=key,
            format_func=lambda value: options[value],
            on_change=then,
            args=args,
            label_visibility="collapsed",
        )


def _presets(look: Look) -> dict[int, Window]:
    last = session.default_selection(look.source).window.last
    board = results.board(look.source, look.selection.resolution)
    if board is not None:  # a layer that comes in more slowly has windows of its own
        last = of_board(board, look.selection.focus).ends(latest=last)
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


def _to_size() -> None:
    chosen = st.session_state[SIZE_KEY]
    if chosen is not None:
        session.choose(resolution=chosen, cell="", picked=())  # both are of the old size


def _to_against() -> None:
    chosen = st.session_state[AGAINST_KEY]
    if chosen is not None:
        session.choose(against=chosen)
