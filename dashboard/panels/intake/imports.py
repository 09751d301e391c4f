"""The imports, the last one first, each with a way to undo it."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import desk, session
from dashboard.jobs import reason_of
from dashboard.panels import shapes
from dashboard.panels.intake import card, words
from dashboard.session import Look
from geo.days import LONDON

ASKED, SAID, ALL = "intake_undo", "intake_said", "intake_all"
FIRST = 6
"""Imports that are shown without asking for all."""


def draw(look: Look) -> None:
    """Draw the list.

    Parameters
    ----------
    look
        An analyst who is looking.
    """
    found = desk.imports(look)
    st.html('<h2 class="hs-later">Imports</h2>')
    if said := st.session_state.pop(SAID, ""):
        st.html(said)
    if found.empty:
        st.html('<p class="hs-quietly">Nothing yet.</p>')
    shown = found if st.session_state.get(ALL) else found.head(FIRST)
    for batch in shown.to_dict("records"):
        _draw(batch)
    if len(shown) < len(found):
        st.button(f"Show all {len(found)}", key=ALL, type="tertiary")


def line(batch: dict[Any, Any]) -> str:
    """Write one import.

    Parameters
    ----------
    batch
        A row of `Store.batches`.

    Returns
    -------
    str
        HTML.
    """
    at = batch["imported_at"].tz_convert(LONDON)
    sheet = f", {escape(batch['sheet'])}" if batch["sheet"] else ""
    return (
        f'<div class="hs-import"><b class="hs-name">{escape(batch["file"])}{sheet}</b>'
        f'<span class="hs-under">{shapes.symbol(batch["layer"])} {at.day} {at:%b %Y, %H:%M}</span>'
        f"<span>{_said(batch)}</span></div>"
    )


def _said(batch: dict[Any, Any]) -> str:
    if not pd.isna(batch["undone_at"]):
        at = batch["undone_at"].tz_convert(LONDON)
        return f"Undone on {at.day} {at:%b %Y}"
    if batch["synthetic"]:
        return f"{batch['accepted']:,} invented events"
    return escape(
        words.balance(
            new=batch["accepted"],
            revised=batch["revised"],
            unchanged=batch["duplicates"] - batch["revised"],
            quarantined=batch["quarantined"],
        )
    )


def _draw(batch: dict[Any, Any]) -> None:
    number = int(batch["batch_id"])
    open_to_undo = pd.isna(batch["undone_at"]) and not batch["synthetic"]
    with st.container(key=f"import_{number}", horizontal=True):
        st.html(line(batch))
        if open_to_undo and st.session_state.get(ASKED) != number:
            st.button("Undo", key=f"undo_{number}", on_click=_ask, args=(number,), type="tertiary")
    if open_to_undo and st.session_state.get(ASKED) == number:
        _confirm(batch, number)


def _confirm(batch: dict[Any, Any], number: int) -> None:
    with st.container(key="undo-asks"):
        st.html(
            '<p class="hs-sure" role="alert">Undo this import? '
            f"Its {batch['accepted']:,} new events go, and what it revised is as it was before. "
            "The file may be brought in again.</p>"
        )
        with st.container(key="undo-answers", horizontal=True):
            st.button("Undo it", key="undo_yes", type="primary", on_click=_undo, args=(number,))
            st.button("Keep it", key="undo_no", on_click=_ask, args=(None,))


def _ask(number: int | None) -> None:
    st.session_state[ASKED] = number


def _undo(number: int) -> None:
    st.session_state[ASKED] = None
    try:
        gone = desk.undo(session.look(), number)
    except (PermissionError, LookupError, ValueError, OSError) as refused:
        st.session_state[SAID] = _said_of("hs-trouble", "alert", reason_of(refused))
    else:
        card.forget(number)
        done = f"{gone.file} was undone: {words.undone(gone)}"
        st.session_state[SAID] = _said_of("hs-receipt", "status", done)


def _said_of(look: str, role: str, text: str) -> str:
    return f'<p class="{look}" role="{role}">{escape(text)}</p>'
