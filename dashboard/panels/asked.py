"""What a person asks for in a panel by a click that is no control of Streamlit's."""

import logging
from collections.abc import Mapping

from dashboard import choices, session
from dashboard.panels import league

_LOG = logging.getLogger("hotspots")


def take(message: object) -> bool:
    """Do what was asked, if it keeps the rules.

    Parameters
    ----------
    message
        ``{"ask": "sort rate"}`` or ``{"ask": "place E05012345"}``, from the browser; not to be
        trusted.

    Returns
    -------
    bool
        Whether the panels alone follow. A place needs other map data, so the whole page runs.
    """
    asked = str(message.get("ask", "")) if isinstance(message, Mapping) else ""
    verb, _, what = asked.partition(" ")
    try:
        if verb == "place":
            known = choices.place(what, vintage=session.look().selection.vintage)
            session.choose(place=known, cell="", picked=())
            return False
        league.sort_by(what if verb == "sort" else asked)
    except ValueError as problem:
        _LOG.warning("A click was refused: %s", problem)
    return True
