"""A look at one sheet before it is brought in: what it holds, or what a person has to say first.

The page asks here what the command line has options for.
"""

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pandas as pd

from data import returns
from data.date_orders import OPEN, SERIALS, UnclearOrder, kind
from data.dates import read_moment
from data.given import Given
from data.intake import read_file
from data.mapping import Mapping
from data.mappings import remembered
from data.readers import Match, matches
from data.receipts import Intake
from data.sheets import Sheet
from geo.days import LONDON

SAMPLE_ROWS = 500
"""How many rows a proposal looks at."""
EXAMPLES = 2
"""How many dates a question about one order shows; of a mixture it shows one in each."""


@dataclass(frozen=True)
class Told:
    """What a person has said of a sheet: its layer, what its columns hold, how dates are written.

    A blank is told from the sheet itself.
    """

    layer: str = ""
    mapping: Mapping | None = None
    date_order: str = ""


class WhichLayer(NamedTuple):
    """The columns fit several layers."""

    layers: tuple[str, ...]


class WhichOrder(NamedTuple):
    """The dates of a column may be read in several orders.

    `examples` are cells, each with the day that it is in every order; None where it is none.
    `mixed` says that they are in several orders, rather than in one that can't be told.
    """

    heading: str
    choices: tuple[str, ...]
    examples: tuple[tuple[str, Table[str, date | None]], ...]
    mixed: bool = False


class WhichColumns(NamedTuple):
    """The columns are those of no known form; `sample` holds the first rows as text."""

    header: tuple[str, ...]
    sample: pd.DataFrame


Question: TypeAlias = WhichLayer | WhichOrder | WhichColumns


@dataclass(frozen=True)
class Seen:
    """What a look found: an intake, a question, or the reason why it is neither.

    `mapping` is the person's word on the columns that it was read by, if it was.
    """

    intake: Intake | None = None
    question: Question | None = None
    refused: str = ""
    mapping: Mapping | None = None


def see(path: Path, sheet: Sheet, *, file: str, given: Given, told: Told) -> Seen:
    """Look at one sheet of a file.

    Parameters
    ----------
    path
        The file.
    sheet
        One of its sheets.
    file
        The file's name as the person knows it.
    given
        What the reading depends on beside the file and the person.
    told
        What the person has said.

    Returns
    -------
    Seen
    """
    header = _header(sheet)
    if not any(cell.strip() for cell in header):
        return Seen(refused="It holds no header: the first row must name the columns.")
    mapping = _mapping(header, given=given, told=told)
    comes_back = returns.is_return(sheet.header)  # what it is was said when it came first
    unclear = None if mapping or comes_back else _unclear(header, told, sheet)
    if unclear is not None:
        return Seen(question=unclear)
    asked = replace(given, mapping=mapping, date_order=told.date_order)
    try:
        reading = read_file(
            path, given=asked, layer=told.layer or None, opened=lambda *_, **__: [sheet]
        )
    except UnclearOrder as error:
        return Seen(question=_order(error, sheet, mapping, told), mapping=mapping)
    except ValueError as error:
        return Seen(refused=" ".join(str(error).split()), mapping=mapping)
    return Seen(intake=replace(reading.intakes[0], file=file), mapping=mapping)


def columns_of(sheet: Sheet) -> WhichColumns:
    """Ask what the columns of a sheet hold, whether they are of a known form or not.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    WhichColumns
    """
    header = _header(sheet)
    first = replace(sheet, table=sheet.table.slice(0, SAMPLE_ROWS))
    return WhichColumns(header, first.cells({str(place): place for place in range(len(header))}))


def _header(sheet: Sheet) -> tuple[str, ...]:
    """Give the headings as the partner wrote them; those of a download of ours are blank."""
    if not returns.is_return(sheet.header):
        return sheet.header
    kept, _ = returns.places(sheet.header)
    return tuple(cell if place in kept else "" for place, cell in enumerate(sheet.header))


def _mapping(header: tuple[str, ...], *, given: Given, told: Told) -> Mapping | None:
    """Find what a person said of such columns, now or before."""
    found = told.mapping or remembered(given.folder, header)
    return found if found and told.layer in {"", found.layer} else None


def _unclear(header: tuple[str, ...], told: Told, sheet: Sheet) -> Question | None:
    """Ask for the form where none fits, and for the layer where those of several do."""
    able = [match.reader for match in _able(header, told)]
    if not able:
        return columns_of(sheet)
    layers = tuple(sorted({reader.layer for reader in able}))
    return WhichLayer(layers) if len(layers) > 1 else None


def _able(header: tuple[str, ...], told: Told) -> list[Match]:
    return [match for match in matches(header, layer=told.layer or None) if not match.lacking]


def _order(error: UnclearOrder, sheet: Sheet, mapping: Mapping | None, told: Told) -> WhichOrder:
    """Ask in which order dates are written, by a few of them."""
    header = _header(sheet)
    reader = mapping.reader() if mapping else _able(header, told)[0].reader
    place = reader.positions(header)[error.column]
    cells = sheet.cells({"date": place})["date"].drop_duplicates()
    shown = _telling(cells, mixed=error.mixed)
    examples = [(text, {order: _day(text, order) for order in error.choices}) for text in shown]
    return WhichOrder(header[place], error.choices, tuple(examples), mixed=error.mixed)


def _telling(cells: "pd.Series[str]", *, mixed: bool) -> "pd.Series[str]":
    """Choose dates that show what is asked; those that could be either say least of a mixture."""
    said = cells.map(kind)
    if not mixed:
        return cells[said.isin([OPEN, SERIALS])].head(EXAMPLES)
    one_of_each = cells[said.ne("") & ~said.duplicated()]
    return one_of_each.loc[said.eq(OPEN).loc[one_of_each.index].sort_values(kind="stable").index]


def _day(text: str, order: str) -> date | None:
    start = read_moment(text, order=order).start
    return None if start is None else start.astimezone(LONDON).date()
