"""The biggest rises and falls against an earlier window, each with how sure it is."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import answers, comparing, results
from dashboard.findings import gather
from dashboard.findings.past import Comparison
from dashboard.panels import changed, marking
from dashboard.panels.detail import cell_title
from dashboard.panels.ranking import SHORT
from dashboard.panels.trends import parts
from dashboard.panels.verdicts import KINDS
from dashboard.selection import Selection
from dashboard.session import Look
from dashboard.snapshots.words import LAYER_NAMES
from dashboard.words import capital
from geo import cells

MOST = 5
HEAD = (
    '<th scope="col">Place</th><th scope="col" class="hs-figure">Before</th>'
    '<th scope="col" class="hs-figure">Now</th>'
    f'<th scope="col" class="hs-of-change">{changed.heading("Change")}</th>'
)
CORRECTED = (
    "The range holds the true change 95 times in 100. Each verdict allows for how many hexagons or "
    "wards the whole borough has, so that chance alone seldom makes one."
)


class Shift(NamedTuple):
    """One place whose count changed.

    Parameters
    ----------
    name, under
        The place and the larger one that it lies in.
    before, after
        Events in the earlier window and in the later one.
    ratio, low, high
        Later over earlier for equal time, and its 95 % range.
    verdict
        What the numbers allow, one of the four of `geo.change`.
    cell
        The cell that a click selects; "" for a ward.
    ward
        The ward that a click chooses; "" for a cell.
    """

    name: str
    under: str
    before: int
    after: int
    ratio: float
    low: float
    high: float
    verdict: str
    cell: str = ""
    ward: str = ""


def html(look: Look) -> str:
    """Compare the selection's window with the one that it is compared with, place by place.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    str
        HTML: hexagons and wards of the place with the biggest rises and falls, those that are
        marked left out; "" where the layer in focus is not held in both windows.
    """
    selection = look.selection
    whole = answers.overall(look.source, replace(selection, cell=""))
    if selection.focus not in whole.changes:
        return ""
    found = answers.change(look.source, selection, against=selection.against, by="cell")
    body = _tables(_cells(look, found), selection, "hexagons")
    if not selection.picked:
        wards = answers.change(look.source, selection, against=selection.against, by="ward")
        body += _tables(_wards(look, wards), selection, "wards")
    said = f"{found.later.label()} against {found.earlier.label()}{_which(selection)}."
    return (
        f'<div class="hs-shifts hs-{selection.focus}"><p class="hs-none">{escape(said)}</p>{body}'
        f'<p class="hs-none">{CORRECTED}</p>{marking.left_out_html(look)}</div>'
    )


def biggest(table: pd.DataFrame, *, days: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Find the biggest rises and falls.

    Parameters
    ----------
    table
        Rows with `before`, `after` and `p`.
    days
        Lengths of the earlier window and of the later one: counts are compared for equal time.

    Returns
    -------
    rises, falls : list of int
        Positions in the table, at most `MOST` each, the biggest difference first and of equal ones
        the less likely by chance.
    """
    more = (table["after"] * days[0] - table["before"] * days[1]).to_numpy(dtype=np.int64)
    p = table["p"].to_numpy(dtype=np.float64)
    return _first(more, p), _first(-more, p)


def table_html(shifts: Sequence[Shift], *, caption: str, selected: str = "") -> str:
    """Write a table of changes.

    Parameters
    ----------
    shifts
        The places, the biggest change first.
    caption
        What they are, for a heading.
    selected
        The selected cell, "" for none.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    if not shifts:
        return f'<h3>{escape(caption)}</h3><p class="hs-none">None.</p>'
    rows = "".join(_row(shift, selected) for shift in shifts)
    return (
        f"<h3>{escape(caption)}</h3>"
        f'<table class="hs-ranking"><caption class="hs-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{HEAD}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _first(more: NDArray[np.int64], p: NDArray[np.float64]) -> list[int]:
    order = np.lexsort((p, -more))[:MOST]
    return [int(at) for at in order if more[at] > 0]


def _tables(pair: tuple[list[Shift], list[Shift]], selection: Selection, what: str) -> str:
    layer = LAYER_NAMES[selection.focus]
    titles = [f"{word} in {layer}, {what}" for word in ("Biggest rises", "Biggest falls")]
    return "".join(
        table_html(shifts, caption=title, selected=selection.cell)
        for shifts, title in zip(pair, titles, strict=True)
    )


def _cells(look: Look, found: Comparison) -> tuple[list[Shift], list[Shift]]:
    study = results.study(look.source, look.selection.resolution)
    keep = gather.listed_cells(study, look.selection) & ~marking.left_out(look)
    names = cells.hex_of(study["cell"].to_numpy()[keep])
    places = [
        {
            "name": capital(cell_title(str(row["place"]))),
            "under": f"{row['ward']} ward",
            "cell": str(name),
        }
        for (_, row), name in zip(study.loc[keep].iterrows(), names, strict=True)
    ]
    return _both(found, keep=keep, places=places)


def _wards(look: Look, found: Comparison) -> tuple[list[Shift], list[Shift]]:
    wards = results.wards(look.source)
    keep = gather.of_place(wards, look.selection.place, code="code")
    chosen = wards.loc[keep]
    places = [
        {"name": str(row["name"]), "under": str(row["town"]), "ward": str(row["code"])}
        for _, row in chosen.iterrows()
    ]
    return _both(found, keep=keep, places=places)


def _both(
    found: Comparison, *, keep: NDArray[np.bool_], places: Sequence[dict[str, str]]
) -> tuple[list[Shift], list[Shift]]:
    table = found.table.loc[keep]
    rises, falls = biggest(table, days=(found.earlier.days, found.later.days))
    return (
        [_shift(table.iloc[at], places[at]) for at in rises],
        [_shift(table.iloc[at], places[at]) for at in falls],
    )


def _shift(row: "pd.Series[float]", place: dict[str, str]) -> Shift:
    return Shift(
        **place,
        before=int(row["before"]),
        after=int(row["after"]),
        ratio=float(row["ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        verdict=str(row["verdict"]),
    )


def _row(shift: Shift, selected: str) -> str:
    chosen = shift.cell and shift.cell == selected
    mark = ' class="hs-chosen" aria-current="true"' if chosen else ""
    light = f' data-hotspots-light="{escape(shift.cell)}"' if shift.cell else ""
    return (
        f'<tr{mark}{light}><td class="hs-place">{_name(shift)}'
        f'<span class="hs-under">{escape(shift.under)}</span></td>'
        f'<td class="hs-figure hs-quiet">{shift.before:,}</td>'
        f'<td class="hs-figure"><b>{shift.after:,}</b></td>'
        f'<td class="hs-of-change">{_change(shift)}</td></tr>'
    )


def _change(shift: Shift) -> str:
    """Write the change and its verdict, short for the eye and whole for the ear, and its range."""
    kind = KINDS[shift.verdict]
    said = f"{parts.change_words(shift.ratio)} {SHORT[kind]}"
    strong = f"<b>{said}</b>" if kind in ("rise", "fall") else said
    words = (
        f'<span class="hs-verdict hs-{kind}">{strong}</span>'
        f'<span class="hs-hidden">{escape(shift.verdict)}, </span>'
        f'<span class="hs-under">{parts.range_words(shift.low, shift.high)}</span>'
    )
    return changed.beside(words, ratio=shift.ratio, low=shift.low, high=shift.high, kind=kind)


def _name(shift: Shift) -> str:
    does = (
        f'data-hotspots-cell="{escape(shift.cell)}"'
        if shift.cell
        else f'data-hotspots-ask="place {escape(shift.ward)}"'
    )
    return f'<button type="button" class="hs-name" {does}>{escape(shift.name)}</button>'


def _which(selection: Selection) -> str:
    said = comparing.AGAINST_WORDS.get(selection.against, "")
    return f", {said}" if said else ""
