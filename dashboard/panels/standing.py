"""How the selected hexagon stands: against chance, over time, and on other grids."""

from dataclasses import replace
from html import escape

import numpy as np

from dashboard import answers, results
from dashboard.findings.columns import FAR_ABOVE
from dashboard.findings.hot import FINEST_MOVED, SHIFTS
from dashboard.findings.spots import Spots
from dashboard.session import Look
from geo.nulls import Null

FIRST: Null = "residents"
"""The null whose hot spots are asked to hold on shifted grids."""

LABELS: dict[Null, str] = {
    "residents": "Compared with residents",
    "even": "Compared with an even spread",
}
WORDS = {"not clear": "no clear hot or cold spot", "too few events": "too few events to test"}


def html(look: Look) -> str:
    """Say the class of the selected hexagon under both nulls, and how sure a high risk is.

    Parameters
    ----------
    look
        Who is looking and at what; with a selected hexagon.

    Returns
    -------
    str
        HTML; "" where the hexagon is none of the study cells.
    """
    position = _position(look)
    if position is None:
        return ""
    tests = {null: answers.hot_spots(look.source, look.selection, null=null) for null in LABELS}
    rows = [(LABELS[null], class_words(test, position)) for null, test in tests.items()]
    return _list([*rows, *_far_above(look, position)])


def stability(look: Look) -> str:
    """Say the pattern of the selected hexagon over time, and in how many shifted grids it is hot.

    Parameters
    ----------
    look
        Who is looking and at what; with a selected hexagon.

    Returns
    -------
    str
        HTML; "" where there is nothing to test or no hexagon. A grid too fine to move in passing
        is left out.
    """
    position = _position(look)
    if position is None:
        return ""
    test = answers.hot_spots(look.source, look.selection, null=FIRST)
    if test.reason:
        return ""
    rows = [("Quarter by quarter", _pattern(look, position))]
    if look.selection.resolution <= FINEST_MOVED:
        held = int(answers.shifts(look.source, look.selection, null=FIRST)[position])
        rows.append(("If the grid is moved", f"clear hot spot in {held} of {SHIFTS} shifts"))
    return _list(rows)


def class_words(test: Spots, position: int) -> str:
    """Say the class of one hexagon in words.

    Parameters
    ----------
    test
        The test of all of them.
    position
        Which one.

    Returns
    -------
    str
        For example "hot spot at 99 %".
    """
    name = str(test.table["class"].iloc[position])
    if name in WORDS:
        return WORDS[name]
    kind, level = name.split()
    return f"{kind} spot at {level} %"


def _far_above(look: Look, position: int) -> list[tuple[str, str]]:
    sure = float(answers.rates(look.source, look.selection)["probability_above_1_5"].iloc[position])
    if np.isnan(sure):  # nobody lives here
        return []
    return [(f"Risk over {FAR_ABOVE:g} times the borough's", f"{min(99, int(100 * sure))} % sure")]


def _pattern(look: Look, position: int) -> str:
    found = answers.emerging(look.source, look.selection, step="quarter", null=FIRST).found
    if found is None:
        return "too short a time to see a pattern"
    names = {one.number: one.name for one in found.legend}
    number = int(found.patterns[position])
    return names[number].lower() if number else "no pattern of hot or cold spots"


def _position(look: Look) -> int | None:
    if not look.selection.cell:
        return None
    chosen = replace(look.selection, cell="")
    cells = results.ground(look.source, chosen.resolution).board.cells
    found = np.flatnonzero(cells == int(look.selection.cell, 16))
    return int(found[0]) if found.size else None


def _list(rows: list[tuple[str, str]]) -> str:
    items = "".join(f"<div><dt>{escape(of)}</dt><dd>{escape(said)}</dd></div>" for of, said in rows)
    return f'<dl class="hs-standing">{items}</dl>'
