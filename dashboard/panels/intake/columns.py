"""What the columns of an unknown file hold: proposed, and confirmed or corrected by a person."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from html import escape
from pathlib import PurePath

import streamlit as st

from dashboard import desk, session
from dashboard.arrivals import Arrival
from dashboard.session import Look
from dashboard.words import LAYER_LABELS
from data.columns import Column
from data.looking import Told, WhichColumns
from data.mapping import Mapping, form_of
from data.proposals import HINTS, Proposal, propose

NOWHERE = -1
"""Stands for a column that the file does not have."""
LABELS = {"uprn": "UPRN"}
ACROSS = 4
SHOWN = 28
"""Characters of a heading, and of an example, in a list."""


def ask(look: Look, arrival: Arrival, at: int, asked: WhichColumns, *, key: str) -> None:
    """Let a person say what the columns of a sheet hold.

    Parameters
    ----------
    look
        Who is asked.
    arrival
        The file.
    at
        The sheet's place in it.
    asked
        The headings, and some rows.
    key
        Begins the names of the widgets.
    """
    unknown = "" if at in arrival.told else "Its columns are of no form that is known. "
    st.html(
        f'<p class="hs-question">{unknown}Say what its columns hold; the next file with these '
        "columns is then read without asking.</p>"
    )
    layer = _layer(look, asked, key=key)
    found = propose(asked.header, asked.sample, layer=layer)
    kept = arrival.told.get(at, Told()).mapping
    given = dict(kept.columns) if kept and kept.layer == layer else found.columns
    form = f"{key}_{layer}"
    with st.form(form, border=False):
        _source(arrival, kept, key=form)
        first, others = _sorted(layer, given)
        _selects(first, asked, given, key=form)
        with st.expander("Other columns", expanded=bool(found.lacking) and not kept):
            _selects(others, asked, given, key=form)
        st.form_submit_button(
            "Use these columns", type="primary", on_click=_take, args=(arrival, at, layer, form)
        )
    _trouble(found, form)


def _layer(look: Look, asked: WhichColumns, *, key: str) -> str:
    """Ask for the layer first: what is needed depends on it."""
    guess = propose(asked.header, asked.sample).layer
    permitted = look.viewer.layers
    chosen = st.segmented_control(
        "Layer",
        permitted,
        key=f"{key}_layer",
        default=guess if guess in permitted else permitted[0],
        format_func=lambda layer: LAYER_LABELS[layer],
        required=True,
    )
    return str(chosen)


def _source(arrival: Arrival, kept: Mapping | None, *, key: str) -> None:
    stem = PurePath(arrival.name).stem
    st.text_input(
        "Who sent it",
        value=kept.source if kept else stem,
        key=f"{key}_from",
        max_chars=60,
        width=320,
    )


def _sorted(layer: str, given: Table[str, str]) -> tuple[list[Column], list[Column]]:
    """Show what is needed or found first."""
    every = [column for column in form_of(layer).columns if column.name in HINTS]
    first = [column for column in every if column.required or column.name in given]
    return first, [column for column in every if column not in first]


def _selects(
    columns: Sequence[Column], asked: WhichColumns, given: Table[str, str], *, key: str
) -> None:
    labels = {at: _label(asked, at) for at, name in enumerate(asked.header) if name.strip()}
    place = {asked.header[at]: at for at in reversed(labels)}
    for begin in range(0, len(columns), ACROSS):
        seats = st.columns(ACROSS)
        for seat, column in zip(seats, columns[begin : begin + ACROSS], strict=False):
            options = [*labels] if column.required else [NOWHERE, *labels]
            chosen = place.get(given.get(column.name, ""))
            seat.selectbox(
                LABELS.get(column.name, column.name.capitalize()),
                options,
                index=None if chosen is None else options.index(chosen),
                key=f"{key}_{column.name}",
                format_func=lambda at: labels.get(at, "Not in this file"),
                placeholder="Choose" if column.required else "Not in this file",
            )


def _label(asked: WhichColumns, at: int) -> str:
    """Name a heading with the first thing that stands below it."""
    cells = asked.sample.iloc[:, at]
    filled = cells[cells.ne("")]
    heading = _short(asked.header[at])
    return heading if filled.empty else f"{heading}: {_short(str(filled.iloc[0]))}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[:SHOWN] + "…"


def _take(arrival: Arrival, at: int, layer: str, key: str) -> None:
    """Make the mapping of the choices; what is wrong with it is said below the form."""
    header = arrival.sheets[at].header
    chosen = {
        column.name: st.session_state.get(f"{key}_{column.name}")
        for column in form_of(layer).columns
        if column.name in HINTS
    }
    held = {name: header[place] for name, place in chosen.items() if place not in (None, NOWHERE)}
    try:
        mapping = Mapping(st.session_state[f"{key}_from"], layer, held)
    except ValueError as error:
        st.session_state[f"{key}_trouble"] = str(error)
        return
    st.session_state.pop(f"{key}_trouble", None)
    told = arrival.told.get(at, Told())
    arrival.told[at] = Told(layer, mapping, told.date_order)
    arrival.left_out.discard(at)
    desk.read(session.look(), arrival)


def _trouble(found: Proposal, key: str) -> None:
    said = st.session_state.get(f"{key}_trouble", "")
    if said:
        st.html(f'<p class="hs-trouble" role="alert">{escape(said)}</p>')
    elif found.lacking:
        st.html(f'<p class="hs-note">Still to be said: {escape(", ".join(found.lacking))}.</p>')
