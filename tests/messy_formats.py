"""The same table of texts written as every kind of file that partners send."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

from data.dates import SERIAL

Rows = Sequence[Sequence[str]]
Writer = Callable[[Path, Sequence[str], Rows, Random], Path]

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
AREA = "LSOA name"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def _delimited(encoding: str, delimiter: str, ending: str) -> Writer:
    def write(folder: Path, header: Sequence[str], rows: Rows, chance: Random) -> Path:
        path = folder / f"messy{ending}"
        out = io.StringIO(newline="")
        terminator = chance.choice(["\n", "\r\n"])
        csv.writer(out, delimiter=delimiter, lineterminator=terminator).writerows([header, *rows])
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


def _xlsx(folder: Path, header: Sequence[str], rows: Rows, chance: Random) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if chance.random() < 0.5:
        sheet.append(["Register of the partnership"])
        sheet.append([])
    for row in [header, *rows]:
        sheet.append([cell or None for cell in row])
    path = folder / "messy.xlsx"
    book.save(path)
    return path


def _register(folder: Path, header: Sequence[str], rows: Rows, chance: Random) -> Path:
    """Write a workbook as people keep one.

    Dates and numbers are typed, in either system of dates; titles are merged, the years have a
    sheet each with its totals, and beside them lie notes and a hidden sheet that nobody asked for.
    """
    book = openpyxl.Workbook()
    book.epoch = chance.choice([WINDOWS_EPOCH, CALENDAR_MAC_1904])
    half = len(rows) // 2
    parts = {"2025": rows[:half], "2026": rows[half:]}
    for name, part in parts.items():
        sheet = book.create_sheet(name)
        sheet.append([f"Register of {name}"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
        for row in [[], header, *part, [], ["Total", str(len(part))]]:
            sheet.append([_typed(cell) for cell in row])
    book.create_sheet("Notes").append(["Kept by the partnership"])
    book.create_sheet("Old").append(list(header))
    book["Old"].append([_typed(cell) for cell in rows[0]])
    book["Old"].sheet_state = "hidden"
    book.remove(book.worksheets[0])
    path = folder / "messy.xlsx"
    book.save(path)
    return path


def _typed(text: str) -> datetime | float | str | None:
    """Give a cell its type, but for a number that a person would have to call a date."""
    if DAY.fullmatch(text):
        return datetime.fromisoformat(text)
    if NUMBER.fullmatch(text) and not SERIAL.fullmatch(text):
        return float(text)
    return text or None


def _ods(folder: Path, header: Sequence[str], rows: Rows, _chance: Random) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in row)}</table:table-row>"
        for row in [header, *rows]
    )
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Cases">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "messy.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", ODS)
        packed.writestr("content.xml", body)
    return path


def _geojson(folder: Path, header: Sequence[str], rows: Rows, _chance: Random) -> Path:
    features = []
    for row in rows:
        said = dict(zip(header, row, strict=True))
        features.append({"type": "Feature", "geometry": _point(said), "properties": said})
    path = folder / "messy.geojson"
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def _point(said: dict[str, str]) -> dict[str, object] | None:
    """Take the degrees out of a row as a point; none where they are no numbers."""
    lng, lat = said.pop("Longitude"), said.pop("Latitude")
    try:
        return {"type": "Point", "coordinates": [float(lng), float(lat)]}
    except ValueError:
        return None


def _parquet(folder: Path, header: Sequence[str], rows: Rows, _chance: Random) -> Path:
    path = folder / "messy.parquet"
    pd.DataFrame([list(row) for row in rows], columns=list(header), dtype="str").to_parquet(path)
    return path


def _archive(folder: Path, header: Sequence[str], rows: Rows, _chance: Random) -> Path:
    """Pack two months of a force beside another force, outcomes, and rows of another borough."""
    half, others = len(rows) // 2, [list(row) for row in rows[:9]]
    for row in others if AREA in header else []:
        row[header.index(AREA)] = "Warrington 001A"
    asked = {"2024-01": [*rows[:half], *(others if AREA in header else [])], "2024-02": rows[half:]}
    path = folder / "messy.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for month, part in asked.items():
            packed.writestr(f"{month}/{month}-cheshire-street.csv", _text([header, *part]))
            packed.writestr(f"{month}/{month}-merseyside-street.csv", _text([header, *others]))
            packed.writestr(f"{month}/{month}-cheshire-outcomes.csv", "Crime ID,Outcome type\n")
    return path


def _text(rows: Rows) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


FORMATS: dict[str, Writer] = {
    "csv": _delimited("utf-8", ",", ".csv"),
    "csv with a mark": _delimited("utf-8-sig", ",", ".csv"),
    "semicolons in cp1252": _delimited("cp1252", ";", ".csv"),
    "tabs in utf-16": _delimited("utf-16", "\t", ".txt"),
    "tsv": _delimited("utf-8", "\t", ".tsv"),
    "xlsx": _xlsx,
    "xlsx with types": _register,
    "ods": _ods,
    "geojson": _geojson,
    "parquet": _parquet,
    "police.uk archive": _archive,
}
"""Every format, by name: takes a folder, a header, rows of text and chance; gives the file."""
TOTALS = {"xlsx with types": 2}
"""How many rows of totals a format adds."""
