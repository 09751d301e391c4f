"""OpenDocument spreadsheets (.ods): their one XML document, read as a stream."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from defusedxml.ElementTree import iterparse

from data import limits
from data.formats import packed
from data.formats.excel import finished
from data.formats.gathering import gather
from data.formats.grid import Fault, Grid, Record
from data.formats.request import Request
from data.formats.values import number, text_of

Element: TypeAlias = Any
"""An element of XML; the library has no name for its type."""

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
FALSE = "false"
DURATION = re.compile(r"PT(\d{1,4})H(\d{1,2})M(\d{1,2})", re.ASCII)


class Styles(NamedTuple):
    """Which styles hide a table, and which show a date with its month only."""

    hiding: set[str]
    months: set[str]
    monthly: set[str]


class Cell(NamedTuple):
    """A cell: its text, whether it holds a formula never worked out, and the rows it spans."""

    text: str
    unknown: bool
    rows: int


def read(request: Request) -> list[Grid]:
    """Read a spreadsheet.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        Its tables that hold anything, hidden ones only if they are asked for.

    Raises
    ------
    ValueError
        If it is beyond a limit.
    """
    limits.check("HOTSPOTS_MAX_WORKBOOK_MB", request.path.stat().st_size)
    with packed.opened(request.path) as archive:
        packed.check_unpacked([archive.getinfo(packed.DOCUMENT)])
        return _tables(archive, request)


def _tables(archive: zipfile.ZipFile, request: Request) -> list[Grid]:
    grids, skipped, styles = list[Grid](), list[str](), Styles(set(), set(), set())
    with archive.open(packed.DOCUMENT) as file:
        events = iter(iterparse(file, events=("start", "end"), forbid_dtd=True))
        for event, element in events:
            if event == "end":
                _note_style(element, styles)
            elif element.tag == f"{TABLE}table":
                name = element.get(f"{TABLE}name", "")
                hidden = element.get(f"{TABLE}style-name") in styles.hiding
                limits.check("HOTSPOTS_MAX_SHEETS", len(grids) + len(skipped) + 1)
                wanted = request.hidden or not hidden
                grid = gather(_records(events, styles), known=request.known, name=name, padded=True)
                if wanted:
                    grids.append(grid)
                else:
                    skipped.append(name)
                element.clear()
    return finished(grids, date_system=0, skipped=skipped)


def _note_style(element: Element, styles: Styles) -> None:
    """Remember the styles that say something about content; they stand before the tables."""
    name = element.get(f"{STYLE}name", "")
    if element.tag.endswith("}date-style"):
        parts = {part.tag.rpartition("}")[2] for part in element}
        if "month" in parts and not parts & {"day", "hours"}:
            styles.months.add(name)
    elif element.tag == f"{STYLE}style":
        if element.get(f"{STYLE}data-style-name") in styles.months:
            styles.monthly.add(name)
        for part in element:
            if part.get(f"{TABLE}display") == FALSE:
                styles.hiding.add(name)


def _records(events: Iterator[tuple[str, Element]], styles: Styles) -> Iterator[Record]:
    """Give the rows of the table that has begun, until it ends; repeated ones as often."""
    row, held = 0, dict[int, tuple[int, str]]()
    for event, element in events:
        if event == "start":
            continue
        if element.tag == f"{TABLE}table":
            return
        if element.tag != f"{TABLE}table-row":
            continue
        again = _times(element, "number-rows-repeated")
        cells = list(_cells(element, styles))
        element.clear()
        if not any(cell.text or cell.unknown for cell in cells):
            row += again  # a blank million rows at the end cost nothing
            continue
        limits.check("HOTSPOTS_MAX_ROWS", row + again)
        for _ in range(again):
            row += 1
            yield _record(row, cells, held)


def _record(row: int, cells: list[Cell], held: dict[int, tuple[int, str]]) -> Record:
    for place, cell in enumerate(cells):
        if cell.rows > 1:
            held[place] = (row + cell.rows - 1, cell.text)
    texts = [cell.text for cell in cells]
    for place, (last, text) in held.items():
        if row <= last:
            texts.extend([""] * (place + 1 - len(texts)))
            texts[place] = texts[place] or text
    for place, cell in enumerate(cells, start=1):
        if cell.unknown:
            return Fault(row, "formula", f"a formula in column {place}", tuple(texts))
    return row, texts


def _cells(row: Element, styles: Styles) -> Iterator[Cell]:
    """Give the cells of a row; blank ones at its end, which may be thousands, are left out."""
    blank = width = 0
    for element in row:
        if element.tag not in CELLS:
            continue
        again = _times(element, "number-columns-repeated")
        cell = _cell(element, styles)
        if not cell.text and not cell.unknown:
            blank += again
            continue
        width += blank + again
        limits.check("HOTSPOTS_MAX_COLUMNS", width)
        yield from [Cell("", unknown=False, rows=1)] * blank + [cell] * again
        blank = 0


def _cell(element: Element, styles: Styles) -> Cell:
    kind = element.get(f"{OFFICE}value-type", "")
    shown = "\n".join("".join(part.itertext()) for part in element if part.tag == f"{TEXT}p")
    text = _typed(element, kind, monthly=element.get(f"{TABLE}style-name") in styles.monthly)
    formula = element.get(f"{TABLE}formula") is not None
    return Cell(
        text=shown if text is None else text,
        unknown=formula and not kind and not shown,
        rows=_times(element, "number-rows-spanned"),
    )


def _typed(element: Element, kind: str, *, monthly: bool) -> str | None:
    """Write a typed value in its canonical form; None where the shown text is the value."""
    if kind in {"float", "currency", "percentage"}:
        return number(float(element.get(f"{OFFICE}value", "nan")))
    if kind == "date":
        given = datetime.fromisoformat(element.get(f"{OFFICE}date-value", ""))
        return text_of(given, month_only=monthly)
    if kind == "boolean":
        return text_of(element.get(f"{OFFICE}boolean-value") == "true")
    if kind == "time":
        return _time(element.get(f"{OFFICE}time-value", ""))
    return None


def _time(written: str) -> str | None:
    """Write PT14H30M00S as 14:30."""
    match = DURATION.match(written)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return text_of(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _times(element: Element, name: str) -> int:
    """Read how often something is repeated."""
    given = element.get(f"{TABLE}{name}", "1")
    return max(1, int(given)) if given.isdigit() else 1
