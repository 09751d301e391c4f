"""Files that were made to do harm, and the process that reads them all for the tests.

`python -m tests.hostile FOLDER` reads every file of a folder as an import does, each in a process
of its own, and says for each how it ended, how long the processor worked, and how much memory was
used. The
processes of small files are forked off this one, as a start anew would be most of their time.
"""

import functools
import io
import json
import os
import resource
import signal
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from data import reading_process
from data.sheets import Sheet, open_sheets

CANARY = "canary-4711"
"""What stands in a file that no hostile file may read."""
STRINGS_KIND = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    "<!DOCTYPE x ["
    '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
    + "]>"
)
ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
STREET = "2024-01/2024-01-cheshire-street.csv"


class Lure(NamedTuple):
    """What a hostile file reaches for: a file, and an address that listens."""

    file: Path
    address: str


class Case(NamedTuple):
    """A hostile file: its name, its content, and whether it must be refused."""

    name: str
    make: Callable[[Lure], bytes]
    refused: bool
    maps: bool = False


def zipped(entries: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    """Pack entries."""
    made = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", how, compresslevel=1) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


@functools.cache
def workbook_parts() -> dict[str, bytes]:
    """Give the parts of a small sound workbook."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    for cells in (["Reference", "Category"], ["A", "x"]):
        book.worksheets[0].append(cells)
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(**changed: bytes | str) -> bytes:
    """Make a workbook with other parts: `sheet`, `strings`, `book`."""
    places = {
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "book": "xl/workbook.xml",
        "macros": "xl/vbaProject.bin",
    }
    kinds = workbook_parts()["[Content_Types].xml"].replace(b"</Types>", STRINGS_KIND)
    own = {"[Content_Types].xml": kinds} if "strings" in changed else {}
    return zipped(workbook_parts() | own | {places[name]: part for name, part in changed.items()})


def sheet_xml(rows: str, *, before: str = "", dimension: str = "A1:B2") -> str:
    """Write the XML of a sheet."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet {NAMESPACE}><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def cell(text: str, ref: str = "A1") -> str:
    """Write a cell of text."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(body: str, *, before: str = "") -> bytes:
    """Make an OpenDocument spreadsheet."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {ODS_NAMES}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content})


def ods_cell(attributes: str = "", text: str = "x") -> str:
    """Write a cell of an OpenDocument spreadsheet."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(cells: str, repeated: str = "") -> str:
    """Write a row of an OpenDocument spreadsheet, or a thousand million of them."""
    again = f' table:{repeated}="999999999"' if repeated else ""
    return f"<table:table-row{again}>{cells}</table:table-row>"


def table(*rows: str) -> str:
    """Write a table of an OpenDocument spreadsheet."""
    return f'<table:table table:name="a">{"".join(rows)}</table:table>'


def sheet(content: str, **more: str) -> bytes:
    """Make a workbook with these rows."""
    return workbook(sheet=sheet_xml(content, **more))


def inline(text: str, ref: str = "A1") -> str:
    """Write a row of a workbook with one cell."""
    return f'<row r="1">{cell(text, ref)}</row>'


def link_entry() -> bytes:
    """Make an archive with a link to the passwords of the system."""
    made, entry = io.BytesIO(), zipfile.ZipInfo(STREET)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


def twins() -> bytes:
    """Make an archive with two entries of one name."""
    made = bytearray(zipped({"a-street.csv": "x", "b-street.csv": "y"}))
    return bytes(made).replace(b"b-street.csv", b"a-street.csv")


def locked() -> bytes:
    """Make an archive whose entry says that it has a password."""
    made = bytearray(zipped({STREET: "x"}))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def liar() -> bytes:
    """Make a workbook whose sheet says that it is short, and unpacks to 40 MB."""
    big = workbook(sheet=sheet_xml(cell("x" * 40_000_000)))
    place = big.rindex(b"PK\x01\x02", 0, big.rindex(b"xl/worksheets/sheet1.xml"))
    return big[: place + 24] + struct.pack("<I", 1000) + big[place + 28 :]


def geojson(*features: str, more: str = "") -> bytes:
    """Write a collection of features."""
    return f'{{"type":"FeatureCollection"{more},"features":[{",".join(features)}]}}'.encode()


def feature(point: str = "[-2.7,53.3]", properties: str = '{"reference":"A"}') -> str:
    """Write a feature."""
    geometry = f'{{"type":"Point","coordinates":{point}}}'
    return f'{{"type":"Feature","geometry":{geometry},"properties":{properties}}}'


def linked(lure: Lure) -> str:
    """Say that the coordinate system is described elsewhere."""
    place = f'{{"href":"{lure.address}","name":"{lure.address}"}}'
    return f',"crs":{{"type":"link","properties":{place}}}'


def parquet(content: pa.Table) -> bytes:
    """Write a Parquet file."""
    made = io.BytesIO()
    pq.write_table(content, made)
    return made.getvalue()


def parquet_bomb() -> bytes:
    """Say a megabyte a million times over in a few bytes."""
    words = pa.array(["x" * 1_000_000])
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), words)
    return parquet(pa.table({"reference": column}))


def vrt(lure: Lure) -> bytes:
    """Point GDAL at another file and at an address."""
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{lure.file}</SrcDataSource>'
        f'</OGRVRTLayer><OGRVRTLayer name="b"><SrcDataSource>/vsicurl/{lure.address}'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    ).encode()


def xxe(lure: Lure) -> str:
    """Declare entities that are another file and an address."""
    return (
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{lure.file}"><!ENTITY w SYSTEM "{lure.address}">]>'
    )


STRINGS = f"<sst {NAMESPACE}><si><t>&f;</t></si></sst>"
BOOK = f"<workbook {NAMESPACE}>&j;</workbook>"
MANY_COLUMNS = 'table:number-columns-repeated="999999999"'
NO_NUMBER = 'office:value-type="float" office:value="x"'
OTHER_FORCE = STREET.replace("cheshire", "kent")
KEYS = "{" + ",".join(f'"{number}":1' for number in range(100_000)) + "}"
DEEP = '{"a":' * 5_000 + "1" + "}" * 5_000
AREA = (
    '{"type":"Feature","geometry":{"type":"Polygon","coordinates":[]},'
    '"properties":{"reference":"A"}}'
)
NO_STRING = '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
FORMULAS = (
    '<row r="1">' + cell("Reference") + cell("Category", "B1") + '</row><row r="2"><c r="A2" '
    't="str"><f>cmd|\' /C calc\'!A0</f><v>harmless</v></c><c r="B2"><f>WEBSERVICE("{0}")</f>'
    "</c></row>"
)
CASES = (
    # zip archives
    Case("bomb.xlsx", lambda _: workbook(sheet=b"0" * 60_000_000), refused=True),
    Case("strings.xlsx", lambda _: workbook(strings=b"<" * 60_000_000), refused=True),
    Case("liar.xlsx", lambda _: liar(), refused=True),
    Case("nested.zip", lambda _: zipped({"a.zip": zipped({"b.zip": b"0" * 10_000})}), refused=True),
    Case(
        "entries.zip", lambda _: zipped({f"{n}-street.csv": "" for n in range(5_001)}), refused=True
    ),
    Case("up.zip", lambda _: zipped({f"../../{STREET}": "a"}), refused=True),
    Case("within.zip", lambda _: zipped({f"a/../../{STREET}": "a"}), refused=True),
    Case("root.zip", lambda _: zipped({f"/tmp/{STREET}": "a"}), refused=True),  # noqa: S108  a trap
    Case("drive.zip", lambda _: zipped({f"C:\\{STREET}": "a"}), refused=True),
    Case("link.zip", lambda _: link_entry(), refused=True),
    Case("twins.zip", lambda _: twins(), refused=True),
    Case("locked.zip", lambda _: locked(), refused=True),
    Case("archive-bomb.zip", lambda _: zipped({STREET: b"a," * 30_000_000}), refused=True),
    Case("other-force.zip", lambda _: zipped({OTHER_FORCE: "a"}), refused=True),
    Case("cut.xlsx", lambda _: workbook()[:-200], refused=True),
    Case(
        "scrambled.xlsx", lambda _: workbook().replace(b"PK\x01\x02", b"PK\x01\x03"), refused=True
    ),
    # workbooks
    Case("xxe.xlsx", lambda lure: sheet(inline("&f;&w;"), before=xxe(lure)), refused=True),
    Case("xxe-strings.xlsx", lambda lure: workbook(strings=xxe(lure) + STRINGS), refused=True),
    Case("laughs.xlsx", lambda _: sheet(inline("&j;"), before=LAUGHS), refused=True),
    Case("laughs-book.xlsx", lambda _: workbook(book=LAUGHS + BOOK), refused=True),
    Case("formulas.xlsx", lambda lure: sheet(FORMULAS.replace("{0}", lure.address)), refused=False),
    Case("macros.xlsm", lambda _: workbook(macros=b"\xd0\xcf\x11\xe0" * 100), refused=False),
    Case("columns.xlsx", lambda _: sheet(inline("a", "XFD1")), refused=True),
    Case("far-column.xlsx", lambda _: sheet(inline("a", "ZZZZZZ1")), refused=True),
    Case("far-row.xlsx", lambda _: sheet(ROW.replace('r="1"', 'r="99999999999"')), refused=True),
    Case("dimension.xlsx", lambda _: sheet(ROW, dimension="A1:XFD1048576"), refused=False),
    Case("no-string.xlsx", lambda _: sheet(NO_STRING), refused=True),
    Case("no-sheet.xlsx", lambda _: workbook(book=f"<workbook {NAMESPACE}/>"), refused=True),
    Case(
        "locked.xlsx", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, refused=True
    ),
    Case("rows.ods", lambda _: ods(table(row(ods_cell(), "number-rows-repeated"))), refused=True),
    Case("columns.ods", lambda _: ods(table(row(ods_cell(MANY_COLUMNS)))), refused=True),
    Case(
        "blank-rows.ods",
        lambda _: ods(table(row(ods_cell()), row("", "number-rows-repeated"))),
        refused=False,
    ),
    Case(
        "xxe.ods",
        lambda lure: ods(table(row(ods_cell(text="&f;&w;"))), before=xxe(lure)),
        refused=True,
    ),
    Case(
        "laughs.ods", lambda _: ods(table(row(ods_cell(text="&j;"))), before=LAUGHS), refused=True
    ),
    Case("cut.ods", lambda _: ods("<table:table>"), refused=True),
    Case("value.ods", lambda _: ods(table(row(ods_cell(NO_NUMBER)))), refused=True),
    # JSON
    Case("vrt.geojson", vrt, refused=True),
    Case("vrt.csv", vrt, refused=True),
    Case("vrt.shp", vrt, refused=True, maps=True),
    Case("nan.geojson", lambda _: geojson(feature("[NaN,53.3]")), refused=True),
    Case("infinity.geojson", lambda _: geojson(feature("[-Infinity,53.3]")), refused=True),
    Case("endless.geojson", lambda _: geojson(feature("[1e999,-1e999]")), refused=False),
    Case("deep.geojson", lambda _: b"[" * 1_000_000, refused=True),
    Case("deep-property.geojson", lambda _: geojson(feature(properties=DEEP)), refused=True),
    Case("long-number.geojson", lambda _: geojson(feature(f"[{'9' * 1_000_000},1]")), refused=True),
    Case("cut.geojson", lambda _: geojson(feature())[:-10], refused=True),
    Case("keys.geojson", lambda _: geojson(feature(properties=KEYS)), refused=True),
    Case("shape.geojson", lambda _: geojson(AREA), refused=False),
    Case("linked.geojson", lambda lure: geojson(feature(), more=linked(lure)), refused=True),
    # Parquet and map files
    Case("bomb.parquet", lambda _: parquet_bomb(), refused=True),
    Case("cut.parquet", lambda _: parquet(pa.table({"a": ["x"] * 100}))[:-20], refused=True),
    Case(
        "junk.parquet",
        lambda _: b"PAR1" + b"\xff" * 100 + struct.pack("<I", 90) + b"PAR1",
        refused=True,
    ),
    Case(
        "columns.parquet",
        lambda _: parquet(pa.table({str(n): [1] for n in range(600)})),
        refused=True,
    ),
    Case(
        "lists.parquet",
        lambda _: parquet(pa.table({"reference": ["A"], "list": [[1, 2]]})),
        refused=False,
    ),
    Case("junk.gpkg", lambda _: b"SQLite format 3\0" + b"\xff" * 5_000, refused=True, maps=True),
    Case("page.gpkg", lambda _: b"SQLite format 3\0" + b"\0" * 5_000, refused=True),
    Case("junk.shp", lambda _: b"\x00\x00\x27\x0a" + b"\xff" * 5_000, refused=True, maps=True),
    # text, and what only says so
    Case("columns.csv", lambda _: b",".join([b"a"] * 1_000_000) + b"\n1\n", refused=True),
    Case("rows.csv", lambda _: b"a,b\n" + b"1,2\n" * 2_000_001, refused=True),
    Case("cell.csv", lambda _: b"a,b\n1," + b"x" * 30_000_000 + b"\n3,4\n", refused=False),
    Case("quoted.csv", lambda _: b'a,b\n1,"' + b"x\n" * 5_000_000, refused=True),
    Case(
        "commands.csv",
        lambda _: b"reference,category\n=cmd|' /C calc'!A0,@SUM(1+1)\n",
        refused=False,
    ),
    Case(
        "markup.csv",
        lambda _: b"reference,category\n<script>alert(1)</script>,\x1b[2J\n",
        refused=False,
    ),
    Case("commas.csv", lambda _: b"," * 5_000_000, refused=False),
    Case("odd.csv", lambda _: "a,b\n1,2\n".encode("utf-16")[:-1], refused=True),
    Case("program.csv", lambda _: b"MZ" + bytes(range(256)) * 40, refused=True),
    Case("packed.csv", lambda _: b"\x1f\x8b\x08" + b"\0" * 1_000, refused=True),
    Case("report.csv", lambda _: b"%PDF-1.7\n1 0 obj\n", refused=True),
    Case(
        "page.xls", lambda _: b"\xef\xbb\xbf <html><table><tr><td>a</td></tr></table>", refused=True
    ),
    Case("empty.xlsx", lambda _: b"", refused=True),
)


LARGE = 40_000
"""Bytes from which on a file's process is started anew: all that are about memory are larger."""


class Forked:
    """The process of `sandbox`, forked off this one; the same program runs behind the same fence.

    Parameters
    ----------
    env
        All that it finds in its environment.
    """

    def __init__(self, _command: object, *, env: Mapping[str, str], **_others: object) -> None:
        asked, answers = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become_reader(asked[0], answers[1], env)
        os.close(asked[0])
        os.close(answers[1])
        self.stdin = os.fdopen(asked[1], "w", encoding="utf-8")
        self.stdout = os.fdopen(answers[0], encoding="utf-8", errors="replace")
        self.ended = False

    def wait(self) -> None:
        """Wait for its end."""
        if not self.ended:
            os.waitpid(self.pid, 0)
            self.ended = True

    def kill(self) -> None:
        """End it."""
        if not self.ended:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def _become_reader(asked: int, answers: int, env: Mapping[str, str]) -> None:
    code = 1
    try:
        for number, ours in enumerate((asked, answers, os.open(os.devnull, os.O_WRONLY))):
            os.dup2(ours, number)
        os.closerange(3, 256)
        os.environ.clear()
        os.environ.update(env)
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        code = reading_process.main()
        sys.stdout.flush()
    finally:
        os._exit(code)


def _started_as(path: Path, *, maps: bool) -> Any:  # noqa: ANN401  Popen, or what stands in for it
    """Choose how a file's process is started; GDAL is told much that it reads only when loaded."""
    anew = maps or path.stat().st_size >= LARGE
    return mock.patch("data.sandbox.subprocess.Popen", subprocess.Popen if anew else Forked)


def main(folder: Path) -> None:
    """Read the files of a folder; print how each ended, as JSON."""
    known = frozenset({"reference", "category", "crime id", "month"})
    ends = []
    for case in CASES:
        before = _worked()
        try:
            with _started_as(folder / case.name, maps=case.maps):
                sheets = open_sheets(folder / case.name, known=known, maps=case.maps)
            said, held = "", "".join(map(_text, sheets))
        except ValueError as refusal:
            said, held = str(refusal), ""
        took = _worked() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        ends.append({"name": case.name, "said": said, "s": took, "peak": peak, "held": held})
    sys.stdout.write(json.dumps(ends))


def _worked() -> float:
    """Give the seconds of the processor that we and our readers had, however busy the machine."""
    return sum(os.times()[:4])


def _text(found: Sheet) -> str:
    """Give the first of a sheet's content, to look for what must not be there."""
    rows = found.table.slice(0, 5).to_pylist()
    return f"{found.header[:9]}{rows}{found.faults[:5]}{found.notes}"[:5_000]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
