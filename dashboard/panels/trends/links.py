"""Links from an answer to the map that shows it, as the map's own address."""

from dataclasses import replace
from urllib.parse import urlencode

from dashboard.findings.hot import FINEST_MOVED
from dashboard.session import Look
from geo.nulls import Null

MAP = "./"
"""The map's address, seen from this page's."""


def to_map(look: Look, **choices: object) -> str:
    """Write the address of the map with the window and layer that this page is about.

    Parameters
    ----------
    look
        Who is looking and at what.
    **choices
        Fields of `Selection` with other values, such as ``cell`` or ``measure``. The place is the
        whole borough unless it is one of them.

    Returns
    -------
    str
        Relative, so that it holds behind any proxy.
    """
    plain: dict[str, object] = {"place": "", "cell": "", "picked": (), "swipe": False}
    chosen = replace(look.selection, **{**plain, **choices})  # type: ignore[arg-type]  # any field
    return f"{MAP}?{urlencode(chosen.to_query())}"


def together_measure(null: Null) -> str:
    """Name the measure of the map that shows where layers converge under a null."""
    return "together" if null == "even" else f"together-{null}"


def hot_measure(look: Look, null: Null, *, moved: bool = False) -> str:
    """Name the measure of the map that shows hot spots under a null.

    Parameters
    ----------
    look
        Who is looking and at what.
    null
        What chance is taken to do.
    moved
        Whether the grid is moved; the map does so only where that is quick.

    Returns
    -------
    str
        One of `dashboard.choices.MEASURES`.
    """
    measure = "hot" if null == "even" else f"hot-{null}"
    return f"{measure}-moved" if moved and look.selection.resolution <= FINEST_MOVED else measure
