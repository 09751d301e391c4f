"""Which kind of file it is, told by its first bytes and never by its name."""

from importlib import import_module
from pathlib import Path

from data.formats import packed
from data.formats.grid import Grid
from data.formats.request import Request
from data.limits import RefusalError

START = 4096
HOME = "data.formats"
SAVE = "Save it as CSV UTF-8 or as an Excel workbook (.xlsx) in the program it came from."
MAPS = {b"SQLite format 3\0": "a GeoPackage", b"\x00\x00\x27\x0a": "a shapefile"}
NOT_READ = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a workbook with a password, or of Excel 2003 and before "
    "(.xls)",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "packed with gzip",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz",
    b"7z\xbc\xaf": "packed with 7-Zip",
    b"Rar!": "packed with RAR",
    b"(\xb5/\xfd": "packed with Zstandard",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"{\\rtf": "a text document (RTF)",
}
"""Kinds by their first bytes, and what they are."""


def read(request: Request) -> list[Grid]:
    """Read a file of any kind.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        Its sheets.

    Raises
    ------
    ValueError
        If it is of no kind that is read, or beyond a limit; the message says so in plain words.
    """
    kind = _kind(request.path, maps=request.maps)
    grids: list[Grid] = import_module(f"{HOME}.{kind}").read(request)
    return grids


def module_of(request: Request) -> str:
    """Name the module that reads a file; that of text where it will be refused.

    Parameters
    ----------
    request
        The file.

    Returns
    -------
    str
        A module of this package.
    """
    try:
        return f"{HOME}.{_kind(request.path, maps=request.maps)}"
    except ValueError:
        return f"{HOME}.delimited"


def is_map(request: Request) -> bool:
    """Tell whether a file is one that GDAL shall read, by its first bytes alone.

    Parameters
    ----------
    request
        The file.

    Returns
    -------
    bool
        False also where map files are not asked for.
    """
    with request.path.open("rb") as file:
        start = file.read(START)
    return request.maps and start.startswith(tuple(MAPS))


def files_of(request: Request) -> list[Path]:
    """Name the files that the reading may open.

    Parameters
    ----------
    request
        The file.

    Returns
    -------
    list of Path
        The file; for a shapefile also those beside it with the same name.
    """
    if not is_map(request):
        return [request.path]
    return [path for path in request.path.parent.iterdir() if path.stem == request.path.stem]


def _kind(path: Path, *, maps: bool) -> str:
    with path.open("rb") as file:
        start = file.read(START)
    if not start:
        raise RefusalError("It is empty.")
    for mark, what in MAPS.items():
        if start.startswith(mark):
            return _map(what, maps=maps)
    if start.startswith(b"PK\x03\x04"):
        return packed.kind_of(path)
    if start.startswith(b"PAR1"):
        return "parquet"
    for mark, what in NOT_READ.items():
        if start.startswith(mark):
            raise RefusalError(f"It is {what}, which is not read. {SAVE}")
    return _text(start)


def _map(what: str, *, maps: bool) -> str:
    if not maps:
        raise RefusalError(
            f"It is {what}, which only the command line reads: python run.py import FILE."
        )
    return "maps"


def _text(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if text.startswith((b"{", b"[")):
        return "geojson"
    if text.startswith(b"<"):
        raise RefusalError(f"It is a web page or another XML document, which is not read. {SAVE}")
    return "delimited"
