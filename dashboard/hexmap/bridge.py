"""The map's seat in a Streamlit page: one component that makes the frame and talks to it.

It stands in the main body and in no fragment, under a constant key: so it is made once, lives
through every change of a filter, and goes on working after the server was restarted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

KEY = "map"
_HERE = Path(__file__).parent
_PARTS = ("around.js", "rows.js", "bridge.js")

_SEAT = st.components.v2.component(
    "hotspots_map",
    js="".join((_HERE / name).read_text(encoding="utf-8") for name in _PARTS),
    isolate_styles=False,
)


def mount(
    data: dict[str, Any],
    *,
    on_settled: Callable[[], None],
    on_renew: Callable[[], None],
    on_asked: Callable[[], None],
    on_turn: Callable[[], None],
) -> None:
    """Put the map in the page.

    Parameters
    ----------
    data
        ``map`` (address of the frame's page), ``url`` and ``version`` of the map data, ``page``
        ("explore" or "present"), ``view``, ``lead`` (how often Python changed the view),
        ``query`` (choices that the frame does not own, for the address), ``marking``,
        ``unheld`` (layers of which there are no data), ``meetings`` (days of past ones), ``notes``
        (marks on cells), ``noted`` (their version) and ``views`` (``at``, the saved view that was
        opened last or -1, and ``count``). JSON values only.
    on_settled
        Called when a view came to rest; `message` holds it.
    on_renew
        Called when the map data's token has expired or a mark was changed; the page should run
        whole.
    on_asked
        Called when a click beside the map asked for something; `asked` says what.
    on_turn
        Called when a key asked for another saved view; `turned` says which.
    """
    _SEAT(
        key=KEY,
        data=data,
        default={"settled": None, "renew": None, "turn": None, "asked": None},
        height="stretch",
        on_settled_change=on_settled,
        on_renew_change=on_renew,
        on_asked_change=on_asked,
        on_turn_change=on_turn,
    )


def message() -> object:
    """Return the last message from the map, as the browser sent it.

    Returns
    -------
    object
        None before the first; not to be trusted.
    """
    return _state().get("settled")


def turned() -> object:
    """Return which saved view was asked for last, as the browser sent it.

    Returns
    -------
    object
        None before the first; not to be trusted.
    """
    return _state().get("turn")


def asked() -> object:
    """Return what a click beside the map asked for last, as the browser sent it.

    Returns
    -------
    object
        None before the first; not to be trusted.
    """
    return _state().get("asked")


def _state() -> Any:  # noqa: ANN401 - Streamlit's own kind of mapping
    return st.session_state.get(KEY) or {}
