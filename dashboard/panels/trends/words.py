"""Words that the sections of Trends share."""

from dataclasses import replace
from html import escape

from dashboard import results
from dashboard.panels.detail import cell_title
from dashboard.panels.trends import links, parts
from dashboard.session import Look
from dashboard.snapshots.words import LAYER_NAMES, ONE


def layer(look: Look) -> str:
    """Name the events in focus inside a sentence."""
    return LAYER_NAMES[look.selection.focus]


def stand(look: Look) -> str:
    """Begin the sentence below the headline with the window, as HTML."""
    return f"<b>{escape(look.selection.window.label())}</b>"


def counted(look: Look, number: int) -> str:
    """Say how many events in focus there are, as HTML with the number in bold."""
    noun = ONE if number == 1 else LAYER_NAMES
    return f"<b>{number:,}</b> {noun[look.selection.focus]}"


def hexagons(number: int) -> str:
    """Begin a headline with how many hexagons are something."""
    if number == 0:
        return "No hexagon is a"
    return "One hexagon is a" if number == 1 else f"{number:,} hexagons are"


def place(look: Look, position: int, *, measure: str) -> str:
    """Name a study cell by its streets and its ward, as HTML that leads to it on the map.

    Parameters
    ----------
    look
        Who is looking and at what.
    position
        Which study cell.
    measure
        What the map is to show.

    Returns
    -------
    str
    """
    row = results.study(look.source, look.selection.resolution).iloc[position]
    href = links.to_map(look, cell=f"{int(row['cell']):x}", measure=measure)
    name = cell_title(str(row["place"]))
    return parts.place(name[:1].upper() + name[1:], f"{row['ward']}, {row['town']}", href=href)


def limits(look: Look, *sentences: str) -> list[str]:
    """Add to a section's limits what this data adds: how coarsely it is placed."""
    one = replace(look.selection, layers=(look.selection.focus,), place="", cell="")
    coarse = results.placing(look.source, one)
    return [*sentences, *([coarse] if coarse else [])]
