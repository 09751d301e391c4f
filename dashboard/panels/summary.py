"""The map in words: what it shows, for those who hear the page and those who want it in writing."""

from dataclasses import replace
from html import escape

import numpy as np
import pandas as pd

from dashboard import answers, results, theme
from dashboard.findings.hot import SHIFTS
from dashboard.panels import marking
from dashboard.panels.detail import cell_title
from dashboard.panels.standfirst import place_of
from dashboard.selection import Selection
from dashboard.session import Look
from dashboard.snapshots.words import LAYER_NAMES, joined, number
from dashboard.tallies import Counts

MEASURES = {
    "count": "filled by how many {what} it holds",
    "rate": "filled by {what} per 1,000 residents",
    "change": "filled by how {what} changed",
    "hot": "filled where it is a clear hot spot of {what}",
    "together": "filled where several layers are clear hot spots together",
}
"""What the fill means, by the first part of the measure's name."""

MOVED = "filled by how many of {shifts} moved grids it is a clear hot spot of {what} on"


def html(look: Look) -> str:
    """Say everything that the map shows, to be opened by those who want it.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    selection = answers.counted(replace(look.selection, cell=""))
    study = results.study(look.source, selection.resolution)
    wards = results.wards(look.source)
    said = [_opening(look.selection)]
    for layer in sorted(selection.layers, key=lambda one: one != selection.focus):
        counts = results.counts(look.source, replace(selection, focus=layer))
        said.append(of_layer(counts, layer=layer, study=study, in_focus=layer == selection.focus))
        if layer == selection.focus:
            said.append(by_ward(counts, wards=wards))
    marked = marking.left_out_words(look)
    said.append(marked and f"Hatched: {marked}")
    lines = "".join(f"<p>{escape(line)}</p>" for line in said if line)
    return f'<details class="hs-summary"><summary>The map in words</summary>{lines}</details>'


def of_layer(counts: Counts, *, layer: str, study: pd.DataFrame, in_focus: bool) -> str:
    """Say of one layer how many events there are, in how many hexagons, and where most.

    Parameters
    ----------
    counts
        What the selection holds, with this layer in focus.
    layer
        Which layer.
    study
        The study cells.
    in_focus
        Whether the layer fills the hexagons; else it is drawn as symbols.

    Returns
    -------
    str
        Plain text.
    """
    total = counts.totals[layer]
    drawn = "" if in_focus else f", drawn as {theme.SHAPES[layer]}s"
    if not total:
        return f"No {LAYER_NAMES[layer]}."
    held = int(np.count_nonzero(counts.by_cell))
    hexagons = "1 hexagon" if held == 1 else f"{held:,} hexagons"
    said = f"{number(total, layer).capitalize()} in {hexagons}{drawn}."
    if not held:
        return f"{number(total, layer).capitalize()}, of which no hexagon is known."
    top = int(counts.by_cell.argmax())
    row = study.iloc[top]
    said += (
        f" Most, {int(counts.by_cell[top]):,}, at {cell_title(str(row['place']))} in {row['ward']}."
    )
    if counts.ward_only and in_focus:
        said += f" Of {counts.ward_only:,} only the ward is known."
    return said


def by_ward(counts: Counts, *, wards: pd.DataFrame) -> str:
    """Count the layer in focus in every ward of the place, the most first.

    Parameters
    ----------
    counts
        What the selection holds.
    wards
        The wards: code and name.

    Returns
    -------
    str
        Plain text; "" for a single ward.
    """
    names = dict(zip(wards["code"], wards["name"], strict=True))
    ordered = sorted(counts.by_ward.items(), key=lambda pair: (-pair[1], str(names[pair[0]])))
    if len(ordered) < 2:  # noqa: PLR2004 - one ward is the place itself
        return ""
    listed = [f"{names[code]} {count:,}" for code, count in ordered]
    return f"By ward: {joined(listed, most=len(listed))}."


def _opening(selection: Selection) -> str:
    what = LAYER_NAMES[selection.focus]
    moved = selection.measure.endswith("-moved")
    words = MOVED if moved else MEASURES[selection.measure.split("-")[0]]
    meaning = words.format(what=what, shifts=SHIFTS)
    return f"{place_of(selection)}, {selection.window.label()}. Each hexagon is {meaning}."
