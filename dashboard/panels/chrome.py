"""What surrounds every page: markings, brand, the synthetic tag, the footer, the style sheet."""

from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.panels import shapes
from dashboard.sources import Freshness
from dashboard.words import LAYER_LABELS
from geo.days import LONDON

HERE = Path(__file__).parent
SHEETS = ("page.css", "panel.css", "intake.css")
SYNTHETIC = "Synthetic data"
CREDIT = "© Crown copyright: OS, Royal Mail, ONS and police.uk data, OGL v3"
"""The attribution in one line; the map and every export carry it in full."""


def marking(text: str) -> None:
    """Put the handling marking above and below the page.

    Parameters
    ----------
    text
        The marking.
    """
    for end in ("top", "bottom"):
        st.html(f'<div class="hs-marking hs-{end}" role="note">{escape(text)}</div>')


def bar(*, synthetic: bool, today: date) -> None:
    """Put the brand and the tags into the top bar.

    Parameters
    ----------
    synthetic
        Whether the events are invented.
    today
        The day of the look.
    """
    tag = f'<span class="hs-tag">{SYNTHETIC}</span>' if synthetic else ""
    st.html(
        '<div class="hs-brand"><i class="hs-logo" aria-hidden="true"></i>Halton hotspots</div>'
        f'<div class="hs-tags">{tag}<span>{today:%A} {today.day} {today:%B %Y}</span></div>'
    )


def notice(title: str, text: str) -> None:
    """Say calmly why there is nothing to see, and what to do.

    Parameters
    ----------
    title, text
        What is so, and what to do about it.
    """
    st.html(f'<div class="hs-notice"><h1>{escape(title)}</h1><p>{escape(text)}</p></div>')


def footer(fresh: Freshness) -> str:
    """Write the footer.

    Parameters
    ----------
    fresh
        How far the data reach.

    Returns
    -------
    str
        HTML.
    """
    held = "".join(
        f"<span>{shapes.symbol(layer)}<b>{LAYER_LABELS[layer]}</b> to "
        f"{_until(fresh.until[layer], monthly=layer in fresh.monthly)}</span>"
        for layer in LAYER_LABELS
        if layer in fresh.until
    )
    loaded = fresh.loaded.tz_convert(LONDON)
    synthetic = "<span>All figures are synthetic</span>" if fresh.synthetic else ""
    return (
        f'<footer class="hs-footer">{held}<span>Loaded {loaded.day} {loaded:%b %Y, %H:%M}</span>'
        f'<span class="hs-space"></span>{synthetic}<span>{CREDIT}</span></footer>'
    )


def styles() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    light = {name: theme.colour(name, mode="light") for name in theme.COLOURS}
    both = "".join(
        f"--{name}:light-dark({value},{theme.colour(name, mode='dark')});"
        for name, value in light.items()
    )
    rules = "".join((HERE / name).read_text(encoding="utf-8") for name in SHEETS)
    return f".stApp{{{both}}}{theme.css_scales()}{rules}"


def _until(moment: pd.Timestamp, *, monthly: bool) -> str:
    local = moment.tz_convert(LONDON)
    return f"{local:%b %Y}" if monthly else f"{local.day} {local:%b %Y}"
