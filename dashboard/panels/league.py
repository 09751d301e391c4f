"""The rankings of the present view: which hexagons and wards, in which order."""

from dataclasses import replace
from datetime import date
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from dashboard import answers, results
from dashboard.findings import gather
from dashboard.findings.columns import PER
from dashboard.findings.overall import Change
from dashboard.panels import marking, ranking
from dashboard.panels.ranking import Order, Row
from dashboard.selection import Selection
from dashboard.session import Look
from dashboard.tallies import Counts
from dashboard.words import capital
from geo import cells
from geo.change import TOO_FEW
from geo.windows import Window

ORDER = "hotspots_ranking_order"
ALWAYS = Window(date(1990, 1, 1), date(2100, 1, 1))
"""One window for what does not depend on the window, so that it is cached once."""


class Numbers(NamedTuple):
    """What a ranking is made of, arrays in the order of its places.

    Parameters
    ----------
    totals, rates
        Events, and events per 1,000 residents; a missing rate has no residents.
    here
        Which places may be ranked.
    changes
        As `answers.change` gives them, None where nothing is compared.
    days
        Lengths of the two windows.
    """

    totals: NDArray[np.int64]
    rates: NDArray[np.float64]
    here: NDArray[np.bool_]
    changes: pd.DataFrame | None
    days: tuple[int, int]

    def order(self, order: Order, *, most: int) -> list[int]:
        """Find the places that come first; `ranking.leading` says which."""
        ratios, few = np.full(len(self.totals), np.nan), np.zeros(len(self.totals), dtype=bool)
        if self.changes is not None:
            ratios = np.where(self.here, self.changes["ratio"].to_numpy(dtype=np.float64), np.nan)
            few = self.changes["verdict"].eq(TOO_FEW).to_numpy(dtype=bool)
        values: dict[ranking.By, NDArray[np.float64]] = {
            "count": np.where(self.here, self.totals, 0.0),
            "rate": np.where(self.here, self.rates, np.nan),
            "change": ratios,
        }
        return ranking.leading(values, few=few, order=order, most=most)

    def change(self, at: int) -> Change | None:
        """Give the change of one place; None where nothing is compared."""
        if self.changes is None:
            return None
        return Change.of(self.changes.iloc[at].to_dict(), days=self.days)


def order_now() -> Order:
    """Give the order of the rankings, as this person last asked for it."""
    kept: Order = st.session_state.get(ORDER, Order())
    return kept


def sort_by(column: str) -> None:
    """Sort the rankings by a column; the other way round where they are sorted by it already.

    Parameters
    ----------
    column
        One of `ranking.COLUMNS`; it comes from the browser.

    Raises
    ------
    ValueError
        When there is no such column.
    """
    by = next((known for known in ranking.COLUMNS if known == column), None)
    if by is None:
        raise ValueError(f"A ranking is sorted by {', '.join(ranking.COLUMNS)}; found {column!r}")
    now = order_now()
    st.session_state[ORDER] = Order(by, down=not now.down if by == now.by else True)


def of_cells(look: Look, counts: Counts) -> str:
    """Rank the hexagons of the place: a sentence, a table, and which ones are left out.

    Parameters
    ----------
    look
        Who is looking and at what.
    counts
        What the selection holds.

    Returns
    -------
    str
        HTML.
    """
    selection, order = look.selection, order_now()
    study = results.study(look.source, selection.resolution)
    board = results.ground(look.source, selection.resolution).board
    here = gather.listed_cells(study, selection) & ~marking.left_out(look)
    rates = answers.rates(look.source, selection)["smoothed_rate_per_1000"].to_numpy()
    numbers = Numbers(counts.by_cell, rates, here, *_changes(look, by="cell"))
    found = numbers.order(order, most=ranking.MOST_CELLS)
    months = results.months(look.source, _any_time(selection)).by_cell
    rows = [
        Row(
            name=capital(str(study["place"].iloc[at])),
            under=str(study["ward"].iloc[at]),
            total=int(counts.by_cell[at]),
            rate=float(rates[at]),
            change=numbers.change(at),
            months=months[at].tolist(),
            cell=str(name),
        )
        for at, name in zip(found, cells.hex_of(board.cells[found]), strict=True)
    ]
    said = ranking.sentence(
        np.where(here, counts.by_cell, 0),
        areas=board.area,
        area=counts.area_in_place,
        layer=selection.focus,
    )
    top = f'<p class="hs-said">{escape(said)}</p>' if said else ""
    table = ranking.html(
        rows, focus=selection.focus, selected=selection.cell, what="Hexagon", order=order
    )
    return f"{top}{table}{marking.left_out_html(look)}"


def of_wards(look: Look, counts: Counts) -> str:
    """Rank the wards of the place.

    Parameters
    ----------
    look, counts
        As for `of_cells`.

    Returns
    -------
    str
        HTML.
    """
    selection, order = look.selection, order_now()
    wards = results.wards(look.source)
    study = results.study(look.source, selection.resolution)
    codes = wards["code"]
    people = study.groupby("ward_code")["residents"].sum().reindex(codes, fill_value=0.0).to_numpy()
    totals = np.array([counts.by_ward.get(code, 0) for code in codes], dtype=np.int64)
    rates = np.divide(PER * totals, people, out=np.full(len(people), np.nan), where=people >= 1)
    here = codes.isin(list(counts.by_ward)).to_numpy(dtype=bool)
    numbers = Numbers(totals, rates, here, *_changes(look, by="ward"))
    months = results.months(look.source, _any_time(selection)).by_ward
    rows = [
        Row(
            name=str(wards["name"].iloc[at]),
            under=str(wards["town"].iloc[at]),
            total=int(totals[at]),
            rate=float(rates[at]),
            change=numbers.change(at),
            months=months[at].tolist(),
            ward=str(codes.iloc[at]),
        )
        for at in numbers.order(order, most=len(codes))
    ]
    return ranking.html(rows, focus=selection.focus, what="Ward", order=order)


def _changes(look: Look, *, by: str) -> tuple[pd.DataFrame | None, tuple[int, int]]:
    """Compare every place, unless the layer in focus is not held in both windows."""
    selection = look.selection
    whole = answers.overall(look.source, replace(selection, cell=""))
    days = (whole.earlier.days, whole.later.days)
    if selection.focus not in whole.changes or (selection.picked and by == "ward"):
        return None, days
    found = answers.change(look.source, selection, against=selection.against, by=by)
    return (None if found.reason else found.table), days


def _any_time(selection: Selection) -> Selection:
    """Leave out what the months of the data do not depend on."""
    focus = (selection.focus,)
    return answers.counted(replace(selection, cell="", window=ALWAYS, layers=focus))
