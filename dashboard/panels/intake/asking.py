"""What a person has to say of a sheet: its layer, the order of its dates, what its columns hold."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard import desk, session
from dashboard.arrivals import Arrival
from dashboard.panels.intake import columns
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from data.looking import Seen, Told, WhichColumns, WhichLayer, WhichOrder

ORDER_LABELS = {
    "day-first": "Day first",
    "month-first": "Month first",
    "iso": "Year first",
    "excel-1900": "Excel numbers of 1900 (usual)",
    "excel-1904": "Excel numbers of 1904 (old Macs)",
}


def ask(look: Look, arrival: Arrival, at: int, seen: Seen, *, key: str) -> None:
    """Ask what a sheet leaves open.

    Parameters
    ----------
    look
        Who is asked.
    arrival
        The file.
    at
        The sheet's place in it.
    seen
        What was found in it.
    key
        Begins the names of the widgets.
    """
    name = arrival.sheets[at].name
    if name and len(arrival.sheets) > 1:
        st.html(f'<h3 class="hs-sheet">Sheet {escape(name)}</h3>')
    match seen.question:
        case WhichLayer(layers):
            _layer(arrival, at, layers, key=key)
        case WhichOrder() as order:
            _order(arrival, at, order, key=key)
        case WhichColumns() as unknown:
            columns.ask(look, arrival, at, unknown, key=key)
        case None:
            pass


def take(arrival: Arrival, at: int, told: Told) -> None:
    """Keep what a person said of a sheet, and look again.

    Parameters
    ----------
    arrival
        The file.
    at
        The sheet's place in it.
    told
        All that the person has said of it.
    """
    arrival.told[at] = told
    arrival.left_out.discard(at)
    desk.read(session.look(), arrival)


def _layer(arrival: Arrival, at: int, layers: Sequence[str], *, key: str) -> None:
    st.html('<p class="hs-question">Its columns fit more than one layer. Which is it?</p>')
    st.segmented_control(
        "Layer",
        layers,
        key=key,
        default=None,
        format_func=lambda layer: LAYER_LABELS[layer],
        on_change=_take_layer,
        args=(arrival, at, key),
        label_visibility="collapsed",
    )


def _take_layer(arrival: Arrival, at: int, key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        told = arrival.told.get(at, Told())
        take(arrival, at, Told(layer=chosen, date_order=told.date_order))


def _order(arrival: Arrival, at: int, asked: WhichOrder, *, key: str) -> None:
    begins = "are written in more than one way" if asked.mixed else "may be read in two ways"
    st.html(
        f'<p class="hs-question">The dates in <b>{escape(asked.heading)}</b> {begins}. '
        "Which is right?</p>"
    )
    st.radio(
        "How the dates are written",
        asked.choices,
        index=None,
        key=key,
        format_func=ORDER_LABELS.__getitem__,
        captions=[_readings(asked, order) for order in asked.choices],
        on_change=_take_order,
        args=(arrival, at, key),
        label_visibility="collapsed",
    )


def _take_order(arrival: Arrival, at: int, key: str) -> None:
    told = arrival.told.get(at, Told())
    take(arrival, at, Told(told.layer, told.mapping, st.session_state[key]))


def _readings(asked: WhichOrder, order: str) -> str:
    """Show how dates would be read; they hold digits and their separators only."""
    return "; ".join(_reading(text, days[order]) for text, days in asked.examples)


def _reading(text: str, day: date | None) -> str:
    plain = text.replace(":", r"\:")  # Streamlit takes :name: for a picture
    return f"{plain} is {day.day} {day:%B %Y}" if day else f"{plain} is set aside"
