"""The controls beside the standfirst: which place the page is about."""

import streamlit as st

from dashboard import choices, session
from dashboard.selection import Selection
from data import geography

BOROUGH, WARD = "Borough", "Ward"
OTHER_WARDS = {"2020": "Wards of today …", "2013": "Wards of 2013 to 2020 …"}
"""The last entry of the wards changes to the other generation."""

AREA_KEY, WARD_KEY = "place_area", "place_ward"


def place(selection: Selection) -> None:
    """Let a person choose the borough, a town or a ward.

    The controls show the selection and change it; they hold nothing of their own.

    Parameters
    ----------
    selection
        The choices.
    """
    others = {year: OTHER_WARDS[year] for year in geography.VINTAGES if year != selection.vintage}
    names = choices.places(selection.vintage) | others
    wards = [code for code in names if code and code not in choices.TOWNS]
    is_ward = selection.place in wards
    st.session_state[AREA_KEY] = None if is_ward else (selection.place or BOROUGH)
    st.session_state[WARD_KEY] = selection.place if is_ward else None
    with st.container(key="place", horizontal=True):
        st.segmented_control(
            "Place",
            [BOROUGH, *choices.TOWNS],
            key=AREA_KEY,
            on_change=_to_area,
            label_visibility="collapsed",
        )
        st.selectbox(
            WARD,
            wards,
            key=WARD_KEY,
            format_func=lambda code: names[code],
            placeholder=WARD,
            on_change=_to_ward,
            label_visibility="collapsed",
        )


def _to_area() -> None:
    chosen = st.session_state[AREA_KEY]
    session.choose(place="" if chosen in (None, BOROUGH) else chosen, cell="", picked=())


def _to_ward() -> None:
    chosen = st.session_state[WARD_KEY] or ""
    if chosen in geography.VINTAGES:
        session.choose(vintage=chosen, place="", cell="", picked=())
    else:
        session.choose(place=chosen, cell="", picked=())
