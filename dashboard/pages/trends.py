"""Trends: what the statistics say about the selection, one question at a time."""

from collections.abc import Callable
from datetime import datetime
from html import escape

import streamlit as st

from dashboard import results, session
from dashboard.panels import chrome
from dashboard.panels.trends import (
    accuracy,
    alert,
    asking,
    change,
    emerging,
    hot,
    missing,
    near,
    rates,
    rhythm,
    scope,
    severity,
    together,
)
from dashboard.panels.trends.parts import Said
from geo.days import LONDON

SECTIONS: dict[str, tuple[str, Callable[[session.Look], Said]]] = {
    "hot": ("Hot spots", hot.say),
    "change": ("Change", change.say),
    "emerging": ("Emerging", emerging.say),
    "rates": ("Rates", rates.say),
    "rhythm": ("Rhythm", rhythm.say),
    "accuracy": ("Accuracy", accuracy.say),
    "together": ("Together", together.say),
    "missing": ("Missing", missing.say),
    "near": ("Near repeat", near.say),
    "alert": ("Alert", alert.say),
    "severity": ("Severity", severity.say),
}
"""Name in the address to label and what answers; only the one shown is asked."""

BY_HEXAGON = ("hot", "change", "emerging", "rates", "accuracy", "together")
"""Sections whose answer depends on how large the hexagons are."""

BY_ITS_END = ("emerging", "alert")
"""Sections for which only the end of the window counts; its usual ends are all the same."""

OWN_LAYERS = ("together", "missing", "near")
"""Sections that are about certain layers, whichever is in focus."""


def draw() -> None:
    """Draw the page with the section that was chosen."""
    look = session.look()
    fresh = results.freshness(look.source)
    chrome.bar(synthetic=fresh.synthetic, today=datetime.now(LONDON).date())
    with st.container(key="trends-tabs"):
        shown = asking.segmented("", "section", _labels(look))
    head = st.container(key="head")
    with st.container(key="trends-asks", horizontal=True):
        if shown not in OWN_LAYERS:
            scope.layer(look)
        if shown not in BY_ITS_END or not scope.ends_with_data(look):
            scope.window(look)
        if shown in BY_HEXAGON:
            scope.size(look)
        said = SECTIONS[shown][1](look)
    _show(head, said, layer=look.selection.focus)
    st.html(chrome.footer(fresh))
    _keep_address(look)


def _labels(look: session.Look) -> dict[str, str]:
    """Name the sections; severity only where the partnership has given its weights."""
    weighed = look.options.severity is not None
    return {name: label for name, (label, _) in SECTIONS.items() if weighed or name != "severity"}


def _show(head: "st.delta_generator.DeltaGenerator", said: Said, *, layer: str) -> None:
    head.html(f'<h1>{escape(said.headline)}</h1><p class="hs-stand">{said.stand}</p>')
    with st.container(key="trends"):
        # it scrolls, so the keyboard must be able to reach it
        reach = f'tabindex="0" role="region" aria-label="{escape(said.headline)}"'
        st.html(f'<div class="hs-{layer} hs-trends" {reach}>{said.body}</div>')


def _keep_address(look: session.Look) -> None:
    wanted = look.selection.to_query() | asking.in_address()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
