"""Controls of the Trends page whose choices are kept in the session and in the address."""

from collections.abc import Mapping
from typing import cast

import streamlit as st

from dashboard.findings import spots
from geo.nulls import Null
from geo.patterns import Wording

PREFIX = "trends_"
"""Before the name of a choice in the session; the address has the name alone."""

NULL_LABELS = {"residents": "Residents", "even": "Even spread"}
WORDING_LABELS = {"current": "Current", "older": "Older"}


def kept(name: str, options: Mapping[str, str]) -> str:
    """Give the choice in force: the session's, else the address's, else the first.

    Parameters
    ----------
    name
        Name of the choice.
    options
        Its values with their labels.

    Returns
    -------
    str
        Always one of the options, whatever the address says.
    """
    asked = st.session_state.get(PREFIX + name) or st.query_params.get(name, "")
    chosen = str(asked) if asked in options else next(iter(options))
    st.session_state[PREFIX + name] = chosen
    return chosen


def segmented(label: str, name: str, options: Mapping[str, str]) -> str:
    """Let a person choose one of a few.

    Parameters
    ----------
    label
        What is chosen, shown before the control.
    name
        Name of the choice.
    options
        Its values with their labels; the first is the default.

    Returns
    -------
    str
        The choice; a second press on it changes nothing.
    """
    widget = f"{PREFIX}{name}_control"
    chosen = kept(name, options)
    st.session_state[widget] = chosen
    with st.container(key=f"asks_{name}", horizontal=True):
        if label:
            st.html(f'<span class="hs-label">{label}</span>')
        st.segmented_control(
            label or name,
            list(options),
            key=widget,
            format_func=lambda value: options[value],
            on_change=_take,
            args=(name,),
            label_visibility="collapsed",
        )
    return chosen


def null() -> Null:
    """Let a person choose what chance is taken to do."""
    labels: dict[str, str] = {key: NULL_LABELS[key] for key in reversed(spots.NULLS)}
    return cast("Null", segmented("Compared with", "null", labels))


def wording() -> Wording:
    """Let a person choose which definitions of the emerging classes hold."""
    return cast("Wording", segmented("Definitions", "wording", WORDING_LABELS))


def in_address() -> dict[str, str]:
    """Give the choices of this page as parameters of the address."""
    return {
        str(key).removeprefix(PREFIX): value
        for key, value in st.session_state.items()
        if str(key).startswith(PREFIX) and not str(key).endswith("_control")
    }


def _take(name: str) -> None:
    chosen = st.session_state[f"{PREFIX}{name}_control"]
    if chosen is not None:
        st.session_state[PREFIX + name] = chosen
