"""The same table of texts written as every kind of file that partners send."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd

Rows = Sequence[Sequence[str]]
Writer = Callable[[Path, Sequence[str], Rows, Random], Path]

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
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


FORMATS: dict[str, Writer] = {
    "csv": _delimited("utf-8", ",", ".csv"),
    "csv with a mark": _delimited("utf-8-sig", ",", ".csv"),
    "semicolons in cp1252": _delimited("cp1252", ";", ".csv"),
    "tabs in utf-16": _delimited("utf-16", "\t", ".txt"),
    "tsv": _delimited("utf-8", "\t", ".tsv"),
    "xlsx": _xlsx,
    "ods": _ods,
    "geojson": _geojson,
    "parquet": _parquet,
}
"""Every format, by name: takes a folder, a header, rows of text and chance; gives the file."""
